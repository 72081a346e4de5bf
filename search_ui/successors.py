"""What became of a province that a reader may filter by, and what was joined to one."""

from collections.abc import Sequence

from search_ui.translating import gettext as _
from vietnamese.provinces import Province, all_provinces, find_province, next_of, successor_of


def what_became_of(slug: str) -> str | None:
    """`nay thuộc Quảng Ngãi` of `kon-tum`; None of a province that is there today, or unknown."""
    province = find_province(slug)
    later = successor_of(province) if province else None
    if later is None or later.slug == slug:
        return None
    if _is_new(later, slug):
        return _("nay là %(name)s", name=later.name)
    return _("nay thuộc %(name)s", name=later.name)


def predecessors(slug: str) -> list[str]:
    """The provinces of other names that a province took over: `kon-tum` of `quang-ngai`."""
    return [
        before.slug for before in all_provinces() if before.slug != slug and _leads_to(before, slug)
    ]


def not_chosen(chosen: Sequence[str], known: Sequence[str]) -> list[str]:
    """Of the provinces `known`, those that a chosen one took over and that are not chosen."""
    joined = [before for slug in chosen for before in predecessors(slug)]
    return [slug for slug in dict.fromkeys(joined) if slug in known and slug not in chosen]


def _is_new(later: Province, slug: str) -> bool:
    """Whether a province came of that of the slug alone: the city of Huế, of Thừa Thiên Huế."""
    joined = {before.slug for before in all_provinces() if _leads_to(before, later.slug)}
    return joined == {slug} and later.since is not None


def _leads_to(province: Province, slug: str) -> bool:
    later = next_of(province)
    return later is not None and later.slug == slug
