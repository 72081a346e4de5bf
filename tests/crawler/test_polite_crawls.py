"""Crawls of portals that ask to be treated with care, and of those that do not want us."""

import itertools
import socket
import ssl
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.middlewares.robots import MOST_BYTES
from crawler.portals import Portal
from crawler.runs import RunSummary
from tests.crawler.certificates import certificate, serving
from tests.crawler.crawling import Home, article_page, article_path, listing_page, portal_at
from tests.crawler.hostile_site import HostileSite, serve_hostile_site, wire
from tests.crawler.loopback_site import Answer, Site, html, serve_site

pytestmark = pytest.mark.slow

FLOOD = html(
    "<html><head><title>Hãy đợi...</title></head><body>Hệ thống đang từ chối truy cập của bạn."
    "<br>Hãy đợi <span>58</span> giây...</body></html>"
)
ROBOTS = (("Content-Type", "text/plain"),)
FAST: dict[str, Any] = {"CONGTIN_BUSY_WAIT": 0.05, "CONGTIN_BLOCKED_WAIT": 0.05}


def publish(site: HostileSite, numbers: Sequence[int] = (1, 2, 3)) -> None:
    site.answers["/tin"] = listing_page(numbers)
    for number in numbers:
        site.answers[article_path(number)] = article_page(number)


def portal_of(site: HostileSite, **more: object) -> Portal:
    return portal_at(Site(site.url)).model_copy(update=more)


def by_turns(*answers: Answer) -> Callable[[socket.socket], None]:
    """One answer after the other; the last for ever."""
    following = itertools.chain(answers, itertools.repeat(answers[-1]))
    return lambda connection: connection.sendall(wire(next(following)))


def crawl(home: Home, portal: Portal, **settings: Any) -> RunSummary:
    return home.crawl(portal, **{**FAST, **settings})[portal.name]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_an_unreachable_robots_txt_forbids_everything(home: Home, status: int) -> None:
    with serve_hostile_site() as site:
        publish(site)
        site.answers["/robots.txt"] = html("", status)
        summary = crawl(home, portal_of(site))
        assert set(site.paths) == {"/robots.txt"}
    assert summary.outcome == ("failed" if status == 500 else "blocked")
    assert "robots.txt" in (summary.reason or "")
    assert str(status) in (summary.reason or "")


@pytest.mark.parametrize("status", [403, 404, 410])
def test_no_robots_txt_allows_everything(home: Home, status: int) -> None:
    with serve_hostile_site() as site:
        publish(site)
        site.answers["/robots.txt"] = html("", status)
        assert crawl(home, portal_of(site)).counts["new"] == 3


def endless(rules: bytes) -> Callable[[socket.socket], None]:
    """A robots.txt of some gigabytes, that begins with rules."""

    def send(connection: socket.socket) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9999999999\r\n\r\n"
        connection.sendall(head + rules)
        while True:  # until the crawl hangs up
            connection.sendall(b"Disallow: /kin/\n" * 4096)

    return send


def test_of_a_robots_txt_that_is_too_large_the_beginning_is_read(home: Home) -> None:
    forbidden = f"User-agent: *\nDisallow: {article_path(2)}\n".encode()
    with serve_hostile_site() as site:
        publish(site)
        site.answers["/robots.txt"] = endless(forbidden)
        summary = crawl(home, portal_of(site))
        assert article_path(2) not in site.paths
    assert summary.counts["new"] == 2


def test_a_rule_that_is_cut_off_is_none(home: Home) -> None:
    rules = b"User-agent: *\n# " + b"x" * (MOST_BYTES - 28) + b"\nDisallow: /kin/\n"
    assert rules[:MOST_BYTES].endswith(b"\nDisallow: /")
    with serve_hostile_site() as site:
        publish(site)
        site.answers["/robots.txt"] = Answer(rules, headers=ROBOTS)
        assert crawl(home, portal_of(site)).counts["new"] == 3


