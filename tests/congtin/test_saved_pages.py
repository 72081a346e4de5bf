"""Real pages, served on loopback as they were saved, go down the same road."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.congtin.conftest import Congtin

pytestmark = pytest.mark.slow

#: Where the saved page with a whole article stands; no listing of the mirror links to it.
ARTICLE = "chien-luoc-quy-hoach84a0.html"

LISTINGS = ("chien-luoc-quy-hoach.html", "cong-khai-ngan-sach.html", "chi-dao-dieu-hanh.html")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Says nothing."""


@pytest.fixture
def mirror(shared_data: Path) -> Iterator[str]:
    """The saved Liferay pages of a real portal, on loopback; their address."""
    folder = shared_data / "pages" / "liferay-hanoi"
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_from_a_saved_liferay_page_to_a_search_result(congtin: Congtin, mirror: str) -> None:
    starts = "".join(
        f'[[start]]\nurl = "{mirror}/{page}"\nsection = "{page}"\n\n'
        for page in (ARTICLE, *LISTINGS)
    )
    file = congtin.home / "portals" / "guong.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        'name = "guong"\ntitle = "Gương"\nprovince = "ha-noi"\n'
        'department = "Sở Thông tin và Truyền thông"\nplatform = "liferay62"\n'
        "download_delay = 0\n\n" + starts,
        encoding="utf-8",
    )
    crawl = congtin("crawl", "guong", "--json").lines[0]
    assert crawl["new"] >= 1
    congtin("index")
    answer = congtin("search", "ke hoach ung dung CNTT thanh pho Ha Noi", "--json").lines[0]
    hit = answer["hits"][0]
    assert hit["url"].startswith(f"{mirror}/{ARTICLE}")
    assert hit["headline"].startswith("Hướng dẫn xây dựng Kế hoạch ứng dụng CNTT")
    assert hit["date_published"] == "2012-12-21T00:00:00+07:00"


def test_the_seed_page_goes_in_as_text(congtin: Congtin, shared_data: Path) -> None:
    page = shared_data / "seed-page.txt"
    url = "https://sotuphap.kontum.gov.vn/pages/detail/1/bang-tin.html"
    item = congtin("page", str(page), "--url", url)
    article = item.lines[0]
    assert article["headline"] == (
        "Mỗi huyện, thành phố có ít nhất 01 phường, thị trấn thiết lập bảng tin điện tử công cộng"
    )
    assert article["date_published"] == "2023-05-01"
    assert article["author"] == "Lệ Quỳnh"
    assert article["views"] == 295
    assert len(article["body"]) == 4
    plan = ("4204/KH-UBND", "Kế hoạch", "UBND tỉnh", "2022-12-11")
    assert [
        (r["identifier"], r["type"], r["issuer"], r["issued_on"]) for r in article["references"]
    ] == [
        ("1235/UBND-KGVX", "Công văn", "UBND tỉnh", "2023-04-28"),
        ("490/QĐ-BTTTT", "Quyết định", "Bộ trưởng Bộ Thông tin và Truyền thông", "2023-03-30"),
        plan,
        plan,
    ]
    congtin("import", "-", stdin=item.out)
    congtin("index")
    found = congtin("search", "1235/ubnd kgvx", "--json").lines[0]
    assert [hit["headline"] for hit in found["hits"]] == [article["headline"]]
    trace = congtin("document", "4204/KH-UBND", "--json").lines[0]
    assert trace["key"] == "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
    assert len(trace["mentions"]) == 2


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        # A login page with status 200.
        ("dang-nhap.html", "login page"),
        # An error page with status 200.
        ("https.html", "error page"),
        # A listing: says how to see its cards.
        ("chi-dao-dieu-hanh.html", "--listing"),
    ],
)
def test_a_page_that_is_no_article_says_what_it_is(
    congtin: Congtin, shared_data: Path, name: str, reason: str
) -> None:
    page = shared_data / "pages" / "liferay-hanoi" / name
    done = congtin("page", str(page), "--url", f"https://sotttt.hanoi.gov.vn/{name}", code=1)
    assert reason in done.err
    assert done.out == ""


def test_the_cards_of_a_listing(congtin: Congtin, shared_data: Path) -> None:
    page = shared_data / "pages" / "liferay-hanoi" / "cong-khai-ngan-sach.html"
    url = "https://sotttt.hanoi.gov.vn/cong-khai-ngan-sach"
    *cards, last = congtin("page", str(page), "--url", url, "--listing").lines
    assert len(cards) >= 5
    assert {"url", "headline", "date_published"} == set(cards[0])
    assert set(last) == {"next"}
    assert last["next"]
