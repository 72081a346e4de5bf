"""An item as a reader cites it: one line of text, to be copied."""

from archive.catalogue.tables import ArticleRow, LegislationRow, PortalRow, SnapshotRow
from search_ui.addresses import item_address, public
from search_ui.formatting import day, moment
from search_ui.translating import gettext as _


def article_citation(
    row: ArticleRow, portal: PortalRow | None, snapshot: SnapshotRow | None
) -> str:
    """Who, when, what, where it stood, and where it is kept as it stood."""
    place = portal.title if portal else row.portal
    publisher = row.department or place
    when = day(row.date_published) if row.date_published else _("không ghi ngày")
    kept_at = public(item_address("NewsArticle", row.id))
    sentences = [
        f"{row.author or publisher or row.url} ({when})",
        row.headline,
        ", ".join(dict.fromkeys(name for name in (row.department, place) if name)),
        row.url,
        _kept(kept_at, snapshot),
    ]
    return _joined(sentences)


def legislation_citation(
    row: LegislationRow, portal: PortalRow | None, snapshot: SnapshotRow | None
) -> str:
    """The same of a register's entry."""
    number = " ".join(
        filter(None, (row.document_type, row.identifier and _("số %(n)s", n=row.identifier)))
    )
    when = _("ngày %(day)s", day=day(row.issued_on)) if row.issued_on else ""
    place = portal.title if portal else row.portal
    kept_at = public(item_address("Legislation", row.id))
    sentences = [
        row.issuer or "",
        " ".join(filter(None, (number, when))),
        row.title or "",
        place or "",
        row.url,
        _kept(kept_at, snapshot),
    ]
    return _joined(sentences)


def _kept(address: str, snapshot: SnapshotRow | None) -> str:
    if snapshot is None:
        return _("Lưu tại Cổng Tin: %(address)s", address=address)
    return _(
        "Lưu tại Cổng Tin lúc %(moment)s: %(address)s (%(digest)s)",
        moment=moment(snapshot.fetched_at),
        address=address,
        digest=snapshot.payload_digest,
    )


def _joined(sentences: list[str]) -> str:
    told = (" ".join(sentence.split()) for sentence in sentences)
    return " ".join(f"{sentence.rstrip('.')}." for sentence in told if sentence)
