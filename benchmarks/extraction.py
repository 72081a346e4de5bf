"""How long a page takes to be read, by platform, against its parsing alone and trafilatura.

    python -m benchmarks.extraction [--rounds N] [--platform NAME…] [--pages] [--profile KIND]

Milliseconds of processor time a page, each page's best of some rounds: over the pages of a platform
and a kind the least and the median. `parse` is lxml's parsing of the same bytes and nothing else;
trafilatura is the named peer. What counts are the ratios, which vary less.

Pages are the project's page cases, made as large as real ones (60 KB, 120 links, ten paragraphs,
others in each round); the sample portals'; and real ones where `../shared/data/pages` is there.
Each is read with the platform known, as crawls do it.
"""

import argparse
import cProfile
import gc
import json
import pstats
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median

import lxml.html
import trafilatura

from benchmarks.news_corpus import NewsCorpus
from congtin.sample_portals import FREE_PORTS, SamplePortals
from congtin.sample_portals.portals import portal_definitions
from congtin.sample_portals.web import create_app
from crawler.extraction import extract
from crawler.pages import Page
from crawler.portals import Portal, StartAddress
from crawler.portals.registry import PortalRegistry

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "crawler" / "pages"
REAL = ROOT.parent / "shared" / "data" / "pages"
#: The folders of real pages, and the platform of each.
REAL_PLATFORMS = {
    "nukeviet-egov": "nukeviet",
    "liferay-hanoi": "liferay62",
    "domino-sonla": "domino",
}
PER_PORTAL = 8
#: Trafilatura is slow, and its times vary little.
_PEER_ROUNDS = 2
KINDS = ("article", "legislation", "listing", "register")

MENU = "\n".join(
    f'<li class="menu-item level-{n % 3}"><a href="/muc/{n}" title="Chuyên mục {n}">'
    f"<span>Chuyên mục số {n} của cổng thông tin</span></a></li>"
    for n in range(90)
)
LINKS = "\n".join(
    f'<div class="lien-ket"><a href="http://lien-ket-{n}.example.vn/" target="_blank">'
    f'<img src="/anh/lien-ket-{n}.png" alt="">Liên kết {n}</a></div>'
    for n in range(30)
)
SCRIPT = "<script>" + "window.cau_hinh = window.cau_hinh || {};" * 30 + "</script>\n"
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(<p\b[^>]*>)(?:(?!</?p\b|<div|<table).)*?</p>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Sample:
    """A page to be read, where it is from, and the portal by whose rules it is read."""

    name: str
    page: Page
    portal: Portal
    #: Whether it is a case, which is smaller than pages are.
    is_small: bool = False

    def fresh(self, paragraphs: Sequence[str]) -> Page:
        """The page as if it had just come: nothing of it is known yet."""
        body = enlarged(self.page.body, paragraphs) if self.is_small else self.page.body
        return replace(self.page, body=body)


def enlarged(body: bytes, paragraphs: Sequence[str]) -> bytes:
    """A page as large as those of portals: with menus, scripts, and more paragraphs in its text."""
    text = body.decode()
    longest = max(_PARAGRAPH.finditer(text), key=lambda p: len(p[0]), default=None)
    if longest is not None and len(longest[0]) > 100:
        more = "\n".join(f"{longest[1]}{paragraph}.</p>" for paragraph in paragraphs)
        text = f"{text[: longest.end()]}\n{more}{text[longest.end() :]}"
    text = _BODY.sub(
        lambda tag: f"{tag[0]}\n{SCRIPT * 10}<nav><ul>{MENU}</ul></nav>\n", text, count=1
    )
    footer = f"\n<footer>{LINKS}</footer>\n{SCRIPT * 10}"
    return _BODY_END.sub(lambda tag: f"{footer}{tag[0]}", text, count=1).encode()


def samples() -> Iterator[Sample]:
    """All pages there are."""
    yield from _cases()
    yield from _real_pages()
    yield from _sample_portals()


def _cases() -> Iterator[Sample]:
    registry = PortalRegistry()
    for path in sorted(CASES.glob("*/*.json")):
        page = path.with_suffix(".html")
        if not page.exists():
            continue
        case = json.loads(path.read_text())
        if "url" not in case:
            continue
        named = case.get("portal")
        portal = registry.find(named) if named else _portal(path.parent.name, case["url"])
        response = Page(
            case["url"],
            page.read_bytes(),
            case.get("content_type"),
            fetched_at=case.get("fetched_at"),
        )
        yield Sample(f"case {path.parent.name}/{path.stem}", response, portal, is_small=True)


