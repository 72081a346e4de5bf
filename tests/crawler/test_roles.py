"""What lines are for, by what they say."""

import pytest

from crawler.reading.roles import Role, role_of
from vietnamese.folding import fold


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Số lượt xem:295", Role.VIEWS),
        ("Số lượt xem", Role.VIEWS),  # the number in the next cell
        ("295 lượt xem", Role.VIEWS),
        ("visibility Số lượt xem: 295", Role.VIEWS),  # the text of an icon font's element
        ("Số lượt xem các video tuyên truyền của Sở tăng 20%", Role.TEXT),
        ("Xem: Công văn của Sở", Role.TEXT),
        ("Xem với cỡ chữ : T T", Role.CHROME),
        ("Cỡ chữ: Nhỏ Vừa Lớn", Role.CHROME),
        ("In bài viết | Gửi bài viết | Chia sẻ", Role.CHROME),
        ("Thích 0 Chia sẻ", Role.CHROME),
        ("Tải về: Thông báo 12/TB-STP", Role.TEXT),  # a tool's word, and more
        ("Bình luận (0)", Role.COMMENTS),
        ("Tin liên quan", Role.END),
    ],
)
def test_role(line: str, role: Role) -> None:
    assert role_of(line, fold(line)) is role
