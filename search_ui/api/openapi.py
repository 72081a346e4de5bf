"""The API described for programs (OpenAPI 3.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, current_app

from search_ui.addresses import public
from search_ui.api.blueprint import as_json, blueprint
from search_ui.api.operations import ALWAYS_FAILS, OPERATIONS, PLACES, Operation, Parameter
from search_ui.api.schemas import components, ref
from search_ui.translating import gettext as _

VERSION = "1"

_PLACE = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Route:
    """An operation where it is: its method, its path with `{places}`, and what these are."""

    operation: Operation
    method: str
    path: str
    places: tuple[str, ...]


def routes() -> Iterator[Route]:
    """The operations in the order of their table, as the running application has them."""
    for operation in OPERATIONS:
        (rule,) = current_app.url_map.iter_rules(operation.endpoint)
        (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        places = tuple(_PLACE.findall(rule.rule))
        yield Route(operation, method, _PLACE.sub(r"{\1}", rule.rule), places)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description, in the reader's language."""
    paths: dict[str, Any] = {}
    for route in routes():
        paths.setdefault(route.path, {})[route.method.lower()] = _described(route)
    return as_json(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Cổng Tin",
                "version": VERSION,
                "description": _("Tin tức, văn bản của các sở, ngành, như đã lưu."),
            },
            "servers": [{"url": public("")}],
            "paths": paths,
            "components": {"schemas": components()},
        }
    )


def _described(route: Route) -> dict[str, Any]:
    operation = route.operation
    described: dict[str, Any] = {
        "operationId": operation.endpoint.removeprefix("api."),
        "summary": str(operation.about),
        "parameters": [
            *map(_place, route.places),
            *(_parameter(name, one) for name, one in operation.parameters.items()),
        ],
        "responses": {
            "200": {
                "description": HTTPStatus.OK.phrase,
                "content": {"application/json": {"schema": operation.answer}},
            },
            **{str(code): _problem(code) for code in sorted(_failures(operation))},
        },
    }
    if operation.body is not None:
        content = {"application/json": {"schema": operation.body}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _place(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": str(PLACES[name]),
        "schema": {"type": "string", "minLength": 1},
    }


def _parameter(name: str, parameter: Parameter) -> dict[str, Any]:
    """A list is a parameter given more than once: any of the values."""
    return {
        "name": name,
        "in": "query",
        "required": parameter.required,
        "description": str(parameter.about),
        "schema": parameter.schema,
    }


def _failures(operation: Operation) -> set[int]:
    """What is not there may be withheld: then it says so (451), and why."""
    return {*operation.fails, *ALWAYS_FAILS, *([451] if 404 in operation.fails else [])}


def _problem(code: int) -> dict[str, Any]:
    return {
        "description": HTTPStatus(code).phrase,
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
