"""The one writer of a crawling process: WARC files and catalogue, on a thread of their own.

Scrapy's reactor must not wait for disks and databases, and two crawls in one process must neither
write to one WARC file at once nor compete for SQLite's one writer. So all of it goes, in order,
through one thread, and whoever wants something kept awaits it: nothing piles up in memory.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from scrapy.settings import BaseSettings

from archive.catalogue import Catalogue
from archive.catalogue.articles import Outcome as Change
from archive.warc import HttpExchange, WarcWriter
from crawler import records
from crawler.crawled import CrawledPage
from crawler.portals import Portal
from crawler.registers.listed_entries import ListedEntry
from crawler.runs import RunSummary

P = ParamSpec("P")
R = TypeVar("R")


class Recorder:
    """Keeps what is crawled. Made by `open_recorder`; every method runs on the writer's thread."""

    def __init__(self, database_url: str, archive_url: str, warc_max_bytes: int) -> None:
        self.catalogue = Catalogue(database_url)
        self.catalogue.migrate()
        self.warcs = WarcWriter(archive_url, warc_max_bytes)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recorder")

    async def archive(
        self,
        exchange: HttpExchange,
        portal: str,
        run_id: int | None,
        kind: str | None,
        unchanged: int | None = None,
    ) -> int:
        """Archive a response; the id of its snapshot."""
        return await self._run(
            records.archive_exchange,
            *(self.catalogue, self.warcs, exchange, portal, run_id, kind, unchanged),
        )

    async def record_page(self, page: CrawledPage) -> Change | None:
        """Record what a page is, and its article; what changed, None if there is no article."""
        return await self._run(records.record_page, self.catalogue, page)

    async def keep_listed(self, listed: ListedEntry) -> Change | None:
        """Record an entry as the register lists it, unless more of it is known."""
        return await self.ask(records.keep_listed, listed)

    async def record_entries(self, page: CrawledPage) -> tuple[list[Change], list[str]]:
        """Record the entries that a register's page alone has; what changed, and what failed."""
        return await self.ask(records.record_entries, page)

    async def ask(
        self,
        function: Callable[Concatenate[Catalogue, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """What a function of the catalogue answers (see `crawler.known`)."""
        return await self._run(function, self.catalogue, *args, **kwargs)

    async def begin_run(self, portal: Portal) -> records.BegunRun:
        """Begin a crawl's row."""
        return await self._run(records.begin_run, self.catalogue, portal)

    async def update_run(self, run_id: int, counts: Mapping[str, int]) -> None:
        """Give a sign of a crawl's life."""
        await self._run(records.update_run, self.catalogue, run_id, counts)

    async def finish_run(self, summary: RunSummary) -> None:
        """Conclude a crawl's row."""
        await self._run(records.finish_run, self.catalogue, summary)

    async def close(self) -> None:
        """Close the WARC file and let go of the database."""
        await self._run(self.warcs.close)
        await self._run(self.catalogue.close)
        self._thread.shutdown(wait=False)

    async def _run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(function, *args, **kwargs))


#: The recorders in use, and by how many crawls.
_shared: dict[tuple[str, str], tuple[Recorder, int]] = {}


def open_recorder(settings: BaseSettings) -> Recorder:
    """The process's recorder for the places that the settings name; each is to be closed once.

    Raises:
        ValueError: a setting is missing.
    """
    database_url, archive_url = (
        _required(settings, name) for name in ("CONGTIN_DATABASE_URL", "CONGTIN_ARCHIVE_URL")
    )
    key = (database_url, archive_url)
    if key not in _shared:
        max_bytes = settings.getint("CONGTIN_WARC_MAX_BYTES")
        _shared[key] = (Recorder(database_url, archive_url, max_bytes), 0)
    recorder, users = _shared[key]
    _shared[key] = (recorder, users + 1)
    return recorder


async def close_recorder(recorder: Recorder) -> None:
    """Let go of a recorder; the last crawl to do so closes its files."""
    key, users = next((key, users) for key, (r, users) in _shared.items() if r is recorder)
    if users > 1:
        _shared[key] = (recorder, users - 1)
        return
    del _shared[key]
    await recorder.close()


def _required(settings: BaseSettings, name: str) -> str:
    value = settings.get(name)
    if not value:
        raise ValueError(f"the setting {name} says where to keep what is crawled; it is missing")
    return str(value)
