"""Whether nothing is lost and next to nobody notices when Elasticsearch's machines die.

    python -m benchmarks.soak_cluster [--articles N] [--outage SECONDS]

A real cluster of three nodes on this machine, an index in three shards with a replica each.

1. Half of the articles are indexed. While 20 users search, the rest is indexed, some of the first
   half changed and deleted; after a third of it the node that leads is killed (-9), and later
   started again. No search may fail but within `FAILOVER` seconds of the kill.
2. More is to be indexed, and after a third of it all nodes are killed, for `--outage` seconds. The
   run is to wait, and to go on.

After both the index is compared with what it should hold: every id, the total, every count of every
facet. Exit code 0 if all is as it should be, else 1.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles

from archive.catalogue import Catalogue
from archive.catalogue.articles import delete_article, record_article
from archive.items import Article
from benchmarks.elasticsearch_cluster import Cluster, cluster
from benchmarks.news_corpus import NewsCorpus
from indexer import expressions as e
from indexer.engines import open_engine
from indexer.engines.questions import FacetQuestion, Question
from indexer.engines.server_options import ServerOptions
from indexer.search import SearchRequest, SearchUnavailableError
from indexer.searching import SearchEngine
from indexer.updating import update_index

#: Users who search, and seconds that each reads what was found.
USERS = 20
READING = 1.0

#: Seconds after the kill in which a search may fail.
FAILOVER = 15.0

NODES = 3
OPTIONS = ServerOptions(shards=NODES, replicas=1, patience=3_600)
FACETS = ("province", "department", "author", "section", "year")


@dataclass
class Content:
    """What the catalogue holds, and so the index should."""

    catalogue: Catalogue
    articles: dict[str, Article] = field(default_factory=dict)

    def put(self, articles: list[Article], day: int) -> None:
        """Record articles, new or changed, as seen on a day of January."""
        with self.catalogue.begin() as session:
            for article in articles:
                record_article(session, article, f"2026-01-{day:02}T00:00:00Z", None)
        self.articles |= {article.id: article for article in articles}

    def take_out(self, ids: list[str]) -> None:
        """Delete articles."""
        with self.catalogue.begin() as session:
            for article_id in ids:
                delete_article(session, article_id)
        for article_id in ids:
            del self.articles[article_id]


@dataclass
class Searches:
    """What users saw: when each search ended, how long it took, and what went wrong."""

    engine: SearchEngine
    queries: list[str]
    ended: threading.Event = field(default_factory=threading.Event)
    seen: list[tuple[float, float, str]] = field(default_factory=list)

    def run(self, seed: int) -> None:
        """Search and read, until it is ended."""
        chance = random.Random(seed)
        while not self.ended.wait(READING * chance.uniform(0.5, 1.5)):
            trouble, begun = "", time.monotonic()
            try:
                self.engine.search(SearchRequest(q=chance.choice(self.queries)))
            except SearchUnavailableError as error:
                trouble = str(error)
            now = time.monotonic()
            self.seen.append((now, now - begun, trouble))


def main() -> None:
    """Soak, say what was seen, and whether it is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--outage", type=float, default=600.0, help="seconds")
    options = parser.parse_args()
    corpus = NewsCorpus()
    articles = [article for article, _ in corpus.articles(options.articles)]
    with tempfile.TemporaryDirectory() as folder, cluster(NODES) as nodes:
        catalogue = Catalogue(f"sqlite:///{Path(folder) / 'catalogue.sqlite'}")
        catalogue.migrate()
        content = Content(catalogue)
        url = f"http://{nodes.hosts}/soak"
        with open_engine(url, server=OPTIONS) as engine:
            sound = [
                a_node_dies(nodes, engine, url, content, articles, corpus.queries(500)),
                all_is_gone(nodes, engine, url, content, options.outage),
            ]
    say("all as it should be" if all(sound) else "NOT as it should be")
    sys.exit(0 if all(sound) else 1)


