"""An Elasticsearch of a test's own, to be killed and paused: TLS by its own authority, a user."""

import os
import signal
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from scripts.elasticsearch_install import VERSIONS, home
from scripts.elasticsearch_nodes import (
    SHORT_LIVED,
    await_answer,
    free_port,
    kill,
    launch,
    remove,
    tell,
)

USER, PASSWORD = "bien-tap", "mật khẩu: 1/2@3"


class OwnServer:
    """One node; it keeps its port and its data when it is started again."""

    def __init__(self, folder: Path) -> None:
        self.ca = folder / "ca.pem"
        self._files = _certificates(self.ca, folder)
        self._port = free_port()
        self.start()

    @property
    def host(self) -> str:
        """Where it answers."""
        return f"127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """Its address, with user and password."""
        return f"https://{USER}:{quote(PASSWORD, safe='')}@{self.host}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = {
            "discovery.type": "single-node",
            "xpack.security.enabled": "true",
            "xpack.security.http.ssl.enabled": "true",
            "xpack.security.http.ssl.certificate": "server.pem",
            "xpack.security.http.ssl.key": "server.key",
            # Easily too busy.
            "thread_pool.write.size": 1,
            "thread_pool.write.queue_size": 1,
        }
        self._node = launch(
            home(),
            VERSIONS[0],
            f"test-{os.getpid()}",
            settings,
            port=self._port,
            java_options=SHORT_LIVED,
            users={USER: PASSWORD},
            files=self._files,
        )
        await_answer(self._node)

    def kill(self) -> None:
        """End it as `kill -9` does."""
        kill(self._node)

    def pause(self) -> None:
        """Let it hang: connections are taken, nothing is answered."""
        tell(self._node, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        tell(self._node, signal.SIGCONT)

    def remove(self) -> None:
        """End it and remove what it kept."""
        remove(self._node)


def _certificates(ca: Path, folder: Path) -> list[Path]:
    """An authority's certificate at `ca`; the server's that it signed, and its key."""
    authority, server = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca.write_bytes(_signed("CA", authority, authority))
    pem, key = folder / "server.pem", folder / "server.key"
    pem.write_bytes(_signed("127.0.0.1", server, authority))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key.write_bytes(server.private_bytes(serialization.Encoding.PEM, *form))
    return [pem, key]


def _signed(
    name: str, key: ec.EllipticCurvePrivateKey, authority: ec.EllipticCurvePrivateKey
) -> bytes:
    def named(common: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])

    now, is_ca = datetime.now(UTC), key is authority
    built = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named("CA"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
    )
    if is_ca:
        use = x509.KeyUsage(*(name in ("sign", "crl") for name in _USES))
        built = built.add_extension(use, critical=True)
    else:
        host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        built = built.add_extension(host, critical=False)
    return built.sign(authority, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


#: What a key may be used for, as `x509.KeyUsage` lists it: certificates and lists are signed.
_USES = (
    "digital",
    "commitment",
    "keys",
    "data",
    "agreement",
    "sign",
    "crl",
    "encipher",
    "decipher",
)
