"""`congtin search`."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, get_args

import click

from archive.catalogue import Catalogue
from archive.catalogue.articles import find_article_id
from archive.exporting import TABLE_FORMS
from congtin.cli.days import DAY
from congtin.cli.output import Report, note, printable, progress, say, write_json
from congtin.settings import load_settings
from congtin.stores import existing_catalogue, nothing_here, open_readers_search
from indexer.batch import search_ids
from indexer.labels import TYPES
from indexer.result_rows import RESULT_COLUMNS, result_rows
from indexer.search import FACETS, Hit, Recency, SearchRequest, Sort
from indexer.searching import SearchEngine, is_year


@click.command()
@click.argument("query", required=False, default="")
@click.option("--filter", "filters", multiple=True, metavar="FACET=VALUE", help="May be repeated.")
@click.option(
    "--from",
    "date_from",
    metavar="DAY",
    type=DAY,
    help="First day (2023-05-01 or 1/5/2023), included.",
)
@click.option("--to", "date_to", metavar="DAY", type=DAY, help="Last day, included.")
@click.option("--sort", type=click.Choice(get_args(Sort)), default="relevance", help="Order.")
@click.option(
    "--recency",
    type=click.Choice(get_args(Recency)),
    default="mild",
    show_default=True,
    help="Whether recent items count a little more by relevance.",
)
@click.option("--size", type=click.IntRange(0, 1000), default=10, show_default=True, help="Hits.")
@click.option("--page", type=click.IntRange(1), default=1, help="Page of hits, from 1.")
@click.option("--json", "as_json", is_flag=True, help="The object of /api/v1/articles.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(TABLE_FORMS)),
    help="The whole result as a table; --size and --page do not count.",
)
@click.option(
    "--output", type=click.File("wb", lazy=True), default="-", help="File for --format to write."
)
@click.option(
    "--like",
    metavar="ID",
    help="What is most like this article or register entry, in place of a QUERY.",
)
@click.option(
    "--batch",
    type=click.File("rb"),
    help='A JSON Lines file of {"id", "q"} (- for standard input): ranked ids, a line a query.',
)
@click.pass_obj
def search(
    overrides: dict[str, str],
    query: str,
    filters: tuple[str, ...],
    date_from: str | None,
    date_to: str | None,
    sort: Sort,
    recency: Recency,
    size: int,
    page: int,
    as_json: bool,
    form: str | None,
    output: BinaryIO,
    like: str | None,
    batch: BinaryIO | None,
) -> None:
    """Search articles and register entries, best matches first.

    \b
    congtin search "bảng tin điện tử"          with or without diacritics
    congtin search 4204/KH-UBND                a document number in any spelling
    congtin search '"an toàn giao thông" -xe'  a phrase, a word that must not be there
    congtin search 'title:OCOP after:2023-05'  fields; dates
    congtin search đất --format xlsx --output đất.xlsx  all there is, as a table

    Facets to --filter on: type (NewsArticle or Legislation), province, department, portal,
    section, document_type, document, year, author. A facet given twice means either value.
    """
    if batch is not None and query:
        raise click.UsageError("give either a QUERY or --batch FILE")
    if like is not None and (query or batch is not None or form is not None):
        raise click.UsageError("give --like without QUERY, --batch and --format")
    if form is not None and (as_json or batch is not None):
        raise click.UsageError("give one of --format, --json and --batch")
    request = SearchRequest(
        q=query,
        filters=filters_of(filters),
        date_from=date_from,
        date_to=date_to,
        sort=sort,
        recency=recency,
        page=page,
        size=size,
    )
    settings = load_settings(**overrides)
    whole = existing_catalogue(settings)
    catalogue, engine = whole.public, open_readers_search(settings, whole)
    if batch is not None:
        if not _batch(engine, batch, size):
            raise SystemExit(1)
        return
    if form is not None:
        rows = result_rows(engine.search, catalogue, request, settings.public_address)
        with progress("Writing") as report:
            reported = _reported(rows, report)
            output.writelines(TABLE_FORMS[form].write(RESULT_COLUMNS, reported))
        return
    if like is not None:
        hits = _alike(catalogue, engine, like, size)
        if as_json:
            write_json({"hits": [hit.to_json() for hit in hits]})
        else:
            for hit in hits:
                show_hit(hit)
        return
    answer = engine.search(request)
    if as_json:
        write_json(answer.to_json())
        return
    note(f"{answer.understood}: {answer.total}")
    if answer.did_you_mean and not answer.did_you_mean.applied:
        note(f"có phải bạn muốn tìm: {answer.did_you_mean.q}")
    for hit in answer.hits:
        show_hit(hit)
    if not answer.total and not engine.size():
        note(nothing_here(settings))


def filters_of(pairs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The values chosen of each facet, given as `FACET=VALUE`; raises `click.BadParameter`."""
    chosen: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if name not in FACETS or not equals:
            raise click.BadParameter(
                f"{pair!r}: write FACET=VALUE with a facet of {', '.join(FACETS)}",
                param_hint="--filter",
            )
        if name == "year" and not is_year(value):
            raise click.BadParameter(
                f"{pair!r}: a year has four digits, as 2023", param_hint="--filter"
            )
        chosen[name] = (*chosen.get(name, ()), value)
    return chosen


