"""The WSGI application of one department: what all platforms share, and its platform's pages."""

import gzip
from collections.abc import Callable

from flask import Flask, Response, abort, make_response, render_template, request

from congtin.sample_portals import files, generic, kontum, liferay
from congtin.sample_portals.paths import attachment_path
from congtin.sample_portals.site import DepartmentSite, today

NOTICE = "Nội dung minh hoạ, không phải thông tin thật"
WEEKDAYS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")
GZIP_FROM = 500  # bytes; below this compressing gains nothing

PLATFORMS: dict[str, Callable[[Flask, DepartmentSite], None]] = {
    "kontum": kontum.add_pages,
    "liferay62": liferay.add_pages,
    "generic": generic.add_pages,
}


def create_app(site: DepartmentSite) -> Flask:
    """The site of a department as a Flask application."""
    app = Flask("congtin.sample_portals")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        site=site,
        department=site.department,
        notice=NOTICE,
        todays_date=todays_date,
        attachment_path=attachment_path,
    )
    PLATFORMS[site.department.platform](app, site)
    _add_files(app, site)
    app.after_request(_compress)
    return app


def todays_date() -> str:
    """Today as page headers show it: `Thứ 3, ngày 16 tháng 4 năm 2024`."""
    day = today()
    return f"{WEEKDAYS[day.weekday()]}, ngày {day.day} tháng {day.month} năm {day.year}"


def _add_files(app: Flask, site: DepartmentSite) -> None:
    """Attachments, pictures, robots.txt and sitemap, at addresses that all platforms share."""

    @app.get("/documents/<int:number>/<name>")
    def attachment(number: int, name: str) -> Response:
        article = site.article(number)
        if article is None or name not in article.attachments:
            abort(404)
        make = files.make_docx if name.endswith(".docx") else files.make_pdf
        lines = [NOTICE, site.department.name, article.headline, *article.body]
        return _file(make(lines), name.rsplit(".", 1)[1])

    @app.get("/pictures/<int:number>.png")
    def picture(number: int) -> Response:
        return _file(files.make_png(number), "png")

    @app.get("/robots.txt")
    def robots() -> Response:
        lines = ["User-agent: *", "Disallow: /noi-bo/", "Allow: /"]
        lines.append(f"Sitemap: {request.host_url}sitemap.xml")
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    @app.get("/sitemap.xml")
    def sitemap() -> Response:
        page = render_template("sitemap.xml", articles=site.articles())
        return Response(page, mimetype="application/xml")


def _file(content: bytes, extension: str) -> Response:
    response = make_response(content)
    response.content_type = files.CONTENT_TYPES[extension]
    response.add_etag()
    response.make_conditional(request)
    return response


def _compress(response: Response) -> Response:
    """Answers in gzip whoever accepts it, for pages worth it."""
    wanted = request.accept_encodings["gzip"] > 0
    if not wanted or response.status_code != 200 or response.direct_passthrough:
        return response
    content = response.get_data()
    if response.mimetype not in ("text/html", "application/xml") or len(content) < GZIP_FROM:
        return response
    response.set_data(gzip.compress(content, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
