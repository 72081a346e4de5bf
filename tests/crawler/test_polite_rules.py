"""Rules of politeness, by themselves: hours, waiting, and what is a refusal."""

from datetime import datetime
from email.utils import formatdate
from pathlib import Path

import pytest

from archive.hours import ZONE, closes_at, opens_at
from crawler.classification import block_reason
from crawler.pages import Page
from crawler.patience import Answer, End, Keep, Patience, TryAgain, read_countdown, read_retry_after
from crawler.portals import Portal, StartAddress
from crawler.portals.scrapy_settings import settings_of


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("hours", "now", "closes", "opens"),
    [
        # over midnight: before, in the evening, in the morning, at its end
        ("22:00-05:00", "23T21:59", None, "23T22:00"),
        ("22:00-05:00", "23T22:00", "24T05:00", "24T22:00"),
        ("22:00-05:00", "24T04:59", "24T05:00", "24T22:00"),
        ("22:00-05:00", "24T05:00", None, "24T22:00"),
        # within a day
        ("12:00-13:30", "23T12:30", "23T13:30", "24T12:00"),
        ("12:00-13:30", "23T13:30", None, "24T12:00"),
        # all day
        ("00:00-00:00", "23T13:30", "24T00:00", "24T00:00"),
        # from UTC
        ("22:00-05:00", "23T15:30+00:00", "24T05:00", "24T22:00"),
    ],
)
def test_hours(hours: str, now: str, closes: str | None, opens: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-{now}") if "+" in now else at(now)
    assert closes_at(hours, moment) == (at(closes) if closes else None)
    assert opens_at(hours, moment) == at(opens)


NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        (formatdate(NOW + 90, usegmt=True), 90.0),
        (formatdate(NOW - 90, usegmt=True), 0.0),  # it is over
        ("9" * 400, 999_999_999.0),
        ("soon", None),
        ("-5", None),
        ("Fri, 99 Nov 2026 00:00:00 GMT", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("notice", "seconds"),
    [
        ('<div class="floodblocker">Hãy đợi <span id="secField">41</span> giây...</div>', 41.0),
        ('<div class="floodblocker">Hãy đợi <span id="secField">lâu</span></div>', None),
        ('<p>Thời gian chờ: <span id="secField"> 60 </span> giây</p>', None),  # of every page
    ],
)
def test_countdown(notice: str, seconds: float | None) -> None:
    assert read_countdown(Page("http://stp.gov.vn/", notice.encode())) == seconds


def test_countdown_of_the_real_notice(shared_data: Path) -> None:
    notice = shared_data / "pages" / "nukeviet-egov" / "13_flood_block_http200.html"
    assert read_countdown(Page("http://x/", notice.read_bytes())) == 58


Said = tuple[Answer, str]
GOOD: Said = ("good", "/")
BUSY: Said = ("busy", "/a")
BLOCKED: Said = ("blocked", "/a")
FORBIDDEN: Said = ("forbidden", "/a")


def judge(*answers: Said, asked: float | None = None, needed: bool = False) -> list[object]:
    patience = Patience(busy_wait=10, blocked_wait=60, most=1000)
    return [patience.judge(a, url, "why", asked=asked, needed=needed) for a, url in answers]


def test_a_busy_portal_is_left_alone_ever_longer() -> None:
    seconds = [v.after for v in judge(*[BUSY] * 4) if isinstance(v, TryAgain)]
    assert seconds == [10, 20, 40, 80]
    ended = judge(GOOD, *[BUSY] * 5, needed=True)[-1]
    assert ended == End("interrupted", "why, also after 4 waits in a row")


def test_a_portal_that_is_busy_from_the_first_page_on_is_closed_to_us() -> None:
    assert judge(*[BUSY] * 5)[-1] == End("blocked", "why, also after 4 waits in a row")


def test_what_is_asked_is_waited_but_not_for_hours() -> None:
    assert judge(("busy", "/a"), asked=30) == [TryAgain(30)]
    (end,) = judge(("busy", "/a"), asked=7200)
    assert isinstance(end, End)
    assert end.outcome == "blocked"
    assert "7200 s" in end.reason


def test_a_portal_that_refuses_us_is_asked_again_after_a_minute() -> None:
    verdicts = judge(("good", "/"), *[("blocked", f"/{n}") for n in range(7)])
    assert verdicts[1:7] == [TryAgain(s) for s in (0, 0, 60, 120, 240, 480)]
    assert isinstance(verdicts[7], End)
    assert verdicts[7].outcome == "blocked"


def test_what_follows_a_good_page_begins_anew() -> None:
    refused: list[Said] = [("blocked", "/a"), ("blocked", "/b"), ("blocked", "/c")]
    verdicts = judge(*refused, ("good", "/a"), *refused)
    assert verdicts[2] == TryAgain(60)
    assert verdicts[4:] == [TryAgain(0), TryAgain(0), TryAgain(60)]


def test_one_page_that_is_refused_is_given_up_alone() -> None:
    verdicts = judge(*[GOOD, BLOCKED] * 4)
    assert verdicts[-1] == Keep()
    assert not any(isinstance(v, End) for v in verdicts)


def test_a_forbidden_page_among_others_is_that_page_s_matter() -> None:
    assert judge(("good", "/"), ("forbidden", "/a")) == [Keep(), Keep()]
    # the whole site, from the first page on
    verdicts = judge(*[FORBIDDEN] * 8, needed=True)
    assert verdicts[0] == TryAgain(0)
    assert isinstance(verdicts[6], End)
    # and later on: each of several in a row
    later = judge(("good", "/"), *[("forbidden", f"/{n}") for n in range(3)])
    assert later == [Keep(), Keep(), Keep(), TryAgain(60)]


NOTICES = [
    "<title>Just a moment...</title><p>Checking your browser before accessing stp.gov.vn.</p>",
    "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
    "<title>Request Rejected</title>The requested URL was rejected. Your support ID is: 12345",
    "<title>Access Denied</title><p>You don't have permission to access this on this server.</p>",
    "<title>Hãy đợi...</title>Hệ thống đang từ chối truy cập của bạn. Hãy đợi 58 giây...",
    "<p>This content is not available in your country</p>",
    "<script>document.cookie='D1N=abc';window.location.reload(true);</script>",
    "<title>Thông báo</title><h1>Truy cập bị từ chối</h1><p>IP của bạn: 10.0.0.1</p>",
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("status", [200, 403, 503])
def test_notices(notice: str, status: int) -> None:
    page = Page("http://stp.gov.vn/", f"<html>{notice}</html>".encode(), "text/html", status)
    assert block_reason(page)


ARTICLE = """<html><head><title>{headline} - Sở Tư pháp</title></head><body>
<a href="/">Trang chủ</a><a href="/tin">Tin tức</a><h1>{headline}</h1><p>23/11/2026</p>
<p>Ngày 22/11, Sở Thông tin và Truyền thông đã tiếp nhận phản ánh của người dân về việc khi mở cổng
dịch vụ công thì màn hình báo “{headline}”, kèm dòng chữ Access denied. Nguyên nhân là do hệ thống
tường lửa mới được nâng cấp trong đêm 21/11, chặn nhầm một số địa chỉ của nhà mạng.</p>
<p>Đến 10 giờ sáng nay, sự cố đã được khắc phục, người dân có thể truy cập bình thường trở lại.</p>
</body></html>"""


@pytest.mark.parametrize(
    "headline",
    ["Truy cập bị từ chối", "Hãy đợi: cổng dịch vụ công đang nâng cấp", "Access denied là gì"],
)
def test_articles_that_tell_of_refusals(headline: str) -> None:
    markup = ARTICLE.format(headline=headline)
    assert block_reason(Page("http://stp.gov.vn/1", markup.encode())) is None


def test_of_the_real_pages_one_is_a_notice(shared_data: Path) -> None:
    pages = list((shared_data / "pages").rglob("*.html"))
    refusing = [p.name for p in pages if block_reason(Page(f"http://x/{p.name}", p.read_bytes()))]
    assert refusing == ["13_flood_block_http200.html"]


def test_settings_of_a_portal() -> None:
    start = (StartAddress(url="https://www.stp.gov.vn/tin"),)
    plain = Portal(name="stp", title="STP", platform="generic", start=start)
    assert settings_of(plain) == {}
    asking = plain.model_copy(
        update={
            "download_delay": 5.0,
            "tls": "lenient",
            "proxy": "http://10.0.0.1:3128",
            "cookies": {"VT": "1"},
            "file_sites": ("tep.gov.vn:8443",),
        }
    )
    settings = settings_of(asking)
    assert settings.pop("DOWNLOAD_HANDLERS").keys() == {"http", "https"}
    assert settings == {
        "DOWNLOAD_DELAY": 5.0,
        "CONGTIN_LENIENT_HOSTS": ["stp.gov.vn", "tep.gov.vn"],
        "HTTPPROXY_ENABLED": True,
        "COOKIES_ENABLED": True,
    }
