"""Signing in and out: cookies, forms, attempts, and what ends a session.

1. Signing in.
2. What is said of what is wrong.
3. The cookie.
4. Signing out, and other ends.
5. One's own password.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from werkzeug.test import TestResponse

from archive.catalogue import Catalogue, sessions
from archive.catalogue.audit import list_deeds
from archive.catalogue.sign_in_attempts import OF_AN_ACCOUNT, begin_attempt
from archive.catalogue.users import find_user, lock, set_role
from search_ui import Options
from tests.search_ui.admin.world import PASSWORD, World, build, send, sign_in, token_of

pytestmark = pytest.mark.slow


def deeds(world: World) -> list[tuple[str, str]]:
    with world.catalogue.session() as session:
        return [(row.user, row.action) for row in list_deeds(session, 100)]


def cookies(answer: TestResponse) -> str:
    return "; ".join(answer.headers.getlist("Set-Cookie"))


# 1. Signing in


def test_who_asked_for_a_page_comes_back_to_it(world: World) -> None:
    client = world.browser()
    sent = client.get("/admin/portals/stp?x=1")
    assert sent.headers["Location"] == "/admin/login?next=/admin/portals/stp?x%3D1"
    answer = sign_in(client, " Viewer ", next="/admin/portals/stp?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/admin/portals/stp?x=1")
    assert "Cổng thông tin Sở Tư pháp" in client.get("/admin/portals/stp").get_data(as_text=True)
    assert deeds(world) == [("viewer", "signed_in")]


# Where one is not sent after signing in.
ELSEWHERE = ["https://evil.example/", "//evil.example/admin/", "/admin/\\evil", "/search", "/admin"]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_sent_elsewhere(world: World, wanted: str) -> None:
    assert sign_in(world.browser(), "viewer", next=wanted).headers["Location"] == "/admin/"


def test_no_page_of_administration_is_kept_or_found(shown_world: World) -> None:
    for client, address in (
        (shown_world.browser(), "/admin/login"),
        (shown_world.browser("admin"), "/admin/"),
    ):
        headers = client.get(address).headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")


# 2. What is said of what is wrong


def test_nothing_tells_what_was_wrong(world: World) -> None:
    with world.catalogue.begin() as session:
        lock(session, find_user(session, "operator"), datetime.now(UTC))
    tried = (("viewer", "wrong"), ("nobody", PASSWORD), ("operator", PASSWORD), ("", ""))
    answers = [sign_in(world.browser(), name, password) for name, password in tried]
    assert {answer.status_code for answer in answers} == {401}
    assert all("Tên hoặc mật khẩu không đúng" in a.get_data(as_text=True) for a in answers)
    # a name that nobody has may be a password typed in the wrong field
    assert deeds(world) == [("operator", "sign_in_failed"), ("viewer", "sign_in_failed")]


def test_whoever_guesses_has_to_wait_even_with_the_right_password(world: World) -> None:
    for name in ("viewer", "nobody"):
        assert sign_in(world.browser(), name, "x").status_code == 401
        with world.catalogue.begin() as session:
            for _ in range(OF_AN_ACCOUNT - 1):
                assert begin_attempt(session, name, "192.0.2.1", datetime.now(UTC))
        answers = [sign_in(world.browser(), name, PASSWORD) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {429}
        answer = answers[-1]
        assert answer.headers["Retry-After"] == "900"
        assert "15 phút" in answer.get_data(as_text=True)
    # the log has it once, of a name that somebody has
    assert deeds(world) == [("viewer", "sign_in_failed"), ("viewer", "sign_in_failed")]
    # others may
    assert sign_in(world.browser(), "admin").status_code == 303


def test_the_form_needs_its_token_and_comes_from_us(world: World) -> None:
    client = world.browser()
    form = {"name": "viewer", "password": PASSWORD}
    assert client.post("/admin/login", data=form).status_code == 403
    form["form_token"] = token_of(client.get("/admin/login"))
    other = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/admin/login", data=form, headers=other).status_code == 403
    assert client.post("/admin/login", data=form).status_code == 303


# 3. The cookie


def test_the_cookie_is_another_after_signing_in_and_no_script_reads_it(world: World) -> None:
    client = world.browser()
    client.get("/admin/login")
    before = client.get_cookie("congtin")
    answer = sign_in(client, "viewer")
    after = client.get_cookie("congtin")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookies(answer).split("; "))
    assert not {"Secure", "Max-Age", "Expires"} & set(
        cookies(answer).replace("=", "; ").split("; ")
    )


def test_under_https_the_cookie_is_of_this_host_alone(sqlite_catalogue: Catalogue) -> None:
    world = build(sqlite_catalogue, Options(public_address="https://tin.example.vn"))
    client = world.app.test_client()
    base = "https://tin.example.vn"
    form = {"name": "viewer", "password": PASSWORD}
    form["form_token"] = token_of(client.get("/admin/login", base_url=base))
    answer = client.post("/admin/login", data=form, base_url=base)
    assert answer.status_code == 303
    assert cookies(answer).startswith("__Host-congtin=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookies(answer).split("; "))
    assert "Domain" not in cookies(answer)


def test_a_token_that_somebody_planted_is_not_signed_in_by(world: World) -> None:
    victim = world.browser()
    victim.set_cookie("congtin", "planted")
    sign_in(victim, "viewer")
    thief = world.browser()
    thief.set_cookie("congtin", "planted")
    assert thief.get("/admin/").status_code == 303


# 4. Signing out, and other ends


def test_signing_out_ends_the_session_itself(world: World) -> None:
    client = world.browser("viewer")
    cookie = client.get_cookie("congtin")
    assert cookie is not None
    assert send(client, "/admin/logout").headers["Location"] == "/admin/login"
    assert client.get_cookie("congtin") is None
    client.set_cookie("congtin", cookie.value)
    assert client.get("/admin/").status_code == 303
    assert deeds(world)[0] == ("viewer", "signed_out")


def test_a_session_lasts_as_long_as_it_is_used_and_no_longer(world: World) -> None:
    begun = datetime.now(UTC)
    with time_machine.travel(begun, tick=False) as clock:
        client, idle = world.browser("viewer"), world.browser("viewer")
        for _ in range(5):
            clock.shift(sessions.IDLE)
            assert client.get("/admin/").status_code == 200
        assert idle.get("/admin/").status_code == 303
        clock.move_to(begun + sessions.LIFETIME + timedelta(seconds=1))
        assert client.get("/admin/").status_code == 303


def test_what_an_admin_decides_holds_at_once(world: World) -> None:
    client = world.browser("operator")
    with world.catalogue.begin() as session:
        set_role(session, find_user(session, "operator"), "viewer")
    assert send(client, "/admin/portals/stp/start").status_code == 403
    with world.catalogue.begin() as session:
        lock(session, find_user(session, "operator"), datetime.now(UTC))
    assert client.get("/admin/").status_code == 303


# 5. One's own password

NEW = "another long password"

# What is given as the old, the new, and the new again; what is said.
REFUSED = [
    ("wrong", NEW, NEW, "Mật khẩu hiện nay không đúng"),
    (PASSWORD, NEW, NEW + "!", "không giống nhau"),
    (PASSWORD, "short", "short", "ít nhất 12 ký tự"),
]


@pytest.mark.parametrize(("old", "new", "again", "said"), REFUSED)
def test_a_password_that_is_not_right_is_not_taken(
    world: World, old: str, new: str, again: str, said: str
) -> None:
    client = world.browser("viewer")
    form = {"password": old, "new": new, "again": again}
    answer = send(client, "/admin/account", form)
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)
    assert sign_in(world.browser(), "viewer").status_code == 303


def test_a_changed_password_ends_all_other_sessions(world: World) -> None:
    client, other = world.browser("viewer"), world.browser("viewer")
    form = {"password": PASSWORD, "new": NEW, "again": NEW}
    assert send(client, "/admin/account", form).status_code == 303
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 303
    assert sign_in(world.browser(), "viewer").status_code == 401
    assert sign_in(world.browser(), "viewer", NEW).status_code == 303
