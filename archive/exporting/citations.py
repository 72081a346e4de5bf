"""Articles and the entries of registers as citations: BibTeX (biblatex) and RIS."""

from archive.catalogue.tables import LegislationRow
from archive.clock import parse_moment
from archive.exporting import bibtex, ris
from archive.exporting.keeping import Kept
from archive.exporting.lines import one_line
from archive.items import Article, Legislation
from vietnamese.dates import VIETNAM


def to_bibtex(
    item: Article | Legislation, portal_title: str | None = None, kept: Kept | None = None
) -> str:
    """The item as a biblatex entry, ending with a newline.

    An article is of type `online`, an entry of a register `legislation`, which biblatex's own
    styles print as `misc`. `portal_title` is what the portal calls itself; without one its name in
    the catalogue stands. `kept` is where the archive has the item, which is said if it is given.
    """
    place = portal_title or item.portal
    note = _kept(kept, f"\\url{{{bibtex.verbatim(kept.permalink)}}}") if kept else None
    archived = {
        "url": bibtex.verbatim(item.url),
        "urldate": _day_seen(item),
        "note": note,
        "langid": "vietnamese",
    }
    if isinstance(item, Legislation):
        stated = {
            "author": bibtex.names([item.issuer or ""]),
            "title": bibtex.as_it_stands(legislation_name(item)),
            "subtitle": bibtex.as_it_stands(item.title) if item.identifier and item.title else None,
            "number": bibtex.latex(item.identifier),
            "type": bibtex.latex(item.document_type),
            "organization": bibtex.latex(place),
            "date": _day(item.issued_on),
        }
        return bibtex.entry("legislation", item.id, stated | archived)
    publisher = item.department or place
    stated = {
        "author": bibtex.names(authors_of(item.author) or [publisher or ""]),
        "title": bibtex.as_it_stands(item.headline),
        "organization": bibtex.latex(publisher),
        "date": _day(item.date_published),
    }
    return bibtex.entry("online", item.id, stated | archived)


def to_ris(
    item: Article | Legislation, portal_title: str | None = None, kept: Kept | None = None
) -> str:
    """The item as a RIS record: an article of type NEWS, an entry of a register of type STAT.

    `portal_title` is what the portal calls itself; without one its name in the catalogue stands.
    `kept` is where the archive has the item, which is said if it is given. The number of a document
    is `M1`, where Zotero looks for a law's.
    """
    place = portal_title or item.portal
    archived = [
        ("UR", item.url),
        ("Y2", ris.slashed(_day_seen(item))),
        ("L2", kept.permalink if kept else None),
        ("N1", _kept(kept, kept.permalink) if kept else None),
    ]
    if isinstance(item, Legislation):
        stated = [
            ("ID", item.id),
            ("TI", legislation_name(item)),
            ("AU", item.issuer),
            ("M1", item.identifier),
            ("DP", place),
            *_dated(item.issued_on),
            ("AB", item.title if item.identifier else None),
        ]
        return ris.record("STAT", [*stated, *archived, ("LA", "vi")])
    stated = [
        ("ID", item.id),
        ("TI", item.headline),
        *(("AU", author) for author in authors_of(item.author)),
        ("T2", place),
        ("PB", item.department),
        *_dated(item.date_published),
        ("AB", item.lead),
    ]
    return ris.record("NEWS", [*stated, *archived, ("LA", item.language or "vi")])


def authors_of(signed: str | None) -> list[str]:
    """Those who signed, where several did with a semicolon between them."""
    return list(filter(None, map(one_line, (signed or "").split(";"))))


def legislation_name(item: Legislation | LegislationRow) -> str:
    """What an entry is called: `Kế hoạch 4204/KH-UBND`, or by its title, where it has no number."""
    numbered = " ".join(filter(None, (item.document_type, item.identifier)))
    return numbered if item.identifier else item.title or numbered or item.url or item.id


def _dated(moment: str | None) -> list[tuple[str, str | None]]:
    day = _day(moment)
    return [("PY", day and day[:4]), ("DA", ris.slashed(day))]


def _kept(kept: Kept, address: str) -> str:
    """As pages say it: `Lưu tại Cổng Tin lúc 09:15, 16/04/2024: http://… (sha256:…)`."""
    if kept.fetched_at is None:
        return f"Lưu tại Cổng Tin: {address}"
    moment = parse_moment(kept.fetched_at).astimezone(VIETNAM)
    return f"Lưu tại Cổng Tin lúc {moment:%H:%M, %d/%m/%Y}: {address} ({kept.digest})"


def _day_seen(item: Article | Legislation) -> str | None:
    """The day in Vietnam, whose time pages tell."""
    if item.last_seen is None:
        return None
    return parse_moment(item.last_seen).astimezone(VIETNAM).date().isoformat()


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None
