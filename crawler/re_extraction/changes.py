"""What reading again would change: counted, with examples, and kept until it is written."""

import logging
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import TracebackType
from typing import Any, BinaryIO, Self

from archive.catalogue import Catalogue
from archive.catalogue.articles import Outcome as Change
from archive.catalogue.runs import Outcome, begin_run, finish_run, mark_interrupted, update_run
from crawler.crawled import CrawledPage
from crawler.re_extraction.reading import Reading
from crawler.records import enter_page, record_entries, record_page

logger = logging.getLogger(__name__)

#: Called with the portal's name, and how many of how many of its pages are done.
Progress = Callable[[str, int, int], None]

#: How many examples are kept of each kind of change, and how many addresses of what is lost.
EXAMPLES, LOST = 3, 1000

#: How many pages are written between two signs of life, and how many in one transaction.
BATCH, TOGETHER = 200, 25


def record(catalogue: Catalogue, page: CrawledPage) -> list[Change]:
    """Record what a page shows; what that changed, item by item.

    Raises:
        OperationalError, InterfaceError: the catalogue does not work.
    """
    change = record_page(catalogue, page)
    changes, failures = record_entries(catalogue, page)
    for failure in failures:
        logger.error("%s: %s", page.url, failure)
    return [*([change] if change else []), *changes]


def _record_together(catalogue: Catalogue, pages: Sequence[CrawledPage]) -> list[Change]:
    """Record what some pages show: in one transaction, or each by itself if anything fails there.

    Raises:
        OperationalError, InterfaceError: the catalogue does not work.
    """
    try:
        with catalogue.begin() as session:
            return [change for page in pages for change in enter_page(session, page)]
    except Exception:  # which page it is shows when each is by itself
        return [change for page in pages for change in record(catalogue, page)]


@dataclass(frozen=True, slots=True)
class Example:
    """A change of a field in one item."""

    url: str
    field: str
    before: Any
    now: Any


@dataclass(slots=True)
class Changes:
    """What is different by today's rules.

    Attributes:
        counts: by portal: `pages` read; those with items that are `new` (unknown
            so far), `changed` or `unchanged`; pages `failed` that
            yield nothing as before; pages `lost` that yielded an item before (it is kept);
            `broken` records; `other` pages.
        fields: by portal and platform, then field: in how many items it is `gained`, `lost` or
            `different` now.
        examples: by field and what became of it, some of them.
        lost: address and reason of the first pages that no longer yield their items.
        broken: where records cannot be read, and why.
        written: what writing came to: items `new`, `changed` and `unchanged`, and `pages`.

    To be closed: what is to be written waits in a file that is gone with it.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    fields: dict[tuple[str, str], dict[str, Counter[str]]] = field(default_factory=dict)
    examples: dict[tuple[str, str], list[Example]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)
    _pages: BinaryIO = field(default_factory=tempfile.TemporaryFile)
    _due: Counter[str] = field(default_factory=Counter)

    @property
    def totals(self) -> Counter[str]:
        """The counts of all portals together."""
        return sum(self.counts.values(), Counter())

    @property
    def due(self) -> int:
        """How many pages are to be recorded."""
        return self._due.total()

    def add(self, portal: str, reading: Reading) -> None:
        """Take note of a page; those of a portal come together, in the order of capture."""
        counts = self.counts.setdefault(portal, Counter())
        counts[reading.verdict] += 1
        if reading.verdict == "broken":
            self.broken.append(reading.reason or "")
            return
        counts["pages"] += 1
        if reading.verdict == "lost" and len(self.lost) < LOST:
            self.lost.append(f"{reading.url}: {reading.reason}")
        for name, (before, now) in reading.fields.items():
            what = "gained" if not before else "lost" if not now else "different"
            group = self.fields.setdefault((portal, reading.platform or "unknown"), {})
            group.setdefault(name, Counter())[what] += 1
            shown = self.examples.setdefault((name, what), [])
            if len(shown) < EXAMPLES:
                shown.append(Example(reading.url, name, before, now))
        if reading.page is not None:
            self._due[portal] += 1
            pickle.dump(reading.page, self._pages)

    def write(
        self, catalogue: Catalogue, on_progress: Progress = lambda portal, done, total: None
    ) -> None:
        """Record what is different, and for each portal that this was done."""
        self._pages.seek(0)
        for portal, counts in self.counts.items():
            with catalogue.begin() as session:
                mark_interrupted(session)
                run_id = begin_run(session, portal, "extract")
            outcome: Outcome = "interrupted"
            reason = None
            try:
                done = 0
                pages = self._of(portal)
                while some := list(islice(pages, TOGETHER)):
                    self.written.update(_record_together(catalogue, some))
                    for _ in some:
                        done += 1
                        self.written["pages"] += 1
                        if done % BATCH == 0:
                            with catalogue.begin() as session:
                                update_run(session, run_id, counts)
                        on_progress(portal, done, self._due[portal])
                outcome = "finished"
            except Exception as error:
                outcome, reason = "failed", f"{type(error).__name__}: {error}"
                raise
            finally:
                with catalogue.begin() as session:
                    finish_run(session, run_id, outcome, counts, reason)

    def close(self) -> None:
        """Let go of what was not written."""
        self._pages.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _of(self, portal: str) -> Iterator[CrawledPage]:
        for _ in range(self._due[portal]):
            page: CrawledPage = pickle.load(self._pages)  # noqa: S301 (we wrote it, into no name)
            yield page
