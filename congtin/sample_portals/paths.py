"""Where each platform keeps an article, a listing and an article's files."""

from collections.abc import Callable

from congtin.sample_portals import generic, kontum, liferay
from congtin.sample_portals.articles import SampleArticle
from congtin.sample_portals.departments import Department, Section

_ARTICLE_PATHS: dict[str, Callable[[SampleArticle], str]] = {
    "kontum": kontum.article_path,
    "liferay62": liferay.article_path,
    "generic": generic.article_path,
}
_LISTING_PATHS: dict[str, Callable[[Section], str]] = {
    "kontum": kontum.listing_path,
    "liferay62": liferay.listing_path,
    "generic": generic.listing_path,
}


def article_path(department: Department, article: SampleArticle) -> str:
    """The canonical path of an article's page."""
    return _ARTICLE_PATHS[department.platform](article)


def listing_path(department: Department, section: Section) -> str:
    """The path of the first page of a section's listing."""
    return _LISTING_PATHS[department.platform](section)


def attachment_path(article: SampleArticle, name: str) -> str:
    """The path of a file that an article comes with."""
    return f"/documents/{article.id}/{name}"
