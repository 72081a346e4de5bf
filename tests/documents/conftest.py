"""A small catalogue and a quick way to publish articles in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.items import Article
from archive.urls import article_id
from documents.resolving import resolve_changes

Publish = Callable[..., str]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    catalogue.migrate()
    return catalogue


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
