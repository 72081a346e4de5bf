"""All that a withholding would hide, as the page and the command tell it before it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.catalogue.foreseeing import foresee
from archive.catalogue.naming_captures import count_may_name
from archive.catalogue.tables import SnapshotRow
from archive.catalogue.withholding import Kind
from search_ui.own_pictures import own_pictures


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would be hidden that is not yet.

    Attributes:
        hidden: how many rows of each table.
        pictures: the captures of pictures that go with an article.
        others: of so many captures of other pages those that name or link it are not shown either.
    """

    hidden: Mapping[str, int]
    pictures: Sequence[SnapshotRow]
    others: int


def foresee_withholding(
    catalogue: Catalogue, archive_url: str, kind: Kind, item_id: str
) -> Foreseen:
    """What withholding something that is not withheld would hide; `catalogue` is the whole one."""
    with catalogue.begin() as session:  # it is tried, and undone
        hidden = foresee(session, kind, item_id)
        others = count_may_name(session, kind, item_id)
    return Foreseen(hidden, pictures_along(catalogue, archive_url, kind, item_id), others)


def pictures_along(
    catalogue: Catalogue, archive_url: str, kind: Kind, item_id: str
) -> Sequence[SnapshotRow]:
    """The captures of pictures that are withheld with an article; with anything else none are."""
    if kind != "article":
        return ()
    with catalogue.public.session() as session:
        return own_pictures(session, archive_url, item_id)
