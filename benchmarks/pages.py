"""How long pages take to render, and what 50 users at once wait for them while a crawl writes.

    python -m benchmarks.pages [--articles N] [--users N] [--seconds N]

The corpus is made from a seed. Rendering is measured in this process: the time of a page without
what the engine took of it. The load is put on `congtin serve` with two workers: so many users, each
of whom asks for a page, reads for a moment and asks for the next, while a process beside commits
twenty articles a second to the catalogue and to the index.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote
from urllib.request import urlopen

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.tables import DocumentRow
from benchmarks.beside import process_beside
from benchmarks.news_corpus import NewsCorpus, tokens_by_paragraph
from documents.resolving import resolve_changes
from indexer import analysing
from indexer.engines import open_engine
from indexer.labels import catalogue_labels
from indexer.updating import update_index
from search_ui import Services, create_app
from search_ui.options import Options
from search_ui.services import LazySearch

#: Seconds of load before what users wait counts: each worker opens its index at the first search.
WARMING_UP = 10

#: Seconds for which a user reads a page before asking for the next.
READING = 1.0

SEEN_AT = "2026-11-01T02:00:00Z"


def main() -> None:
    """Make an archive, and print how long its pages take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        addresses = fill(home, options.articles)
        print(f"{options.articles} articles; load of the machine {os.getloadavg()[0]:.1f}")
        report_rendering(render(home, addresses))
        with process_beside(write_on, home), served(home) as site:
            report_load(load(site, addresses, options.users, options.seconds), options.users)


def fill(home: Path, count: int) -> dict[str, list[str]]:
    """Make an archive and its index; addresses of each type of page in it."""
    catalogue = Catalogue(f"sqlite:///{home}/catalogue.sqlite")
    catalogue.migrate()
    corpus = NewsCorpus()
    articles = [article for article, _ in corpus.articles(count)]
    for first in range(0, count, 1_000):
        with catalogue.begin() as session:
            for number, article in enumerate(articles[first : first + 1_000], first):
                article.body.append(f"Căn cứ Kế hoạch số {number % 300}/KH-UBND ngày 1/2/2023.")
                record_article(session, article, SEEN_AT, None)
    resolve_changes(catalogue)
    with (
        patch.object(analysing, "syllables_and_words", tokens_by_paragraph),
        open_engine(f"tantivy://{home}/index") as engine,
    ):
        update_index(catalogue, engine)
    with catalogue.session() as session:
        keys = session.scalars(select(DocumentRow.key).limit(100)).all()
    catalogue.close()
    return {
        "front": ["/"],
        "search": [f"/search?q={quote(query)}" for query in corpus.queries(200)],
        "search, filtered": [
            f"/search?q={quote(query)}&year=2020&year=2021" for query in corpus.queries(50)
        ],
        "article": [f"/articles/{article.id}" for article in articles[:300]],
        "document": [f"/documents/{quote(key)}" for key in keys],
        "documents": ["/documents", "/documents/browse?year=2023"],
        "portals": ["/portals", "/portals/portal-1"],
    }


@dataclass(frozen=True, slots=True)
class Rendered:
    """Milliseconds of a page: all of it, what is not the engine's, and the processor's of that."""

    whole: float
    own: float
    processor: float


def render(home: Path, addresses: dict[str, list[str]]) -> dict[str, list[Rendered]]:
    """How long forty pages of each type take."""
    catalogue = Catalogue(f"sqlite:///{home}/catalogue.sqlite")
    labels = catalogue_labels(catalogue)
    services = Services(
        catalogue, lambda: open_engine(f"tantivy://{home}/index", labels), home.as_uri()
    )
    client = create_app(services, Options(limits={})).test_client()
    engine = [0.0, 0.0]
    ask = LazySearch.ask

    def timed(self: LazySearch, question: Any) -> Any:
        start, started = time.perf_counter(), time.thread_time()
        try:
            return ask(self, question)
        finally:
            engine[0] += time.perf_counter() - start
            engine[1] += time.thread_time() - started

    times: dict[str, list[Rendered]] = defaultdict(list)
    with patch.object(LazySearch, "ask", timed):
        for name, of_type in addresses.items():
            for number in range(45):
                engine[:] = [0.0, 0.0]
                start, started = time.perf_counter(), time.thread_time()
                answer = client.get(of_type[number % len(of_type)])
                whole, processor = time.perf_counter() - start, time.thread_time() - started
                assert answer.status_code == 200, answer.get_data(as_text=True)
                if number >= 5:  # templates are compiled, counts are counted
                    own = (whole - engine[0], processor - engine[1])
                    times[name].append(Rendered(*(1_000 * taken for taken in (whole, *own))))
    catalogue.close()
    return times


