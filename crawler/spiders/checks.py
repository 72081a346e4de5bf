"""Looking at known items again: which are due, and which turn out to be gone."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy.http import Response

from archive.catalogue import Catalogue
from archive.catalogue.chunks import chunks
from archive.catalogue.due_checks import (
    Check,
    Missed,
    checks_due,
    checks_of_unseen,
    mark_missed,
    missed_before,
)
from archive.clock import now
from crawler.crawled import FETCHED_AT, LISTED_URL
from crawler.extraction import Extraction
from crawler.recording import Recorder
from crawler.runs import RunTally

#: How many items are looked at again in a crawl that is not `full`, at most.
MAX_CHECKS = "CONGTIN_MAX_CHECKS"


class Checks:
    """Chooses the items to look at again, and remembers those that were missed."""

    def __init__(self, portal: str, tally: RunTally, recorder: Recorder, most: int) -> None:
        self._portal = portal
        self._tally = tally
        self._recorder = recorder
        self._most = most
        self._began = now()
        self._missed: list[Missed] = []

    async def due(self, size: int) -> AsyncIterator[Sequence[Check]]:
        """The items whose time has come, so many at a time."""
        checks = await self._recorder.ask(_due, self._portal, self._most)
        for some in chunks(checks, size):
            yield some

    async def all(self, size: int) -> AsyncIterator[list[Check]]:
        """All items that this crawl has not seen yet, so many at a time."""
        after = ""
        while checks := await self._recorder.ask(_unseen, self._portal, self._began, after, size):
            after = checks[-1].url
            yield checks

    async def look(self, response: Response, reading: Extraction) -> None:
        """Take note of an item that is not there, if it was not there some days ago either."""
        if not _is_told_gone(response, reading):
            return
        url, at = response.meta[LISTED_URL], response.meta[FETCHED_AT]
        missed = await self._recorder.ask(_missed_before, url, self._tally.run_id, at)
        if missed is not None:
            self._missed.append(missed)

    async def conclude(self) -> None:
        """Mark what was missed as gone: to be called where the portal as such was there."""
        if self._missed:
            self._tally.add("gone", await self._recorder.ask(_mark_missed, self._missed))


def _is_told_gone(response: Response, reading: Extraction) -> bool:
    """Whether a portal says that there is no such page (any more), by status or in words."""
    says_so = response.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
    return reading.kind == "error" and (says_so or response.status < HTTPStatus.BAD_REQUEST)


def _due(catalogue: Catalogue, portal: str, most: int) -> list[Check]:
    with catalogue.session() as session:
        return checks_due(session, portal, datetime.now(UTC), most)


def _unseen(catalogue: Catalogue, portal: str, since: str, after: str, most: int) -> list[Check]:
    with catalogue.session() as session:
        return checks_of_unseen(session, portal, since, after, most)


def _missed_before(catalogue: Catalogue, url: str, run_id: int | None, at: str) -> Missed | None:
    with catalogue.session() as session:
        return missed_before(session, url, run_id, at)


def _mark_missed(catalogue: Catalogue, missed: list[Missed]) -> int:
    with catalogue.begin() as session:
        return mark_missed(session, missed)