def a_node_dies(
    nodes: Cluster,
    engine: SearchEngine,
    url: str,
    content: Content,
    articles: list[Article],
    queries: list[str],
) -> bool:
    """The first part: the node that leads is killed while it is indexed and searched."""
    half = len(articles) // 2
    content.put(articles[:half], day=1)
    say(f"indexing {half} articles")
    update_index(content.catalogue, engine)
    nodes.await_green()
    content.put(articles[half:], day=2)
    content.put([replace(a, headline=f"{a.headline} Sửa.") for a in articles[: half // 10]], day=3)
    content.take_out([article.id for article in articles[half // 10 : half // 8]])

    searches = Searches(engine, queries)
    users = [threading.Thread(target=searches.run, args=(seed,)) for seed in range(USERS)]
    for user in users:
        user.start()
    killed: list[float] = []

    def kill_the_leader() -> None:
        leader = nodes.master()
        say(f"kill -9 of {leader}, which leads, amid indexing and {USERS} users")
        killed.append(time.monotonic())
        nodes.kill(leader)
        threading.Timer(20, nodes.start, (leader,)).start()

    indexed = index_and(content.catalogue, url, kill_the_leader)
    time.sleep(max(0.0, killed[0] + 60 - time.monotonic()) if killed else 0)
    nodes.await_green()
    searches.ended.set()
    for user in users:
        user.join()
    return all([indexed, bool(killed), judge(searches, *killed), compare(engine, content)])


def all_is_gone(
    nodes: Cluster, engine: SearchEngine, url: str, content: Content, outage: float
) -> bool:
    """The second part: no node is there for a while."""
    changed = list(content.articles.values())[::2]
    content.put([replace(a, headline=f"{a.headline} Lại sửa.") for a in changed], day=4)
    back: list[float] = []

    def kill_all() -> None:
        say(f"kill -9 of all nodes for {outage:.0f} s")
        nodes.kill_all()
        time.sleep(outage)
        say("starting them again")
        nodes.start_all()
        back.append(time.monotonic())

    indexed = index_and(content.catalogue, url, kill_all)
    if back:
        say(f"the run was done {time.monotonic() - back[0]:.0f} s after they were back")
    nodes.await_green()
    return all([indexed, bool(back), compare(engine, content)])


def index_and(catalogue: Catalogue, url: str, disturb: Callable[[], None]) -> bool:
    """Index in a process of its own, and disturb it after a third; whether it came to its end."""
    context = multiprocessing.get_context("spawn")
    share = context.Value("d", 0.0)
    process = context.Process(target=_index, args=(catalogue.url, url, share))
    begun = time.monotonic()
    process.start()
    while process.is_alive() and share.value < 1 / 3:
        time.sleep(0.05)
    if process.is_alive():
        disturb()
    process.join()
    say(f"indexing took {time.monotonic() - begun:.0f} s, exit code {process.exitcode}")
    return process.exitcode == 0


def _index(
    database: str, url: str, share: "multiprocessing.sharedctypes.Synchronized[float]"
) -> None:
    def progress(done: int, total: int) -> None:
        share.value = done / max(total, 1)

    with open_engine(url, server=replace(OPTIONS, on_wait=say)) as engine:
        report = update_index(Catalogue(database), engine, progress)
    say(f"{report.indexed} indexed, {report.deleted} taken out in {report.seconds:.0f} s")


def judge(searches: Searches, killed: float) -> bool:
    """Whether no search failed but within the failover, and what users saw."""
    failed = [(when - killed, trouble) for when, _, trouble in searches.seen if trouble]
    outside = [(when, trouble) for when, trouble in failed if not 0 <= when <= FAILOVER]
    for label, seconds in {
        "before the kill": [s for when, s, _ in searches.seen if when < killed],
        "in the failover": [s for when, s, _ in searches.seen if 0 <= when - killed <= FAILOVER],
        "afterwards": [s for when, s, _ in searches.seen if when > killed + FAILOVER],
    }.items():
        if len(seconds) > 1:
            middle, late = median(seconds), quantiles(seconds, n=20)[-1]
            say(f"{label}: {len(seconds)} searches, p50 {middle:.2f} s, p95 {late:.2f} s")
    say(
        f"{len(failed)} of {len(searches.seen)} searches failed, {len(outside)} not in the failover"
    )
    for when, trouble in (*failed[:2], *outside[:3]):
        say(f"  {when:+.1f} s: {trouble[:200]}")
    return not outside


def compare(engine: SearchEngine, content: Content) -> bool:
    """Whether the index holds what it should."""
    found: Counter[str] = Counter()
    cursor, total = None, 0
    while True:
        request = SearchRequest(
            sort="newest", size=1_000, cursor=cursor, with_facets=False, with_highlights=False
        )
        answer = engine.search(request)
        found.update(f"{hit.id} {hit.headline}" for hit in answer.hits)
        cursor, total = answer.cursor, answer.total
        if cursor is None:
            break
    due = Counter(f"{article.id} {article.headline}" for article in content.articles.values())
    say(
        f"{total} found of {len(content.articles)}: {(due - found).total()} lost or old, "
        f"{(found - due).total()} that should not be there"
    )
    asked = tuple(FacetQuestion(name) for name in FACETS)
    counts = engine.reader.find(Question(e.EVERYTHING, size=0, facets=asked)).facets
    wrong = [name for name in FACETS if dict(counts[name]) != _counted(name, content)]
    say(f"counts of {', '.join(FACETS)}: {'wrong in ' + ', '.join(wrong) if wrong else 'exact'}")
    return found == due and total == len(content.articles) and not wrong


def _counted(facet: str, content: Content) -> Counter[str]:
    if facet == "year":
        years = ((a.date_published or "")[:4] for a in content.articles.values())
        return Counter(year for year in years if year)
    return Counter(getattr(article, facet) for article in content.articles.values())


def say(message: str) -> None:
    """A line with the time of day."""
    print(f"{time.strftime('%H:%M:%S')} {message}", flush=True)


if __name__ == "__main__":
    main()
