"""Web archives with a CDX interface: which captures they have, and these as they were taken.

- The Internet Archive's (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server):
  JSON arrays of which the first names the columns; after an empty one, the key to resume with.
- pywb's (https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html): a JSON object a line.

Raw captures are at `…/TIMESTAMPid_/URL` on both.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from archive.clock import moment
from archive.urls import site_of
from archive.warc import RECORD_LIMIT, HttpExchange
from crawler.backfilling.content_types import is_asset_type
from crawler.backfilling.politely import (
    Answer,
    CaptureMissingError,
    PoliteClient,
    WebArchiveError,
)

#: Captures asked for at a time, where the archive gives a key to go on with.
_PAGE = 5000

#: An index that is larger (in bytes, a page of it) is no answer that we can use.
_INDEX_LIMIT = 256 * 1024 * 1024

#: The columns of the two by one name.
_NAMES = {"original": "url", "statuscode": "status", "mimetype": "mime"}

#: Headers that speak of the archive's answer, not of the capture.
_OF_THE_ARCHIVE = frozenset(
    (
        *("memento-datetime", "link", "content-location", "date", "server", "connection"),
        *("transfer-encoding", "content-length", "keep-alive", "vary", "via", "age"),
        *("content-security-policy", "access-control-allow-origin", "server-timing"),
    )
)
_ORIGINAL = "x-archive-orig-"
#: Of the capture's own headers, those that were true of its transfer only.
_OF_THE_TRANSFER = frozenset({"transfer-encoding", "content-length", "content-encoding"})


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A capture that a web archive has; `timestamp` is `20230501093000`, in UTC."""

    url: str
    timestamp: str
    status: str
    mime: str
    digest: str

    @property
    def fetched_at(self) -> str:
        """The moment as we write it.

        Raises:
            ValueError: the archive's own is none.
        """
        return moment(datetime.strptime(self.timestamp + "+0000", "%Y%m%d%H%M%S%z"))

    @property
    def is_asset(self) -> bool:
        """Whether it is an image, a style sheet, a script or the like."""
        return is_asset_type(self.mime)

    @property
    def may_be_page(self) -> bool:
        """Whether it is no redirect and no error; of revisits the status is often left away."""
        return self.status.startswith("2") or not self.status.isdecimal()


@dataclass(frozen=True, slots=True)
class WebArchive:
    """A web archive: where its index is, and where its captures are.

    `resumes`: its index comes in pages with a key to go on with.
    """

    address: str
    index: str
    captures: str
    resumes: bool

    @classmethod
    def at(cls, address: str) -> "WebArchive":
        """The archive at an address: of its index (`…/cdx`), or of a pywb collection.

        Raises:
            WebArchiveError: it is no http or https address.
        """
        if not site_of(address):
            raise WebArchiveError(f"{address}: not an http or https address")
        parts = urlsplit(address)
        plain = parts._replace(query="", fragment="").geturl().rstrip("/")
        if plain.endswith("/cdx/search/cdx"):
            root = plain.removesuffix("/cdx/search/cdx")
            return cls(address, plain, f"{root}/web/", resumes=True)
        if parts.hostname == "web.archive.org":
            root = f"{parts.scheme}://{parts.netloc}"
            return cls(address, f"{root}/cdx/search/cdx", f"{root}/web/", resumes=True)
        collection = plain.removesuffix("/cdx")
        return cls(address, f"{collection}/cdx", f"{collection}/", resumes=False)

    def find(
        self, client: PoliteClient, site: str, since: str | None, until: str | None
    ) -> Iterator[IndexLine]:
        """The captures of a site's pages between two days; of the index, not yet fetched.

        Raises:
            WebArchiveError: the archive does not answer as it should.
        """
        asked = {"url": site, "matchType": "host", "output": "json"}
        if since:
            asked["from"] = since.replace("-", "")
        if until:
            asked["to"] = until.replace("-", "")
        if self.resumes:
            asked |= {
                "fl": "timestamp,original,mimetype,statuscode,digest",
                "limit": str(_PAGE),
                "showResumeKey": "true",
            }
        begun: set[IndexLine] = set()
        while True:
            answer = self._ask(client, asked)
            rows, key = _read(answer)
            lines = [_line(row) for row in rows]
            if key is not None and (not lines or lines[0] in begun):
                raise WebArchiveError(f"{answer.url}: it resumes where it was before")
            yield from lines
            if key is None:
                return
            begun.add(lines[0])
            asked["resumeKey"] = key

    def fetch(self, client: PoliteClient, line: IndexLine) -> HttpExchange:
        """A capture as it was taken. What was sent for it is not known.

        Raises:
            CaptureMissingError: the archive does not have it after all.
            WebArchiveError: the archive does not answer.
        """
        url = f"{self.captures}{line.timestamp}id_/{line.url}"
        answer = client.get(url, RECORD_LIMIT, _is_capture)
        if not _is_capture(answer) and answer.status != 200:
            raise CaptureMissingError(f"{url}: the archive answers with status {answer.status}")
        if (taken := _taken(answer)) not in (None, line.fetched_at):
            raise CaptureMissingError(f"{url}: the archive answers with the capture of {taken}")
        return HttpExchange(
            url=line.url,
            fetched_at=line.fetched_at,
            status=answer.status,
            response_headers=_headers(answer),
            payload=answer.body,
            request_headers=None,
            metadata={"source-address": url, "source-digest": line.digest},
        )

    def _ask(self, client: PoliteClient, asked: Mapping[str, str]) -> Answer:
        url = f"{self.index}?{urlencode(asked)}"
        try:
            answer = client.get(url, _INDEX_LIMIT, lambda _: False)
        except CaptureMissingError as error:
            raise WebArchiveError(str(error)) from error
        if answer.status == 404:
            return Answer(url, 200, (), b"")  # pywb: none of that site
        if answer.status != 200:
            raise WebArchiveError(f"{url}: it answers with status {answer.status}")
        return answer


