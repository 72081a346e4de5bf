"""The pages of a result."""

from dataclasses import dataclass, replace

from indexer.search import SearchRequest
from indexer.searching import MAX_OFFSET


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the result; `request` is None for a gap between pages."""

    number: int
    request: SearchRequest | None
    current: bool = False


def page_count(total: int, size: int) -> int:
    """How many pages there are, as far as pages reach."""
    return min(-(-total // size), MAX_OFFSET // size)


def page_links(request: SearchRequest, total: int) -> list[PageLink]:
    """First, last and the pages around the current one, gaps between them."""
    count = page_count(total, request.size)
    near = {1, count, *range(request.page - 2, request.page + 3)}
    links: list[PageLink] = []
    for number in sorted(n for n in near if 1 <= n <= count):
        if links and number > links[-1].number + 1:
            links.append(PageLink(links[-1].number + 1, None))
        links.append(PageLink(number, replace(request, page=number), number == request.page))
    return links
