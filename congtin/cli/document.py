"""`congtin document`."""

from dataclasses import asdict
from typing import BinaryIO

import click
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from congtin.cli.document_words import day, summary_line, told
from congtin.cli.output import fail, note, say, write_json
from congtin.cli.search import show_hit
from congtin.settings import Settings, load_settings
from congtin.stores import existing_catalogue, nothing_here, open_readers_search
from documents.list_lookup import LookedUp, look_up_line
from documents.looking_up import Candidates, find_documents
from documents.narrowing import UnknownProvinceError, read_province
from documents.nothing_found import NothingFound, nothing_found
from documents.requests import DocumentRequest, read_request
from documents.tracing import trace
from indexer.search import Hit, SearchRequest, SearchUnavailableError

#: Articles shown where what was typed is no number.
ARTICLES = 5

#: Characters of what was typed that are told back.
ECHOED = 60

NO_NUMBER = (
    "is no document number: one is made of a running number and a symbol, such as 4204/KH-UBND, "
    "30/2020/NĐ-CP or 18-NQ/TW (laws go by name: Luật Đất đai 2013)"
)


@click.command()
@click.argument("identifier", required=False)
@click.option("--province", help="Only of this province (name or slug).")
@click.option(
    "--issuer", help="Only of bodies with this in their name, such as 'UBND tỉnh', 'Bộ TT&TT'."
)
@click.option("--year", type=int, help="Only of this year.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One JSON object, as the JSON API gives it (--batch is JSON Lines with or without).",
)
@click.option(
    "--batch",
    type=click.File("rb"),
    help="Look up a list of numbers, one a line (- for standard input): JSON Lines out.",
)
@click.pass_obj
def document(
    overrides: dict[str, str],
    identifier: str | None,
    province: str | None,
    issuer: str | None,
    year: int | None,
    as_json: bool,
    batch: BinaryIO | None,
) -> None:
    """Everything known of one document.

    IDENTIFIER is a number in any spelling (4204/KH-UBND, "4204 kh ubnd"), the name of a law with
    its year ("Luật Đất đai 2013"), or a key as printed by this command. Several documents can have
    the same number: they are listed, and --province, --issuer and --year narrow them. What is no
    number is searched for as words.
    """
    if (identifier is None) == (batch is None):
        raise click.UsageError("give either an IDENTIFIER or --batch FILE")
    province = _province(province) if province else None
    # What is not UTF-8 on the command line is no text that a database could be asked for.
    identifier = (identifier or "").encode(errors="replace").decode()
    request = read_request(identifier)
    if batch is None and not request.look_ups:
        raise click.BadParameter(f"{_short(identifier)} is empty", param_hint="IDENTIFIER")
    settings = load_settings(**overrides)
    with existing_catalogue(settings).public.session() as session:
        if batch is not None:
            if not _batch(session, batch, province, issuer, year):
                raise SystemExit(1)
            return
        found = find_documents(session, request, province, issuer, year)
        if len(found.documents) == 1:
            _show(session, found.documents[0].key, as_json)
        elif found.documents:
            _candidates(request, found, as_json)
        else:
            _nothing(settings, session, identifier, request, as_json)


def _batch(
    session: Session, lines: BinaryIO, province: str | None, issuer: str | None, year: int | None
) -> bool:
    """Answer each line; one that is not text is named by its number, and nothing is known of it."""
    good = True
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            good = False
            note(f"congtin: line {number}: not UTF-8: {error.reason}")
            text = line.decode(errors="replace").strip()
            write_json(_answer(LookedUp(text, read_request(""), ())))
        else:
            write_json(_answer(look_up_line(session, text, province, issuer, year)))
    return good


def _answer(found: LookedUp) -> dict[str, object]:
    one = found.status == "found"
    answer: dict[str, object] = {
        "input": found.input,
        "status": found.status,
        "key": found.candidates[0].key if one else None,
        "candidates": [] if one else [asdict(document) for document in found.candidates],
    }
    if found.request.also:
        answer["also"] = list(found.request.also)
    return {**answer, "more": found.more} if found.more else answer


def _show(session: Session, key: str, as_json: bool) -> None:
    traced = trace(session, key)
    assert traced is not None
    if as_json:
        write_json(traced.to_json())
        return
    for line in told(traced):
        say(line)


def _candidates(request: DocumentRequest, found: Candidates, as_json: bool) -> None:
    if as_json:
        write_json(found.to_json())
        return
    named = "are called" if request.kind == "law" else "have the number"
    say(f"{len(found.documents) + found.more} documents {named} {request.text}:")
    _list(found)
    say("Narrow with --province, --issuer or --year, or give the key.")


def _nothing(
    settings: Settings,
    session: Session,
    identifier: str,
    request: DocumentRequest,
    as_json: bool,
) -> None:
    """Say so, and show what is near; what is no number is searched for as words."""
    if session.query(DocumentRow).first() is None:
        note(nothing_here(settings))
    found = nothing_found(session, request)
    is_words = request.kind == "words" and not found.others.documents
    hits = _articles(settings, identifier) if is_words else None
    if as_json:
        articles = {} if hits is None else {"articles": [hit.to_json() for hit in hits]}
        write_json({**found.to_json(), **articles})
    else:
        _instead(found)
        for hit in hits or ():
            show_hit(hit)
    asked = _short(identifier)
    if found.laws:
        fail(f"nothing here cites {asked}")
    if found.others.documents:
        fail(f"{asked} is known, but not of the province, issuer, year or day asked for")
    if request.kind == "key":
        fail(f"nothing is known under this key: {asked}")
    fail(f"{asked} {NO_NUMBER}" if is_words else f"nothing is known of {asked}")


def _instead(found: NothingFound) -> None:
    for law in found.laws:
        number = law.identifier or "no number"
        say(f"{law.name} {law.year}: {number}{f', {day(law.adopted)}' if law.adopted else ''}")
    if found.others.documents:
        _list(found.others)
        return
    for one in found.near:
        say(f"  near: {summary_line(one)}")


def _list(found: Candidates) -> None:
    for document in found.documents:
        say(f"  {summary_line(document)}")
    if found.more:
        say(f"  and {found.more} more")


def _province(text: str) -> str:
    try:
        return read_province(text)
    except UnknownProvinceError as error:
        near = f"; near: {', '.join(error.near)}" if error.near else ""
        raise click.BadParameter(f"{error}{near}", param_hint="--province") from None


def _short(text: str) -> str:
    """What was typed, as far as it is told back."""
    return repr(text if len(text) <= ECHOED else text[: ECHOED - 1] + "…")


def _articles(settings: Settings, words: str) -> list[Hit] | None:
    """The articles with these words; None, and a remark, where the search engine is away."""
    try:
        engine = open_readers_search(settings, existing_catalogue(settings))
        request = SearchRequest(q=words, size=ARTICLES, with_facets=False)
        # Where nothing is left of the words to search for, the engine gives whatever is new.
        return [hit for hit in engine.search(request).hits if hit.score]
    except SearchUnavailableError as error:
        note(f"congtin: the articles were not searched: {error}")
        return None
