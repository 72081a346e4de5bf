"""Sending the messages that are due: each is tried until it gets through, or is given up."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from archive.catalogue import Catalogue
from archive.catalogue.alerts import claim, end_alert, next_due, postpone
from archive.catalogue.saved_searches import pause
from archive.catalogue.tables import AlertRow
from archive.clock import moment
from operations.alerts.failures import DeliveryError
from operations.alerts.links import Links
from operations.alerts.mail_texts import compose
from operations.alerts.mailing import Mail, Mailer, mailing
from operations.alerts.messages import Message, message_of
from operations.alerts.webhooks import post

#: How long is waited after the first attempt that failed, after the second, and so on; after the
#: last, two days after the first, a message is given up.
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))

#: How long is waited where it is our own mail server that fails; such attempts do not count.
OUR_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What messages go out by.

    `mail` is null where no mail server is set; `trusted_hosts` are those of webhooks that may be at
    private addresses.
    """

    mail: Mail | None
    public_address: str
    user_agent: str
    trusted_hosts: Collection[str] = ()


@dataclass(slots=True)
class Sent:
    """What came of sending: messages by what became of them, and what went wrong, a line each."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    problems: list[str] = field(default_factory=list)


def send_due(catalogue: Catalogue, outgoing: Outgoing) -> Sent:
    """Send every message that is due, each in a transaction of its own before and after."""
    result = Sent()
    failing: set[int] = set()
    with mailing(outgoing.mail) as mailer:
        while (alert := _claimed(catalogue, failing)) is not None:
            with catalogue.session() as session:
                message = message_of(session, alert)
            if message is None:
                continue
            if not message.items and message.kind == "matches":
                with catalogue.begin() as session:
                    end_alert(session, alert.id, "empty")
                continue
            try:
                _send(message, outgoing, mailer)
            except DeliveryError as error:
                failing.add(message.search_id)
                _note_failure(catalogue, alert, message, error, result)
            else:
                with catalogue.begin() as session:
                    end_alert(session, alert.id, "sent")
                result.sent += 1
    return result


def _claimed(catalogue: Catalogue, failing: Collection[int]) -> AlertRow | None:
    """A message that is due, as it was before this process took it on itself."""
    while True:
        with catalogue.session() as session:
            alert = next_due(session, failing)
        if alert is None:
            return None
        with catalogue.begin() as session:
            if claim(session, alert):
                return alert


def _send(message: Message, outgoing: Outgoing, mailer: Mailer | None) -> None:
    links = Links(outgoing.public_address)
    if message.channel == "webhook":
        post(message, links, outgoing.trusted_hosts, outgoing.user_agent)
    elif mailer is None or outgoing.mail is None:
        raise DeliveryError("ours", "no mail server is set: CONGTIN_SMTP_URL and CONGTIN_MAIL_FROM")
    else:
        mailer.send(message.address, compose(message, links, outgoing.mail.sender))


def _note_failure(
    catalogue: Catalogue, alert: AlertRow, message: Message, error: DeliveryError, result: Sent
) -> None:
    attempts = alert.attempts + (error.fault != "ours")
    told = f"saved search {message.search_id}, to {message.address}: {error}"
    with catalogue.begin() as session:
        if error.fault == "refused" or attempts > len(WAITS):
            end_alert(session, alert.id, "given_up", str(error))
            if message.kind == "matches":
                pause(session, message.search_id, str(error))
            result.given_up += 1
            result.problems.append(f"{told}; given up and paused")
            return
        wait = OUR_WAIT if error.fault == "ours" else WAITS[attempts - 1]
        until = moment(datetime.now(UTC) + wait)
        postpone(session, alert.id, attempts, until, str(error))
    result.failed += 1
    result.problems.append(f"{told}; tried again from {until}")
