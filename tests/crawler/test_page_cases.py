"""Saved pages of every platform beside what they hold: a test for each field.

`pages/<platform>/NAME.html` with `NAME.json` beside it is a case, in the form that
`crawler.page_cases` tells; a page of another kind has another suffix (`NAME.xml`, `NAME.txt`). The
pages are ours: true markup, invented text. Without a `portal` in the case the platform has to be
recognised by the page, and it has to be the one that the folder is named for. A case that names one
is read by that portal's file: a shipped one, or that of the home which `congtin portals case` made
it from (CONGTIN_HOME).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from congtin.portals import open_registry
from congtin.settings import load_settings
from crawler.extraction import Extraction, extract
from crawler.page_cases import ITEM_FIELDS, held
from crawler.pages import Page
from crawler.platforms import PLATFORMS, detect
from crawler.portals.registry import PortalRegistry

PAGES = Path(__file__).parent / "pages"


def page_of(expected: Path) -> Path | None:
    """The page that a JSON file is the expectation of, None where it is none."""
    others = (path for path in expected.parent.glob(f"{expected.stem}.*") if path != expected)
    return next(others, None)


CASES = [path for path in sorted(PAGES.glob("*/*.json")) if page_of(path) is not None]


@cache
def case_at(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text())
    return case


@cache
def page_at(path: Path) -> Page:
    case, page = case_at(path), page_of(path)
    assert page is not None
    return Page(
        case["url"],
        page.read_bytes(),
        case.get("content_type"),
        fetched_at=case.get("fetched_at"),
    )


@cache
def registry() -> PortalRegistry:
    return open_registry(load_settings())


@cache
def extraction_at(path: Path) -> Extraction:
    portal = case_at(path).get("portal")
    return extract(page_at(path), registry().find(portal) if portal else None)


def cases(kind: str | None = None) -> list[Any]:
    """The cases, or those of pages of a kind."""
    return [
        pytest.param(path, id=_name(path))
        for path in CASES
        if kind is None or case_at(path)["kind"] == kind
    ]


def fields_of_items() -> list[Any]:
    """Each field of each item expected, also those that its page does not state."""
    return [
        pytest.param(path, field, id=f"{_name(path)}-{field}")
        for path in CASES
        for field in ITEM_FIELDS.get(case_at(path)["kind"], ())
    ]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", cases())
def test_kind(path: Path) -> None:
    extraction = extraction_at(path)
    assert extraction.kind == case_at(path)["kind"], extraction.reason


@pytest.mark.parametrize("path", cases())
def test_platform(path: Path) -> None:
    """What reads the page; one that shows nothing, such as a refusal, may bear no marks."""
    extraction = extraction_at(path)
    if extraction.platform is not None:
        assert extraction.platform == path.parent.name
    platform = PLATFORMS[path.parent.name]
    if "portal" not in case_at(path) and extraction.platform is not None:
        assert detect(page_at(path))[0][0] is platform


@pytest.mark.parametrize(("path", "field"), fields_of_items())
def test_field(path: Path, field: str) -> None:
    item = held(extraction_at(path)).get("item", {})
    assert item.get(field) == case_at(path)["item"].get(field)


@pytest.mark.parametrize("path", cases("listing"))
def test_cards(path: Path) -> None:
    listing = held(extraction_at(path)).get("listing", {})
    assert listing.get("cards") == case_at(path)["listing"]["cards"]


@pytest.mark.parametrize("path", cases("register"))
def test_rows(path: Path) -> None:
    register = held(extraction_at(path)).get("register", {})
    assert register.get("rows") == case_at(path)["register"]["rows"]


@pytest.mark.parametrize("path", [*cases("listing"), *cases("register")])
def test_next(path: Path) -> None:
    kind = case_at(path)["kind"]
    assert held(extraction_at(path)).get(kind, {}).get("next", "") == case_at(path)[kind]["next"]
