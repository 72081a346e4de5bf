"""`congtin import` and `congtin export`."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol, TextIO, TypeVar

import click
from sqlalchemy.orm import Session

from archive.catalogue.articles import get_article, iter_articles, record_article
from archive.catalogue.capturing import Outcome
from archive.catalogue.counting import count_all, count_legislation
from archive.catalogue.legislation import (
    get_legislation,
    iter_legislation,
    record_legislation,
)
from archive.catalogue.portals import portal_titles
from archive.clock import now
from archive.exporting import Kept, item_kept, to_bibtex, to_json_line, to_ris, write_csv
from archive.importing import ImportedLine, read_items
from archive.items import Article, Legislation
from congtin.cli.output import Report, fail, note, progress
from congtin.settings import load_settings
from congtin.stores import existing_catalogue, open_catalogue
from vietnamese.provinces import find_province

#: Items recorded in one transaction.
BATCH = 200

Item = TypeVar("Item", Article, Legislation)


class Citing(Protocol):
    """Who writes an item's citation, and says where it is kept."""

    def __call__(self, item: Article | Legislation, *, portal_title: str | None, kept: Kept) -> str:
        """The citation of one item."""


_CITATIONS: dict[str, Citing] = {"bibtex": to_bibtex, "ris": to_ris}


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def import_(overrides: dict[str, str], file: BinaryIO) -> None:
    """Take in articles and document registers from JSON Lines.

    FILE is - for standard input, one item a line. One of `url`, `id` is required; an `id` given is
    kept, otherwise it follows from the URL. An article needs a `headline`; its `body` is a string
    or a list of paragraphs; references are found anew. An entry of a document register has
    "type": "Legislation" and an `identifier` or a `title`. A line that cannot be read is named by
    its number on standard error, the rest goes in, and the exit code is 1. Then run
    `congtin index`.
    """
    catalogue = open_catalogue(load_settings(**overrides))
    outcomes = {"new": 0, "changed": 0, "unchanged": 0}
    read = bad = 0
    with progress("Importing") as report:
        for batch in _batches(read_items(file)):
            with catalogue.begin() as session:
                for line in batch:
                    read += 1
                    if line.unknown_fields:
                        note(f"line {line.number}: left out: {', '.join(line.unknown_fields)}")
                    if line.item is None:
                        bad += 1
                        note(f"line {line.number}: {line.problem}")
                        continue
                    if (province := line.item.province) and find_province(province) is None:
                        note(f"line {line.number}: province: {province!r} is none that is known")
                    try:
                        with session.begin_nested():
                            outcome = _record(session, line.item)
                    except ValueError as error:
                        bad += 1
                        note(f"line {line.number}: {error}")
                    else:
                        outcomes[outcome] += 1
            report(read, None, f"lines, {outcomes['new']} new")
    note(", ".join(f"{number} {name}" for name, number in outcomes.items()) + f", {bad} not read")
    if bad:
        raise SystemExit(1)


def _record(session: Session, item: Article | Legislation) -> Outcome:
    if isinstance(item, Article):
        return record_article(session, item, now(), None)
    return record_legislation(session, item, now(), None)


def _batches(lines: Iterator[ImportedLine]) -> Iterator[list[ImportedLine]]:
    batch: list[ImportedLine] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@click.command()
@click.argument("item_id", metavar="[ID]", required=False)
@click.option(
    "--type",
    "item_type",
    type=click.Choice(["NewsArticle", "Legislation"]),
    default="NewsArticle",
    show_default=True,
    help="Articles, or the entries of document registers.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "bibtex", "ris"]),
    default="jsonl",
    show_default=True,
    help="What is written for each item; csv is of articles only.",
)
@click.option("--portal", help="Only the items of this portal.")
@click.option("--province", help="Only the items of this province (slug).")
@click.option("--output", type=click.File("w", "utf-8"), default="-", help="File to write.")
@click.pass_obj
def export(
    overrides: dict[str, str],
    item_id: str | None,
    item_type: str,
    form: str,
    portal: str | None,
    province: str | None,
    output: TextIO,
) -> None:
    """Write out articles or register entries: all, those of a portal or province, or one.

    ID names the one. JSON Lines go in again with `congtin import` and give the same items. BibTeX
    and RIS are the citation of each item.
    """
    if item_type == "Legislation" and form == "csv":
        raise click.UsageError("--type Legislation is written as jsonl, bibtex or ris, not as csv")
    settings = load_settings(**overrides)
    with existing_catalogue(settings).public.session() as session:
        whole = item_id is portal is province is None
        write: Callable[[Article | Legislation], str] = _line
        if form in _CITATIONS:
            write = _cited(session, settings.public_address, _CITATIONS[form])
        with progress("Exporting") as report:
            if item_type == "Legislation":
                total = count_legislation(session) if whole else None
                entries = _legislation(session, item_id, portal, province)
                output.writelines(map(write, _reported(entries, total, report)))
                return
            total = count_all(session).articles if whole else None
            chosen = _reported(_articles(session, item_id, portal, province), total, report)
            if form == "csv":
                write_csv(chosen, output)
            else:
                output.writelines(map(write, chosen))


def _cited(
    session: Session, public_address: str, write: Citing
) -> Callable[[Article | Legislation], str]:
    """Writes an item's citation, with its portal's title and where the archive keeps it."""
    titles = portal_titles(session)
    return lambda item: write(
        item,
        portal_title=titles.get(item.portal or ""),
        kept=item_kept(session, item, public_address),
    )


def _articles(
    session: Session, article_id: str | None, portal: str | None, province: str | None
) -> Iterator[Article]:
    if article_id is None:
        return iter_articles(session, portal=portal, province=province)
    return _only(get_article(session, article_id), f"article has the id {article_id!r}")


def _legislation(
    session: Session, entry_id: str | None, portal: str | None, province: str | None
) -> Iterator[Legislation]:
    if entry_id is None:
        return iter_legislation(session, portal=portal, province=province)
    return _only(get_legislation(session, entry_id), f"register entry has the id {entry_id!r}")


def _only(item: Item | None, sought: str) -> Iterator[Item]:
    if item is None:
        fail(f"no {sought}")
    return iter([item])


def _line(item: Article | Legislation) -> str:
    return to_json_line(item) + "\n"


def _reported(items: Iterator[Item], total: int | None, report: Report) -> Iterator[Item]:
    for number, item in enumerate(items, 1):
        yield item
        report(number, total)
