"""Whose page a capture is: the back-filled portal's, another known portal's, or nobody's."""

from collections import Counter
from collections.abc import Iterable

from archive.urls import site_of
from crawler.portals import Portal


class Owners:
    """Tells captures of one portal from others, and counts the others.

    Attributes:
        elsewhere: how many captures were of other portals, by their names.
        unknown: how many were of sites that no portal has, by site; of many sites, the first.
    """

    _MOST_SITES = 1000

    def __init__(self, portal: Portal, known: Iterable[Portal]) -> None:
        self._sites = {site: other.name for other in known for site in other.sites}
        self._sites.update(dict.fromkeys(portal.sites, portal.name))
        self._name = portal.name
        self.elsewhere: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def is_ours(self, url: str) -> bool:
        """Whether a capture is of the portal; others are counted."""
        site = site_of(url)
        name = self._sites.get(site)
        if name == self._name:
            return True
        if name is not None:
            self.elsewhere[name] += 1
        elif site in self.unknown or len(self.unknown) < self._MOST_SITES:
            self.unknown[site] += 1
        else:
            self.unknown["…"] += 1
        return False
