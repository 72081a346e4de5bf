"""Telling those who run it of portals that turned unhealthy, and of those that recovered.

One mail and one posting tell of all that turned since the last; each turn is told once. What did
not get through is told with the next round, unless the portal has turned back by then.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from hashlib import sha256
from typing import Any

from archive.catalogue import Catalogue
from archive.catalogue.health import Channel, note_told, to_tell
from archive.catalogue.leasing import LeasedError
from archive.catalogue.portals import list_portals
from archive.catalogue.tables import PortalHealthRow
from archive.health import HEALTHY, proposal_words, reasons_of, state_words
from operations.alerts import Outgoing
from operations.alerts.failures import DeliveryError
from operations.alerts.links import Links
from operations.alerts.mail_texts import Envelope, begin_mail
from operations.alerts.mailing import mailing
from operations.alerts.webhooks import Posting, post_signed


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is told: mail addresses, and a webhook with the secret that postings are signed with."""

    mail: Sequence[str] = ()
    webhook: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class HealthReport:
    """What came of telling: how many portals each channel told of, and what went wrong."""

    mailed: int = 0
    posted: int = 0
    problems: tuple[str, ...] = ()


def tell_turns(catalogue: Catalogue, recipients: Recipients, outgoing: Outgoing) -> HealthReport:
    """Tell of every portal whose health turned since it was told. One process does so at a time."""
    try:
        with catalogue.lease("health"):
            return _tell(catalogue, recipients, outgoing)
    except LeasedError:
        return HealthReport()


def _tell(catalogue: Catalogue, recipients: Recipients, outgoing: Outgoing) -> HealthReport:
    told: dict[Channel, int] = {"mail": 0, "webhook": 0}
    problems = []
    wanted: dict[Channel, bool] = {
        "mail": bool(recipients.mail),
        "webhook": bool(recipients.webhook),
    }
    for channel in [channel for channel, is_wanted in wanted.items() if is_wanted]:
        with catalogue.session() as session:
            turned = to_tell(session, channel)
            titles = {row.name: row.title for row in list_portals(session)} if turned else {}
        if not turned:
            continue
        try:
            if channel == "mail":
                _mail(turned, titles, recipients.mail, outgoing)
            else:
                _post(turned, titles, recipients, outgoing)
        except DeliveryError as error:
            problems.append(f"health of portals by {channel}: {error}")
            continue
        with catalogue.begin() as session:
            note_told(session, channel, [(row.portal, row.state in HEALTHY) for row in turned])
        told[channel] = len(turned)
    return HealthReport(told["mail"], told["webhook"], tuple(problems))


def _mail(
    turned: Sequence[PortalHealthRow],
    titles: Mapping[str, str],
    addresses: Sequence[str],
    outgoing: Outgoing,
) -> None:
    if outgoing.mail is None:
        raise DeliveryError("ours", "no mail server is set: CONGTIN_SMTP_URL and CONGTIN_MAIL_FROM")
    links = Links(outgoing.public_address)
    with mailing(outgoing.mail) as mailer:
        assert mailer
        for address in addresses:
            mailer.send(address, compose(turned, titles, address, links, outgoing.mail.sender))


def compose(
    turned: Sequence[PortalHealthRow],
    titles: Mapping[str, str],
    to: str,
    links: Links,
    sender: Address,
) -> bytes:
    """The mail that tells of portals that turned."""
    bad = [row for row in turned if row.state not in HEALTHY]
    well = [row for row in turned if row.state in HEALTHY]
    counts = [(len(bad), "cổng có sự cố"), (len(well), "cổng đã trở lại bình thường")]
    subject = "Cổng Tin: " + ", ".join(f"{count} {what}" for count, what in counts if count)
    lines = []
    for row in (*bad, *well):
        lines.append(f"{titles.get(row.portal, row.portal)} ({row.portal})")
        lines.append(f"  {state_words(row.state, 'vi')}, từ {row.since}")
        lines += [f"  - {reason.words('vi')}" for reason in reasons_of(row.reasons)]
        if row.proposal:
            lines.append("  sửa tệp cổng như sau:")
            lines += [f"  | {line}" for line in proposal_words(row.proposal, "vi").splitlines()]
        lines.append("")
    newest = max(row.judged_at for row in turned)
    mail = begin_mail(Envelope(to, subject, newest, f"{_key(turned)}.{_digest(to)}"), sender)
    mail.set_content("\n".join([*lines, links.status(), ""]), cte="base64")
    return mail.as_bytes()


def _post(
    turned: Sequence[PortalHealthRow],
    titles: Mapping[str, str],
    recipients: Recipients,
    outgoing: Outgoing,
) -> None:
    content = {
        "id": _key(turned),
        "type": "health",
        "portals": [_as_json(row, titles) for row in turned],
        "status": Links(outgoing.public_address).status(),
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    posting = Posting(recipients.webhook, recipients.secret, _key(turned), body)
    post_signed(posting, outgoing.trusted_hosts, outgoing.user_agent)


def _as_json(row: PortalHealthRow, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": row.portal,
        "title": titles.get(row.portal),
        "healthy": row.state in HEALTHY,
        "state": row.state,
        "reasons": [reason.to_json() for reason in reasons_of(row.reasons)],
        "proposal": proposal_words(row.proposal, "en") if row.proposal else None,
        "since": row.since,
    }


def _key(turned: Sequence[PortalHealthRow]) -> str:
    """What names a telling: the same turns, the same key."""
    return _digest(*(f"{row.portal} {row.since} {row.state in HEALTHY}" for row in turned))


def _digest(*texts: str) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:24]
