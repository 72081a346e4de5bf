"""How a reader sees the values of facets: `kon-tum` is `Kon Tum`."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import PortalRow
from documents.summaries import summaries_of
from documents.traces import DocumentSummary
from vietnamese.provinces import find_province

#: The types of items, as readers call them.
TYPES: Mapping[str, str] = {"NewsArticle": "Tin tức", "Legislation": "Văn bản"}

#: For a facet and its values: a label for each value that has one other than itself.
Labels = Callable[[str, Sequence[str]], Mapping[str, str]]


def plain_labels(facet: str, values: Sequence[str]) -> Mapping[str, str]:
    """The labels that need no catalogue: provinces' and those of the types of items."""
    match facet:
        case "type":
            return {value: TYPES[value] for value in values if value in TYPES}
        case "province":
            return {value: found.name for value in values if (found := find_province(value))}
        case _:
            return {}


def catalogue_labels(catalogue: Catalogue) -> Labels:
    """Labels that take portals' titles and documents' numbers from a catalogue too."""

    def labels(facet: str, values: Sequence[str]) -> Mapping[str, str]:
        if not values or facet not in ("portal", "document"):
            return plain_labels(facet, values)
        with catalogue.session() as session:
            if facet == "portal":
                portals = select(PortalRow.name, PortalRow.title).where(PortalRow.name.in_(values))
                return dict(session.execute(portals).all())
            return {
                key: _document_label(document)
                for key, document in summaries_of(session, values).items()
            }

    return labels


def _document_label(row: DocumentSummary) -> str:
    """Number (or name), issuer, year: numbers begin again every year, and laws keep their names."""
    year = str(row.year) if row.year else "không rõ năm"
    return " · ".join(filter(None, (row.identifier or row.title or row.key, row.body_name, year)))
