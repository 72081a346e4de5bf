"""An archive of one page with its pictures and a PDF, for what is shown and taken away as proof."""

import gzip
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.attachment_readings import Reading, record_attachment_text
from archive.catalogue.attachments import record_attachment
from archive.catalogue.portals import record_portal
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.items import Article, Attachment
from archive.urls import article_id
from archive.warc import HttpExchange, Original, WarcWriter

PORTAL = "sotuphap-kontum"
SITE = "http://sotuphap.kontum.example"
FIRST, AGAIN = "2024-04-16T02:15:00Z", "2024-05-16T02:15:00Z"
DOT = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

PAGE = f"""<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/kieu.css">
<h1>Bảng tin</h1><img src="{SITE}/anh.png"><img src="/cho.gif" data-src="/sau.png">
<img src="/khong-luu.png"><a href="/chuyen-doi-so">Chuyển đổi số</a>
<form action="/tim"><input name="q"><button>Tìm</button></form>"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the archive is, and the ids that tests ask for."""

    catalogue: Catalogue
    archive_url: str
    article: str
    first: int
    again: int
    pdf: int
    broken_pdf: int


def pdf(*texts: str) -> bytes:
    """A PDF with a page for each of these texts."""
    fonts = b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(texts)))
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {len(texts)}>>endobj\n".encode(),
        fonts,
    ]
    for n, text in enumerate(texts):
        drawn = f"BT /F1 48 Tf 72 700 Td ({text}) Tj ET".encode()
        parts.append(
            f"{10 + 2 * n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {11 + 2 * n} 0 R>>endobj\n".encode()
        )
        parts.append(
            f"{11 + 2 * n} 0 obj<</Length {len(drawn)}>>stream\n".encode()
            + drawn
            + b"\nendstream endobj\n"
        )
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def build(folder: Path) -> Evidence:
    """Make the archive in `folder`."""
    catalogue = Catalogue(f"sqlite:///{folder}/catalogue.db")
    catalogue.migrate()
    archive_url = (folder / "archive").as_uri()
    url = f"{SITE}/bang-tin"
    article = Article(
        url=url,
        id=article_id(url),
        portal=PORTAL,
        province="kon-tum",
        department="Sở Tư pháp",
        headline="Thiết lập bảng tin điện tử",
        body=["Mỗi huyện có ít nhất 01 bảng tin.", "Hạn cuối là 30/6/2024."],
        date_published="2024-04-15",
        attachments=[
            Attachment(f"{SITE}/tep/ke-hoach.pdf", "Kế hoạch.pdf"),
            Attachment(f"{SITE}/tep/hong.pdf", "Tệp hỏng.pdf"),
        ],
        language="vi",
    )
    with catalogue.begin() as session, WarcWriter(archive_url) as writer:
        record_portal(
            session,
            PORTAL,
            title="Cổng thông tin Sở Tư pháp Kon Tum",
            province="kon-tum",
            department="Sở Tư pháp",
            platform="kontum",
            definition={},
        )
        assets = {"/anh.png": DOT, "/sau.png": DOT + b"2", "/kieu.css": b"h1 { color: red }"}
        for path, payload in assets.items():
            content_type = "text/css" if path.endswith(".css") else "image/png"
            _keep(session, writer, SITE + path, payload, content_type, "asset")
        page = gzip.compress(PAGE.encode(), mtime=0)
        first = _keep(session, writer, url, page, "text/html", "article")
        record_article(session, article, FIRST, first.id)
        set_outcome(session, first.id, "article", article_id=article.id)
        again = _keep(session, writer, url, page, "text/html", "article", first)
        set_outcome(session, again.id, "article", article_id=article.id)
        whole = pdf("TRANG 1", "TRANG 2", "TRANG 3")
        kept = _file(session, writer, "ke-hoach.pdf", whole, ["Trang 1", "Trang 2", "Trang 3"])
        broken = _file(session, writer, "hong.pdf", b"%PDF-1.4 broken", ["?"])
    return Evidence(catalogue, archive_url, article.id, first.id, again.id, kept, broken)


@dataclass(frozen=True, slots=True)
class _Kept:
    id: int
    record_id: str
    url: str
    digest: str


def _file(session: Session, writer: WarcWriter, name: str, payload: bytes, pages: list[str]) -> int:
    url = f"{SITE}/tep/{name}"
    kept = _keep(session, writer, url, payload, "application/pdf", "attachment")
    record_attachment(session, url, PORTAL, kept.id, FIRST)
    reading = Reading("application/pdf", len(payload), pages, "layer")
    record_attachment_text(session, kept.digest, reading)
    return kept.id


def _keep(
    session: Session,
    writer: WarcWriter,
    url: str,
    payload: bytes,
    content_type: str,
    kind: str,
    original: _Kept | None = None,
) -> _Kept:
    headers = [("Content-Type", content_type)]
    if kind == "article":
        headers.append(("Content-Encoding", "gzip"))
    exchange = HttpExchange(url, AGAIN if original else FIRST, 200, headers, payload)
    before = (
        Original(original.record_id, original.url, FIRST, original.digest) if original else None
    )
    written = writer.write_exchange(exchange, before)
    number = record_snapshot(
        session,
        NewSnapshot(
            portal=PORTAL,
            run_id=None,
            url=url,
            fetched_at=exchange.fetched_at,
            status=200,
            content_type=content_type,
            payload_digest=written.payload_digest,
            record_type=written.record_type,
            record_id=written.record_id,
            warc=written.warc,
            offset=written.offset,
            length=written.length,
            refers_to=original.id if original else None,
            kind=kind,
        ),
    )
    return _Kept(number, written.record_id, url, written.payload_digest)
