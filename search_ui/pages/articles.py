"""An article as it stands, as it stood, and as others cite it."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.articles import find_article_id, get_article
from archive.items import VERSIONED_FIELDS
from indexer.search import Hit, SearchUnavailableError
from search_ui import article_records, services
from search_ui.addresses import item_address, public
from search_ui.citation_files import citation
from search_ui.citing import article_citation
from search_ui.held_against import HeldAgainst, held_against
from search_ui.marking import paragraphs, pieces
from search_ui.metadata import article_json_ld, article_tags
from search_ui.parameters import DEFAULT_ALIKE
from search_ui.reading_files import readable_files

blueprint = Blueprint("articles", __name__)


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> str | AnyResponse:
    """The article page; an alias leads on to the id in use."""
    with services.catalogue().session() as session:
        current = find_article_id(session, article_id)
        if current is None:
            abort(404)
        if current != article_id:
            return redirect(url_for(".article", article_id=current), 301)
        record = article_records.article_record(session, current)
        if record is None:
            abort(404)
        return render_template(
            "article.html",
            record=record,
            article=record.row,
            headline=pieces(record.row.headline, record.mentions_in("headline")),
            lead=pieces(record.row.lead or "", record.mentions_in("lead")),
            files=readable_files(record.files),
            body=paragraphs(record.row.body, record.mentions_in("body")),
            alike=_alike(current),
            permalink=public(item_address("NewsArticle", current)),
            citation=article_citation(record.row, record.portal, record.snapshot),
            tags=article_tags(record),
            json_ld=article_json_ld(record),
        )


def _alike(article_id: str) -> tuple[Hit, ...]:
    """What is about the same; nothing while the search engine is away: the page goes on."""
    try:
        return services.alike("NewsArticle", article_id, DEFAULT_ALIKE)
    except SearchUnavailableError:
        return ()


@blueprint.get("/articles/<path:article_id>/versions/<int(max=2147483647):number>")
def version(article_id: str, number: int) -> str | AnyResponse:
    """One version in full, and what is otherwise than in the one before, or in any other."""
    with services.catalogue().session() as session:
        record = article_records.article_record(session, article_id)
        if record is None:
            abort(404)
        held = held_against(
            record.versions,
            number,
            VERSIONED_FIELDS,
            lambda other: url_for(".version", article_id=article_id, number=other),
        )
        if not isinstance(held, HeldAgainst):
            return held
        return render_template(
            "version.html",
            record=record,
            article=record.row,
            shown=held.shown,
            previous=held.previous,
            changes=held.changes,
        )


@blueprint.get("/articles/<path:article_id>.bib")
def bibtex(article_id: str) -> str | AnyResponse:
    """The citation for BibTeX."""
    return citation(article_id, "bib", get_article, article)


@blueprint.get("/articles/<path:article_id>.ris")
def ris(article_id: str) -> str | AnyResponse:
    """The citation for reference managers that read RIS."""
    return citation(article_id, "ris", get_article, article)
