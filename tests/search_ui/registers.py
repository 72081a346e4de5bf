"""A small archive of a register: entries, their captures, and files in every state."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.attachment_readings import Reading, record_attachment_text
from archive.catalogue.attachments import record_attachment
from archive.catalogue.legislation import mark_legislation_gone, record_legislation
from archive.catalogue.portals import record_portal
from archive.catalogue.runs import begin_run, finish_run
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.items import Article, Attachment, Legislation
from archive.warc import HttpExchange, WarcWriter
from documents.resolving import resolve_changes

PORTAL = "kontum-cong-bao"
SITE = "https://congbao.kontum.example"
FIRST, LATER = "2024-04-16T02:15:00Z", "2024-06-16T02:15:00Z"

#: A file that would be an attack if a browser opened it here.
HOSTILE_FILE = b"<!doctype html><script>alert(document.domain)</script>"

SIGNED = f"{SITE}/tep/K%E1%BA%BF%20ho%E1%BA%A1ch%204204.pdf"
SCAN = f"{SITE}/tep/phu-luc.pdf"
LOCKED = f"{SITE}/tep/khoa.pdf"
MISSING = f"{SITE}/tep/mat.docx"
WAITING = f"{SITE}/tep/cho.docx"
HOSTILE = f"{SITE}/tep/trang.html"

PAGES = ["KẾ HOẠCH\nPhát triển thông tin cơ sở", "", "Phụ lục: lắp loa <b>truyền thanh</b>"]
FACTS = {
    "identifier": "4204/KH-UBND",
    "issued_on": "2022-12-11",
    "signer": "Lê Ngọc Tuấn",
    "issuer": "UBND tỉnh Kon Tum",
}


@dataclass(frozen=True, slots=True)
class Registers:
    """Where the archive is, and what tests ask for by id."""

    catalogue: Catalogue
    archive_url: str
    entry: str
    bare: str
    article: str
    own_page: int
    signed: int
    hostile: int


def plan() -> Legislation:
    """The entry that most tests look at, with a file in every state."""
    return Legislation(
        url=f"{SITE}/van-ban/4204",
        id="ke-hoach/4204",
        portal=PORTAL,
        province="kon-tum",
        identifier="4204/KH-UBND",
        document_type="Kế hoạch",
        issuer="UBND tỉnh Kon Tum",
        signer="Lê Ngọc Tuấn",
        issued_on="2022-12-11",
        effective_on="2023-01-01",
        status="Còn hiệu lực",
        title="Phát triển thông tin cơ sở giai đoạn 2023 - 2025",
        attachments=[
            Attachment(SIGNED, "Bản ký số"),
            Attachment(SCAN, "Phụ lục"),
            Attachment(LOCKED, "Bản khóa"),
            Attachment(MISSING, "Bản mất"),
            Attachment(WAITING, "Bản chờ"),
            Attachment(HOSTILE, "</a><script>alert(1)</script>"),
            Attachment("javascript:alert(2)", "Bản lạ"),
        ],
    )


def bare() -> Legislation:
    """An entry of which the register says next to nothing."""
    return Legislation(url=f"{SITE}/van-ban/x", id="x", title="<b>Văn bản</b> không số")


def citing() -> Article:
    """An article that cites the plan and offers its appendix."""
    return Article(
        url=f"{SITE}/tin/1",
        id="tin-1",
        portal=PORTAL,
        province="kon-tum",
        headline="Triển khai kế hoạch thông tin cơ sở",
        body=["Sở triển khai Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh."],
        date_published="2022-12-20",
        attachments=[Attachment(SCAN, "Phụ lục kèm tin")],
    )


def build(folder: Path) -> Registers:
    """Make the archive in `folder`."""
    catalogue = Catalogue(f"sqlite:///{folder}/catalogue.db")
    catalogue.migrate()
    archive_url = (folder / "archive").as_uri()
    entry, nothing, article = plan(), bare(), citing()
    with catalogue.begin() as session, WarcWriter(archive_url) as writer:
        record_portal(
            session,
            PORTAL,
            title="Công báo Kon Tum",
            province="kon-tum",
            department=None,
            platform="generic",
            definition={},
        )
        run = begin_run(session, PORTAL, "crawl")
        listing = _capture(session, writer, f"{SITE}/van-ban", "text/html", b"<p>danh", "register")
        record_legislation(session, replace(entry, status="Chưa có hiệu lực"), FIRST, listing)
        page = b"<p>4204/KH-UBND"
        own = _capture(session, writer, entry.url, "text/html", page, "legislation", LATER)
        record_legislation(session, entry, LATER, own)
        set_outcome(session, own, "legislation", legislation_id=entry.id)
        record_legislation(session, nothing, FIRST, None)
        mark_legislation_gone(session, nothing.id, LATER)
        record_article(session, article, FIRST, None)
        signed = _file(
            session, writer, SIGNED, b"%PDF-1.7 signed", Reading("", 0, PAGES, "layer", FACTS)
        )
        _file(session, writer, SCAN, b"%PDF-1.7 scan", Reading("", 0, ["Biểu số liệu"], "ocr"))
        locked = Reading("", 0, failure="encrypted: it opens with a password")
        _file(session, writer, LOCKED, b"%PDF-1.7 locked", locked)
        record_attachment(session, MISSING, PORTAL, None, FIRST, "404 Not Found")
        hostile = _file(session, writer, HOSTILE, HOSTILE_FILE, Reading("", 0), "text/html")
        finish_run(session, run, "blocked", {"errors": 1}, "the portal answers with a challenge")
    resolve_changes(catalogue)
    return Registers(catalogue, archive_url, entry.id, nothing.id, article.id, own, signed, hostile)


def _file(
    session: Session,
    writer: WarcWriter,
    url: str,
    payload: bytes,
    reading: Reading,
    content_type: str = "application/pdf",
) -> int:
    snapshot = _capture(session, writer, url, content_type, payload, "attachment")
    record_attachment(session, url, PORTAL, snapshot, FIRST)
    told = replace(reading, media_type=content_type, size=1_234_567)
    record_attachment_text(session, _digest(payload), told)
    return snapshot


def _capture(
    session: Session,
    writer: WarcWriter,
    url: str,
    content_type: str,
    payload: bytes,
    kind: str,
    at: str = FIRST,
) -> int:
    exchange = HttpExchange(url, at, 200, [("Content-Type", content_type)], payload)
    written = writer.write_exchange(exchange)
    return record_snapshot(
        session,
        NewSnapshot(
            portal=PORTAL,
            run_id=None,
            url=url,
            fetched_at=at,
            status=200,
            content_type=content_type,
            payload_digest=_digest(payload),
            record_type=written.record_type,
            record_id=written.record_id,
            warc=written.warc,
            offset=written.offset,
            length=written.length,
            kind=kind,
        ),
    )


def _digest(payload: bytes) -> str:
    return f"test:{payload.hex()}"