def test_a_robots_txt_that_cannot_be_unpacked_forbids_everything(home: Home) -> None:
    with serve_hostile_site() as site:
        publish(site)
        packed = (*ROBOTS, ("Content-Encoding", "gzip"))
        site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow:\n", headers=packed)
        summary = crawl(home, portal_of(site))
        assert set(site.paths) == {"/robots.txt"}
    assert "robots.txt cannot be read (it cannot be unpacked" in (summary.reason or "")


def test_crawl_delay_is_kept_and_a_contact_does_not_match_rules(home: Home) -> None:
    rules = "User-agent: bot\nDisallow: /\n\nUser-agent: *\nCrawl-delay: 0.5\nDisallow: /x"
    with serve_hostile_site() as site:
        publish(site)
        moments: list[float] = []
        for path, answer in list(site.answers.items()):
            assert isinstance(answer, Answer)

            def note(connection: socket.socket, answer: Answer = answer) -> None:
                moments.append(time.monotonic())
                connection.sendall(wire(answer))

            site.answers[path] = note
        site.answers["/robots.txt"] = Answer(rules.encode(), headers=ROBOTS)
        agent = "congtin/0.1 (archive of public news; robot@example.vn)"
        summary = crawl(home, portal_of(site), USER_AGENT=agent, LOG_LEVEL="INFO")
        assert site.asked[-1][1]["User-Agent"] == agent
    assert summary.counts["new"] == 3
    assert all(later - earlier >= 0.45 for earlier, later in itertools.pairwise(moments))
    assert "robots.txt asks for 0.5 s" in (home.folder / "crawl.log").read_text()


def test_portals_that_share_hosts_ask_one_at_a_time(home: Home) -> None:
    under_way, most = 0, 0

    def slow(connection: socket.socket) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.05)
        under_way -= 1
        connection.sendall(wire(Answer(b"GIF89a", headers=(("Content-Type", "image/gif"),))))

    with serve_hostile_site("127.0.0.2") as files, serve_hostile_site("127.0.0.3") as other:
        for number in range(12):
            files.answers[f"/{number}.gif"] = slow
        portals = []
        for site, name in ((files, "mot"), (other, "hai")):
            publish(site, (1, 2, 3, 4))
            for n in (1, 2, 3, 4):
                pictures = f'<img src="{files.url}/{3 * n - 1}.gif"><img src="{files.url}/{n}.gif">'
                site.answers[article_path(n)] = article_page(n, pictures)
            extra = {"name": name, "file_sites": (files.url.removeprefix("http://"),)}
            portals.append(portal_of(site, **extra))
        summaries = home.crawl(*portals, **FAST)
        assert [s.counts["new"] for s in summaries.values()] == [4, 4]
        assert any(path.endswith(".gif") for path in files.paths)
    assert most == 1


def test_a_busy_server_is_given_time(home: Home) -> None:
    with serve_hostile_site() as site:
        publish(site)
        busy = html("quá tải", 503)
        soon = Answer(b"", 429, (("Retry-After", "1"),))
        site.answers["/tin"] = by_turns(busy, soon, listing_page([1, 2, 3]))
        begun = time.monotonic()
        summary = crawl(home, portal_of(site))
        assert time.monotonic() - begun > 1
    assert (summary.outcome, summary.counts["new"]) == ("finished", 3)


def test_a_server_that_asks_for_hours_is_left_for_the_next_crawl(home: Home) -> None:
    with serve_hostile_site() as site:
        publish(site)
        site.answers[article_path(2)] = Answer(b"", 503, (("Retry-After", "86400"),))
        summary = crawl(home, portal_of(site))
        assert summary.outcome == "interrupted"
        assert "86400 s" in (summary.reason or "")
        assert not summary.complete
        site.answers[article_path(2)] = article_page(2)
        assert crawl(home, portal_of(site)).outcome == "finished"
    assert len({s.url for s in home.snapshots("stp") if s.article_id}) == 3


def test_a_flood_notice_is_waited_for(home: Home) -> None:
    with serve_hostile_site() as site:
        publish(site)
        site.answers["/tin"] = by_turns(*[FLOOD] * 4, listing_page([1, 2, 3]))
        summary = crawl(home, portal_of(site))
    assert (summary.outcome, summary.counts["new"]) == ("finished", 3)
    kinds = [s.kind for s in home.snapshots("stp")]
    assert kinds.count("blocked") == 4, "each is kept"


