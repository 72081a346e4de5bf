"""A small archive with all that pages show: articles, versions, captures, documents, runs."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.articles import mark_gone, record_article
from archive.catalogue.portals import record_portal
from archive.catalogue.runs import begin_run, finish_run
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.items import Article, Attachment
from archive.urls import article_id
from archive.warc import HttpExchange, Original, WarcWriter
from documents.resolving import resolve_changes

PORTAL = "sotuphap-kontum"
SITE = "https://sotuphap.kontum.gov.vn"

HOSTILE_PAGE = """<!doctype html><meta charset="utf-8"><title>Bảng tin</title>
<script>document.title = "chạy rồi"</script>
<body onload="alert(1)">Mỗi huyện có ít nhất 01 bảng tin"""


@dataclass(frozen=True, slots=True)
class Library:
    """Where the archive is, and the ids that tests ask for."""

    catalogue: Catalogue
    archive_url: str
    notice_board: str
    hostile: str
    gone: str
    response: int
    revisit: int
    picture: int
    binary: int


def article(
    path: str, headline: str, body: Sequence[str], date: str | None, **more: object
) -> Article:
    """An article of the one portal there is."""
    url = f"{SITE}/{path}"
    values = {"department": "Sở Tư pháp", "section": "Tin tức - Sự kiện", **more}
    return Article(
        url=url,
        id=article_id(url),
        portal=PORTAL,
        province="kon-tum",
        headline=headline,
        body=list(body),
        date_published=date,
        language="vi",
        **values,  # type: ignore[arg-type]  # keyword arguments of mixed types
    )


def notice_board() -> Article:
    """The article that most tests look at: it cites three documents, one of them twice."""
    return article(
        "bang-tin",
        "Mỗi huyện, thành phố có ít nhất 01 phường, thị trấn thiết lập bảng tin điện tử công cộng",
        [
            "Ngày 28/4/2023, UBND tỉnh ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế "
            "hoạch hành động năm 2023 của Chiến lược phát triển lĩnh vực thông tin cơ sở.",
            "Theo đó, UBND tỉnh yêu cầu Sở Thông tin và Truyền thông căn cứ Quyết định số "
            "490/QĐ-BTTTT ngày 30/3/2023 của Bộ trưởng Bộ Thông tin và Truyền thông và Kế hoạch số "
            "4204/KH-UBND ngày 11/12/2018 của UBND tỉnh để xây dựng Kế hoạch.",
            "Triển khai có hiệu quả các chỉ tiêu tại Kế hoạch số 4204/KH-UBND./.",
        ],
        "2023-05-01",
        author="Lệ Quỳnh",
        views=295,
        attachments=[Attachment(f"{SITE}/tep/1235.pdf", "Công văn 1235.pdf")],
    )


def hostile() -> Article:
    """An article whose every text is an attack on the page that shows it."""
    return article(
        "thu-nghiem",
        "<script>alert('tiêu đề')</script> Thử nghiệm",
        [
            "<img src=x onerror=alert(1)>",
            'Kế hoạch số 4204/KH-UBND ngày 11/12/2018 "><svg onload=alert(2)>',
        ],
        "2022-02-02",
        author='"><script>alert(3)</script>',
        section="</title><script>alert(4)</script>",
        attachments=[Attachment("javascript:alert(5)", "<b>tệp</b>")],
    )


def others() -> list[Article]:
    """Enough articles for a second page of results, one in each month from January 2019 on."""
    return [
        article(
            f"tin-{number}",
            f"Hội nghị tuyên truyền, phổ biến pháp luật lần thứ {number}",
            ["Hội nghị quán triệt Kế hoạch số 4204/KH-UBND ngày 11/12/2018 của UBND tỉnh."]
            if number % 5 == 0
            else ["Hội nghị tuyên truyền pháp luật cho cán bộ xã, phường, thị trấn."],
            f"{2019 + number // 12}-{number % 12 + 1:02}-15",
            department="Sở Y tế" if number % 2 else "Sở Tư pháp",
            author="Nguyễn Văn An" if number % 3 else None,
        )
        for number in range(26)
    ]


def build(folder: Path) -> Library:
    """Make the archive in `folder`."""
    catalogue = Catalogue(f"sqlite:///{folder}/catalogue.db")
    catalogue.migrate()
    archive_url = (folder / "archive").as_uri()
    board, attack, vanished = notice_board(), hostile(), others()[3]
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
        run = begin_run(session, PORTAL, "crawl")
        response = _capture(session, writer, board, "2024-04-16T02:15:00Z")
        record_article(session, board, "2024-04-16T02:15:00Z", response)
        set_outcome(session, response, "article", article_id=board.id)
        revisit = _capture(session, writer, board, "2024-05-16T02:15:00Z", response)
        set_outcome(session, revisit, "article", article_id=board.id)
        board.body[2] = "Triển khai đồng bộ, hiệu quả các chỉ tiêu tại Kế hoạch số 4204/KH-UBND./."
        changed = _capture(session, writer, board, "2024-06-16T02:15:00Z")
        record_article(session, board, "2024-06-16T02:15:00Z", changed)
        set_outcome(session, changed, "article", article_id=board.id)
        for other in (attack, *others()):
            record_article(session, other, "2024-04-16T02:15:00Z", None)
        mark_gone(session, vanished.id, "2024-07-01T00:00:00Z")
        picture = _file(session, writer, "anh.png", "image/png", b"\x89PNG\r\n\x1a\n")
        binary = _file(session, writer, "a.svg", "image/svg+xml", b"<svg onload='alert(1)'/>")
        finish_run(session, run, "finished", {"new": 28})
    resolve_changes(catalogue)
    return Library(
        catalogue=catalogue,
        archive_url=archive_url,
        notice_board=board.id,
        hostile=attack.id,
        gone=vanished.id,
        response=response,
        revisit=revisit,
        picture=picture,
        binary=binary,
    )


def _capture(
    session: Session,
    writer: WarcWriter,
    captured: Article,
    at: str,
    original: int | None = None,
) -> int:
    exchange = HttpExchange(
        url=captured.url,
        fetched_at=at,
        status=200,
        response_headers=[
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Set-Cookie", "portal=1"),
            ("X-Frame-Options", "DENY"),
        ],
        payload=gzip.compress(f"{HOSTILE_PAGE}<!-- {captured.body[2]} -->".encode(), mtime=0),
    )
    first = None
    if original is not None:
        first = Original(
            "<urn:uuid:00000000-0000-0000-0000-000000000000>", captured.url, at, "sha256:AAAA"
        )
    return _record(session, writer, exchange, original, first)


def _file(session: Session, writer: WarcWriter, path: str, kind: str, payload: bytes) -> int:
    exchange = HttpExchange(
        f"{SITE}/{path}", "2024-04-16T02:15:00Z", 200, [("Content-Type", kind)], payload
    )
    return _record(session, writer, exchange)


def _record(
    session: Session,
    writer: WarcWriter,
    exchange: HttpExchange,
    refers_to: int | None = None,
    original: Original | None = None,
) -> int:
    written = writer.write_exchange(exchange, original)
    return record_snapshot(
        session,
        NewSnapshot(
            portal=PORTAL,
            run_id=None,
            url=exchange.url,
            fetched_at=exchange.fetched_at,
            status=exchange.status,
            content_type="text/html",
            payload_digest=written.payload_digest,
            record_type=written.record_type,
            record_id=written.record_id,
            warc=written.warc,
            offset=written.offset,
            length=written.length,
            refers_to=refers_to,
            kind="article",
        ),
    )
