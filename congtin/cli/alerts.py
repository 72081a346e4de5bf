"""`congtin alerts`."""

from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl

import click

from archive.catalogue import Catalogue
from archive.catalogue import saved_searches as saved
from archive.catalogue.alerts import told_counts, troubles
from archive.catalogue.tables import AlertRow, SavedSearchRow
from archive.contact_addresses import email_address, webhook_url
from congtin.cli.days import DAY
from congtin.cli.output import fail, note, note_some, say, write_json
from congtin.cli.search import filters_of
from congtin.outgoing import outgoing_of, trusted_hosts_of
from congtin.settings import load_settings
from congtin.stores import existing_catalogue, open_readers_search, open_search
from indexer.matching import asked_of_items, indexed_to
from operations.alerts.requests import query_string, request_of
from operations.alerts.running import run_alerts
from operations.alerts.webhooks import why_not_posted_to
from vietnamese.normalizing import one_line


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a saved search.")
@click.pass_context
def alerts(ctx: click.Context, as_json: bool) -> None:
    """List the saved searches, or add, remove and run them.

    Who saved a search is told by e-mail or webhook what comes to match it, each item once. The
    state is `unconfirmed` (the address was asked and has not answered), `active`, `failing` (the
    last message did not get through yet), `paused`, or `given up` (paused because messages did not
    get through for two days, or were refused).

    E-mail needs CONGTIN_SMTP_URL, CONGTIN_MAIL_FROM and CONGTIN_PUBLIC_ADDRESS, for links.
    """
    if ctx.invoked_subcommand is not None:
        return
    catalogue = existing_catalogue(load_settings(**ctx.obj))
    with catalogue.session() as session:
        searches = saved.saved_searches(session)
        counts, failing = told_counts(session), troubles(session)
    for search in searches:
        told = _shown(search, counts.get(search.id, {}), failing.get(search.id))
        if as_json:
            write_json(told)
            continue
        say(f"{search.id} {told['state']}: {search.name}")
        looked = told["looked_at"] or "never"
        say(f"  {search.channel} {search.address}; {told['told']} told, last look {looked}")
        if told["problem"]:
            say(f"  {told['problem']}")
    if not searches and not as_json:
        note("no saved searches; add one with congtin alerts add")


@alerts.command()
@click.argument("query", required=False, default="")
@click.option("--filter", "filters", multiple=True, metavar="FACET=VALUE", help="May be repeated.")
@click.option("--from", "date_from", type=DAY, metavar="DAY", help="First day, included.")
@click.option("--to", "date_to", type=DAY, metavar="DAY", help="Last day, included.")
@click.option("--email", metavar="ADDRESS", help="Tell this address.")
@click.option("--webhook", metavar="URL", help="Post signed JSON to this URL.")
@click.option("--name", help="What it is called in messages (default: the query).")
@click.option("--confirmed", is_flag=True, help="The address is known to want it: do not ask it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with the webhook's secret.")
@click.pass_obj
def add(
    overrides: dict[str, str],
    query: str,
    filters: tuple[str, ...],
    date_from: str | None,
    date_to: str | None,
    email: str | None,
    webhook: str | None,
    name: str | None,
    confirmed: bool,
    as_json: bool,
) -> None:
    """Save a search; what comes to match it from now on is told.

    \b
    congtin alerts add "phòng cháy rừng" --email ban@example.vn
    congtin alerts add --filter province=kon-tum --webhook https://example.vn/hook

    An e-mail address is asked first whether it wants to be told (the next `congtin alerts run`
    sends that). A webhook's messages are signed: `Congtin-Signature` is `sha256=` and the
    HMAC-SHA256 of the body under the secret that is shown here, in hexadecimal.
    """
    chosen = [(facet, value) for facet, values in filters_of(filters).items() for value in values]
    asked = query_string(query.strip(), chosen, date_from or "", date_to or "")
    if not asked:
        raise click.UsageError("say what to look for: a QUERY, --filter, --from or --to")
    settings = load_settings(**overrides)
    called = one_line(name or "") or one_line(_name(asked))
    wanted = _wanted(called, asked, email, webhook, trusted_hosts_of(settings))
    catalogue = existing_catalogue(settings)
    engine = open_search(settings, catalogue)
    if engine.store.current() is not None:
        asked_of_items(engine.reader, request_of(asked))  # a facet or day that is none is told now
    last = indexed_to(catalogue, engine)
    with catalogue.begin() as session:
        if email and not confirmed:
            row = saved.save_unconfirmed(session, wanted)
        else:
            row = saved.save_confirmed(session, wanted, last)
    if as_json:
        write_json({**_shown(row, {}, None), "secret": row.secret})
        return
    say(f"{row.id} {_state(row, None)}: {row.name}")
    if row.secret:
        say(f"  secret {row.secret}")


