"""The API is what its description says: every route, whatever it is asked, and what it answers."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema_rs import Draft202012Validator
from lxml.html import fromstring
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search_ui.api.operations import OPERATIONS
from tests.search_ui.library import Library
from tests.search_ui.registers import Registers

pytestmark = pytest.mark.slow

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

#: Cases of each kind for each operation.
EXAMPLES = 15

#: What is as described, of all; and what is not, of those that have more than a place in them,
#: where any text may stand.
ASKED = [
    (one.endpoint.removeprefix("api."), mode)
    for one in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or one.parameters or one.body
]


@pytest.fixture(scope="module")
def description(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").get_json()
    return found


@pytest.fixture(scope="module")
def schema(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize(("name", "mode"), ASKED)
def test_whatever_is_asked_is_answered_as_described(
    schema: Any, name: str, mode: GenerationMode
) -> None:
    operation = schema.find_operation_by_id(name)

    # The same cases each time: what is new is found when the API changes, not on another day.
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


def test_every_route_is_described(app: Flask, description: dict[str, Any]) -> None:
    described = {one.endpoint for one in OPERATIONS}
    assert described == {
        rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")
    }
    told = [op["operationId"] for path in description["paths"].values() for op in path.values()]
    assert sorted(told) == sorted(name.removeprefix("api.") for name in described)


# A parameter that is described is accepted; the one that no operation has is not.
@pytest.mark.parametrize("endpoint", ["articles", "documents", "changes", "suggest"])
def test_described_parameters_are_those_accepted(
    client: FlaskClient, description: dict[str, Any], endpoint: str
) -> None:
    parameters = description["paths"][f"/api/v1/{endpoint}"]["get"]["parameters"]
    refused = client.get(f"/api/v1/{endpoint}?nothing=1").get_json()
    assert refused["parameter"] == "nothing"
    for parameter in parameters:
        assert f" {parameter['name']}" in refused["detail"].replace(",", "")


# What the library and a register really answer, of each operation that takes a place.
def addresses(library: Library, registers: Registers) -> list[tuple[str, str]]:
    board = f"/api/v1/articles/{library.notice_board}"
    return [
        ("articles", "/api/v1/articles?q=bảng+tin+điện+tử"),
        ("articles", "/api/v1/articles?q=bang+tinn"),
        ("status", "/api/v1/status"),
        ("article", board),
        ("article", f"/api/v1/articles/{library.hostile}"),
        ("versions", f"{board}/versions"),
        ("snapshots", f"{board}/snapshots"),
        ("similar", f"{board}/similar"),
        ("documents", "/api/v1/documents?q=4204/KH-UBND"),
        ("documents", "/api/v1/documents?q=4205/KH-UBND"),
        ("documents", "/api/v1/documents?q=bảng+tin"),
        ("suggest", "/api/v1/suggest?q=hội"),
        ("suggest", "/api/v1/suggest?q=42"),
        ("portals", "/api/v1/portals"),
        ("changes", "/api/v1/changes"),
        ("status", "/api/v1/status"),
        ("openapi", "/api/v1/openapi.json"),
    ]


def test_real_answers_are_as_described(
    app: Flask,
    registers_app: Flask,
    library: Library,
    registers: Registers,
    description: dict[str, Any],
) -> None:
    client, other = app.test_client(), registers_app.test_client()
    asked = [(name, address, client) for name, address in addresses(library, registers)]
    key = client.get("/api/v1/documents?q=4204/KH-UBND").get_json()["candidates"][0]["key"]
    asked.append(("document", f"/api/v1/documents/{key}", client))
    found = other.get("/api/v1/articles?type=Legislation&size=100").get_json()["hits"]
    assert found
    for hit in found:
        entry = f"/api/v1/legislation/{hit['id']}"
        asked += [
            ("entry", entry, other),
            ("entry_versions", f"{entry}/versions", other),
            ("entry_captures", f"{entry}/snapshots", other),
            ("entry_similar", f"{entry}/similar", other),
        ]
    for one in other.get("/api/v1/documents?q=1").get_json().get("candidates", []):
        asked.append(("document", f"/api/v1/documents/{one['key']}", other))
    for name, address, of in asked:
        answer = of.get(address)
        assert answer.status_code == 200, address
        validate(description, name, answer.get_json())
    listed = client.post("/api/v1/documents/lookup", json=["4204/KH-UBND", "9/X", "gì", ""])
    validate(description, "lookup", listed.get_json())
    assert {name for name, _, _ in asked} | {"lookup"} == {
        one.endpoint.removeprefix("api.") for one in OPERATIONS
    }


def validate(description: dict[str, Any], name: str, answer: object) -> None:
    (operation,) = (
        one
        for path in description["paths"].values()
        for one in path.values()
        if one["operationId"] == name
    )
    answers = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**answers, "components": description["components"]}
    Draft202012Validator(whole).validate(answer)


def test_description_is_in_english_too(client: FlaskClient) -> None:
    told = client.get("/api/v1/openapi.json?lang=en").get_json()
    assert told["paths"]["/api/v1/portals"]["get"]["summary"].startswith("The portals")


def test_people_are_told_of_every_route(client: FlaskClient, description: dict[str, Any]) -> None:
    page = fromstring(client.get("/api/").text)
    told = ["".join(map(str, heading.itertext())) for heading in page.cssselect(".api-guide h2")]
    for path in description["paths"]:
        assert any(path in heading for heading in told)
    ids = [element.get("id") for element in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.cssselect(".api-guide a"):
        address = str(link.get("href"))
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert client.get(address).status_code == 200
    assert client.get("/api").headers["Location"] == "/api/"
