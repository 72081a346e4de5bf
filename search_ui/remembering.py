"""Addresses of our own pages, built once: a page has hundreds, most of which it shares with others.

An address depends on nothing but its endpoint and its values: the UI has no other root than `/`.
"""

from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context

#: So many addresses are kept, of about two hundred bytes each.
MOST_ADDRESSES = 20_000


class RememberingFlask(Flask):
    """Flask that remembers the addresses it has built, for pages that it answers with."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._address = lru_cache(MOST_ADDRESSES)(self._build)

    def url_for(
        self,
        /,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
    ) -> str:
        """The address of a page, as Flask builds it."""
        # An endpoint that begins with a point depends on the page that is being shown.
        if endpoint[0] == "." or _method or _scheme or _external or not has_request_context():
            return super().url_for(
                endpoint,
                _anchor=_anchor,
                _method=_method,
                _scheme=_scheme,
                _external=_external,
                **values,
            )
        return self._address(endpoint, _anchor, tuple(values.items()))

    def _build(self, endpoint: str, anchor: str | None, values: tuple[tuple[str, Any], ...]) -> str:
        return super().url_for(endpoint, _anchor=anchor, **dict(values))
