"""What of an article can be stored, and the digest that tells contents apart."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from archive.items import Article, Attachment

#: NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which UTF-8 cannot.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def content_digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of an article's versioned content, as `sha256:` and hex digits."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def storable(article: Article) -> Article:
    """The article, with U+FFFD for the characters that no database takes."""
    changed = {
        field.name: cleaned
        for field in fields(article)
        if field.name != "references"
        and (cleaned := _clean(value := getattr(article, field.name))) != value
    }
    return replace(article, **changed) if changed else article


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, Attachment):
        return Attachment(_clean(value.url), _clean(value.name))
    return value
