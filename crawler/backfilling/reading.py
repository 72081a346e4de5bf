"""Captures that were taken in, read in the order of capture, as a crawl would have read them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from archive.catalogue import Catalogue
from archive.items import Legislation
from archive.urls import article_id, is_view
from crawler.portals import Portal
from crawler.re_extraction import (
    NEVER_READ,
    Places,
    Reading,
    SnapshotSelection,
    leave_known_article,
    read_captures,
    record,
)
from crawler.records import keep_listed

#: Called with what is being done, and how much of how much (None: not known) is done.
Progress = Callable[[str, int, int | None], None]


def read_new(
    catalogue: Catalogue,
    places: Places,
    portal: Portal,
    counts: Counter[str],
    problems: list[str],
    on_progress: Progress,
) -> None:
    """Read the captures that nobody has read yet, in their order, and record their items.

    `counts` and `problems` are added to.
    """
    registers: list[Reading] = []
    entries: list[Reading] = []
    views: list[Reading] = []
    for _, done, total, reading in read_captures(
        catalogue, places, [portal], SnapshotSelection(NEVER_READ)
    ):
        on_progress("reading pages", done, total)
        if reading.listed:
            registers.append(reading)
        elif reading.page is not None and reading.page.legislation is not None:
            entries.append(reading)
        elif reading.page is not None and reading.page.article is not None and is_view(reading.url):
            views.append(reading)
        else:
            _record(catalogue, reading, counts, problems)
    listed = {_id_of(each.entry): each for r in reversed(registers) for each in r.listed}
    shown: set[str] = set()
    for reading in entries:  # what only the list tells of an entry goes with its own page
        page = reading.page
        assert page is not None
        assert page.legislation is not None
        page.listed = listed.get(_id_of(page.legislation)) or listed.get(article_id(page.url))
        if page.listed is not None:
            shown.add(_id_of(page.listed.entry))
        _record(catalogue, reading, counts, problems)
    for entry_id in listed.keys() - shown:
        counts["new"] += keep_listed(catalogue, listed[entry_id]) == "new"
    for reading in registers:
        _record(catalogue, reading, counts, problems)
    for reading in views:  # when every article is known of which they may be views
        assert reading.page is not None
        with catalogue.session() as session:
            is_known = leave_known_article(session, reading.page)
        _record(
            catalogue,
            replace(reading, verdict="other") if is_known else reading,
            counts,
            problems,
        )


def _id_of(entry: Legislation) -> str:
    return entry.id or article_id(entry.url)


def _record(
    catalogue: Catalogue, reading: Reading, counts: Counter[str], problems: list[str]
) -> None:
    if reading.verdict == "broken":
        counts["broken"] += 1
        problems.append(reading.reason or reading.url)
    elif reading.page is not None:
        counts["pages"] += 1
        changes: list[str] = [*record(catalogue, reading.page)]
        counts.update(changes or [reading.verdict])
