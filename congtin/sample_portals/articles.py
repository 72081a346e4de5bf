"""The sample articles, read from the files of `content/`: written by hand, or composed."""

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from congtin.sample_portals.citing import CitableDocument, Citation, load_documents, write_out
from congtin.sample_portals.composing import compose_series
from congtin.sample_portals.slugs import slugify

CONTENT = Path(__file__).parent / "content"

#: What may be odd about an article's page (README.md tells what each is for).
QUIRKS = frozenset(
    {
        "breaks",
        "nfd",
        "no-headline",
        "pinned",
        "relative-link",
        "wrong-meta-date",
        "wrong-site-title",
    }
)


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article as its portal knows it: what a perfect reading of its page would give.

    `slug` is of the headline it was first published under: the address stays when that is edited.
    `published` is a day where the portal shows no time, else a moment in Vietnam's time.
    `views` is the counter before the first visit. `attachments` are file names.
    """

    id: int
    department: str
    section: str
    headline: str
    slug: str
    published: datetime.date
    body: tuple[str, ...]
    lead: str | None = None
    author: str | None = None
    views: int = 0
    attachments: tuple[str, ...] = ()
    image: bool = False
    quirks: frozenset[str] = frozenset()
    citations: tuple[Citation, ...] = ()


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text in which empty lines divide them and line ends mean nothing."""
    blocks = (" ".join(block.split("\n")).strip(" ") for block in text.split("\n\n"))
    return [block for block in blocks if block]


def read_article(
    table: Mapping[str, Any],
    department: str,
    documents: Mapping[str, CitableDocument],
) -> SampleArticle:
    """An article from its table in a content file, its citations written out.

    Raises:
        ValueError: the table cites what there is not, or has a quirk that there is not.
    """
    slots = {key: value for key, value in table.items() if isinstance(value, str)}
    headline, cited = write_out(table["headline"], documents, slots)
    lead = None
    if "lead" in table:
        lead, more = write_out(table["lead"], documents, slots)
        cited += more
    body = []
    for paragraph in paragraphs_of(table["body"]):
        written, more = write_out(paragraph, documents, slots)
        body.append(written)
        cited += more
    quirks = frozenset(table.get("quirks", ()))
    if not quirks <= QUIRKS:
        raise ValueError(f"article {table['id']}: no such quirk: {sorted(quirks - QUIRKS)}")
    number: int = table["id"]
    return SampleArticle(
        id=number,
        department=department,
        section=table["section"],
        headline=headline,
        slug=slugify(headline),
        published=table["published"],
        body=tuple(body),
        lead=lead,
        author=table.get("author"),
        views=table.get("views", 40 + number * 37 % 911),
        attachments=tuple(table.get("attachments", ())),
        image=table.get("image", number % 3 == 0),
        quirks=quirks,
        citations=tuple(cited),
    )


@cache
def all_documents() -> Mapping[str, CitableDocument]:
    """Every document that the sample articles cite, central ones and the province's own."""
    found: dict[str, CitableDocument] = {}
    for path in sorted(CONTENT.glob("documents/*.toml")):
        found |= load_documents(path)
    return found


@cache
def all_articles() -> Sequence[SampleArticle]:
    """Every article of every department, in order of their numbers.

    Raises:
        ValueError: two articles have one number.
    """
    found: dict[int, SampleArticle] = {}
    for path in sorted(CONTENT.glob("articles/*.toml")) + sorted(CONTENT.glob("series/*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = compose_series(content) if path.parent.name == "series" else content["articles"]
        for table in tables:
            article = read_article(table, content["department"], all_documents())
            if article.id in found:
                raise ValueError(f"{path.name}: article {article.id} is there twice")
            found[article.id] = article
    return [found[number] for number in sorted(found)]
