"""Entries of document registers: what the register's list tells, and what their own pages add."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.items import VERSIONED_LEGISLATION_FIELDS, Article, Legislation

#: Begins the provenance of a field that an entry has from the list, its own page not stating it.
FROM_LIST = "listed:"


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry as a page of the register lists it: in which snapshot, taken when (UTC)."""

    entry: Legislation
    snapshot_id: int
    fetched_at: str


def completed(entry: Legislation, listed: Legislation) -> Legislation:
    """An entry read from its own page, with what only the list tells of it.

    Both are always put together, so that list and page do not make versions of it in turn.
    """
    rules = {name: listed.provenance.get(name, "") for name in VERSIONED_LEGISLATION_FIELDS}
    return _filled(entry, listed, rules)


def kept_from_list(entry: Legislation, known: Legislation) -> Legislation:
    """An entry read from its own page alone, with what it is known to have from the list."""
    rules = {
        name: rule.removeprefix(FROM_LIST)
        for name, rule in known.provenance.items()
        if name in VERSIONED_LEGISLATION_FIELDS and rule.startswith(FROM_LIST)
    }
    return _filled(entry, known, rules)


def read_as_article(entry: Legislation, article: Article) -> Legislation:
    """An entry whose own page shows no more than an article does: with the files found there."""
    return replace(entry, attachments=article.attachments or entry.attachments)


def _filled(entry: Legislation, source: Legislation, rules: Mapping[str, str]) -> Legislation:
    missing = {
        name: rule
        for name, rule in rules.items()
        if not getattr(entry, name) and getattr(source, name)
    }
    return replace(
        entry,
        **{name: getattr(source, name) for name in missing},
        provenance=entry.provenance | {name: FROM_LIST + rule for name, rule in missing.items()},
    )
