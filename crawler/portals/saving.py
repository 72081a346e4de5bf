"""A portal file that somebody wrote on a page: checked as any other, then kept in a folder."""

import os
import socket
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from crawler.destinations import is_public
from crawler.portals.portal import Portal, PortalFileError
from crawler.portals.registry import load_portal_file


class NotSavedError(ValueError):
    """A portal file that is not kept. `problems` says what is wrong, line and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def save_portal_file(text: str, name: str, folder: Path, trusted: Collection[str]) -> Portal:
    """Keep the text of a portal file in a folder; the old one stays until the new one is whole.

    `trusted` are hosts that may be at private addresses.

    Raises:
        NotSavedError: it is not a portal file, of another portal, or leads to where it must not.
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(".part", ".portal-", folder)
    new = Path(path)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        portal = _read(new, name, trusted)
        new.chmod(0o644)
        new.replace(_place(folder, name))
    finally:
        new.unlink(missing_ok=True)
    return portal


def _read(path: Path, name: str, trusted: Collection[str]) -> Portal:
    try:
        portal = load_portal_file(path)
    except PortalFileError as error:
        raise NotSavedError([problem.lstrip(": ") for problem in error.problems]) from error
    problems = list(_not_public(portal, trusted))
    if portal.name != name:
        problems.append(f"name: it is the file of {portal.name!r}, not of {name!r}")
    if problems:
        raise NotSavedError(problems)
    return portal


def _place(folder: Path, name: str) -> Path:
    """The file that a portal has in a folder already, whatever it is called, or a new one."""
    for path in sorted(folder.glob("*.toml")):
        with suppress(PortalFileError):
            if load_portal_file(path).name == name:
                return path
    return folder / f"{name}.toml"


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
