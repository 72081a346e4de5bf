"""The JSON API (DESIGN.md, section 4) and what load balancers ask."""

from flask import Blueprint

from search_ui.api import (
    articles,
    changes,
    documents,
    legislation,
    openapi,
    portals,
    status,
    suggestions,
)
from search_ui.api.blueprint import blueprint
from search_ui.api.health import blueprint as health
from search_ui.api.metrics import blueprint as metrics

BLUEPRINTS: tuple[Blueprint, ...] = (blueprint, health, metrics)

__all__ = [
    "BLUEPRINTS",
    "articles",
    "changes",
    "documents",
    "legislation",
    "openapi",
    "portals",
    "status",
    "suggestions",
]