def _reported(rows: Iterator[dict[str, Any]], report: Report) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, 1):
        yield row
        report(number, None, "rows")


def show_hit(hit: Hit) -> None:
    """An item found: its headline, where it is from, and what of it was found."""
    day = (hit.date_published or "không rõ ngày")[:10]
    click.echo(click.style(printable(hit.headline), bold=True))
    entry = TYPES["Legislation"] if hit.type == "Legislation" else None
    parts = (entry, hit.identifier, day, hit.department or hit.portal, hit.url)
    say(f"  {' · '.join(filter(None, parts))}")
    for highlight in hit.highlights:
        if highlight.field != "headline":
            file = highlight.attachment
            where = "" if file is None else f"trong tệp đính kèm {printable(file)}: "
            click.echo(f"  {where}{_marked(highlight.text, highlight.spans)}")


def _alike(catalogue: Catalogue, engine: SearchEngine, item_id: str, size: int) -> tuple[Hit, ...]:
    with catalogue.session() as session:
        article_id = find_article_id(session, item_id)
    if article_id is not None:
        found = engine.alike("NewsArticle", article_id, size)
    else:
        found = engine.alike("Legislation", item_id, size)
    if found is None:
        raise click.ClickException(f"the index has no article and no entry with the id {item_id!r}")
    return found


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    parts, end = [], 0
    for start, stop in spans:
        found = click.style(printable(text[start:stop]), bold=True, underline=True)
        parts += [printable(text[end:start]), found]
        end = stop
    return " ".join("".join([*parts, printable(text[end:])]).split())


def _batch(engine: SearchEngine, lines: BinaryIO, size: int) -> bool:
    """Answer each line; a line that is no query is named by its number, and the rest goes on."""
    queries, good = [], True
    for number, query in _queries(lines):
        if isinstance(query, str):
            note(f"congtin: line {number}: {query}")
            good = False
        else:
            queries.append(query)
    found = search_ids(engine, (text for _, text in queries), size)
    for (identifier, _), ids in zip(queries, found, strict=True):
        write_json({"id": identifier, "hits": ids})
    return good


def _queries(lines: BinaryIO) -> Iterator[tuple[int, tuple[object, str] | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
        except ValueError as error:
            yield number, f"not JSON in UTF-8: {error}"
        except RecursionError:
            yield number, "not JSON: nested too deeply"
        else:
            if isinstance(query, dict) and "id" in query and isinstance(query.get("q"), str):
                yield number, (query["id"], query["q"])
            else:
                yield number, 'not an object with "id" and a text "q"'
