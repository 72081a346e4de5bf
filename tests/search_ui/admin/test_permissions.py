"""Every route of administration, asked by nobody and by each role: none is forgotten."""

from typing import Any

import pytest
from werkzeug.routing import Rule

from archive.catalogue.users import ROLES
from search_ui.admin.permissions import LEAST, OPEN
from tests.search_ui.admin.world import World, send, token_of

#: What stands in routes, so that there is something at each address.
VALUES: dict[str, Any] = {"name": "stp", "number": 1, "action": "lock"}

#: Routes outside administration that take something that is sent to them.
PUBLIC_POSTS = {"follow.subscribe", "follow.change", "api.lookup", "documents.document_list"}


def admin_routes(world: World) -> list[Rule]:
    rules = [rule for rule in world.app.url_map.iter_rules() if rule.rule.startswith("/admin")]
    assert len(rules) > 20
    return rules


def address_of(world: World, rule: Rule) -> str:
    with world.app.test_request_context():
        return world.app.url_for(rule.endpoint, **{n: VALUES[n] for n in rule.arguments})


def test_every_route_has_a_rule_and_every_rule_a_route(shown_world: World) -> None:
    endpoints = {rule.endpoint for rule in admin_routes(shown_world)}
    assert endpoints == {f"admin.{name}" for name in (*LEAST, *OPEN)}
    assert not OPEN & LEAST.keys()


def test_nobody_gets_in(shown_world: World) -> None:
    for rule in admin_routes(shown_world):
        for method in (rule.methods or set()) - {"OPTIONS"}:
            answer = shown_world.browser().open(address_of(shown_world, rule), method=method)
            if rule.endpoint.removeprefix("admin.") in OPEN:
                assert answer.status_code == (403 if method == "POST" else 200), rule
            else:
                assert answer.status_code == 303, (rule, method)
                assert answer.headers["Location"].startswith("/admin/login"), rule


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_as_far_as_it_may_and_no_further(shown_world: World, role: str) -> None:
    client = shown_world.browser(role)
    for rule in admin_routes(shown_world):
        name = rule.endpoint.removeprefix("admin.")
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            if name in OPEN:
                continue
            answer = client.open(address_of(shown_world, rule), method=method)
            allowed = ROLES.index(LEAST[name]) <= ROLES.index(role)
            text = answer.get_data(as_text=True)
            refused = "Tài khoản của bạn không được làm việc này" in text
            assert refused != allowed, (rule, method, answer.status_code)
            if method == "POST":  # without the form's token, whoever it is
                assert answer.status_code == 403, rule
                assert allowed == ("Biểu mẫu đã cũ" in text), rule
            else:
                assert (answer.status_code == 403) != allowed, (rule, answer.status_code)


def test_outside_administration_nothing_can_be_changed_but_what_readers_follow(
    shown_world: World,
) -> None:
    posts = {
        rule.endpoint
        for rule in shown_world.app.url_map.iter_rules()
        if not rule.rule.startswith("/admin")
        and (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }
    assert posts <= PUBLIC_POSTS, posts - PUBLIC_POSTS


def test_a_form_of_another_site_is_refused_even_with_the_token(world: World) -> None:
    client = world.browser("admin")
    token = token_of(client.get("/admin/account"))
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = client.post("/admin/storage/rebuild", data={"form_token": token}, headers=headers)
        assert answer.status_code == 403
    assert send(client, "/admin/storage/rebuild").status_code == 303


def test_a_token_of_another_session_is_refused(world: World) -> None:
    mine, theirs = world.browser("admin"), world.browser("operator")
    stolen = token_of(theirs.get("/admin/account"))
    answer = mine.post("/admin/storage/rebuild", data={"form_token": stolen})
    assert answer.status_code == 403
