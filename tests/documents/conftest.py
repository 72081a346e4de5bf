"""A small catalogue and a quick way to publish articles in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.legislation import record_legislation
from archive.items import Article, Legislation
from archive.urls import article_id
from documents.resolving import resolve_changes
from tests.fixtures.catalogues import copy_of

Publish = Callable[..., str]
Register = Callable[..., str]


@pytest.fixture
def catalogue(tmp_path: Path, sqlite_template: Path) -> Iterator[Catalogue]:
    with copy_of(sqlite_template, tmp_path) as catalogue:
        yield catalogue


@pytest.fixture
def publish(catalogue: Catalogue) -> Publish:
    """Record an article of a provincial portal and resolve what it mentions; returns its id."""

    def publish(
        *body: str, day: str, number: int = 1, province: str = "kon-tum", headline: str = "Tin"
    ) -> str:
        url = f"https://portal.example/{province}/{number}"
        article = Article(
            url=url,
            headline=headline,
            body=list(body),
            date_published=day,
            province=province,
            portal=province,
        )
        with catalogue.begin() as session:
            record_article(session, article, "2026-01-01T00:00:00Z", None)
        resolve_changes(catalogue)
        return article_id(url)

    return publish


@pytest.fixture
def register(catalogue: Catalogue) -> Register:
    """Record an entry of a provincial portal's register and resolve it; returns its id."""

    def register(number: int = 1, province: str | None = "kon-tum", **fields: Any) -> str:
        url = f"https://portal.example/{province}/van-ban/{number}"
        entry = Legislation(url=url, portal=province, province=province)
        entry = replace(entry, **fields)
        with catalogue.begin() as session:
            record_legislation(session, entry, "2026-01-01T00:00:00Z", None)
        resolve_changes(catalogue)
        return article_id(url)

    return register