def _read(answer: Answer) -> tuple[Iterable[Mapping[str, Any]], str | None]:
    """The rows of a page of an index, and the key to go on with."""
    text = answer.body.strip()
    try:
        if not text.startswith(b"["):
            return [_object(line) for line in text.splitlines() if line.strip()], None
        table = json.loads(text)
        if not all(isinstance(row, list) for row in table):
            raise ValueError("its rows are no arrays")
        key = None
        if len(table) >= 2 and not table[-2] and len(table[-1]) == 1:
            key = str(table[-1][0])
            table = table[:-2]
        return [dict(zip(table[0], row, strict=False)) for row in table[1:]], key
    except (ValueError, RecursionError) as error:
        raise WebArchiveError(f"{answer.url}: it is no CDX index in JSON ({error})") from error


def _object(line: bytes) -> Mapping[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or "timestamp" not in row:
        raise ValueError(f"{line[:80]!r} is no capture")
    return row


def _line(row: Mapping[str, Any]) -> IndexLine:
    named = {_NAMES.get(name, name): str(value) for name, value in row.items()}
    return IndexLine(
        url=named.get("url", ""),
        timestamp=named.get("timestamp", ""),
        status=named.get("status", "-"),
        mime=named.get("mime", "-"),
        digest=named.get("digest", "").strip("-"),
    )


def _is_capture(answer: Answer) -> bool:
    """Whether an answer, whatever its status, is what a portal once said."""
    return any(
        name == "memento-datetime" or name.startswith(_ORIGINAL)
        for name in (key.lower() for key, _ in answer.headers)
    )


def _taken(answer: Answer) -> str | None:
    """When the capture was taken that the archive answers with, if it says so."""
    said = answer.header("memento-datetime")
    try:
        return moment(parsedate_to_datetime(said)) if said else None
    except ValueError:
        return None


def _headers(answer: Answer) -> tuple[tuple[str, str], ...]:
    """The capture's own headers, as far as they came, and those that are true of the body sent."""
    own = [
        (name[len(_ORIGINAL) :], value)
        for name, value in answer.headers
        if name.lower().startswith(_ORIGINAL)
        and name.lower()[len(_ORIGINAL) :] not in _OF_THE_TRANSFER
    ]
    told = {name.lower() for name, _ in own}
    rest = [
        (name, value)
        for name, value in answer.headers
        if not name.lower().startswith("x-archive-")
        and name.lower() not in told
        and name.lower() not in _OF_THE_ARCHIVE
    ]
    return tuple(dict.fromkeys((*own, *rest)))
