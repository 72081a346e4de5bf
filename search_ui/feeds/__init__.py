"""What can be followed: Atom feeds of searches and of documents."""

from search_ui.feeds.routes import blueprint

__all__ = ["blueprint"]
