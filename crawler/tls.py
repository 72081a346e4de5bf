"""TLS as old servers speak it, for the hosts of portals whose file says so, and for no others."""

from collections.abc import Collection
from typing import Any

from OpenSSL import SSL
from scrapy.crawler import Crawler
from twisted.internet.abstract import isIPAddress
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]  # it has no stubs

from crawler.downloading import BoundedDownloadHandler

#: OpenSSL's security level 0 allows what later versions refuse: RC4, 3DES, SHA-1 signatures, short
#: keys (openssl-ciphers(1), SSL_CTX_set_security_level(3)). Needed for TLS 1.0 and 1.1 at all.
_OLD_CIPHERS = b"ALL:@SECLEVEL=0"
#: SSL_OP_LEGACY_SERVER_CONNECT: servers without secure renegotiation (RFC 5746).
_LEGACY_SERVER_CONNECT = 0x4


@implementer(IOpenSSLClientConnectionCreator)
class _LenientConnections:
    """Makes connections that accept any version, cipher and certificate."""

    def __init__(self, hostname: bytes) -> None:
        self._hostname = hostname

    def clientConnectionForTLS(self, tls_protocol: Any) -> SSL.Connection:  # noqa: N802 (Twisted's)
        context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        context.set_min_proto_version(SSL.TLS1_VERSION)
        context.set_cipher_list(_OLD_CIPHERS)
        context.set_options(_LEGACY_SERVER_CONNECT)
        context.set_verify(SSL.VERIFY_NONE)
        connection = SSL.Connection(context, None)
        connection.set_app_data(tls_protocol)
        if not isIPAddress(self._hostname.decode()):  # RFC 6066, section 3: names only
            connection.set_tlsext_host_name(self._hostname)
        return connection


@implementer(IPolicyForHTTPS)
class LenientPolicy:
    """Lenient with some hosts; with all others as `strict` is."""

    def __init__(self, strict: Any, hosts: Collection[str]) -> None:
        self._strict = strict
        self._hosts = frozenset(host.removeprefix("www.").encode() for host in hosts)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 (Twisted's)
        """What makes the connections to a host."""
        if hostname.removeprefix(b"www.") in self._hosts:
            return _LenientConnections(hostname)
        return self._strict.creatorForNetloc(hostname, port)


class LenientDownloadHandler(BoundedDownloadHandler):
    """Handles https, lenient with the hosts that `CONGTIN_LENIENT_HOSTS` names."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        hosts = crawler.settings.getlist("CONGTIN_LENIENT_HOSTS")
        self._contextFactory: Any = LenientPolicy(self._contextFactory, hosts)
