"""The texts of articles, read one after another: bodies are the bulk of a catalogue."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import ArticleRow

#: Articles whose texts are in memory at a time.
AT_A_TIME = 100


def read_texts(
    session: Session, article_ids: Iterable[str]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """For each of these articles its id and its text by field, as mentions' offsets count in it."""
    columns = ArticleRow.id, ArticleRow.headline, ArticleRow.lead, ArticleRow.body
    for ids in chunks(list(dict.fromkeys(article_ids)), AT_A_TIME):
        for row in session.execute(select(*columns).where(ArticleRow.id.in_(ids))):
            yield (
                row.id,
                {"headline": row.headline, "lead": row.lead or "", "body": "\n".join(row.body)},
            )
