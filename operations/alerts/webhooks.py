"""Posting to webhooks: a signed JSON object, to public addresses and to hosts that are trusted."""

import hashlib
import hmac
import json
import socket
import ssl
import threading
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from crawler.destinations import is_public
from operations.alerts.failures import DeliveryError, Fault
from operations.alerts.links import Links
from operations.alerts.messages import Message, ToldItem

#: Seconds that connecting, and each wait for bytes, may take; and all of it together.
TIMEOUT = 10.0
DEADLINE = 30.0

#: Of what a server answers so many bytes are read, to tell what is wrong.
MOST_ANSWER = 500

_PORTS = {"http": 80, "https": 443}


def payload(message: Message, links: Links) -> bytes:
    """What is posted: JSON in UTF-8, the same bytes however often it is tried."""
    content = {
        "id": message.key,
        "type": "matches",
        "created_at": message.created_at,
        "saved_search": {
            "id": message.search_id,
            "name": message.name,
            "query": message.query,
            "url": links.search(message.query),
        },
        "total": len(message.items),
        "matches": [_match(item, links) for item in message.items],
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _match(item: ToldItem, links: Links) -> dict[str, Any]:
    return {
        "type": item.type,
        "id": item.id,
        "permalink": links.item(item.type, item.id),
        "url": item.url,
        "headline": item.headline,
        "date_published": item.date,
        "department": item.office,
        "portal": item.portal,
        "province": item.province,
        "first_seen": item.first_seen,
    }


def signature(secret: str, body: bytes) -> str:
    """What stands in `Congtin-Signature`: the HMAC-SHA256 of the body under the search's secret."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def post(message: Message, links: Links, trusted: Collection[str], user_agent: str) -> None:
    """Post a message to the webhook of its search; see `post_signed`."""
    posting = Posting(message.address, message.secret or "", message.key, payload(message, links))
    post_signed(posting, trusted, user_agent)


@dataclass(frozen=True, slots=True)
class Posting:
    """What is posted where: `key` is the same however often it is tried."""

    address: str
    secret: str
    key: str
    body: bytes


def post_signed(posting: Posting, trusted: Collection[str], user_agent: str) -> None:
    """Post JSON to a webhook, signed. Redirects are not followed.

    `trusted` are hosts (`tin.noi-bo.vn`, or with a port) that may be at private addresses.

    Raises:
        DeliveryError: it was not taken.
    """
    body = posting.body
    parts = urlsplit(posting.address)
    host, port = _host_and_port(parts)
    headers = {
        "Host": parts.netloc,
        "User-Agent": user_agent,
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": posting.key,
        "Congtin-Signature": signature(posting.secret, body),
    }
    addresses = _addresses(host, port)
    if hidden := _hidden(addresses, host, port, trusted):
        raise DeliveryError("later", hidden)
    try:
        status, said = _answer(parts, addresses, port, body, headers)
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise DeliveryError("later", f"{host}:{port}: {error!r}") from error
    if not 200 <= status < 300:
        fault: Fault = "refused" if status == 410 else "later"
        raise DeliveryError(fault, f"{host}:{port} answers {status}{said and f': {said}'}")


def why_not_posted_to(url: str, trusted: Collection[str]) -> str | None:
    """Why a webhook's URL will not be posted to as things are; None if nothing is known against it.

    Of a host that cannot be resolved just now nothing is.
    """
    host, port = _host_and_port(urlsplit(url))
    try:
        return _hidden(_addresses(host, port), host, port, trusted)
    except DeliveryError:
        return None


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


def _addresses(host: str, port: int) -> list[str]:
    """Where a host is, by IP address: these are connected to, whatever its name leads to later."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DeliveryError("later", f"{host} cannot be resolved: {error}") from error
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def _hidden(addresses: list[str], host: str, port: int, trusted: Collection[str]) -> str | None:
    """What is wrong with these addresses of a host: that one is not public, and nobody said so."""
    if host in trusted or f"{host}:{port}" in trusted:
        return None
    for address in addresses:
        if not is_public(ip_address(address.partition("%")[0])):
            return f"{host} is at {address}, which is no public address"
    return None


def _answer(
    parts: SplitResult, addresses: list[str], port: int, body: bytes, headers: dict[str, str]
) -> tuple[int, str]:
    connection = _connected(parts, addresses, port)
    # A server that sends a byte now and then never makes a single wait too long.
    too_long = threading.Event()
    watchdog = threading.Timer(DEADLINE, _cut, (connection, too_long))
    watchdog.daemon = True
    watchdog.start()
    try:
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("POST", target, body, headers, preload_content=False)
        response = connection.getresponse()
        said = response.read(MOST_ANSWER, decode_content=False)
        if too_long.is_set():  # headers that break off are taken for complete
            raise TimeoutError(f"no whole answer within {DEADLINE:.0f} s")
        return response.status, said.decode("utf-8", "replace")
    finally:
        watchdog.cancel()
        connection.close()


def _connected(parts: SplitResult, addresses: list[str], port: int) -> HTTPConnection:
    """A connection to the first address that takes one."""
    failure: Exception | None = None
    for address in addresses:
        connection = _connection(parts, address, port)
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            failure = error
        else:
            return connection
    assert failure is not None  # a host that resolves has an address
    raise failure


def _connection(parts: SplitResult, address: str, port: int) -> HTTPConnection:
    if parts.scheme == "http":
        return HTTPConnection(address, port, timeout=TIMEOUT)
    return HTTPSConnection(
        address,
        port,
        timeout=TIMEOUT,
        server_hostname=parts.hostname,
        ssl_context=ssl.create_default_context(),
    )


def _cut(connection: HTTPConnection, too_long: threading.Event) -> None:
    too_long.set()
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
