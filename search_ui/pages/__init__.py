"""The pages, one blueprint for each kind."""

from flask import Blueprint

from search_ui.pages import (
    about,
    addressing,
    articles,
    documents,
    front,
    portals,
    search,
    snapshots,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
    search.blueprint,
    articles.blueprint,
    snapshots.blueprint,
    documents.blueprint,
    portals.blueprint,
    about.blueprint,
    addressing.blueprint,
)
