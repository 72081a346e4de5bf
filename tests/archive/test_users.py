"""Users, their sessions, their attempts to sign in, and the log of what they did.

1. Users: names, passwords, the last admin.
2. Sessions: what ends them.
3. Attempts: how many.
4. The audit log.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue, passwords, sessions, users
from archive.catalogue.audit import Actor, Deed, list_deeds, log
from archive.catalogue.sign_in_attempts import (
    OF_AN_ACCOUNT,
    OF_AN_ADDRESS,
    WINDOW,
    begin_attempt,
    forget_attempts,
)
from archive.catalogue.tables import SessionRow, UserRow

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PASSWORD = "một mật khẩu đủ dài"


# 1. Users


def test_a_user_is_known_by_a_password_of_which_only_a_digest_is_kept(
    catalogue: Catalogue,
) -> None:
    with catalogue.begin() as session:
        users.add_user(session, "Lan", "admin", PASSWORD, NOW)
    with catalogue.session() as session:
        user = users.find_user(session, "LAN")
    assert user.name == "lan"
    assert user.password.startswith("$argon2id$")
    assert passwords.is_right(PASSWORD, user.password)
    # the same characters as another keyboard composes them
    decomposed = "mo\u0323\u0302t ma\u0323\u0302t kha\u0302\u0309u \u0111u\u0309 da\u0300i"
    assert decomposed != PASSWORD
    assert passwords.is_right(decomposed, user.password)
    assert not passwords.is_right(PASSWORD + "!", user.password)
    assert not passwords.is_right("nobody has this password", None)


# What may not be: name, password, what is said.
REFUSED = [
    # a name of other characters
    ("lan anh", PASSWORD, "is no user's name"),
    ("", PASSWORD, "is no user's name"),
    ("-rm", PASSWORD, "is no user's name"),
    # a password that is guessed
    ("lan", "12345678901", "12 to 1024 characters"),
    ("lan", "x" * 1025, "12 to 1024 characters"),
    ("lan", "a" * 12, "the same characters again and again"),
    ("lan", "Mật1 mật1 mật1", "the same characters again and again"),
    ("lan", "123456789012", "sequences such as"),
    ("lan", "1234abcd5678", "sequences such as"),
    ("lan", "Qwertyuiop098", "sequences such as"),
    ("lan", "zyxwvutsrqpo", "sequences such as"),
    ("lan", "111222333444", "sequences such as"),
    ("nguyen.thi.lan", "nguyen.thi.lan1", "user's or the service's name"),
    ("lan", "Congtin@2026", "user's or the service's name"),
    # somebody else's name
    ("taken", PASSWORD, "already"),
]


@pytest.mark.parametrize(
    "password", [PASSWORD, "ngày 28 tháng 4 năm 2023", "0905 123 456 Kon Tum", "Tv7#pQ2!mZx9"]
)
def test_what_is_guessed_late_may_be(password: str) -> None:
    passwords.check_choice(password, "lan")


@pytest.mark.parametrize(("name", "password", "said"), REFUSED)
def test_what_may_not_be_is_refused(
    sqlite_catalogue: Catalogue, name: str, password: str, said: str
) -> None:
    with sqlite_catalogue.begin() as session:
        session.add(UserRow(name="taken", role="viewer", password="", created_at=""))
        with pytest.raises(ValueError, match=said):
            users.add_user(session, name, "viewer", password, NOW)


# What would leave nobody to administer.
LOSSES: list[Callable[[Session, UserRow], None]] = [
    users.remove_user,
    lambda session, user: users.lock(session, user, NOW),
    lambda session, user: users.set_role(session, user, "operator"),
]


@pytest.mark.parametrize("lose", LOSSES, ids=["removed", "locked", "made operator"])
def test_the_last_admin_stays(
    sqlite_catalogue: Catalogue, lose: Callable[[Session, UserRow], None]
) -> None:
    with sqlite_catalogue.begin() as session:
        for name, role, locked in (
            ("a", "admin", None),
            ("b", "admin", "2026"),
            ("c", "viewer", None),
        ):
            session.add(UserRow(name=name, role=role, password="", created_at="", locked_at=locked))
        with pytest.raises(users.LastAdminError, match="a is the only admin"):
            lose(session, users.find_user(session, "a"))
        users.unlock(users.find_user(session, "b"))
        session.flush()
        lose(session, users.find_user(session, "a"))


def test_who_may_do_what_goes_up_by_roles() -> None:
    assert [[users.may(role, least) for least in users.ROLES] for role in users.ROLES] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


# 2. Sessions


@pytest.fixture
def user(sqlite_catalogue: Catalogue) -> UserRow:
    with sqlite_catalogue.begin() as session:
        row = UserRow(name="lan", role="admin", password="", created_at="")
        session.add(row)
    return row


def begin(catalogue: Catalogue, user: UserRow, now: datetime = NOW) -> str:
    with catalogue.begin() as session:
        return sessions.begin_session(session, user.id, "192.0.2.1", now)


def who(catalogue: Catalogue, token: str, now: datetime) -> str | None:
    with catalogue.session() as session:
        found = sessions.signed_in(session, token, now)
    return found[0].name if found else None


def test_a_session_ends_when_it_is_not_used(sqlite_catalogue: Catalogue, user: UserRow) -> None:
    token = begin(sqlite_catalogue, user)
    assert who(sqlite_catalogue, token, NOW + sessions.IDLE) == "lan"
    assert who(sqlite_catalogue, token, NOW + sessions.IDLE + timedelta(seconds=1)) is None
    assert who(sqlite_catalogue, "x" + token[1:], NOW) is None


def test_a_session_ends_however_much_it_is_used(sqlite_catalogue: Catalogue, user: UserRow) -> None:
    token = begin(sqlite_catalogue, user)
    for hour in range(1, 12):
        with sqlite_catalogue.begin() as session:
            sessions.note_use(session, token, NOW + timedelta(hours=hour))
    assert who(sqlite_catalogue, token, NOW + sessions.LIFETIME) == "lan"
    assert who(sqlite_catalogue, token, NOW + sessions.LIFETIME + timedelta(seconds=1)) is None
    # and is forgotten when somebody signs in
    begin(sqlite_catalogue, user, NOW + timedelta(days=1))
    with sqlite_catalogue.session() as session:
        assert session.query(SessionRow).count() == 1


# What signs a user out wherever they are.
ENDINGS: list[Callable[[Session, UserRow], None]] = [
    lambda session, user: users.lock(session, user, NOW),
    lambda session, user: users.set_password(session, user, "another long password"),
    users.remove_user,
]


@pytest.mark.parametrize("end", ENDINGS, ids=["locked", "password set", "removed"])
def test_who_is_kept_out_is_signed_out_everywhere(
    sqlite_catalogue: Catalogue, user: UserRow, end: Callable[[Session, UserRow], None]
) -> None:
    token, other = begin(sqlite_catalogue, user), begin(sqlite_catalogue, user)
    with sqlite_catalogue.begin() as session:
        session.add(UserRow(name="other", role="admin", password="", created_at=""))
        end(session, users.find_user(session, "lan"))
    assert who(sqlite_catalogue, token, NOW) is None
    assert who(sqlite_catalogue, other, NOW) is None


def test_the_token_itself_is_kept_nowhere(sqlite_catalogue: Catalogue, user: UserRow) -> None:
    token = begin(sqlite_catalogue, user)
    with sqlite_catalogue.session() as session:
        (row,) = session.query(SessionRow)
    assert token not in str(vars(row))


# 3. Attempts


def attempts(
    catalogue: Catalogue, number: int, name: str, address: str, now: datetime = NOW
) -> int:
    """How many of so many attempts may be made."""
    made = 0
    for count in range(number):
        with catalogue.begin() as session:
            made += begin_attempt(session, name.format(count), address.format(count), now)
    return made


def test_an_account_is_tried_only_so_often_from_wherever(catalogue: Catalogue) -> None:
    assert attempts(catalogue, OF_AN_ACCOUNT + 5, "lan", "192.0.2.{}") == OF_AN_ACCOUNT
    assert attempts(catalogue, 1, " LAN", "198.51.100.1") == 0
    assert attempts(catalogue, 1, "other", "198.51.100.1") == 1
    later = NOW + WINDOW + timedelta(seconds=1)
    assert attempts(catalogue, 1, "lan", "192.0.2.1", later) == 1


def test_an_address_tries_only_so_many_accounts(sqlite_catalogue: Catalogue) -> None:
    tried = attempts(sqlite_catalogue, OF_AN_ADDRESS + 5, "user{}", "192.0.2.1")
    assert tried == OF_AN_ADDRESS


def test_who_signed_in_is_counted_anew(sqlite_catalogue: Catalogue) -> None:
    attempts(sqlite_catalogue, OF_AN_ACCOUNT, "lan", "192.0.2.1")
    with sqlite_catalogue.begin() as session:
        forget_attempts(session, "lan")
    assert attempts(sqlite_catalogue, 1, "lan", "192.0.2.1") == 1


# 4. The audit log


def test_what_was_done_is_listed_the_newest_first(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        log(session, Actor("lan", "192.0.2.1"), Deed("crawl_asked", "stp"), NOW)
        details = {"timetable": "hằng ngày 2:00"}
        log(session, Actor("root"), Deed("schedule_set", "syt", details), NOW)
    with catalogue.session() as session:
        newest, first = list_deeds(session, 10)
        assert [row.id for row in list_deeds(session, 10, before=newest.id)] == [first.id]
        assert [row.id for row in list_deeds(session, 10, subject="syt")] == [newest.id]
    assert (newest.user, newest.action, newest.details) == ("root", "schedule_set", details)
    assert (first.user, first.address, first.at) == ("lan", "192.0.2.1", "2026-11-23T03:00:00Z")
