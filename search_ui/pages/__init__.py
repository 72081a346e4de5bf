"""The pages, one blueprint for each kind."""

from flask import Blueprint

from search_ui.pages import (
    about,
    addressing,
    articles,
    changes,
    document_list,
    documents,
    front,
    legislation,
    portals,
    search,
    snapshots,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
    search.blueprint,
    articles.blueprint,
    legislation.blueprint,
    snapshots.blueprint,
    changes.blueprint,
    documents.blueprint,
    portals.blueprint,
    about.blueprint,
    addressing.blueprint,
)

#: The list of documents shares the blueprint of the documents.
__all__ = ["BLUEPRINTS", "document_list"]
