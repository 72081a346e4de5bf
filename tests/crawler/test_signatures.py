"""Lines that name who wrote an article, and lines that seem to."""

import pytest

from crawler.reading.signatures import names_login, read_author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Lệ Quỳnh./.", "Lệ Quỳnh"),  # with the sign that ends a document
        ("(Lệ Quỳnh)", "Lệ Quỳnh"),
        ("Lệ Quỳnh (t/h)", "Lệ Quỳnh (t/h)"),  # with how it was written
        ("Lệ Quỳnh (Phòng Hành chính)", "Lệ Quỳnh (Phòng Hành chính)"),  # with an office
        ("Ảnh: Lệ Quỳnh", "Lệ Quỳnh"),  # who took the photographs
        ("Ảnh: Quang cảnh buổi tuyên truyền tại xã Đăk Ruồng", None),  # a caption
        ("Ban Chỉ đạo phòng, chống tội phạm tỉnh Kon Tum",) * 2,  # a long office, with its place
        ("Phòng Tư pháp đã tổ chức hội nghị cho các xã trên địa bàn", None),  # what an office did
        ("Đăng bởi: admin", None),  # a clerk's login
        ("admin admin", None),
        ("Quỳnh", None),  # one word may be anything
    ],
)
def test_author(line: str, author: str | None) -> None:
    assert read_author(line) == author


def test_a_single_name_that_is_set_apart() -> None:
    assert read_author("Quỳnh", set_apart=True) == "Quỳnh"
    assert read_author("Toàn cảnh hội nghị", set_apart=True) is None


@pytest.mark.parametrize(
    ("line", "is_login"),
    [
        ("admin", True),
        ("admin admin", True),  # first name and surname, as Liferay asks for both
        ("Admin", True),
        ("Người đăng: ltquynh", True),
        ("Lệ Quỳnh", False),
        ("Quỳnh", False),
    ],
)
def test_login(line: str, is_login: bool) -> None:
    assert names_login(line) is is_login
