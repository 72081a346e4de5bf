"""The files that items offer: which are fetched, and what is recorded of those that are not."""

from collections.abc import Iterable

from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.catalogue import Catalogue
from archive.catalogue.attachments import (
    archived_attachments,
    attachments_due,
    due_of_portal,
    record_attachment,
)
from archive.clock import now
from archive.urls import article_id
from crawler.attachments.formats import not_a_file
from crawler.crawled import FETCHED_AT, LISTED_URL, SNAPSHOT_ID
from crawler.digests import Digests
from crawler.failures import PostponedError, describe_failure, request_of
from crawler.file_places import may_have_files
from crawler.portals import Portal
from crawler.recording import Recorder
from crawler.runs import RunTally


class AttachmentQueue:
    """Chooses the files to fetch, each once in a crawl, and records what came of it."""

    def __init__(self, portal: Portal, tally: RunTally, recorder: Recorder, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._portal = portal
        self._tally = tally
        self._recorder = recorder
        self._asked = Digests()

    async def due(self, urls: Iterable[str]) -> list[str]:
        """Those of an item's files to fetch now."""
        fresh = self._unasked(urls)
        if not fresh:
            return []
        due = await self._recorder.ask(_due, list(fresh.values()))
        return self._take({id_: url for id_, url in fresh.items() if url in due})

    async def due_again(self, urls: Iterable[str]) -> list[str]:
        """Those of the files of an item that is looked at again: the archived ones, too.

        Portals put another file in the place of one that had a mistake.
        """
        fresh = self._unasked(urls)
        if not fresh:
            return []
        due = await self._recorder.ask(_due, list(fresh.values()))
        archived = await self._recorder.ask(_archived, list(fresh))
        return self._take({id_: u for id_, u in fresh.items() if u in due or id_ in archived})

    async def left_over(self, most: int) -> list[str]:
        """Files that earlier crawls left, or that failed and may be asked for again."""
        urls = await self._recorder.ask(_left_over, self._portal.name)
        fresh = list(self._unasked(urls).items())
        return self._take(dict(fresh[:most]))

    async def keep(self, response: Response) -> str | None:
        """Record a file that came; why it is none, in words, if so."""
        url, meta = response.meta[LISTED_URL], response.meta
        failure = None
        if response.status >= 400:
            failure = f"the response has status {response.status}"
        else:
            failure = not_a_file(response.body)
        await self._record(url, meta[SNAPSHOT_ID], meta[FETCHED_AT], failure)
        if failure is None:
            self._tally.add("attachments")
        return failure

    async def lose(self, failure: Failure) -> str:
        """Record why a file did not come; the reason, in words."""
        request = request_of(failure)
        reason = describe_failure(failure)
        if isinstance(failure.value, DownloadCancelledError):
            reason = f"{request.url}: larger than {self.max_bytes} bytes"
        if not isinstance(failure.value, PostponedError):
            await self._record(request.meta[LISTED_URL], None, now(), reason)
        return reason

    async def _record(
        self, url: str, snapshot_id: int | None, fetched_at: str, failure: str | None
    ) -> None:
        await self._recorder.ask(_record, url, self._portal.name, snapshot_id, fetched_at, failure)

    def _unasked(self, urls: Iterable[str]) -> dict[str, str]:
        fresh = {_id(url): url for url in urls if may_have_files(url, self._portal)}
        return {id_: url for id_, url in fresh.items() if id_ and id_ not in self._asked}

    def _take(self, files: dict[str, str]) -> list[str]:
        return [url for id_, url in files.items() if self._asked.add(id_)]


def _due(catalogue: Catalogue, urls: list[str]) -> set[str]:
    with catalogue.session() as session:
        return attachments_due(session, urls, now())


def _archived(catalogue: Catalogue, ids: list[str]) -> set[str]:
    with catalogue.session() as session:
        return archived_attachments(session, ids)


def _left_over(catalogue: Catalogue, portal: str) -> list[str]:
    with catalogue.session() as session:
        return due_of_portal(session, portal, now())


def _record(
    catalogue: Catalogue,
    url: str,
    portal: str,
    snapshot_id: int | None,
    fetched_at: str,
    failure: str | None,
) -> None:
    with catalogue.begin() as session:
        record_attachment(session, url, portal, snapshot_id, fetched_at, failure)


def _id(url: str) -> str | None:
    try:
        return article_id(url)
    except ValueError:
        return None
