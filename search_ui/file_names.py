"""What a file is called when a reader keeps it."""

import re
from contextlib import suppress
from urllib.parse import quote, unquote

from werkzeug.http import parse_options_header

from archive.warc import StoredResponse

_LONGEST = 150
_PLAIN = re.compile(r'\bfilename\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^;]*))', re.IGNORECASE)


def given_name(stored: StoredResponse) -> str:
    """The name that the server gave a file (RFC 6266); empty if none, or none to be used.

    Addresses such as `download.aspx?id=5` tell none. Many servers send UTF-8 as it is, spaces
    without quotes, or what belongs into addresses, where the standard has none of these.
    """
    said = stored.header("Content-Disposition") or ""
    plain = _PLAIN.search(said)
    name = (plain["quoted"] or plain["bare"] or "") if plain else ""
    with suppress(UnicodeError):  # of a charset that nothing tells
        name = name.encode("latin-1").decode()
    if "*=" in said:
        name = parse_options_header(said)[1].get("filename", name)
    return usable_name(unquote(name))


def usable_name(name: str) -> str:
    """A name without what file systems do not take; empty if nothing is left."""
    kept = "".join(c for c in name if c.isprintable() and c not in '<>:"|?*\\/').strip(". ")
    return kept[-_LONGEST:]


def attachment(name: str, plain: str) -> str:
    """The header that names a file to keep (RFC 6266, RFC 8187).

    `plain` is a name in ASCII for who reads no other.
    """
    encoded = quote(name, safe="!#$&+-.^_`|~")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