def write_on(home: Path, writes: Event, stop: Event) -> None:
    """Each second record twenty new articles and bring the index up to date, until told to stop."""
    catalogue = Catalogue(f"sqlite:///{home}/catalogue.sqlite")
    made = NewsCorpus(7).articles(10_000)
    with (
        patch.object(analysing, "syllables_and_words", tokens_by_paragraph),
        open_engine(f"tantivy://{home}/index") as engine,
    ):
        while not stop.wait(1):
            with catalogue.begin() as session:
                for _, (article, _) in zip(range(20), made, strict=False):
                    article.id = f"f{article.id[1:]}"
                    record_article(session, article, SEEN_AT, None)
            resolve_changes(catalogue)
            update_index(catalogue, engine)
            writes.set()


@contextmanager
def served(home: Path) -> Iterator[str]:
    """`congtin serve` over the archive, with two workers and without limits; its address."""
    limits = {f"CONGTIN_LIMIT_{name}": "" for name in ("SEARCH", "SUGGEST", "LIST", "ARCHIVED")}
    environment = {**os.environ, "CONGTIN_HOME": str(home), **limits}
    command = [sys.executable, "-m", "congtin", "serve", "--port", "0", "--workers", "2"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    try:
        line = next(line for line in server.stderr if "Serving http" in line)
        yield line.split("Serving ")[1].strip().rstrip("/")
    finally:
        server.terminate()
        server.wait()


def load(
    site: str, addresses: dict[str, list[str]], users: int, seconds: int
) -> dict[str, list[float]]:
    """What so many users wait, in milliseconds, for each type of page."""
    waited: dict[str, list[float]] = defaultdict(list)
    begin = time.monotonic() + WARMING_UP
    end = begin + seconds

    def use(number: int) -> None:
        chance = random.Random(number)
        time.sleep(chance.random() * READING)
        while time.monotonic() < end:
            name = chance.choice(["search", *addresses])
            start = time.perf_counter()
            with urlopen(site + chance.choice(addresses[name])) as answer:
                answer.read()
            if time.monotonic() >= begin:
                waited[name].append(1_000 * (time.perf_counter() - start))
            time.sleep(READING * (0.5 + chance.random()))

    threads = [threading.Thread(target=use, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waited


def report_rendering(times: dict[str, list[Rendered]]) -> None:
    """Print p50 and p95 of each type of page: the whole, and what is not the engine's."""
    print(f"\n{'ms of a page':20}{'whole p50':>11}{'p95':>7}", end="")
    print(f"{'rendering p50':>16}{'p95':>7}{'processor p50':>16}{'p95':>7}")
    for name, pages in times.items():
        columns = [[getattr(page, kind) for page in pages] for kind in Rendered.__slots__]
        shown = zip(columns, (11, 16, 16), strict=True)
        print(f"{name:20}" + "".join(f"{_p50(c):{w}.1f}{_p95(c):7.1f}" for c, w in shown))


def report_load(waited: dict[str, list[float]], users: int) -> None:
    """Print what users waited for each type of page, and for all."""
    print(f"\n{f'ms, {users} users at once':24}{'pages':>12}{'p50':>8}{'p95':>16}")
    everything = [taken for of_type in waited.values() for taken in of_type]
    for name, times in [*waited.items(), ("all", everything)]:
        print(f"{name:24}{len(times):12}{_p50(times):8.0f}{_p95(times):16.0f}")


def _p50(times: list[float]) -> float:
    return statistics.median(times)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