@alerts.command()
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
@click.pass_obj
def remove(overrides: dict[str, str], ids: tuple[int, ...]) -> None:
    """Forget saved searches, with their addresses and what they were told."""
    catalogue = existing_catalogue(load_settings(**overrides))
    _check(catalogue, ids)
    with catalogue.begin() as session:
        for saved_search_id in ids:
            saved.remove(session, saved_search_id)


@alerts.command()
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
@click.pass_obj
def pause(overrides: dict[str, str], ids: tuple[int, ...]) -> None:
    """Stop telling of saved searches; what comes meanwhile is told when they are resumed."""
    catalogue = existing_catalogue(load_settings(**overrides))
    _check(catalogue, ids)
    with catalogue.begin() as session:
        for saved_search_id in ids:
            saved.pause(session, saved_search_id)


@alerts.command()
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
@click.pass_obj
def resume(overrides: dict[str, str], ids: tuple[int, ...]) -> None:
    """Tell of paused saved searches again; messages that were given up are tried anew."""
    catalogue = existing_catalogue(load_settings(**overrides))
    _check(catalogue, ids)
    with catalogue.begin() as session:
        for saved_search_id in ids:
            saved.resume(session, saved_search_id)


@alerts.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def run(overrides: dict[str, str], as_json: bool) -> None:
    """Look once for new matches, in what is indexed, and send what is due.

    To be run after `congtin index`. Messages that do not get through are tried again by later runs,
    at longer and longer intervals, for two days; then they are given up, and their search is paused
    until `congtin alerts resume`. Ends with 1 if anything did not get through.
    """
    settings = load_settings(**overrides)
    outgoing = outgoing_of(settings)
    catalogue = existing_catalogue(settings)
    with open_readers_search(settings, catalogue) as engine:
        report = run_alerts(catalogue, engine, outgoing)
    if as_json:
        write_json(report.to_json())
    else:
        say(
            f"{report.looked} saved searches looked at, {report.found} new matches; "
            f"{report.sent} messages sent, {report.failed} failed, {report.given_up} given up"
        )
    note_some(report.problems)
    if report.problems:
        raise SystemExit(1)


def _wanted(
    name: str, asked: str, email: str | None, webhook: str | None, trusted: Collection[str]
) -> saved.NewSavedSearch:
    if (email is None) == (webhook is None):
        raise click.UsageError("give either --email or --webhook")
    try:
        if email is not None:
            return saved.NewSavedSearch(name, asked, "email", email_address(email))
        url = webhook_url(webhook or "")
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if hidden := why_not_posted_to(url, trusted):
        raise click.BadParameter(f"{hidden}; CONGTIN_WEBHOOK_HOSTS names those that may be")
    return saved.NewSavedSearch(name, asked, "webhook", url)


def _name(asked: str) -> str:
    return ", ".join(value for _, value in parse_qsl(asked))


def _check(catalogue: Catalogue, ids: tuple[int, ...]) -> None:
    with catalogue.session() as session:
        missing = [i for i in ids if saved.saved_search(session, i) is None]
    if missing:
        fail(f"no saved search {', '.join(map(str, missing))}; congtin alerts lists them")


def _shown(
    search: SavedSearchRow, counts: dict[str, int], trouble: AlertRow | None
) -> dict[str, Any]:
    return {
        "id": search.id,
        "name": search.name,
        "query": search.query,
        "channel": search.channel,
        "address": search.address,
        "state": _state(search, trouble),
        "created_at": search.created_at,
        "confirmed_at": search.confirmed_at,
        "looked_at": search.looked_at,
        "told": counts.get("sent", 0),
        "waiting": counts.get("pending", 0),
        "given_up": counts.get("given_up", 0),
        "problem": search.pause_reason or (trouble.last_error if trouble else None),
        "next_attempt_at": trouble.next_attempt_at if trouble else None,
    }


def _state(search: SavedSearchRow, trouble: AlertRow | None) -> str:
    if search.paused_at is not None:
        return "given up" if search.pause_reason else "paused"
    if trouble is not None:
        return "failing" if trouble.state == "pending" else "given up"
    return "active" if search.confirmed_at else "unconfirmed"
