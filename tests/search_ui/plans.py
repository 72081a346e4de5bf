"""An archive around one plan: its register, what it rests on, what carries it out, namesakes."""

from pathlib import Path

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.legislation import record_legislation
from archive.catalogue.portals import record_portal
from archive.items import Article, Attachment, Legislation
from archive.urls import article_id
from documents.resolving import resolve_changes

PLAN = "ubnd-tinh-kon-tum/5204-kh-ubnd/2022"
DECREE = "chinh-phu/49-2021-nd-cp/2021"
HOSTILE_TITLE = '"><script>alert(1)</script>'

_SEEN = "2026-01-01T00:00:00Z"
_PLAN = "Kế hoạch số 5204/KH-UBND ngày 11/12/2022 của UBND tỉnh Kon Tum"

#: What is published: headline, text, day, province.
ARTICLES: tuple[tuple[str, str, str | None, str], ...] = (
    (
        "UBND tỉnh ban hành Kế hoạch thông tin cơ sở",
        "Ngày 11/12/2022, UBND tỉnh Kon Tum ban hành Kế hoạch số 5204/KH-UBND về việc phát triển "
        "thông tin cơ sở, căn cứ Nghị định số 49/2021/NĐ-CP ngày 11/5/2021 của Chính phủ.",
        "2022-12-13",
        "kon-tum",
    ),
    (
        "Sở Y tế triển khai kế hoạch của tỉnh",
        f"Ngày 3/2/2023, Sở Y tế ban hành Kế hoạch số 311/KH-SYT triển khai thực hiện {_PLAN}.",
        "2023-02-05",
        "kon-tum",
    ),
    (
        "Hội nghị đánh giá giữa kỳ",
        "Hội nghị đánh giá Kế hoạch số 5204/KH-UBND ngày 12/11/2022 của UBND tỉnh Kon Tum.",
        "2023-08-02",
        "kon-tum",
    ),
    (
        "Kế hoạch phòng, chống dịch",
        "Ngày 9/11/2021, UBND tỉnh Kon Tum ban hành Kế hoạch số 5204/KH-UBND về phòng dịch.",
        "2021-11-10",
        "kon-tum",
    ),
    ("Tin vắn", "Thực hiện Kế hoạch số 5204/KH-UBND, các xã đã lắp loa.", "2023-12-20", "kon-tum"),
    (
        "Giảm nghèo ở Gia Lai",
        "Ngày 1/3/2022, UBND tỉnh Gia Lai ban hành Kế hoạch số 5204/KH-UBND về giảm nghèo.",
        "2022-03-02",
        "gia-lai",
    ),
)

REGISTER = (
    Legislation(
        url="https://kontum.example/van-ban/5204",
        portal="vanban-kontum",
        province="kon-tum",
        identifier="5204/KH-UBND",
        document_type="Kế hoạch",
        issuer="UBND tỉnh Kon Tum",
        signer="Lê Ngọc Tuấn",
        issued_on="2022-12-11",
        effective_on="2023-01-01",
        status="Còn hiệu lực",
        title="Phát triển thông tin cơ sở giai đoạn 2023 - 2025",
        attachments=[
            Attachment("https://kontum.example/tep/5204.pdf", "5204.pdf"),
            Attachment("javascript:alert(2)", "tệp"),
        ],
    ),
    Legislation(
        url="https://kontum.example/van-ban/77",
        portal="vanban-kontum",
        province="kon-tum",
        identifier="77/QĐ-UBND",
        document_type="Quyết định",
        issuer="UBND tỉnh Kon Tum",
        issued_on="2022-05-05",
        title=HOSTILE_TITLE,
    ),
)


def id_of(headline: str) -> str:
    """The id of the article with this headline."""
    return article_id(_address(headline))


def _address(headline: str) -> str:
    place = [told for told, *_ in ARTICLES].index(headline)
    return f"https://kontum.example/tin/{place}"


def build(folder: Path) -> Catalogue:
    """Make the archive's catalogue in `folder`."""
    catalogue = Catalogue(f"sqlite:///{folder}/catalogue.db")
    catalogue.migrate()
    with catalogue.begin() as session:
        record_portal(
            session,
            "vanban-kontum",
            title="Cổng văn bản tỉnh Kon Tum",
            province="kon-tum",
            department=None,
            platform="kontum",
            definition={},
        )
        for headline, text, day, province in ARTICLES:
            published = Article(
                url=_address(headline),
                headline=headline,
                body=[text],
                date_published=day,
                province=province,
                portal=province,
            )
            record_article(session, published, _SEEN, None)
        for entry in REGISTER:
            record_legislation(session, entry, _SEEN, None)
    resolve_changes(catalogue)
    return catalogue
