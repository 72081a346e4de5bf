"""A document register, `/van-ban`, as portals of no known platform have it: a table, a page each.

It lists what the province's committee issued, of the documents that the sample articles cite. Each
has a page with labels and values, and a Word file laid out as Decree 30/2020/NĐ-CP, Annex I says.
"""

from collections.abc import Sequence
from functools import cache

from flask import Flask, Response, abort, make_response, render_template, request

from congtin.sample_portals import files
from congtin.sample_portals.articles import all_documents
from congtin.sample_portals.citing import CitableDocument, long_date
from congtin.sample_portals.site import PER_PAGE

REGISTER_PATH = "/van-ban"

#: Who issued what is listed, and the invented person who signed all of it.
ISSUER = "UBND tỉnh"
ISSUER_IN_FULL = "Ủy ban nhân dân tỉnh Kon Tum"
SIGNER = "Nguyễn Văn Mẫu"


@cache
def registered_documents() -> Sequence[CitableDocument]:
    """What the register lists, the newest first."""
    issued = (document for document in all_documents().values() if document.issuer == ISSUER)
    return sorted(issued, key=lambda document: (document.date, document.key), reverse=True)


def document_path(document: CitableDocument) -> str:
    """The path of a document's page."""
    return f"{REGISTER_PATH}/{document.key}.htm"


def file_path(document: CitableDocument) -> str:
    """The path of a document's file."""
    return f"{REGISTER_PATH}/tep/{document.key}.docx"


def text_of(document: CitableDocument) -> list[str]:
    """The lines of a document's file."""
    return [
        "ỦY BAN NHÂN DÂN",
        "TỈNH KON TUM",
        f"Số: {document.identifier}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Kon Tum, ngày {long_date(document.date)}",
        document.type.upper(),
        document.title,
        "Nội dung minh hoạ, không phải thông tin thật.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        SIGNER,
    ]


def add_register(app: Flask, skin: str) -> None:
    """Adds the register's pages and files to a site; `skin` names the folder of its templates."""
    by_key = {document.key: document for document in registered_documents()}
    app.jinja_env.globals.update(
        register_path=REGISTER_PATH, document_path=document_path, file_path=file_path
    )

    @app.get(REGISTER_PATH)
    def register() -> str:
        number = max(1, request.args.get("trang", 1, type=int))
        documents = registered_documents()
        return render_template(
            f"{skin}/register.html",
            documents=documents[(number - 1) * PER_PAGE : number * PER_PAGE],
            number=number,
            pages=-(-len(documents) // PER_PAGE),
            issuer=ISSUER_IN_FULL,
        )

    @app.get(f"{REGISTER_PATH}/<key>.htm")
    def document_page(key: str) -> str:
        if key not in by_key:
            abort(404)
        return render_template(
            f"{skin}/document.html", document=by_key[key], issuer=ISSUER_IN_FULL, signer=SIGNER
        )

    @app.get(f"{REGISTER_PATH}/tep/<key>.docx")
    def document_file(key: str) -> Response:
        if key not in by_key:
            abort(404)
        response = make_response(files.make_docx(text_of(by_key[key])))
        response.content_type = files.CONTENT_TYPES["docx"]
        response.add_etag()
        response.make_conditional(request)
        return response
