"""From an address and options to a client."""

import base64
import logging
import re
import ssl
from typing import Any
from urllib.parse import unquote, urlsplit

from elasticsearch import Elasticsearch

from indexer.engines.elasticsearch.server import Server
from indexer.engines.server_options import ServerOptions

#: The alias that is searched, unless the URL's path names another.
ALIAS = "congtin"

#: What names an index, and what begins with it, to every version of the server.
_NAME = re.compile(r"[^\W_][\w.-]{0,99}")

#: Seconds to wait for an answer; a bulk of 10 MB on a busy server takes a while.
TIMEOUT = 60


def connect(url: str, options: ServerOptions) -> Server:
    """The server at `http://user:password@host:9200,host2:9200/alias`; nothing is connected to yet.

    Of several hosts, nodes of one cluster, any that answers serves.

    Raises:
        ValueError: the URL has no host, or a port that is none, or a path that cannot name an
            index; the certificates cannot be read; there are both a password and an API key, or an
            API key that is none.
    """
    if url.count("://") > 1:
        raise ValueError("several hosts are written http://one:9200,two:9200")
    parts = urlsplit(url)
    user, _, hosts = parts.netloc.rpartition("@")
    addresses = list(dict.fromkeys(_address(url, parts.scheme, host) for host in hosts.split(",")))
    alias = unquote(parts.path.strip("/")) or ALIAS
    if not _NAME.fullmatch(alias) or alias != alias.lower():
        raise ValueError(
            f"{alias!r} cannot name an index: small letters, digits, '.', '-' and '_', a letter or "
            "a digit first"
        )
    signed_in: dict[str, Any] = {}
    if user and options.api_key:
        raise ValueError("a user in the URL and an API key too: one of them signs in")
    if user:
        # Encoded here: the client takes no letters that are not English.
        signed_in["basic_auth"] = base64.b64encode(unquote(user).encode()).decode()
    if options.api_key:
        if not (options.api_key.isascii() and options.api_key.isprintable()):
            raise ValueError("the API key holds characters that no API key has")
        signed_in["api_key"] = options.api_key
    if options.ca and parts.scheme == "https":
        try:
            signed_in["ssl_context"] = ssl.create_default_context(cafile=options.ca)
        except OSError as error:
            raise ValueError(f"no certificates can be read from {options.ca}: {error}") from error
    # What goes wrong comes as an exception, and as an answer that says what to do; that the client
    # tried before, its log would tell with a stack trace each.
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    client = Elasticsearch(
        addresses,
        request_timeout=TIMEOUT,
        retry_on_timeout=len(addresses) > 1,
        max_retries=max(3, len(addresses)),
        **signed_in,
    )
    shown = f"{parts.scheme}://{hosts}" if len(addresses) > 1 else addresses[0]
    return Server(client, shown, alias, options)


def _address(url: str, scheme: str, host: str) -> str:
    parts = urlsplit(f"{scheme}://{host}")
    if not parts.hostname:
        raise ValueError(f"{url!r} names no host: write http://host:9200")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme}://{name}:{parts.port or 9200}"