def _real_pages() -> Iterator[Sample]:
    for folder, platform in REAL_PLATFORMS.items():
        for path in sorted((REAL / folder).glob("*.html")):
            url = f"http://{folder}.example.vn/{path.stem}"
            yield Sample(
                f"real {folder}/{path.stem}", Page(url, path.read_bytes()), _portal(platform, url)
            )


def _sample_portals() -> Iterator[Sample]:
    portals = SamplePortals(FREE_PORTS)
    base_urls = {slug: f"http://{slug}.example.vn" for slug in portals.sites}
    for definition, (slug, site) in zip(
        portal_definitions(base_urls), portals.sites.items(), strict=True
    ):
        client = create_app(site).test_client()
        listings = [start.url for start in definition.start]
        found: list[str] = []
        for url in listings:
            page = Page(url, client.get(url, base_url=base_urls[slug]).data)
            yield Sample(f"sample {url}", page, definition)
            found += [card.url for card in extract(page, definition).cards]
        for url in found[:PER_PORTAL]:
            response = client.get(url, base_url=base_urls[slug])
            if response.status_code == 200:
                yield Sample(f"sample {url}", Page(url, response.data), definition)


def _portal(platform: str, url: str) -> Portal:
    start = StartAddress(url="/".join(url.split("/")[:3]) + "/bat-dau", section="Tin tức")
    return Portal(name="do-toc-do", title="Sở Đo tốc độ", platform=platform, start=(start,))


def main() -> None:
    """Read all pages some times, print what each platform's take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--platform", nargs="*", help="these platforms alone")
    parser.add_argument("--pages", action="store_true", help="each page's time, too")
    parser.add_argument("--profile", metavar="KIND", choices=KINDS, help="where the time goes")
    options = parser.parse_args()
    chosen = [s for s in samples() if not options.platform or s.portal.platform in options.platform]
    texts = [article.body for article, _ in NewsCorpus().articles(options.rounds)]
    by_kind: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    for sample in chosen:
        kind = extract(sample.fresh(texts[0]), sample.portal).kind
        if kind in KINDS:
            by_kind[sample.portal.platform, kind].append(sample)
    if options.profile:
        _profile(
            [s for (_, kind), some in by_kind.items() if kind == options.profile for s in some]
        )
        return
    times = _measure([sample for some in by_kind.values() for sample in some], texts)
    print(f"{'':26} pages   least  median  of parse  of trafilatura   (ms of CPU a page)")
    for (platform, shown), some in sorted(by_kind.items()):
        ours, parsing, peer = zip(*(times[sample.name] for sample in some), strict=True)
        print(
            f"{platform:14} {shown:11} {len(some):5} {min(ours):7.1f} {median(ours):7.1f}"
            f" {sum(ours) / sum(parsing):8.1f}x {sum(ours) / sum(peer):13.0%}"
        )
        for sample in some if options.pages else ():
            own, bare, _ = times[sample.name]
            print(f"    {own:6.1f} ms, parse {bare:.1f}, {sample.name}")


def _measure(
    some: Sequence[Sample], texts: Sequence[Sequence[str]]
) -> dict[str, tuple[float, float, float]]:
    """By the name of a sample the least milliseconds of reading, parsing and the peer.

    In each round all pages come in turn, so that what is remembered from a page is not of itself.
    """
    rounds: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for at, text in enumerate(texts):
        for sample in some:
            page = sample.fresh(text)
            ours = _milliseconds(partial(extract, page, sample.portal))
            parsing = _milliseconds(partial(lxml.html.document_fromstring, page.body))
            peer = float("inf")
            if at < _PEER_ROUNDS:
                peer = _milliseconds(partial(trafilatura.bare_extraction, page.body))
            rounds[sample.name].append((ours, parsing, peer))
    return {name: _least(times) for name, times in rounds.items()}


def _least(times: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    ours, parsing, peer = zip(*times, strict=True)
    return min(ours), min(parsing), min(peer)


def _milliseconds(read: Callable[[], object]) -> float:
    """Of processor time, without the collecting of garbage, which a crawl seldom does."""
    gc.disable()
    before = time.process_time_ns()
    read()
    taken = time.process_time_ns() - before
    gc.enable()
    return taken / 1e6


def _profile(some: Sequence[Sample]) -> None:
    """Print the functions in which the most time passes."""
    texts = [article.body for article, _ in NewsCorpus().articles(10)]
    pages = [(sample.fresh(text), sample.portal) for text in texts for sample in some]
    profile = cProfile.Profile()
    profile.enable()
    for page, portal in pages:
        extract(page, portal)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
