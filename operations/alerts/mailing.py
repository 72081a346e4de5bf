"""Sending e-mail by the SMTP server that the settings name."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from archive.contact_addresses import email_address
from operations.alerts.failures import DeliveryError, Fault

#: Seconds that each step of a conversation may take.
TIMEOUT = 30.0

#: `implicit`: from the first byte (smtps://). `required`: by STARTTLS, or nothing is sent.
#: `offered`: by STARTTLS if the server has it. `off`: never.
Tls = Literal["implicit", "required", "offered", "off"]

_PORTS: dict[Tls, int] = {"implicit": 465, "required": 587, "offered": 25, "off": 25}

#: RFC 3463: what is refused for reasons of policy, not because there is no such mailbox.
_POLICY = re.compile(r"\b5\.7\.\d+\b")


class MailSettingsError(ValueError):
    """The settings of mail cannot be used. Names the setting and says what it may be."""


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail server, and who messages are from: `name <address>`."""

    host: str
    port: int
    tls: Tls
    user: str
    password: str = field(repr=False)
    sender: Address


def read_mail(smtp_url: str, mail_from: str) -> Mail | None:
    """The mail server that the settings name; None if they name none.

    `smtp://user:password@host:587`, or `smtps://…` for TLS from the first byte. `smtp://` goes over
    to TLS where the server offers it, and with a password, but to this machine itself, insists on
    it; `?tls=required` always insists, `?tls=off` never does it. Certificates are always checked.

    Raises:
        MailSettingsError: one of the two is missing, or is none.
    """
    if not smtp_url and not mail_from:
        return None
    if not smtp_url or not mail_from:
        missing = "mail_from" if smtp_url else "smtp_url"
        raise MailSettingsError(f"{missing}: smtp_url and mail_from are set both or neither")
    sender = _sender(mail_from)
    try:
        parts = urlsplit(smtp_url)
        host, port, wanted = parts.hostname, parts.port, dict(parse_qsl(parts.query))
    except ValueError as error:
        raise MailSettingsError(f"smtp_url: {error}") from error
    tls = wanted.pop("tls", None)
    if (
        not host
        or parts.scheme not in ("smtp", "smtps")
        or parts.path not in ("", "/")
        or wanted
        or tls not in (None, "required", "off")
    ):
        raise MailSettingsError(
            "smtp_url: write smtp://user:password@host:587, smtps://…, and ?tls=required or off"
        )
    password = unquote(parts.password or "")
    kind: Tls
    if parts.scheme == "smtps":
        kind = "implicit"
    elif tls == "off":
        kind = "off"
    else:
        must = tls == "required" or (password and not _is_this_machine(host))
        kind = "required" if must else "offered"
    user = unquote(parts.username or "")
    return Mail(host, port or _PORTS[kind], kind, user, password, sender)


def _sender(mail_from: str) -> Address:
    match = re.fullmatch(
        r"\s*(?:(?P<name>[^<>\r\n\x00]*?)\s*<(?P<in>[^<>]*)>|(?P<bare>\S+))\s*", mail_from
    )
    try:
        address = email_address((match["in"] or match["bare"] or "") if match else "")
    except ValueError as error:
        raise MailSettingsError(
            f"mail_from: write tin@example.vn or Cổng Tin <tin@example.vn>, not {mail_from!r}"
        ) from error
    assert match
    return Address((match["name"] or "").strip('" '), addr_spec=address)


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Mailer:
    """One conversation with the mail server, begun with the first message.

    If it cannot be begun, no further message tries to.
    """

    def __init__(self, mail: Mail) -> None:
        self._mail = mail
        self._server: smtplib.SMTP | None = None
        self._away: DeliveryError | None = None

    def send(self, recipient: str, message: bytes) -> None:
        """Hand a message to the server.

        Raises:
            DeliveryError: it was not taken.
        """
        server = self._begun()
        try:
            server.sendmail(self._mail.sender.addr_spec, [recipient], message)
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise DeliveryError("ours", f"{self._name} refuses the sender: {error}") from error
        except smtplib.SMTPRecipientsRefused as error:
            ((code, reply),) = error.recipients.values()
            said = f"{code} {reply.decode('utf-8', 'replace')}"
            fault: Fault = "refused" if code >= 500 and not _POLICY.search(said) else "later"
            raise DeliveryError(fault, f"{self._name} refuses the address: {said}") from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise DeliveryError("later", f"{self._name}: {_told(error)}") from error

    def close(self) -> None:
        """End the conversation."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    @property
    def _name(self) -> str:
        return f"the mail server {self._mail.host}:{self._mail.port}"

    def _begun(self) -> smtplib.SMTP:
        if self._away is not None:
            raise self._away
        if self._server is None:
            try:
                self._server = _connect(self._mail)
            except (smtplib.SMTPException, OSError) as error:
                self._away = DeliveryError("ours", f"{self._name}: {_told(error)}")
                raise self._away from error
        return self._server


def _connect(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.tls == "implicit":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.host, mail.port, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT)
    try:
        server.ehlo_or_helo_if_needed()
        if mail.tls == "required" or (mail.tls == "offered" and server.has_extn("starttls")):
            server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
        if mail.user:
            server.login(mail.user, mail.password)
    except BaseException:
        server.close()
        raise
    return server


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        said = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        return f"{error.smtp_code} {said}"
    return str(error) or type(error).__name__


@contextmanager
def mailing(mail: Mail | None) -> Iterator[Mailer | None]:
    """A mailer that ends its conversation in the end; None where there is no mail server."""
    mailer = Mailer(mail) if mail else None
    try:
        yield mailer
    finally:
        if mailer:
            mailer.close()
