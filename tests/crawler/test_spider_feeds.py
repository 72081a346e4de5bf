"""Feeds and sitemaps: what they name, and crawls that read them after the listings."""

import gzip
from pathlib import Path

import pytest

from archive.catalogue.articles import iter_articles
from crawler.listings.feeds import Feed, FeedError, read_feed
from crawler.pages import Page
from tests.crawler.crawling import Home, article_page, article_path, portal_at, publish
from tests.crawler.loopback_site import Answer, serve_site

SITE = "http://stp.example.vn"
XML = (("Content-Type", "application/xml"),)


def rss(*numbers: int, site: str = SITE) -> bytes:
    items = "".join(
        f"<item><title>Tin số {n}</title><link>{site}{article_path(n)}</link>"
        "<pubDate>Mon, 01 Jan 2035 10:12:00 GMT</pubDate></item>"
        for n in numbers
    )
    head = f'<atom:link href="{site}/rss/" rel="self"/><title>Tin tức</title><link>{site}</link>'
    atom = 'xmlns:atom="http://www.w3.org/2005/Atom"'
    channel = f'<rss version="2.0" {atom}><channel>{head}{items}</channel></rss>'
    return f'<?xml version="1.0"?>{channel}'.encode()


def sitemap(*paths: str, site: str = SITE, kind: str = "url") -> bytes:
    root = "urlset" if kind == "url" else "sitemapindex"
    entries = "".join(
        f"<{kind}><loc>{site}{path}</loc><lastmod>2035-01-01</lastmod></{kind}>" for path in paths
    )
    name = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{root} xmlns="{name}">{entries}</{root}>'.encode()


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin số 1</title>
    <link rel="self" href="/api/1"/><link href="{article_path(1)}"/></entry></feed>""".encode()


@pytest.mark.parametrize(
    ("body", "articles", "sitemaps"),
    [
        (rss(1, 2, 1), [article_path(1), article_path(2)], []),
        # before the XML declaration, as PHP files that begin with empty lines send it
        (b"\n\n" + rss(1), [article_path(1)], []),
        # Atom: the link to the page, not to the entry itself
        (ATOM, [article_path(1)], []),
        # of a sitemap only what looks like an article
        (sitemap("/", "/lien-he", article_path(3)), [article_path(3)], []),
        (gzip.compress(sitemap(article_path(3)), mtime=0), [article_path(3)], []),
        (sitemap("/a.xml", "/b.xml.gz", kind="sitemap"), [], ["/a.xml", "/b.xml.gz"]),
        # broken off
        (rss(1, 2)[:-60], [article_path(1), article_path(2)], []),
    ],
)
def test_what_feeds_name(body: bytes, articles: list[str], sitemaps: list[str]) -> None:
    feed = read_feed(Page(SITE + "/rss/", body))
    assert [card.url for card in feed.cards] == [SITE + path for path in articles]
    assert [card.date_published for card in feed.cards] == [None] * len(articles)
    assert list(feed.sitemaps) == [SITE + path for path in sitemaps]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body><p>Trang nay khong con</p></body></html>",
        gzip.compress(b"x" * 60_000_000, mtime=0),
        gzip.compress(rss(1), mtime=0)[:20],
        # entities that would grow without end
        b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
    ],
)
def test_what_is_no_feed_is_told(body: bytes) -> None:
    with pytest.raises(FeedError):
        read_feed(Page(SITE + "/rss/", body))


def test_files_outside_are_not_read_into_a_feed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bi-mat-4567")
    entity = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "file://{secret}">]>'.encode()
    body = entity + b"<rss><item><title>&s;</title><link>/tin/bai-1234.html</link></item></rss>"
    feed = read_feed(Page(SITE + "/rss/", body))
    assert isinstance(feed, Feed)
    assert all("bi-mat" not in card.headline for card in feed.cards)


@pytest.mark.slow
def test_feeds_and_sitemaps_are_further_listings(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, [[1, 2]])
        for number in range(3, 46):
            site.answers[article_path(number)] = article_page(number)
        site.answers["/rss/"] = Answer(rss(2, 3, site=site.url), headers=XML)
        index = sitemap("/a.xml", "/b.xml.gz", "/index.xml", site=site.url, kind="sitemap")
        site.answers["/index.xml"] = Answer(index, headers=XML)
        few = [article_path(n) for n in (1, 4)]
        many = [article_path(n) for n in range(5, 46)]
        site.answers["/a.xml"] = Answer(sitemap(*few, site=site.url), headers=XML)
        packed = gzip.compress(sitemap(*many, site=site.url))
        site.answers["/b.xml.gz"] = Answer(packed, headers=(("Content-Type", "application/gzip"),))
        feeds = tuple(site.url + path for path in ("/rss/", "/index.xml", "/mat.xml"))
        portal = portal_at(site).model_copy(update={"feeds": feeds})
        summary = home.crawl(portal)["stp"]
        assert (summary.outcome, summary.counts["new"]) == ("finished", 45)
        assert summary.counts["errors"] == 1, "the feed that is not there"
        requested = site.take_requests()
        assert len(requested) == len(set(requested))
        assert home.crawl(portal)["stp"].counts["new"] == 0
        assert not [path for path in site.take_requests() if "/detail/" in path]
    kinds = {row.url.removeprefix(site.url): row.kind for row in home.snapshots("stp")}
    assert {kinds[path] for path in ("/rss/", "/index.xml", "/a.xml", "/b.xml.gz")} == {"feed"}
    with home.catalogue.session() as session:
        dates = {article.date_published for article in iter_articles(session)}
    assert dates == {"2023-05-01"}, "a feed's dates are not believed"
