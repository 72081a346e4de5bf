"""A small catalogue of articles, made so that each test question has one right answer."""

import hashlib
from pathlib import Path

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.attachment_readings import Reading, record_attachment_text
from archive.catalogue.attachments import record_attachment
from archive.catalogue.legislation import record_legislation
from archive.catalogue.snapshots import NewSnapshot, record_snapshot
from archive.items import Article, Legislation

SEEN = "2026-01-01T00:00:00Z"


def article(article_id: str, headline: str, body: str = "", **fields: str | None) -> Article:
    """An article of this id, its address made of it."""
    return Article(
        url=f"https://example.gov.vn/{article_id}",
        id=article_id,
        headline=headline,
        body=body.split("\n") if body else [],
        **fields,  # type: ignore[arg-type] # every field given so is text
    )


ARTICLES: tuple[Article, ...] = (
    article(
        "bang-tin",
        "Mỗi huyện, thành phố thiết lập bảng tin điện tử công cộng",
        "Ủy ban nhân dân tỉnh ban hành Công văn số 1235/UBND-KGVX ngày 28/4/2023.\n"
        "Trước đó là Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh.",
        province="kon-tum",
        department="Sở Tư pháp",
        portal="kontum-tu-phap",
        section="Tin tức",
        author="Lệ Quỳnh",
        date_published="2023-05-01",
    ),
    article(
        "hoa-binh",
        "Hoà bình và phát triển kinh tế",
        "Hội nghị tại tỉnh Hòa Bình bàn về đất đai, sức khỏe nhân dân.",
        lead="Một hội nghị lớn.",
        province="hoa-binh",
        department="Sở Y tế",
        portal="hoa-binh-y-te",
        section="Tin tức",
        author="Đạt Nguyễn",
        date_published="2023-05-20T08:30:00+07:00",
    ),
    article(
        "dat-giai",
        "Học sinh đạt giải cao",
        "Các em đạt điểm cao. Thông tư số 12/2022/TT-BGDĐT được nhắc tới.",
        province="kon-tum",
        department="Sở Giáo dục và Đào tạo",
        portal="kontum-giao-duc",
        section="Thi đua",
        author="Thu Hà",
        date_published="2022-11-20",
    ),
    article(
        "hdnd",
        "HĐND tỉnh thông qua nghị quyết về đất rừng",
        "Hội đồng nhân dân tỉnh họp. Quyết định số 490/QĐ-BTTTT cũng được nêu.\nQuảng cáo.",
        province="kon-tum",
        department="Sở Tư pháp",
        portal="kontum-tu-phap",
        section="Chính sách",
        author="Lệ Quỳnh",
        date_published="2021-12-31",
    ),
    article(
        "khong-ngay",
        "Bảng giá đất năm nay",
        "Giá đất điện tử. Nhân dân nói về ủy ban.",
        province="gia-lai",
        department="Sở Tài nguyên và Môi trường",
        portal="gialai-tnmt",
    ),
    article(
        "cu",
        "Kế hoạch cải cách hành chính",
        "Sở Tư pháp triển khai kế hoạch. TTHC được rút gọn.",
        province="gia-lai",
        department="Sở Tư pháp",
        portal="gialai-tu-phap",
        section="Tin tức",
        author="Lê Quynh",
        date_published="2019-01-02",
    ),
)


def make_catalogue(folder: Path, articles: tuple[Article, ...] = ARTICLES) -> Catalogue:
    """A catalogue in a folder with these articles in it."""
    catalogue = Catalogue(f"sqlite:///{folder / 'catalogue.db'}")
    catalogue.migrate()
    record(catalogue, *articles)
    return catalogue


def record(catalogue: Catalogue, *articles: Article) -> None:
    """Record articles as seen."""
    with catalogue.begin() as session:
        for one in articles:
            record_article(session, one, SEEN, None)


def entry(entry_id: str, title: str, **fields: str | None) -> Legislation:
    """A register's entry of this id, its address made of it."""
    return Legislation(
        url=f"https://example.gov.vn/van-ban/{entry_id}",
        id=entry_id,
        title=title,
        **fields,  # type: ignore[arg-type] # every field given so is text
    )


def record_entries(catalogue: Catalogue, *entries: Legislation) -> None:
    """Record register entries as seen."""
    with catalogue.begin() as session:
        for one in entries:
            record_legislation(session, one, SEEN, None)


def attach(catalogue: Catalogue, url: str, *pages: str) -> None:
    """Let a file that an item offers be archived and read."""
    digest = hashlib.sha256(url.encode()).hexdigest()
    with catalogue.begin() as session:
        snapshot = record_snapshot(
            session,
            NewSnapshot(
                portal="p",
                run_id=None,
                url=url,
                fetched_at=SEEN,
                status=200,
                content_type="application/pdf",
                payload_digest=digest,
                record_type="response",
                record_id=f"<urn:x:{digest}>",
                warc=digest,
                offset=0,
                length=1,
                kind="attachment",
            ),
        )
        record_attachment(session, url, "p", snapshot, SEEN)
        reading = Reading("application/pdf", 1000, list(pages), "layer")
        record_attachment_text(session, digest, reading)
