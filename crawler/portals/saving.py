"""A portal file that is to be kept for all machines: checked as any other, and where it leads."""

import socket
from collections.abc import Collection, Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler.destinations import is_public
from crawler.portals.portal import Portal, PortalFileError
from crawler.portals.registry import KEPT, parse_portal


class NotSavedError(ValueError):
    """A portal file that is not kept. `problems` says what is wrong, line and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def check_portal_file(text: str, name: str, trusted: Collection[str]) -> Portal:
    """The portal that a text is the file of, if it is one to be kept.

    `trusted` are hosts that may be at private addresses.

    Raises:
        NotSavedError: it is not a portal file, of another portal, or leads to where it must not.
    """
    path = KEPT / f"{name}.toml"
    try:
        portal = parse_portal(text, path)
    except PortalFileError as error:
        raise NotSavedError([problem.lstrip(": ") for problem in error.problems]) from error
    problems = list(_not_public(portal, trusted))
    if portal.name != name:
        problems.append(f"name: it is the file of {portal.name!r}, not of {name!r}")
    if problems:
        raise NotSavedError(problems)
    return portal


def _not_public(portal: Portal, trusted: Collection[str]) -> Iterator[str]:
    """What leads to addresses that are not public: whoever types one would have us fetch it."""
    addresses = [*(start.url for start in portal.start), *portal.feeds, portal.proxy or ""]
    hosts = [urlsplit(address).hostname for address in addresses]
    sites = [urlsplit(f"//{site}").hostname for site in (*portal.mirrors, *portal.file_sites)]
    for host in sorted({host for host in (*hosts, *sites) if host} - set(trusted)):
        try:
            found = {ip_address(place[0]) for *_, place in socket.getaddrinfo(host, None)}
        except (OSError, UnicodeError) as error:
            yield f"{host} is not found: {error}"
            continue
        if hidden := next((address for address in found if not is_public(address)), None):
            yield f"{host} is at {hidden}, which is no public address"
