"""Pages in the manner of Liferay 6.2: an asset publisher, `/{section}/-/view_content/{id}-{slug}`.

With its traps: an article answers under any deeper address as well and links to ever deeper ones,
listings carry session ids, and pages for the login and for errors come with status 200.
"""

import re
import secrets
from urllib.parse import urlencode

from flask import Flask, render_template, request

from congtin.sample_portals.articles import SampleArticle
from congtin.sample_portals.departments import Section
from congtin.sample_portals.site import PER_PAGE, DepartmentSite

_ADDRESS = re.compile(r"(?:.*/)?([a-z-]+)/-/view_content/(\d+)-")


def article_path(article: SampleArticle) -> str:
    """The path of an article's page."""
    return f"/{article.section}/-/view_content/{article.id}-{article.slug.lower()}"


def listing_path(section: Section, page: int = 1) -> str:
    """The path of a page of a section's listing, with the query that the asset publisher writes."""
    if page == 1:
        return f"/{section.slug}"
    query = {
        "p_p_id": "101",
        "p_p_lifecycle": "0",
        "p_p_state": "normal",
        "p_p_mode": "view",
        "p_p_col_id": "column-1",
        "p_p_col_pos": "1",
        "p_p_col_count": "2",
        "_101_delta": str(PER_PAGE),
        "_101_keywords": "",
        "_101_advancedSearch": "false",
        "_101_andOperator": "true",
        "p_r_p_564233524_resetCur": "false",
        "_101_cur": str(page),
    }
    return f"/{section.slug}?{urlencode(query)}"


def session_id() -> str:
    """A session id for an address, as given to a visitor without cookies: another each time."""
    return f";jsessionid={secrets.token_hex(16).upper()}"


def add_pages(app: Flask, site: DepartmentSite) -> None:
    """Adds the home page, the listings, the articles, and what else answers with status 200."""
    app.jinja_env.globals.update(
        article_path=article_path, listing_path=listing_path, session_id=session_id
    )

    @app.get("/")
    @app.get("/trang-chu")
    def home() -> str:
        return render_template("liferay/home.html", articles=site.articles()[:8])

    @app.get("/dang-nhap")
    def login() -> str:
        return render_template("liferay/login.html")

    @app.get("/<path:path>")
    def page(path: str) -> str:
        path = path.partition(";")[0]
        section = site.department.section(path)
        if section is not None:
            number = max(1, request.args.get("_101_cur", 1, type=int))
            return render_template("liferay/listing.html", listing=site.listing(section, number))
        if path.startswith("noi-bo/"):
            return login()
        address = _ADDRESS.match(path)
        article = site.article(int(address[2])) if address else None
        if article is None:
            return render_template("liferay/status.html")
        return render_template(
            "liferay/article.html",
            article=article,
            section=site.department.section(article.section),
            views=site.visit(article),
            related=site.related(article),
            deeper=path.rsplit("/", 1)[-1] + "/vi/vi/en/vi",
        )
