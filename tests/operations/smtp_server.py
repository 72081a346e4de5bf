"""A real SMTP server on loopback that can be told to refuse, and be taken away."""

import asyncio
import socket
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session


class SmtpServer:
    """Keeps what it is sent. `answers` are the replies to the next messages; then it takes all."""

    def __init__(self, context: ssl.SSLContext | None = None, *, with_login: bool = False) -> None:
        self.received: list[Envelope] = []
        self.answers: list[str] = []
        self.refused: dict[str, str] = {}
        self.logins: list[tuple[str, str]] = []
        self._options: dict[str, Any] = {"tls_context": context} if context else {}
        if with_login:
            self._options |= {"authenticator": self._login, "auth_require_tls": False}
        self.port = _free_port()
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, server_hostname="mx", **self._options
        )
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def messages(self) -> list[EmailMessage]:
        """What came, read as a mail program does."""
        return [
            message_from_bytes(bytes(envelope.content or b""), policy=policy.default)  # type: ignore[arg-type]  # typeshed has no overload for this policy here
            for envelope in self.received
        ]

    def _login(
        self, server: object, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password == b"s3cret", handled=False)

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name for it)
        self, server: object, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name for it)
        self, server: object, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.received.append(envelope)
        await asyncio.sleep(0)
        return answer


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
