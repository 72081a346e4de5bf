"""The archive shown: pages and a JSON API over the index, the documents and the catalogue (Flask).

It never crawls or fetches, and reads no environment: `create_app` is handed everything it needs.
"""

from search_ui.application import create_app
from search_ui.options import Options
from search_ui.services import Services

__all__ = ["Options", "Services", "create_app"]
