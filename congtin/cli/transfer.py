"""`congtin import` and `congtin export`."""

from collections.abc import Iterator
from typing import BinaryIO, TextIO

import click

from archive.catalogue.articles import get_article, iter_articles, record_article
from archive.catalogue.counting import count_all
from archive.clock import now
from archive.exporting import to_bibtex, to_json_line, to_ris, write_csv
from archive.importing import ImportedLine, read_articles
from archive.items import Article
from congtin.cli.output import Report, fail, note, progress
from congtin.settings import load_settings
from congtin.stores import existing_catalogue, open_catalogue

#: Articles recorded in one transaction.
BATCH = 200


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def import_(overrides: dict[str, str], file: BinaryIO) -> None:
    """Take in articles from JSON Lines, one a line.

    FILE is - for standard input. `headline` and one of `url`, `id` are required; `body` is a string
    or a list of paragraphs. An `id` given is kept, otherwise it follows from the URL. References
    are found anew. A line that cannot be read is named by its number on standard error, the rest
    goes in, and the exit code is 1. Then run `congtin index`.
    """
    catalogue = open_catalogue(load_settings(**overrides))
    outcomes = {"new": 0, "changed": 0, "unchanged": 0}
    read = bad = 0
    with progress("Importing") as report:
        for batch in _batches(read_articles(file)):
            with catalogue.begin() as session:
                for line in batch:
                    read += 1
                    if line.unknown_fields:
                        note(f"line {line.number}: left out: {', '.join(line.unknown_fields)}")
                    if line.article is None:
                        bad += 1
                        note(f"line {line.number}: {line.problem}")
                        continue
                    try:
                        with session.begin_nested():
                            outcome = record_article(session, line.article, now(), None)
                    except ValueError as error:
                        bad += 1
                        note(f"line {line.number}: {error}")
                    else:
                        outcomes[outcome] += 1
            report(read, None, f"lines, {outcomes['new']} new articles")
    note(", ".join(f"{number} {name}" for name, number in outcomes.items()) + f", {bad} not read")
    if bad:
        raise SystemExit(1)


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
@click.argument("article_id", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "bibtex", "ris"]),
    default="jsonl",
    show_default=True,
    help="What is written for each article.",
)
@click.option("--portal", help="Only the articles of this portal.")
@click.option("--province", help="Only the articles of this province (slug).")
@click.option("--output", type=click.File("w", "utf-8"), default="-", help="File to write.")
@click.pass_obj
def export(
    overrides: dict[str, str],
    article_id: str | None,
    form: str,
    portal: str | None,
    province: str | None,
    output: TextIO,
) -> None:
    """Write out articles: all, those of a portal or province, or one.

    ARTICLE_ID names the one. JSON Lines go in again with `congtin import` and give the same
    articles. BibTeX and RIS are the citation of each article.
    """
    settings = load_settings(**overrides)
    with existing_catalogue(settings).session() as session:
        if article_id is not None:
            article = get_article(session, article_id)
            if article is None:
                fail(f"no article has the id {article_id!r}")
            chosen: Iterator[Article] = iter([article])
            total: int | None = 1
        else:
            chosen = iter_articles(session, portal=portal, province=province)
            total = None if portal or province else count_all(session).articles
        with progress("Exporting") as report:
            chosen = _reported(chosen, total, report)
            if form == "csv":
                write_csv(chosen, output)
            else:
                write = {"jsonl": _line, "bibtex": to_bibtex, "ris": to_ris}[form]
                output.writelines(write(article) for article in chosen)


def _line(article: Article) -> str:
    return to_json_line(article) + "\n"


def _reported(articles: Iterator[Article], total: int | None, report: Report) -> Iterator[Article]:
    for number, article in enumerate(articles, 1):
        yield article
        report(number, total)
