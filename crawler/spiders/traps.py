"""Addresses that a broken site makes up without end, told from their look alone."""

from collections import Counter
from urllib.parse import urlsplit

from archive.urls import canonicalize

#: Real addresses repeat a path segment once or twice (`/tin-tuc/tin-tuc/…`). Relative links that a
#: site resolves wrongly grow with every step (`/vi/vi/en/vi/…`, seen 11,279 times on one portal).
MOST_REPEATS = 3
MOST_SEGMENTS = 20


def trap_reason(url: str) -> str | None:
    """Why an address is none to follow, in words; None: it may be followed."""
    try:
        canonicalize(url)
    except ValueError as error:
        return str(error)
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    if len(segments) > MOST_SEGMENTS:
        return f"its path has {len(segments)} parts"
    repeated, times = Counter(segments).most_common(1)[0] if segments else ("", 0)
    if times > MOST_REPEATS:
        return f"its path repeats “{repeated}” {times} times"
    after_page = next((i for i, s in enumerate(segments[:-1]) if s.lower().endswith(".html")), None)
    if after_page is not None:
        return f"its path goes on after the page “{segments[after_page]}”"
    return None
