"""Crawls in a process of their own, as Twisted's reactor starts only once, and what they meet."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import time_machine
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import SnapshotRow
from crawler.options import CrawlOptions, parse_options
from crawler.portals import Portal, StartAddress
from crawler.runs import RunSummary
from crawler.scrapy_defaults import SCRAPY_DEFAULTS
from tests.crawler.loopback_site import Answer, Site, html
from tests.fixtures.forking import FORKED

ROOT = Path(__file__).parents[2]

_MOST_SECONDS = 300


def portal_at(site: Site, name: str = "stp", *paths: str) -> Portal:
    return Portal(
        name=name,
        title="Sở Tư pháp",
        province="kon-tum",
        department="Sở Tư pháp",
        platform="kontum",
        start=tuple(StartAddress(url=site.url + p, section="Tin tức") for p in paths or ("/tin",)),
        download_delay=0,
    )


def article_path(number: int) -> str:
    return f"/pages/detail/{number}/Tin-so-{number}.html"


def article_page(number: int, text: str = "", head: str = "") -> Answer:
    """A page as the portals of Kon Tum show it."""
    return html(
        f"""<html><head><title>Sở Tư pháp</title>{head}</head><body>
        <div>Thứ ba, ngày 16/04/2024</div>
        <h2>Hội nghị triển khai công tác tư pháp lần thứ {number}</h2>
        <div>1-5-2023</div>
        <p>Sáng nay, Sở Tư pháp tổ chức hội nghị triển khai Kế hoạch số {4200 + number}/KH-UBND
           ngày 11/12/2022 của Ủy ban nhân dân tỉnh về công tác tư pháp tại địa phương. {text}</p>
        <p>Tham dự hội nghị có lãnh đạo các phòng chuyên môn và đại diện các huyện, thành phố.</p>
        <p>Lệ Quỳnh</p>
        <div>Số lượt xem:295</div>
        </body></html>"""
    )


def card(path: str, headline: str) -> str:
    return f'<li><a href="{path}">{headline}</a></li>'


def listing_page(
    numbers: Sequence[int], next_path: str | None = None, folder: str = "", more: str = ""
) -> Answer:
    cards = "\n".join(
        card(folder + article_path(n), f"Hội nghị triển khai công tác lần thứ {n}") for n in numbers
    )
    following = f'<a rel="next" href="{next_path}">Trang sau</a>' if next_path else ""
    return html(f"<html><body><h1>Tin tức</h1><ul>{cards}{more}</ul>{following}</body></html>")


def publish(site: Site, pages: Sequence[Sequence[int]]) -> None:
    """Put a listing of several pages, and all its articles, on a site."""
    for index, numbers in enumerate(pages):
        path = "/tin" if index == 0 else f"/tin?trang={index + 1}"
        following = f"/tin?trang={index + 2}" if index + 1 < len(pages) else None
        site.answers[path] = listing_page(numbers, following)
        for number in numbers:
            site.answers[article_path(number)] = article_page(number)


@dataclass
class Home:
    """Where a test's crawls keep what they find."""

    folder: Path
    database_url: str = ""

    def __post_init__(self) -> None:
        self.database_url = self.database_url or f"sqlite:///{self.folder / 'catalogue.sqlite'}"

    @property
    def archive_url(self) -> str:
        return str(self.folder / "archive")

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.database_url)

    def settings(self, **more: Any) -> dict[str, Any]:
        return {
            "CONGTIN_DATABASE_URL": self.database_url,
            "CONGTIN_ARCHIVE_URL": self.archive_url,
            "CONGTIN_WARC_MAX_BYTES": 10_000_000,
            "LOG_LEVEL": "WARNING",
            "RETRY_TIMES": 0,
            "AUTOTHROTTLE_ENABLED": False,
            **more,
        }

    def job(
        self,
        portals: Sequence[Portal],
        options: CrawlOptions,
        at: datetime | None = None,
        **settings: Any,
    ) -> dict[str, Any]:
        """A crawl, by a clock that goes on from a moment if one is given."""
        return {
            "at": at.timestamp() if at else None,
            "portals": [portal.model_dump(mode="json") for portal in portals],
            "options": options.to_spider_arguments(),
            "settings": self.settings(**settings),
        }

    @property
    def log(self) -> Path:
        return self.folder / "crawl.log"

    def start_crawl(
        self, portals: Sequence[Portal], options: CrawlOptions, **settings: Any
    ) -> "subprocess.Popen[str]":
        """Start a crawl that a test is to interrupt or to watch."""
        with self.log.open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.crawler.crawling"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert process.stdin is not None
        process.stdin.write(json.dumps(self.job(portals, options, **settings)))
        process.stdin.close()
        process.stdin = None
        return process

    def crawl(
        self,
        *portals: Portal,
        options: CrawlOptions | None = None,
        at: datetime | None = None,
        **settings: Any,
    ) -> dict[str, RunSummary]:
        """Crawl, and wait for the end."""
        job = self.job(portals, options or CrawlOptions(), at, **settings)
        ours, theirs = FORKED.Pipe(duplex=False)
        inherited = job, dict(os.environ), str(self.log), theirs
        process = FORKED.Process(target=_answer, args=inherited)
        process.start()
        theirs.close()
        try:
            answer = json.loads(ours.recv()) if ours.poll(_MOST_SECONDS) else None
        except EOFError:
            answer = None
        process.join(10)
        process.kill()
        assert process.exitcode == 0, self.log.read_text()
        assert answer is not None
        return _summaries(answer)

    def snapshots(self, portal: str) -> list[SnapshotRow]:
        with self.catalogue.session() as session:
            of_portal = select(SnapshotRow).where(SnapshotRow.portal == portal)
            return list(session.scalars(of_portal.order_by(SnapshotRow.id)))

    def results(self, process: subprocess.Popen[str]) -> dict[str, RunSummary]:
        """What an interrupted or watched crawl says when it has ended."""
        output, _ = process.communicate(timeout=_MOST_SECONDS)
        assert process.returncode == 0, self.log.read_text()
        return _summaries(json.loads(output))


def _summaries(answer: Mapping[str, Any]) -> dict[str, RunSummary]:
    summaries = [RunSummary(**fields) for fields in answer["summaries"]]
    return {summary.portal: summary for summary in summaries}


def _answer(
    job: Mapping[str, Any], environment: Mapping[str, str], log: str, answer: Connection
) -> None:
    """Crawl in this process, forked from one that knew another environment, with its own log."""
    os.environ.update(environment)
    with Path(log).open("a") as messages:
        os.dup2(messages.fileno(), sys.stderr.fileno())
    answer.send(json.dumps(_run(job)))


def _run(job: Mapping[str, Any]) -> dict[str, Any]:
    from crawler.running import crawl

    progress: list[str] = []
    with time_machine.travel(job["at"]) if job["at"] else nullcontext():
        summaries = crawl(
            [Portal.model_validate(fields) for fields in job["portals"]],
            {**SCRAPY_DEFAULTS, **job["settings"]},
            parse_options(job["options"]),
            lambda portal, counts: progress.append(f"{portal} {counts['pages']}"),
        )
    return {"summaries": [asdict(summary) for summary in summaries], "progress": progress}


if __name__ == "__main__":
    print(json.dumps(_run(json.load(sys.stdin))))