def test_a_flood_notice_that_counts_down_is_asked_once_and_the_host_then_less_often(
    home: Home,
) -> None:
    notice = html(
        '<title>Hãy đợi...</title><div class="floodblocker">Hệ thống đang từ chối truy cập của'
        ' bạn. Hãy đợi <span id="secField">1</span> giây...</div>'
    )
    picture = Answer(b"GIF89a", headers=(("Content-Type", "image/gif"),))
    with serve_hostile_site() as site:
        publish(site)
        site.answers[article_path(2)] = by_turns(notice, article_page(2))
        site.answers[article_path(3)] = article_page(3, '<img src="/anh.gif">')
        site.answers["/anh.gif"] = by_turns(notice, picture)
        begun = time.monotonic()
        summary = crawl(home, portal_of(site), DOWNLOAD_DELAY=0.05, CONGTIN_BLOCKED_WAIT=60)
        assert 2 < time.monotonic() - begun < 30
        assert len(site.paths) == 2 + 3 + 1 + 2
    assert (summary.outcome, summary.counts["new"]) == ("finished", 3)
    kinds = [s.kind for s in home.snapshots("stp")]
    assert (kinds.count("blocked"), kinds.count("asset")) == (2, 1)


@pytest.mark.parametrize("answer", [FLOOD, html("Forbidden", 403)], ids=["notice", "403"])
def test_a_portal_that_refuses_us_is_blocked_not_empty(home: Home, answer: Answer) -> None:
    with serve_hostile_site() as site:
        site.fallback = lambda path: answer
        summary = crawl(home, portal_of(site))
        assert len(site.paths) < 15
    assert summary.outcome == "blocked"
    assert "refuses us" in (summary.reason or "")
    assert home.snapshots("stp")


def test_a_portal_that_begins_to_refuse_us_is_blocked_and_goes_on_another_day(home: Home) -> None:
    with serve_hostile_site() as site:
        publish(site, range(1, 7))
        for number in (3, 4, 5, 6):
            site.answers[article_path(number)] = FLOOD
        assert crawl(home, portal_of(site)).outcome == "blocked"
        publish(site, range(1, 7))
        summary = crawl(home, portal_of(site))
    assert (summary.outcome, summary.counts["new"]) == ("finished", 4)


def test_one_article_that_is_refused_is_one_article(home: Home) -> None:
    with serve_hostile_site() as site:
        publish(site, range(1, 6))
        site.answers[article_path(2)] = FLOOD
        site.answers[article_path(4)] = html("Forbidden", 403)
        summary = crawl(home, portal_of(site))
    assert (summary.outcome, summary.counts["new"], summary.counts["failed"]) == ("finished", 3, 2)


def test_cookies_are_the_portal_s_alone(home: Home) -> None:
    answer = listing_page((1, 2))
    setting = Answer(answer.body, headers=(*answer.headers, ("Set-Cookie", "khac=2; Path=/")))
    with serve_hostile_site() as site, serve_hostile_site("127.0.0.2") as elsewhere:
        for each in (site, elsewhere):
            publish(each, (1, 2))
            each.answers["/tin"] = setting
        picture = f'<img src="{elsewhere.url}/x.gif">'
        site.answers[article_path(2)] = article_page(2, picture)
        portals = (portal_of(site, cookies={"VT": "1"}), portal_of(elsewhere, name="khac"))
        home.crawl(*portals, **FAST)
        sent = {path: headers.get("Cookie") for path, headers in site.asked}
        assert sent["/tin"] == "VT=1"
        assert sent[article_path(2)] == "VT=1; khac=2"
        assert all("Cookie" not in headers for _, headers in elsewhere.asked)


