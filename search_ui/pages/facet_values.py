"""All values of a facet, for those that the column beside a result has no room for."""

from flask import render_template, request, url_for

from indexer.document_filter import with_document_keys
from indexer.search import FACETS
from search_ui import services
from search_ui.addresses import search_query, with_query
from search_ui.date_range import date_range, without_mistakes
from search_ui.pages.search import blueprint
from search_ui.parameters import search_request, text
from vietnamese.folding import fold

#: So many values are looked through, and so many of those with the words looked for are shown.
MOST_LOOKED_AT = 5_000
MOST_SHOWN = 300


@blueprint.get(f"/search/values/<any({', '.join(FACETS)}):facet>")
def facet_values(facet: str) -> str:
    """The values of a facet for a search, to choose among; `find` looks for some of them by name.

    Those that are chosen are always shown, so that choosing others does not lose them.
    """
    asked = search_request(without_mistakes(request.args, date_range(request.args)))
    find = text(request.args, "find", 200) or ""
    with services.catalogue().session() as session:
        asked = with_document_keys(session, asked)
    known = services.facet_values(asked, facet, MOST_LOOKED_AT)
    wanted = fold(find)
    found = [v for v in known if v.selected or wanted in fold(v.label)]
    found.sort(key=lambda value: not value.selected)
    kept = [(name, value) for name, value in search_query(asked) if name != "page"]
    return render_template(
        "facet_values.html",
        facet=facet,
        find=find,
        asked=asked,
        values=found[:MOST_SHOWN],
        left=len(found) - len(found[:MOST_SHOWN]),
        others=[(name, value) for name, value in kept if name != facet],
        every_value=with_query(url_for(".facet_values", facet=facet), kept),
    )
