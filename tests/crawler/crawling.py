"""Crawls in a process of their own, as Twisted's reactor starts only once, and what they meet."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
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

ROOT = Path(__file__).parents[2]


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

    def start_crawl(
        self,
        portals: Sequence[Portal],
        options: CrawlOptions,
        at: datetime | None = None,
        **settings: Any,
    ) -> subprocess.Popen[str]:
        """Start a crawl, by a clock that goes on from a moment if one is given."""
        job = {
            "at": at.timestamp() if at else None,
            "portals": [portal.model_dump(mode="json") for portal in portals],
            "options": options.to_spider_arguments(),
            "settings": self.settings(**settings),
        }
        with (self.folder / "crawl.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.crawler.crawling"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert process.stdin is not None
        process.stdin.write(json.dumps(job))
        process.stdin.close()
        process.stdin = None
        return process

    def crawl(
        self, *portals: Portal, options: CrawlOptions | None = None, **settings: Any
    ) -> dict[str, RunSummary]:
        """Crawl, and wait for the end."""
        return self.results(self.start_crawl(portals, options or CrawlOptions(), **settings))

    def snapshots(self, portal: str) -> list[SnapshotRow]:
        with self.catalogue.session() as session:
            of_portal = select(SnapshotRow).where(SnapshotRow.portal == portal)
            return list(session.scalars(of_portal.order_by(SnapshotRow.id)))

    def results(self, process: subprocess.Popen[str]) -> dict[str, RunSummary]:
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0, (self.folder / "crawl.log").read_text()
        summaries = [RunSummary(**fields) for fields in json.loads(output)["summaries"]]
        return {summary.portal: summary for summary in summaries}


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
