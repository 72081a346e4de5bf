"""What readers may see: the one place that decides what a withholding hides.

`archive.catalogue.reader_views` has it be so for whatever readers ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    and_,
    exists,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from archive.catalogue import withheld_captures
from archive.catalogue.tables import (
    ArticleAliasRow,
    ArticleRow,
    ArticleVersionRow,
    AttachmentRow,
    AttachmentUseRow,
    DocumentRow,
    LegislationRow,
    LegislationVersionRow,
    MentionRow,
    SilentChangeRow,
    SnapshotRow,
    WithheldRow,
    core,
)
from archive.catalogue.withheld_captures import ITEM_TYPES
from archive.items import ItemKey, ItemType

_WITHHELD = core(WithheldRow).c
_LEGISLATION = core(LegislationRow).c
_USES = core(AttachmentUseRow).c


def withheld(kind: str) -> Select[str]:
    """The ids of what of a kind is withheld by itself."""
    return select(_WITHHELD.item_id).where(_WITHHELD.kind == kind, _WITHHELD.lifted_at.is_(None))


def anything_withheld() -> Select[bool]:
    """Whether anything is."""
    return select(exists().where(_WITHHELD.lifted_at.is_(None)))


def _articles() -> Select[str]:
    """The articles that are hidden, by themselves or with the captures of what they show."""
    hidden = withheld("article").union(withheld_captures.items_shown("NewsArticle"))
    return select(hidden.subquery("hidden_ids").c.item_id)


def _entries() -> Select[str]:
    """The entries of registers that are hidden, as articles, or with their documents."""
    of_table = core(LegislationRow).alias("hidden_entries").c
    hidden = withheld("legislation").union(
        withheld_captures.items_shown("Legislation"),
        select(of_table.id).where(of_table.document_key.in_(withheld("document"))),
    )
    return select(hidden.subquery("hidden_ids").c.item_id)


def _of_hidden_item(
    item_type: ColumnElement[str], item_id: ColumnElement[str]
) -> ColumnElement[bool]:
    return or_(
        and_(item_type == "NewsArticle", item_id.in_(_articles())),
        and_(item_type == "Legislation", item_id.in_(_entries())),
    )


def _attachments() -> Select[str]:
    """The files that hidden items alone offer."""
    others = core(AttachmentUseRow).alias("other_uses").c
    shown = exists().where(
        others.attachment_id == _USES.attachment_id,
        ~_of_hidden_item(others.item_type, others.item_id),
    )
    return select(_USES.attachment_id).where(
        _of_hidden_item(_USES.item_type, _USES.item_id), ~shown
    )


def _addresses() -> CompoundSelect[Any]:
    """The addresses of hidden items and files: captures of these that nothing was read from."""
    articles, entries = (
        core(ArticleRow).alias("hidden_articles").c,
        core(LegislationRow).alias("e").c,
    )
    aliases, files = (
        core(ArticleAliasRow).alias("hidden_aliases").c,
        core(AttachmentRow).alias("f").c,
    )
    return (
        select(articles.url)
        .where(articles.id.in_(_articles()))
        .union_all(
            select(aliases.url).where(aliases.article_id.in_(_articles())),
            select(entries.url).where(entries.id.in_(_entries())),
            select(files.url).where(files.id.in_(_attachments())),
        )
    )


def _told_by_hidden_items_alone() -> Select[str | None]:
    """The documents that nobody would know of but for what is hidden."""
    mentions, others = core(MentionRow).alias("m").c, core(MentionRow).alias("other_mentions").c
    entries = core(LegislationRow).alias("other_entries").c
    hidden_entries = core(LegislationRow).alias("their_entries").c
    told = (
        select(mentions.document_key)
        .where(mentions.article_id.in_(_articles()), mentions.document_key.is_not(None))
        .union_all(
            select(hidden_entries.document_key).where(
                hidden_entries.id.in_(_entries()), hidden_entries.document_key.is_not(None)
            )
        )
        .subquery("told")
        .c
    )
    mentioned = exists().where(
        others.document_key == told.document_key, others.article_id.not_in(_articles())
    )
    entered = exists().where(
        entries.document_key == told.document_key, entries.id.not_in(_entries())
    )
    return select(told.document_key).where(~mentioned, ~entered)


def _of_snapshots() -> tuple[tuple[Column[Any], Select[Any] | CompoundSelect[Any]], ...]:
    """What of a capture hides it: the column, and the values of it that do."""
    row = core(SnapshotRow).c
    return (
        (row.payload_digest, withheld_captures.digests()),  # it shows the same, whenever it came
        *((row.id, withheld_captures.captures_of_versions(item_type)) for item_type in ITEM_TYPES),
        (row.article_id, _articles()),
        (row.legislation_id, _entries()),
        (row.url, _addresses()),
    )


def _shown_snapshots() -> ColumnElement[bool]:
    return and_(
        *(
            or_(column.is_(None), column.not_in(hiding))
            if column.nullable
            else column.not_in(hiding)
            for column, hiding in _of_snapshots()
        )
    )


def conditions() -> Mapping[Table, ColumnElement[bool]]:
    """For each table with what may be hidden: which of its rows are shown."""
    articles = _articles()
    version, entry_version = core(ArticleVersionRow).c, core(LegislationVersionRow).c
    change = core(SilentChangeRow).c
    key = core(DocumentRow).c.key
    return {
        core(ArticleRow): core(ArticleRow).c.id.not_in(articles),
        core(ArticleAliasRow): core(ArticleAliasRow).c.article_id.not_in(articles),
        core(ArticleVersionRow): and_(
            version.article_id.not_in(articles), withheld_captures.is_version_shown("NewsArticle")
        ),
        core(MentionRow): core(MentionRow).c.article_id.not_in(articles),
        core(LegislationRow): _LEGISLATION.id.not_in(_entries()),
        core(LegislationVersionRow): and_(
            entry_version.legislation_id.not_in(_entries()),
            withheld_captures.is_version_shown("Legislation"),
        ),
        core(DocumentRow): and_(
            key.not_in(withheld("document")), key.not_in(_told_by_hidden_items_alone())
        ),
        core(SnapshotRow): _shown_snapshots(),
        core(AttachmentRow): core(AttachmentRow).c.id.not_in(_attachments()),
        core(AttachmentUseRow): ~_of_hidden_item(_USES.item_type, _USES.item_id),
        core(SilentChangeRow): and_(
            ~_of_hidden_item(change.item_type, change.item_id),
            *(change.id.not_in(withheld_captures.edits(item_type)) for item_type in ITEM_TYPES),
        ),
    }


def shown(table: type[MentionRow] | type[LegislationRow]) -> ColumnElement[bool]:
    """Which rows of a table are shown, for who asks through another connection than readers."""
    return conditions().get(core(table), true())


def hidden_rows() -> Mapping[Table, CompoundSelect[Any]]:
    """What is hidden of the tables that withholdings are foreseen by, each row once.

    Found from what is withheld, not by looking at every row of the archive.
    """
    snapshot = core(SnapshotRow).c
    of_snapshots = (
        select(snapshot.id).where(column.in_(hiding)) for column, hiding in _of_snapshots()
    )
    version, entry_version = core(ArticleVersionRow).c, core(LegislationVersionRow).c
    return {
        core(ArticleRow): union(_articles().distinct()),
        core(LegislationRow): union(_entries().distinct()),
        core(ArticleVersionRow): _versions("NewsArticle", version, version.article_id, _articles()),
        core(LegislationVersionRow): _versions(
            "Legislation", entry_version, entry_version.legislation_id, _entries()
        ),
        core(DocumentRow): union(withheld("document"), _told_by_hidden_items_alone()),
        core(SnapshotRow): union(*of_snapshots),
        core(AttachmentRow): union(_attachments()),
    }


def _versions(
    item_type: ItemType,
    version: ReadOnlyColumnCollection[str, Column[Any]],
    item: Column[Any],
    hidden: Select[str],
) -> CompoundSelect[Any]:
    """The versions of hidden items, and those that withheld captures show."""
    of_items = select(item, version.number).where(item.in_(hidden))
    return union(of_items, withheld_captures.hidden_versions(item_type))


@dataclass(frozen=True, slots=True)
class Hidden:
    """What an index may still have: the items that are hidden, and the keys of documents.

    Of documents those that are withheld by themselves, which items that are shown may cite.
    """

    items: Sequence[ItemKey] = ()
    documents: Sequence[str] = ()


def read_hidden(session: Session) -> Hidden:
    """What is hidden now, told from the whole catalogue."""
    if not session.scalar(_ANYTHING):
        return Hidden()
    return Hidden(_hidden_items(session), session.scalars(_DOCUMENTS).all())


def hidden_items(session: Session) -> list[ItemKey]:
    """The articles and the entries of registers that are hidden, told from the whole catalogue."""
    return _hidden_items(session) if session.scalar(_ANYTHING) else []


def _hidden_items(session: Session) -> list[ItemKey]:
    return [
        *(("NewsArticle", item_id) for item_id in session.scalars(_ARTICLES)),
        *(("Legislation", item_id) for item_id in session.scalars(_ENTRIES)),
    ]


# Every search asks: these are made once, which takes longer than asking.
_ANYTHING, _ARTICLES, _ENTRIES = anything_withheld(), _articles(), _entries()
_DOCUMENTS = withheld("document")
