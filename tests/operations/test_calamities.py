"""The database or the web server is killed in the middle of its work, or the disk is full."""

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.jobs import ask, open_jobs
from archive.catalogue.tables import ArticleRow, JobRow, RunRow, SnapshotRow
from archive.verifying import HARMLESS
from congtin.demo import write_portal_files
from congtin.settings import load_settings
from crawler.portals import Portal
from operations.scheduling import crawl_of
from operations.scheduling.retrying import TRY_AGAIN
from tests.congtin.conftest import Congtin
from tests.crawler.crawling import article_page, article_path, portal_at, publish
from tests.crawler.loopback_site import Site, serve_site
from tests.fixtures.postgresql import started_postgres
from tests.fixtures.requirements import unavailable
from tests.operations.world import World

pytestmark = pytest.mark.slow

#: The articles of a portal, by the pages of its listing.
PAGES = [[*range(n, n + 5)] for n in range(1, 21, 5)]


@pytest.fixture
def congtin(tmp_path: Path) -> Congtin:
    return Congtin(tmp_path / "home")


def wait_for(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def know(congtin: Congtin, *portals: Portal) -> None:
    """Put the files of portals into a home."""
    folder = congtin.home / "portals"
    write_portal_files(load_settings(home=congtin.home, portals_folder=folder), portals)


def articles_of(*sites: Site) -> list[str]:
    """The addresses of all articles that sites publish."""
    return sorted(
        site.url + article_path(number) for site in sites for page in PAGES for number in page
    )


def articles_in(catalogue: Catalogue) -> list[str]:
    with catalogue.session() as session:
        return sorted(session.scalars(select(ArticleRow.url)))


def kill(*processes: psutil.Process) -> None:
    """Kill them at once, with no word of farewell, and wait until they are gone."""
    for process in processes:
        process.kill()
    psutil.wait_procs(processes, timeout=20)


def all_say(what: str, *logs: Path) -> bool:
    return all(what in log.read_text() for log in logs)


@contextmanager
def working(congtin: Congtin, url: str, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker of a catalogue, in a process of its own; at the end it is told to stop."""
    with log.open("wb") as output:
        worker = subprocess.Popen(
            congtin.command("schedule", "run", "--slots", "1"),
            env={**congtin.environment, "CONGTIN_DATABASE_URL": url},
            stderr=output,
        )
    try:
        yield worker
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()
        worker.wait()


@pytest.mark.server
def test_two_workers_go_on_when_the_database_was_killed(congtin: Congtin, tmp_path: Path) -> None:
    with (
        started_postgres("fsync = off") as server,
        serve_site() as one,
        serve_site("127.0.0.2") as other,
        closing(Catalogue(url := server.get_uri())) as catalogue,
    ):
        catalogue.migrate()
        sites, logs = (one, other), (tmp_path / "first.log", tmp_path / "second.log")
        for site in sites:
            publish(site, PAGES)
            site.seconds = 0.2
        know(congtin, *(portals := (portal_at(one, "mot"), portal_at(other, "hai"))))
        ask_for_crawls(catalogue, portals)
        with working(congtin, url, logs[0]), working(congtin, url, logs[1]):
            wait_for(lambda: are_in_the_middle(sites))
            ask_for_crawls(catalogue, portals)
            database = psutil.Process(server.get_postmaster_info().pid)
            kill(database, *database.children(recursive=True))
            wait_for(lambda: all_say("cannot be opened", *(congtin.home / "jobs").iterdir()))
            wait_for(lambda: all_say("cannot be reached", *logs))
            server.ensure_postgres_running()
            for site in sites:
                site.seconds = 0
            wait_for(lambda: "waiting" not in crawls(catalogue).values())
            found = len(articles_in(catalogue))
            wait_for(lambda: "running" not in crawls(catalogue).values())
        assert list(crawls(catalogue).values()) == ["failed", "failed", "done", "done"]
        assert 0 < found < len(articles_of(*sites))
        assert articles_in(catalogue) == articles_of(*sites)
        with catalogue.session() as session:
            assert "running" not in {job.state for job in open_jobs(session)}
            assert None not in set(session.scalars(select(RunRow.finished_at)))
        assert not any(all_say("duplicate key", log) for log in logs)
        everything_is_whole(congtin, url)


def are_in_the_middle(sites: Sequence[Site]) -> bool:
    """Whether each site is being crawled; one that is waits for the other."""
    for site in sites:
        if article_path(3) in site.requests:
            site.seconds = 2.0
    return all(article_path(3) in site.requests for site in sites)


def ask_for_crawls(catalogue: Catalogue, portals: Sequence[Portal]) -> None:
    with catalogue.begin() as session:
        for portal in portals:
            assert ask(session, crawl_of(portal, "test"), datetime.now(UTC))


def crawls(catalogue: Catalogue) -> dict[int, str]:
    """The states of all crawls, in the order in which they were asked for."""
    with catalogue.session() as session:
        rows = session.scalars(select(JobRow).where(JobRow.kind == "crawl").order_by(JobRow.id))
        return {job.id: job.state for job in rows}


def everything_is_whole(congtin: Congtin, url: str) -> None:
    """Mends what the catalogue lacks of the archive; then it has every record of it."""
    congtin("archive", "verify", "--mend", CONGTIN_DATABASE_URL=url)
    (found,) = congtin("archive", "verify", "--json", CONGTIN_DATABASE_URL=url).lines
    assert found["records"]
    assert {finding["trouble"] for finding in found["findings"]} <= HARMLESS


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Congtin]:
    """`congtin` with a home on a disk of its own, of 3 MB."""
    home = tmp_path / "home"
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "congtin-test", str(home)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        unavailable("a disk that gets full: only root can mount one here")
    try:
        yield Congtin(home)
    finally:
        subprocess.run(["umount", str(home)], check=True)


def test_a_crawl_that_a_full_disk_ended_is_completed(small_disk: Congtin) -> None:
    numbers = random.Random(1)
    with serve_site() as site:
        publish(site, PAGES)
        for path in site.answers.keys() & {article_path(n) for page in PAGES for n in page}:
            words = " ".join(f"{numbers.getrandbits(64):x}" for _ in range(8_000))
            site.answers[path] = article_page(1, words)
        know(small_disk, portal_at(site))
        full = small_disk("crawl", "stp", code=1)
        assert re.search("No space left on device|disk is full", full.out + full.err)
        assert as_job(small_disk, "crawl", "stp") == TRY_AGAIN
        subprocess.run(["mount", "-o", "remount,size=100m", str(small_disk.home)], check=True)
        url = load_settings(home=small_disk.home).database_url
        with closing(Catalogue(url)) as catalogue:
            before = snapshots_in(catalogue)
            assert 0 < len(articles_in(catalogue)) < len(articles_of(site))
            everything_is_whole(small_disk, url)
            small_disk("crawl", "stp")
            assert articles_in(catalogue) == articles_of(site)
            assert snapshots_in(catalogue) > before, "nothing that was archived is lost"
            everything_is_whole(small_disk, url)


def as_job(congtin: Congtin, *words: str, **variables: str) -> int:
    """The exit code of a command as workers run it."""
    command = [sys.executable, "-m", "congtin.job", *words]
    environment = {**congtin.environment, **variables}
    return subprocess.run(command, env=environment, capture_output=True, timeout=60).returncode


def test_a_job_tells_what_is_worth_another_try(congtin: Congtin) -> None:
    away = {"CONGTIN_DATABASE_URL": "postgresql://u@127.0.0.1:1/away"}
    assert as_job(congtin, "crawl", "kontum-stp", **away) == TRY_AGAIN
    congtin("crawl", "kontum-stp", code=1, **away)
    assert as_job(congtin, "crawl", "nobody-knows-it") == 2


def snapshots_in(catalogue: Catalogue) -> set[tuple[str, int]]:
    """Where in the archive what the catalogue knows is."""
    with catalogue.session() as session:
        rows = session.execute(select(SnapshotRow.warc, SnapshotRow.offset))
        return {(warc, offset) for warc, offset in rows}


def test_the_web_server_goes_on_when_it_was_killed(small_world: World, congtin: Congtin) -> None:
    settings = {
        "CONGTIN_DATABASE_URL": small_world.catalogue.url,
        "CONGTIN_SEARCH_URL": f"tantivy://{congtin.home.parent / 'index'}",
        "CONGTIN_LIMIT_SEARCH": "",
    }
    with serving(congtin, settings, "0") as (server, address):
        before = ask_for_hits(address)
        assert "Hội nghị phòng cháy rừng năm 2019" in before
        first, second = wait_for_workers(server.pid)
        with asking(address) as answers:
            wait_for(lambda: len(answers) > 5)
            kill(first)
            workers = wait_for_workers(server.pid, without=first)
            assert second in workers, "the other is left alone"
            heard = len(answers)
            wait_for(lambda: len(answers) > heard + 20)
        assert set(answers) == {before}
        # only their parent: they leave by themselves, and the port is free
        kill(psutil.Process(server.pid))
        assert psutil.wait_procs(workers, timeout=30)[1] == []
    with serving(congtin, settings, str(urlsplit(address).port)) as (_, again):
        assert again == address
        assert ask_for_hits(again) == before


@contextmanager
def serving(
    congtin: Congtin, settings: Mapping[str, str], port: str
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A web server of two processes, and its address."""
    with subprocess.Popen(
        congtin.command("serve", "--port", port, "--workers", "2"),
        env={**congtin.environment, **settings},
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        try:
            address = re.search(r"http://\S+", server.stderr.readline())
            assert address is not None
            yield server, address[0]
        finally:
            server.terminate()


def ask_for_hits(address: str) -> str:
    """What the API finds, but for how long it took."""
    with urlopen(f"{address}api/v1/articles?q=ph%C3%B2ng+ch%C3%A1y", timeout=30) as answer:
        found = json.load(answer)
    return json.dumps(found["hits"], ensure_ascii=False, sort_keys=True)


@contextmanager
def asking(address: str) -> Iterator[list[str]]:
    """Clients that ask on and on, also when a connection broke; and what they are answered."""
    answers: list[str] = []
    stop = threading.Event()

    def ask_on() -> None:
        while not stop.wait(0.02):
            try:
                answers.append(ask_for_hits(address))
            except HTTPError as refused:
                answers.append(str(refused))
            except (URLError, HTTPException, ConnectionError):
                continue

    with ThreadPoolExecutor(3) as clients:
        asked = [clients.submit(ask_on) for _ in range(3)]
        try:
            yield answers
        finally:
            stop.set()
    for each in asked:
        each.result()


def wait_for_workers(pid: int, without: psutil.Process | None = None) -> list[psutil.Process]:
    """The two processes that answer for a server."""

    def workers() -> list[psutil.Process]:
        return [each for each in psutil.Process(pid).children() if each != without]

    wait_for(lambda: len(workers()) == 2)
    return workers()
