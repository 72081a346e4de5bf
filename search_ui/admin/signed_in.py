"""Who is signed in: a random token in a cookie, what it stands for in the catalogue."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, g, request
from sqlalchemy.orm import Session

from archive.catalogue import sessions
from archive.catalogue.audit import Action, Actor, Deed, log
from archive.catalogue.tables import UserRow
from archive.catalogue.users import may
from search_ui import services
from search_ui.admin.permissions import is_allowed
from search_ui.options import options


@dataclass(frozen=True, slots=True)
class User:
    """Who asks."""

    id: int
    name: str
    role: str

    def may(self, least: str) -> bool:
        """Whether they may do what asks for at least this role."""
        return may(self.role, least)  # type: ignore[arg-type]  # templates name roles

    def may_open(self, endpoint: str) -> bool:
        """Whether they may ask an endpoint of administration."""
        return is_allowed(self.role, endpoint)


def find() -> None:
    """Find out who asks, and note that they do."""
    g.token = request.cookies.get(_cookie())
    g.user = None
    if g.token is None:
        return
    now = datetime.now(UTC)
    with services.whole_catalogue().session() as session:
        found = sessions.signed_in(session, g.token, now)
    if found is None:
        return
    row, used = found
    g.user = User(row.id, row.name, row.role)
    if sessions.is_to_be_noted(used, now):
        with services.whole_catalogue().begin() as session:
            sessions.note_use(session, g.token, now)


def user() -> User | None:
    """Who asks, if they are signed in."""
    found: User | None = g.get("user")
    return found


def me() -> User:
    """Who asks, where the permissions let only who is signed in."""
    found = user()
    assert found is not None
    return found


def token() -> str:
    """The token of the request's session; before signing in one that stands for nobody."""
    if g.token is None:
        take(secrets.token_urlsafe(32))
    return str(g.token)


def take(new: str | None) -> None:
    """Have the answer set another token, or forget the one there is."""
    g.token = new
    g.token_is_new = True


def keep(response: Response) -> Response:
    """Set the cookie if there is another token."""
    if g.get("token_is_new"):
        response.set_cookie(
            _cookie(),
            g.token or "",
            max_age=None if g.token else 0,  # as long as the browser is open
            secure=_is_https(),
            httponly=True,
            samesite="Lax",
        )
    return response


def note(session: Session, action: Action, subject: str = "", **details: object) -> None:
    """Write down what who asks does, in the transaction that does it."""
    actor = Actor(me().name, request.remote_addr or "")
    log(session, actor, Deed(action, subject, details), datetime.now(UTC))


def sign_in(session: Session, row: UserRow, address: str, now: datetime) -> None:
    """Begin a session of a user, with a token that nobody knew before."""
    take(sessions.begin_session(session, row.id, address, now))
    g.user = User(row.id, row.name, row.role)


def _is_https() -> bool:
    return options().public_address.startswith("https://")


def _cookie() -> str:
    """`__Host-` (RFC 6265bis): only this host itself can have set it, over TLS."""
    return "__Host-congtin" if _is_https() else "congtin"
