"""A portal file that is to be kept for all machines: checked as any other, and where it leads."""

import socket
from collections.abc import Collection, Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler.destinations import is_public
from crawler.portals.portal import Portal, PortalFileError
from crawler.portals.registry import KEPT, parse_portal, problem_at


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
    problems = [each.lstrip(": ") for each in _not_public(portal, text, trusted)]
    if portal.name != name:
        problems.append(f"name: it is the file of {portal.name!r}, not of {name!r}")
    if problems:
        raise NotSavedError(problems)
    return portal


def _not_public(portal: Portal, text: str, trusted: Collection[str]) -> Iterator[str]:
    """What leads to addresses that are not public: whoever types one would have us fetch it."""
    found: dict[str, str | None] = dict.fromkeys(trusted)
    for location, address in _addresses(portal):
        try:
            host = urlsplit(address if "//" in address else f"//{address}").hostname or address
        except ValueError as error:
            yield problem_at(text, location, f"{address!r} is no address: {error}")
            continue
        if host not in found:
            found[host] = _trouble(host)
        if (trouble := found[host]) is not None:
            yield problem_at(text, location, trouble)


def _addresses(portal: Portal) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Every address and site that a portal file leads to, and where in it that stands."""
    for number, start in enumerate(portal.start):
        yield ("start", number, "url"), start.url
    for field in ("feeds", "mirrors", "file_sites"):
        for number, address in enumerate(getattr(portal, field)):
            yield (field, number), address
    if portal.proxy is not None:
        yield ("proxy",), portal.proxy


def _trouble(host: str) -> str | None:
    """Why a host may not be asked; None if it may."""
    try:
        found = {ip_address(place[0]) for *_, place in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError) as error:
        return f"{host} is not found: {error}"
    hidden = next((address for address in found if not is_public(address)), None)
    return f"{host} is at {hidden}, which is no public address" if hidden else None
