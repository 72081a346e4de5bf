"""Articles for the tests of the archive."""

from typing import Any

from archive.items import Article, Attachment

URL = "http://stp.kontum.gov.vn/tin/bang-tin-295.html"


def article(**changes: Any) -> Article:
    """An article as a portal's page gives it."""
    fields: dict[str, Any] = {
        "url": URL,
        "portal": "kontum-stp",
        "province": "kon-tum",
        "department": "Sở Tư pháp",
        "section": "Tin tức",
        "headline": "Triển khai Công văn số 1235/UBND-KGVX",
        "lead": "Thực hiện Quyết định số 490/QĐ-BTTTT ngày 30/3/2023.",
        "body": ["Đoạn một.", "Theo Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh."],
        "author": "Lệ Quỳnh",
        "date_published": "2023-05-01",
        "views": 295,
        "attachments": [Attachment("http://stp.kontum.gov.vn/f/1.pdf", "Kế hoạch.pdf")],
        "language": "vi",
        "provenance": {"headline": "tnc: first block"},
    }
    return Article(**(fields | changes))


def day(number: int) -> str:
    """A moment on a day of November 2026."""
    return f"2026-11-{number:02}T02:00:00Z"
