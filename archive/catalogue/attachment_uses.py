"""Which items offer which files, kept beside the items by those who record and delete them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, insert
from sqlalchemy.orm import Session

from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.tables import AttachmentRow, AttachmentUseRow, core
from archive.items import ItemType
from archive.urls import article_id as id_of_url
from archive.urls import canonicalize

_ATTACHMENTS = core(AttachmentRow)
_USES = core(AttachmentUseRow)
_INSERT_FILE = inserts_unless_there(_ATTACHMENTS)
_INSERT_USE = insert(_USES)
_DELETE_USES = delete(_USES).where(
    _USES.c.item_type == bindparam("of_type"), _USES.c.item_id == bindparam("of_item")
)


def add_uses(
    session: Session,
    item_type: ItemType,
    item_id: str,
    portal: str | None,
    attachments: Iterable[Mapping[str, str]],
) -> None:
    """Enter the files of an item that has none yet; files not known before are to be fetched.

    `attachments` are as an item's versioned content has them. What has no http(s) address is left
    out: it cannot be fetched.
    """
    files: dict[str, dict[str, Any]] = {}
    for attachment in attachments:
        try:
            url = canonicalize(attachment["url"])
        except ValueError:
            continue
        files.setdefault(id_of_url(url), new_row(url, portal))
    if not files:
        return
    # in one order everywhere: two items that offer the same files must not wait for each other
    session.execute(in_dialect(session, _INSERT_FILE), [files[file] for file in sorted(files)])
    session.execute(
        _INSERT_USE,
        [
            {
                "attachment_id": file,
                "item_type": item_type,
                "item_id": item_id,
                "position": position,
            }
            for position, file in enumerate(files)
        ],
    )


def replace_uses(
    session: Session,
    item_type: ItemType,
    item_id: str,
    portal: str | None,
    attachments: Iterable[Mapping[str, str]],
) -> None:
    """Let an item offer these files in place of those it offered."""
    remove_uses(session, item_type, item_id)
    add_uses(session, item_type, item_id, portal, attachments)


def remove_uses(session: Session, item_type: ItemType, item_id: str) -> None:
    """Let an item offer no file any more. What is known of the files stays."""
    session.execute(_DELETE_USES, {"of_type": item_type, "of_item": item_id})


def new_row(url: str, portal: str | None) -> dict[str, Any]:
    """The row of a file at a canonical URL that was not fetched yet."""
    return {
        "id": id_of_url(url),
        "url": url,
        "portal": portal,
        "failures": 0,
        "pages": [],
        "facts": {},
    }
