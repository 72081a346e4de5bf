"""Pages of no known platform: what they say about themselves is JSON-LD, OpenGraph and HTML 5."""

import datetime

from flask import Flask, Response, abort, make_response, render_template, request

from congtin.sample_portals.articles import SampleArticle
from congtin.sample_portals.departments import Section
from congtin.sample_portals.registers import add_register
from congtin.sample_portals.site import DepartmentSite


def article_path(article: SampleArticle) -> str:
    """The path of an article's page."""
    return f"/tin-tuc/{article.slug.lower()}-{article.id}.htm"


def listing_path(section: Section, page: int = 1) -> str:
    """The path of a page of a section's listing."""
    path = f"/chuyen-muc/{section.slug}"
    return path if page == 1 else f"{path}/trang-{page}"


def moment(day: datetime.date) -> str:
    """When something was published, in ISO 8601 with Vietnam's offset if it has a time."""
    return f"{day:%Y-%m-%dT%H:%M:%S+07:00}" if isinstance(day, datetime.datetime) else f"{day}"


def structured_data(article: SampleArticle, section: Section, page_url: str) -> dict[str, object]:
    """The article in schema.org's words, for the page's JSON-LD."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": page_url,
        "headline": article.headline,
        "datePublished": moment(article.published),
        "articleSection": section.title,
        "inLanguage": "vi",
    }
    if article.author:
        data["author"] = {"@type": "Person", "name": article.author}
    if article.lead:
        data["description"] = article.lead
    return data


def add_pages(app: Flask, site: DepartmentSite) -> None:
    """Adds the home page, the listings, the article pages and a document register."""
    app.jinja_env.globals.update(
        article_path=article_path, listing_path=listing_path, moment=moment
    )

    @app.get("/")
    def home() -> str:
        return render_template("semantic/home.html", articles=site.articles()[:12])

    @app.get("/chuyen-muc/<slug>", defaults={"number": 1})
    @app.get("/chuyen-muc/<slug>/trang-<int:number>")
    def listing(slug: str, number: int) -> str:
        section = site.department.section(slug)
        if section is None or number < 1:
            abort(404)
        return render_template("semantic/listing.html", listing=site.listing(section, number))

    @app.get("/tin-tuc/<slug>-<int:number>.htm")
    def detail(slug: str, number: int) -> Response:
        article = site.article(number)
        section = site.department.section(article.section) if article else None
        if article is None or section is None:
            abort(404)
        page_url = request.url_root.rstrip("/") + article_path(article)
        response = make_response(
            render_template(
                "semantic/article.html",
                article=article,
                section=section,
                page_url=page_url,
                structured_data=structured_data(article, section, page_url),
                related=site.related(article),
            )
        )
        response.last_modified = site.modified(article)
        response.make_conditional(request)
        return response

    add_register(app, "semantic")

    @app.errorhandler(404)
    def not_found(error: Exception) -> tuple[str, int]:
        return render_template("semantic/not_found.html"), 404
