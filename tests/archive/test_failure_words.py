"""What the crawler says of a failure, in Vietnamese.

- test_a_reason_is_told_in_vietnamese: one row a form
- test_the_crawler_says_all_that_is_translated
"""

import re
from pathlib import Path

import pytest

import crawler
from archive.failure_words import SAID, failure_words

# what is kept, and what a Vietnamese reader is told
FORMS = [
    # of a page
    ("the response has status 404", "máy chủ trả lời mã 404"),
    (
        "the title says 'trang thai -': 'Trạng thái - STP'",
        "tiêu đề có 'trang thai -': 'Trạng thái - STP'",
    ),
    ("the page asks to log in: 'Đăng nhập'", "trang đòi đăng nhập: 'Đăng nhập'"),
    ("the article has no headline", "bài không có tiêu đề"),
    ("reading it raised ValueError: the text", "đọc trang gặp lỗi ValueError: the text"),
    # of a portal
    (
        "http://stp.vn/a: the portal refuses us (status 403), also after 4 waits in a row",
        "http://stp.vn/a: cổng từ chối (mã 403), kể cả sau 4 lần chờ liền nhau",
    ),
    (
        "http://stp.vn/a: the portal refuses us: 'access denied'; to wait 600 s more is longer "
        "than the 300 s left",
        "http://stp.vn/a: cổng từ chối: 'access denied'; phải chờ thêm 600 giây, nhiều hơn "
        "300 giây còn lại",
    ),
    (
        "the portal asks for a browser (a script sets a cookie and reloads)",
        "cổng đòi trình duyệt (mã kịch bản đặt cookie rồi tải lại)",
    ),
    # of a request
    (
        "http://a.vn leads to http://b.vn: no answer in time (10 s), through the proxy http://p",
        "http://a.vn dẫn sang http://b.vn: hết giờ chờ mà không có trả lời (10 s), "
        "qua máy trung gian http://p",
    ),
    (
        "http://a.vn: b.vn is at 10.0.0.1, which is no public address",
        "http://a.vn: b.vn ở 10.0.0.1, không phải địa chỉ công cộng",
    ),
    (
        "robots.txt cannot be read (status 503), and until it can, all is forbidden",
        "không đọc được robots.txt (status 503), nên coi như cấm hết",
    ),
    ("not fetched (Forbidden by robots.txt)", "không tải (Forbidden by robots.txt)"),
    # of a crawl
    (
        "none of 15 article pages could be read: the article has no headline",
        "không đọc được trang nào trong 15 trang bài: bài không có tiêu đề",
    ),
    ("the portal's hours (22:00-05:00) are over", "đã hết giờ của cổng (22:00-05:00)"),
    # what others said
    ("UnicodeDecodeError (bad byte)", "UnicodeDecodeError (bad byte)"),
    ("100 % of it", "100 % of it"),
    ("", ""),
]


@pytest.mark.parametrize(("said", "told"), FORMS)
def test_a_reason_is_told_in_vietnamese(said: str, told: str) -> None:
    assert failure_words(said, "vi") == told
    assert failure_words(said, "en") == said


def test_the_crawler_says_all_that_is_translated() -> None:
    source = "".join(path.read_text() for path in Path(crawler.__file__).parent.rglob("*.py"))
    joined = re.sub(r'"\s*f?"', "", source)  # of texts written on several lines
    fixed = (part for said, _ in SAID for part in said.split("{}"))
    assert [part for part in fixed if part.rstrip(")") not in joined] == []
