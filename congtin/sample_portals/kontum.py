"""Pages in the manner of Kon Tum's departments: `/pages/detail/{id}/{Slug}.html`.

Two skins serve the same blocks in the same order: one of nested tables, one of plain blocks. The
skin of tables validates with an ETag and counts views; the skin of blocks serves cached pages.
"""

import unicodedata

from flask import Flask, Response, abort, make_response, render_template, request

from congtin.sample_portals.articles import SampleArticle
from congtin.sample_portals.departments import Section
from congtin.sample_portals.site import DepartmentSite
from congtin.sample_portals.slugs import slugify

COUNTING_SKIN = "kontum_tables"


def article_path(article: SampleArticle) -> str:
    """The path of an article's page."""
    return f"/pages/detail/{article.id}/{article.slug}.html"


def listing_path(section: Section, page: int = 1) -> str:
    """The path of a page of a section's listing."""
    path = f"/pages/category/{section.number}/{slugify(section.title)}.html"
    return path if page == 1 else f"{path}?page={page}"


def add_pages(app: Flask, site: DepartmentSite) -> None:
    """Adds the home page, the listings and the article pages."""
    skin = site.department.skin
    app.jinja_env.globals.update(article_path=article_path, listing_path=listing_path)

    @app.get("/")
    def home() -> str:
        return render_template(f"{skin}/home.html", articles=site.articles()[:12])

    @app.get("/pages/category/<int:number>/<slug>.html")
    def listing(number: int, slug: str) -> str:
        section = next((s for s in site.department.sections if s.number == number), None)
        if section is None:
            abort(404)
        page = site.listing(section, max(1, request.args.get("page", 1, type=int)))
        return render_template(f"{skin}/listing.html", listing=page)

    @app.get("/pages/detail/<int:number>/<slug>.html")
    def detail(number: int, slug: str) -> Response:
        article = site.article(number)
        if article is None:
            abort(404)
        counting = skin == COUNTING_SKIN
        page = render_template(
            f"{skin}/article.html",
            article=article,
            section=site.department.section(article.section),
            views=site.visit(article) if counting else article.views,
            related=site.related(article),
        )
        if "nfd" in article.quirks:
            page = unicodedata.normalize("NFD", page)
        response = make_response(page)
        if counting:
            response.set_etag(site.digest(article), weak=True)
            response.last_modified = site.modified(article)
            response.make_conditional(request)
        return response

    @app.errorhandler(404)
    def not_found(error: Exception) -> tuple[str, int]:
        return render_template(f"{skin}/not_found.html"), 404
