"""`congtin document`."""

from collections.abc import Mapping
from typing import Any, BinaryIO

import click
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from congtin.cli.output import fail, note, write_json
from congtin.settings import load_settings
from congtin.stores import existing_catalogue, nothing_here
from documents.looking_up import find_documents, near_documents
from documents.tracing import DocumentTrace, summarize, trace

RELATIONS_VI = {
    "issued": "ban hành",
    "based_on": "căn cứ",
    "implements": "triển khai",
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "mentions": "nhắc đến",
}


@click.command()
@click.argument("identifier", required=False)
@click.option("--province", help="Only of this province (slug, such as kon-tum).")
@click.option("--issuer", help="Only of bodies with this in their name, such as 'UBND tỉnh'.")
@click.option("--year", type=int, help="Only of this year.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as the JSON API gives it.")
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
    the same number: they are listed, and --province, --issuer and --year narrow them.
    """
    if (identifier is None) == (batch is None):
        raise click.UsageError("give either an IDENTIFIER or --batch FILE")
    settings = load_settings(**overrides)
    with existing_catalogue(settings).session() as session:
        if batch is not None:
            bad = False
            for number, line in enumerate(batch, 1):
                try:
                    text = line.decode("utf-8-sig").strip()
                except UnicodeDecodeError as error:
                    bad = True
                    note(f"congtin: line {number}: not UTF-8: {error.reason}")
                    continue
                if text:
                    write_json(_status(text, find_documents(session, text, province, issuer, year)))
            if bad:
                raise SystemExit(1)
            return
        assert identifier is not None
        found = find_documents(session, identifier, province, issuer, year)
        if len(found) == 1:
            traced = trace(session, found[0].key)
            assert traced is not None
            if as_json:
                write_json(traced.to_json())
            else:
                _show(traced)
        elif found:
            _candidates(identifier, found, as_json)
        else:
            if session.query(DocumentRow).first() is None:
                note(nothing_here(settings))
            _nothing(session, identifier, as_json)


def _status(text: str, found: list[DocumentRow]) -> dict[str, object]:
    status = {0: "unknown", 1: "found"}.get(len(found), "ambiguous")
    return {
        "input": text,
        "status": status,
        "key": found[0].key if len(found) == 1 else None,
        "candidates": [_summary(row) for row in found] if len(found) > 1 else [],
    }


def _summary(row: DocumentRow) -> dict[str, object]:
    summary = summarize(row)
    return {name: getattr(summary, name) for name in summary.__slots__}


def _candidates(identifier: str, found: list[DocumentRow], as_json: bool) -> None:
    if as_json:
        write_json({"candidates": [_summary(row) for row in found]})
        return
    click.echo(f"{len(found)} documents have the number {identifier}:")
    for row in found:
        click.echo(f"  {_line(row)}")
    click.echo("Narrow with --province, --issuer or --year, or give the key.")


def _nothing(session: Session, identifier: str, as_json: bool) -> None:
    near = near_documents(session, identifier)
    if as_json:
        write_json({"near": [_summary(row) for row in near]})
    else:
        for row in near:
            note(f"  near: {_line(row)}")
    fail(f"nothing is known of {identifier!r}")


def _line(row: DocumentRow) -> str:
    parts = [row.identifier, row.body_name or "(cơ quan chưa rõ)", row.issued_on or row.year]
    return f"{' · '.join(str(p) for p in parts if p)} · {row.title or ''}  [{row.key}]"


def _evidence(evidence: Mapping[str, Any]) -> str:
    """One piece of evidence in words."""
    match evidence["kind"]:
        case "announcement":
            day = (evidence["date_published"] or "không rõ ngày")[:10]
            return f"bài đưa tin ban hành, {day} ({evidence['article_id']})"
        case "contradiction":
            stated = ", ".join(f"{day} ({n} lần)" for day, n in evidence["stated"].items())
            return f"các bài nêu ngày khác nhau: {stated}"
        case _:
            return f"{evidence['articles']} bài nhắc đến"


def _show(traced: DocumentTrace) -> None:
    known = traced.document
    click.echo(
        f"{known.document_type or 'Văn bản'} {known.identifier or known.title or ''}".strip()
    )
    for label, value in (
        ("Trích yếu", known.title),
        ("Cơ quan ban hành", known.body_name or "chưa rõ"),
        ("Ngày ban hành", known.issued_on or known.year or "chưa rõ"),
        ("Khóa", known.key),
    ):
        if value:
            click.echo(f"  {label}: {value}")
    for evidence in traced.evidence:
        click.echo(f"  Bằng chứng: {_evidence(evidence)}")
    click.echo(f"\n{len(traced.mentions)} lần nhắc đến:")
    for mention in traced.mentions:
        day = (mention.date_published or "không rõ ngày")[:10]
        click.echo(f"  {day}  [{RELATIONS_VI[mention.relation]}] {mention.headline}")
        click.echo(f"              {mention.sentence}")
        click.echo(f"              {mention.url}")
    if traced.relations:
        click.echo("\nQuan hệ:")
    for relation in traced.relations:
        other = relation.document
        arrow = "→" if relation.outgoing else "←"
        told = f"{other.identifier or other.title} ({other.body_name or 'cơ quan chưa rõ'})"
        click.echo(f"  {arrow} {RELATIONS_VI[relation.relation]} {told}")
    if traced.co_cited:
        click.echo("\nThường được nhắc cùng:")
    for cited in traced.co_cited:
        click.echo(f"  {cited.articles:3}  {cited.document.identifier or cited.document.title}")
