"""The files that items offer, under the names their pages give them, with what is known of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.catalogue.attachments import AttachedFile, texts_of_items
from archive.items import ItemType
from archive.urls import article_id as id_of_url


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file as an item offers it; `file` is null where it has no address that can be fetched."""

    url: str
    name: str
    file: AttachedFile | None

    @property
    def text(self) -> str:
        """The text that was read in it, if any was."""
        return self.file.text if self.file else ""


def offered_files(
    session: Session, item_type: ItemType, offers: Mapping[str, Iterable[Mapping[str, str]]]
) -> dict[str, list[OfferedFile]]:
    """The files that items of a type offer, by item and in its order.

    `offers` are by an item's id its attachments as its versioned content has them.
    """
    known = texts_of_items(session, item_type, list(offers))
    return {
        item_id: _named(attachments, {file.id: file for file in known.get(item_id, ())})
        for item_id, attachments in offers.items()
    }


def _named(
    attachments: Iterable[Mapping[str, str]], files: Mapping[str, AttachedFile]
) -> list[OfferedFile]:
    return [
        OfferedFile(offer["url"], offer["name"], files.get(_id(offer["url"]) or ""))
        for offer in attachments
    ]


def _id(url: str) -> str | None:
    try:
        return id_of_url(url)
    except ValueError:
        return None
