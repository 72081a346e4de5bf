"""Answers that no server should give: the crawl ends, says what happened, and keeps the rest."""

import gzip
import socket
import struct
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it has no stubs
import pytest

from archive.catalogue.articles import iter_articles
from crawler.runs import RunSummary
from tests.crawler.crawling import Home, article_page, article_path, listing_page, portal_at
from tests.crawler.hostile_site import HostileSite, Misbehaviour, serve_hostile_site, wire
from tests.crawler.loopback_site import Answer, Site, html, redirect

pytestmark = pytest.mark.slow

MAX_SIZE = 1_000_000
TIMEOUT = 2
HTML = ("Content-Type", "text/html; charset=utf-8")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def compressed(encoding: str, body: bytes) -> Answer:
    return Answer(body, headers=(HTML, ("Content-Encoding", encoding)))


@dataclass(frozen=True, slots=True)
class Zeros:
    """A small body that becomes a large one. Packing it takes seconds, so a table holds only this,
    and it is packed when it is published."""

    encodings: str
    size: int = 200_000_000

    def packed(self) -> Answer:
        first, *others = self.encodings.split(", ")
        block, blocks = bytes(1_000_000), range(self.size // 1_000_000)
        if first == "br":
            packer = brotli.Compressor(quality=5)
            body = b"".join(packer.process(block) for _ in blocks) + packer.finish()
        else:
            deflater = zlib.compressobj(6, wbits={"gzip": 31, "deflate": 15}[first])
            body = b"".join(deflater.compress(block) for _ in blocks) + deflater.flush()
        for _ in others:
            body = gzip.compress(body)
        return compressed(self.encodings, body)


def endless(piece: bytes, pause: float = 0.0, first: bytes = HEAD + b"\r\n") -> Misbehaviour:
    """Sends for as long as somebody listens."""

    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return send


def stalls(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n<html>")
    time.sleep(3 * TIMEOUT)


def resets(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n<html>")
    linger = struct.pack("ii", 1, 0)  # closing sends RST
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def hangs_up(connection: socket.socket) -> None:
    """Says nothing at all."""


WHOLE = article_page(77).body.decode()

#: What each page does, and what the log says of it; None: the article is read all the same.
PAGES: dict[str, tuple[Answer | bytes | Misbehaviour | Zeros, str | None]] = {
    "gzip-bomb": (Zeros("gzip"), "exceeded DOWNLOAD_MAXSIZE"),
    "deflate-bomb": (Zeros("deflate"), "exceeded DOWNLOAD_MAXSIZE"),
    "brotli-bomb": (Zeros("br"), "exceeded DOWNLOAD_MAXSIZE"),
    "nested-bomb": (Zeros("gzip, gzip"), "exceeded DOWNLOAD_MAXSIZE"),
    "not-gzip-at-all": (compressed("gzip", b"<p>plain</p>"), "not-gzip-at-all"),
    "hundred-megabytes": (
        HEAD + b"Content-Length: 104857600\r\n\r\n" + b"x" * 70_000,
        "larger than the limit",
    ),
    "endless-body": (endless(b"<p>trang</p>" * 5000), "larger than the limit"),
    "endless-chunks": (
        endless(b"2000\r\n" + b"y" * 0x2000 + b"\r\n", first=CHUNKED),
        "larger than the limit",
    ),
    "a-byte-a-second": (endless(b"z", 0.5), "no answer in time"),
    "stalls": (stalls, "no answer in time"),
    "cut-short": (HEAD + b"Content-Length: 9999\r\n\r\n<p>half</p>", "the answer broke off"),
    "chunk-cut-short": (CHUNKED + b"ff\r\n<p>half</p>", "the answer broke off"),
    # a server that counts wrong each time, of a page that is there to its end
    "miscounted": (
        wire(html(WHOLE)).replace(b"Content-Length: ", b"Content-Length: 9"),
        None,
    ),
    "resets": (resets, "resets"),
    "hangs-up": (hangs_up, "the connection was lost"),
    "huge-header": (HEAD + b"X-Huge: " + b"h" * 300_000 + b"\r\n\r\n<p>x</p>", "huge-header"),
    "no-status-line": (b"<html>no HTTP at all</html>\r\n\r\n", "no-status-line"),
    "status-no-number": (b"HTTP/1.1 abc Oh\r\n\r\n<p>x</p>", "status-no-number"),
    "redirects-in-a-circle": (redirect("/pages/detail/900/redirects-in-a-circle.html"), "redirect"),
    "redirects-inside": (redirect("http://169.254.169.254/latest/"), "169.254.169.254"),
    "redirects-to-a-file": (redirect("file:///etc/passwd"), "redirects-to-a-file"),
    "deep-markup": (
        html(WHOLE.replace("<p>", "<div>" * 100_000 + "<p>", 1)),
        "deep-markup",
    ),
    "zero-bytes": (html(WHOLE.replace("<p>", "<p>\0", 2)), None),
    "many-attributes": (
        html(WHOLE.replace("<p>", "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">", 1)),
        None,
    ),
    "broken-entities": (html(WHOLE.replace("</p>", "&#xFFFFFFFF; &#0; &bogus;</p>", 1)), None),
    "one-long-line": (html(WHOLE.replace("<p>Lệ", "<p>" + "a" * 700_000 + "</p><p>Lệ")), None),
    "wrong-type": (Answer(WHOLE.encode(), headers=(("Content-Type", "image/png"),)), None),
    "header-without-colon": (
        wire(html(WHOLE)).replace(b"Connection:", b"A header without a colon\r\nConnection:"),
        None,
    ),
    "header-not-ascii": (
        wire(html(WHOLE)).replace(b"Connection:", "X-Ten: Sở Tư pháp\r\nConnection:".encode()),
        None,
    ),
    "header-name-not-ascii": (
        wire(html(WHOLE)).replace(b"Connection:", "X-Tên: Sở Tư pháp\r\nConnection:".encode()),
        "the connection was lost",
    ),
}


@dataclass
class Crawled:
    home: Home
    summary: RunSummary
    seconds: float
    log: str
    read: set[str]


def publish_hostile(site: HostileSite) -> None:
    """A listing of all the pages with a good one before and after each."""
    cards = ""
    for number, (name, (answer, _)) in enumerate(PAGES.items()):
        path = f"/pages/detail/{900 + number}/{name}.html"
        if name == "redirects-in-a-circle":
            answer = redirect(path)
        site.answers[path] = answer.packed() if isinstance(answer, Zeros) else answer
        cards += f'<li><a href="{path}">Hội nghị triển khai công tác {name}</a></li>'
    site.answers["/tin"] = listing_page([1, 2], "/tin?trang=2", more=cards)
    site.answers["/tin?trang=2"] = listing_page([3])
    for number in (1, 2, 3):
        site.answers[article_path(number)] = article_page(number)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    home = Home(tmp_path_factory.mktemp("hostile"))
    with serve_hostile_site() as site:
        publish_hostile(site)
        begun = time.monotonic()
        summary = home.crawl(
            portal_at(Site(site.url)),
            DOWNLOAD_TIMEOUT=TIMEOUT,
            DOWNLOAD_MAXSIZE=MAX_SIZE,
        )["stp"]
        seconds = time.monotonic() - begun
    with home.catalogue.session() as session:
        read = {article.url.removeprefix(site.url) for article in iter_articles(session)}
    return Crawled(home, summary, seconds, (home.folder / "crawl.log").read_text(), read)


def test_the_crawl_ends_well_and_soon(crawled: Crawled) -> None:
    assert crawled.summary.outcome == "finished"
    assert not crawled.summary.complete, "what did not come may come another day"
    assert crawled.seconds < 50


def test_the_pages_around_are_read(crawled: Crawled) -> None:
    assert {article_path(number) for number in (1, 2, 3)} <= crawled.read


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_read_or_told_of(crawled: Crawled, name: str) -> None:
    number = 900 + list(PAGES).index(name)
    words = PAGES[name][1]
    path = f"/pages/detail/{number}/{name}.html"
    if words is None:
        assert path in crawled.read
    else:
        told = [line for line in crawled.log.splitlines() if path in line]
        assert any(words in line for line in told), told or crawled.log[-3000:]
        assert path not in crawled.read


def test_what_came_is_archived(crawled: Crawled) -> None:
    kept = {snapshot.url.rpartition("/")[2] for snapshot in crawled.home.snapshots("stp")}
    assert {"gzip-bomb.html", "brotli-bomb.html", "wrong-type.html", "deep-markup.html"} <= kept
    for name in ("cut-short.html", "chunk-cut-short.html"):
        came = [s for s in crawled.home.snapshots("stp") if s.url.endswith(f"/{name}")]
        assert [s.kind for s in came] == ["truncated"]
        assert "broke off" in (came[-1].failure or "")
    bomb = next(s for s in crawled.home.snapshots("stp") if s.url.endswith("gzip-bomb.html"))
    assert bomb.kind == "failed"
    assert "exceeded" in (bomb.failure or "")


def test_what_did_not_come_is_told_by_name(crawled: Crawled) -> None:
    assert crawled.summary.observed is not None
    told = {
        url.rpartition("/")[2]: why for url, why in crawled.summary.observed["unfetched"].items()
    }
    assert told.keys() >= {"stalls.html", "hangs-up.html", "huge-header.html"}
    assert "no answer in time" in told["stalls.html"]
    assert len(told) == crawled.summary.counts["errors"]


def test_an_answer_that_broke_off_is_asked_for_again(tmp_path: Path) -> None:
    home = Home(tmp_path)
    whole = wire(article_page(1))
    times = 0

    def breaks_off_once(connection: socket.socket) -> None:
        nonlocal times
        times += 1
        connection.sendall(whole if times > 1 else whole[:-40])

    with serve_hostile_site() as site:
        site.answers["/tin"] = listing_page([1])
        site.answers[article_path(1)] = breaks_off_once
        summary = home.crawl(portal_at(Site(site.url)), RETRY_TIMES=1)["stp"]
    assert (summary.outcome, summary.counts["new"], times) == ("finished", 1, 2)
    kinds = [s.kind for s in home.snapshots("stp") if s.url.endswith(article_path(1))]
    assert kinds == ["truncated", "article"]
