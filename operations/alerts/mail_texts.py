"""Composing e-mail: in plain text and in HTML, in Vietnamese."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from archive.clock import parse_moment
from operations.alerts.links import Links
from operations.alerts.messages import Message

#: So many items are listed, the newest; of the rest their number is told, and where they are.
MOST_LISTED = 100

#: In a message that nobody has asked for yet, as much of what a stranger typed as says what it is.
MOST_UNCONFIRMED = 80

_MOST_NAME = 120


class _Policy(EmailPolicy):
    """Addresses in angle brackets as they are: the library would encode long ones."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", raise_on_defect=True)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a mail is to and what it is about; `key` names it, however often it is sent."""

    to: str
    subject: str
    created_at: str
    key: str


def begin_mail(envelope: Envelope, sender: Address) -> EmailMessage:
    """A mail of ours without its text: Vietnamese, sent by itself."""
    mail = EmailMessage(_POLICY)
    mail["From"] = sender
    mail["To"] = Address(addr_spec=envelope.to)
    mail["Subject"] = envelope.subject
    mail["Date"] = format_datetime(parse_moment(envelope.created_at))
    mail["Message-ID"] = f"<{envelope.key}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answers, please
    mail["Content-Language"] = "vi"
    return mail


def compose(message: Message, links: Links, sender: Address) -> bytes:
    """A message as it is handed to the mail server, the same however often it is tried.

    The links that stop it stand in its headers, too (RFC 2369, RFC 8058).
    """
    envelope = Envelope(message.address, _subject(message), message.created_at, message.key)
    mail = begin_mail(envelope, sender)
    if message.kind == "matches":
        mail["List-Id"] = f"<{message.search_id}.{urlsplit(links.public_address).hostname}>"
        mail["List-Unsubscribe"] = f"<{links.remove(message.token)}>"
        if links.public_address.startswith("https:"):  # RFC 8058 has it for HTTPS alone
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    shown = {
        "message": message,
        "name": _name(message),
        "listed": message.items[:MOST_LISTED],
        "left": len(message.items) - MOST_LISTED,
        "links": links,
        "host": urlsplit(links.public_address).netloc,
    }
    text = _environment().get_template(f"{message.kind}.txt").render(shown)
    html = _environment().get_template(f"{message.kind}.html").render(shown)
    mail.set_content(text, cte="base64")
    mail.add_alternative(html, subtype="html", cte="base64")
    mail.set_boundary(f"={message.key}")
    return mail.as_bytes()


def _subject(message: Message) -> str:
    if message.kind == "confirmation":
        return f"Cổng Tin: xác nhận nhận tin về “{_name(message)}”"
    return f"Cổng Tin: {len(message.items)} kết quả mới cho “{_name(message)}”"


def _name(message: Message) -> str:
    """What the search is called, in a line."""
    most = MOST_UNCONFIRMED if message.kind == "confirmation" else _MOST_NAME
    name = " ".join("".join(c if c.isprintable() else " " for c in message.name).split())
    return name if len(name) <= most else name[: most - 1] + "…"


def _day(date: str | None) -> str:
    """`01/05/2023` of a date in ISO 8601."""
    if not date:
        return "không rõ ngày"
    return "/".join(reversed(date[:10].split("-")))


def _line(text: str) -> str:
    """A text in a line, without what only mail programs would read in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("operations.alerts"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=_day, line=_line)
    return environment
