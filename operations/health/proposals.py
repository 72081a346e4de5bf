"""What to change in the file of a portal that has moved."""

from urllib.parse import urlsplit

from archive.health import ONCE_GONE, WHILE_LED, Judgement, Observed
from archive.urls import site_of
from crawler.portals import Portal


def propose(portal: Portal, judgement: Judgement, observed: Observed | None) -> str | None:
    """The change to make to the portal's file, in TOML; None where it has not moved.

    A mirror keeps the articles' ids, as long as the old addresses lead to the new ones.
    """
    moved = next((reason for reason in judgement.reasons if reason.kind == "moved"), None)
    if moved is None or observed is None:
        return None
    site = str(moved.values["site"])
    mirrors = ", ".join(f'"{mirror}"' for mirror in (*portal.mirrors, site_of(f"http://{site}/")))
    old, new = observed.moves.get(site, ("", f"https://{site}/"))
    lines = [
        WHILE_LED,
        f"mirrors = [{mirrors}]",
        ONCE_GONE,
    ]
    for start in portal.start:
        place = urlsplit(new)
        there = urlsplit(start.url)._replace(scheme=place.scheme, netloc=place.netloc).geturl()
        lines += ["# [[start]]", f'# url = "{new if start.url == old else there}"']
    own = ", ".join(f'"{known}"' for known in sorted({site_of(s.url) for s in portal.start}))
    return "\n".join([*lines, f"# mirrors = [{own}]"])
