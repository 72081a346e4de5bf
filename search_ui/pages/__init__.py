"""The pages, one blueprint for each kind."""

from flask import Blueprint

from search_ui.pages import (
    about,
    addressing,
    api_guide,
    articles,
    changes,
    document_browsing,
    document_list,
    documents,
    exports,
    facet_values,
    follow,
    front,
    legislation,
    opensearch,
    portals,
    search,
    sitemap,
    snapshots,
    status,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
    search.blueprint,
    follow.blueprint,
    exports.blueprint,
    articles.blueprint,
    legislation.blueprint,
    snapshots.blueprint,
    changes.blueprint,
    documents.blueprint,
    portals.blueprint,
    status.blueprint,
    about.blueprint,
    opensearch.blueprint,
    sitemap.blueprint,
    api_guide.blueprint,
    addressing.blueprint,
)

#: These share the blueprints of the documents and of the search.
__all__ = ["BLUEPRINTS", "document_browsing", "document_list", "facet_values"]