def test_a_proxy_is_used_for_the_portal_that_names_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.9:9")  # nobody answers there
    with serve_hostile_site() as proxy, serve_hostile_site("127.0.0.2") as direct:
        publish(direct)
        for path, answer in [*direct.answers.items()]:
            proxy.answers[f"http://stp.invalid{path}"] = answer
        behind = portal_of(proxy, proxy=proxy.url).model_dump(mode="json")
        behind["start"] = [{"url": "http://stp.invalid/tin"}]
        portals = (Portal.model_validate(behind), portal_of(direct, name="thang"))
        summaries = home.crawl(*portals, **FAST)
        assert [summary.counts["new"] for summary in summaries.values()] == [3, 3]
        assert "/tin" in direct.paths
        assert "/tin" not in proxy.paths


# Hours


@pytest.mark.parametrize(("any_time", "outcome"), [(False, "interrupted"), (True, "finished")])
def test_a_crawl_outside_of_the_hours_ends_unless_it_may_go_on(
    home: Home, any_time: bool, outcome: str
) -> None:
    from crawler.options import CrawlOptions

    far = datetime.now(UTC) + timedelta(hours=7 + 10)  # ten hours from now, in Viet Nam
    hours = f"{far:%H:%M}-{far + timedelta(hours=1):%H:%M}"
    with serve_hostile_site() as site:
        publish(site)
        options = CrawlOptions(any_time=any_time)
        summary = home.crawl(portal_of(site, hours=hours), options=options, **FAST)["stp"]
    assert summary.outcome == outcome
    assert any_time or "hours" in (summary.reason or "")


def test_a_crawl_ends_with_the_hours_and_the_next_goes_on(home: Home) -> None:
    numbers = range(1, 61)
    with serve_site() as site:
        site.answers["/tin"] = listing_page(numbers)
        site.answers |= {article_path(number): article_page(number) for number in numbers}
        site.seconds = 0.2
        portal = portal_at(site).model_copy(update={"hours": "00:00-23:59"})
        shortly_before = datetime(2026, 3, 2, 16, 58, 56, tzinfo=UTC)  # 23:58:56 in Viet Nam
        first = home.crawl(portal, at=shortly_before)["stp"]
        assert (first.outcome, first.complete) == ("interrupted", False)
        assert first.reason == "the portal's hours (00:00-23:59) are over"
        assert first.counts["new"] < 60
        site.seconds = 0.0
        soon_after = shortly_before + timedelta(minutes=5)
        assert home.crawl(portal, at=soon_after)["stp"].complete
        times = [site.requests.count(article_path(number)) for number in numbers]
        assert min(times) == 1
        assert sum(times) <= 61, "the page on its way when the hours ended, no other"


# TLS


def test_strict_portals_have_their_certificates_verified(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, key = certificate(tmp_path)
    with serve_hostile_site(tls=serving(pem, key)) as site:
        publish(site)
        refused = crawl(home, portal_of(site))
        assert (refused.outcome, site.paths) == ("failed", [])
        assert "certificate" in (refused.reason or "").lower()
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))  # whom OpenSSL trusts
        assert crawl(home, portal_of(site)).counts["new"] == 3


@pytest.mark.parametrize("trouble", ["self-signed", "expired", "other name", "TLS 1.0"])
def test_lenient_portals_may_have_old_servers(home: Home, tmp_path: Path, trouble: str) -> None:
    days = -1 if trouble == "expired" else 1
    name = "192.0.2.1" if trouble == "other name" else "127.0.0.1"
    context = serving(*certificate(tmp_path, days=days, name=name))
    if trouble == "TLS 1.0":
        context.set_ciphers("AES128-SHA:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # that is the point
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    with serve_hostile_site(tls=context) as site:
        publish(site)
        assert crawl(home, portal_of(site)).outcome == "failed"
        assert crawl(home, portal_of(site, tls="lenient")).counts["new"] == 3


def test_leniency_ends_at_the_portal_s_own_hosts(home: Home, tmp_path: Path) -> None:
    context = serving(*certificate(tmp_path))
    with (
        serve_hostile_site(tls=context) as site,
        serve_hostile_site("127.0.0.2", tls=context) as elsewhere,
    ):
        publish(site)
        picture = f'<img src="{elsewhere.url}/x.gif">'
        site.answers[article_path(1)] = article_page(1, picture)
        portal = portal_of(site, tls="lenient", mirrors=())
        assert crawl(home, portal).counts["new"] == 3
        assert elsewhere.paths == []
