"""The blueprint that the API's modules put their routes on, and the JSON they answer with."""

import json
from typing import Any

from flask import Blueprint, Response

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


def as_json(body: dict[str, Any], status: int = 200) -> Response:
    """`body` as JSON in UTF-8, Vietnamese readable, keys in the order given."""
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return Response(text, status=status, content_type="application/json")
