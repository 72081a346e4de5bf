"""Addresses that somebody gives to be told at: e-mail addresses, and webhooks' URLs."""

import re
from urllib.parse import urlsplit

#: As HTML has it for `<input type=email>`
#: (https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address), in a domain with a dot.
_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
    re.ASCII | re.IGNORECASE,
)

#: RFC 5321, section 4.5.3.1.3: a path is of 256 characters, its angle brackets included.
MAX_EMAIL_CHARACTERS = 254

MAX_URL_CHARACTERS = 2000

_PRINTABLE = re.compile(r"[\x21-\x7e]+")


def email_address(given: str) -> str:
    """An e-mail address as it is kept: its domain in small letters.

    Raises:
        ValueError: it is none that every mail server takes.
    """
    address = given.strip()
    if len(address) > MAX_EMAIL_CHARACTERS or not _EMAIL.fullmatch(address):
        raise ValueError(f"no e-mail address: {given[:100]!r}")
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def webhook_url(given: str) -> str:
    """The URL of a webhook: http or https, a host, no user, nothing but ASCII.

    Raises:
        ValueError: it is none.
    """
    url = given.strip()
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or len(url) > MAX_URL_CHARACTERS or not _PRINTABLE.fullmatch(url):
        raise ValueError(f"no http or https URL in ASCII: {given[:100]!r}")
    if parts.username or parts.password or parts.fragment:
        raise ValueError(f"a webhook's URL has no user and no fragment: {given[:100]!r}")
    return url
