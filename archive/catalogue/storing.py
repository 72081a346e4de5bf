"""What of an item can be stored, and the digest that tells contents apart."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from archive.items import Article, Attachment, Legislation

Item = TypeVar("Item", Article, Legislation)

#: NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which UTF-8 cannot.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def content_digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of an item's versioned content, as `sha256:` and hex digits."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def storable(item: Item) -> Item:
    """The item, with U+FFFD for the characters that no database takes."""
    changed = {
        field.name: cleaned
        for field in fields(item)
        if field.name != "references"
        and (cleaned := clean(value := getattr(item, field.name))) != value
    }
    return replace(item, **changed) if changed else item


def clean(value: Any) -> Any:
    """The value, as JSON has it, with U+FFFD for the characters that no database takes."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, Attachment):
        return Attachment(clean(value.url), clean(value.name))
    return value
