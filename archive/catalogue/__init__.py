"""The catalogue: the record of portals, runs, snapshots, articles and documents, in SQL."""

from archive.catalogue.connecting import Catalogue, CatalogueError

__all__ = ["Catalogue", "CatalogueError"]
