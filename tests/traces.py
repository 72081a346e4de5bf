"""Traces of invented documents, for what is drawn and written of them."""

from typing import Any

from documents.certainty import Certainty
from documents.traces import (
    CoCited,
    Counts,
    DocumentRelation,
    DocumentSummary,
    DocumentTrace,
    RegisterEntry,
    TracedMention,
)

PLAN = DocumentSummary(
    key="ubnd-tinh-kon-tum/4204-kh-ubnd/2022",
    identifier="4204/KH-UBND",
    document_type="Kế hoạch",
    body_name="UBND tỉnh Kon Tum",
    issued_on="2022-12-11",
    year=2022,
    title=None,
)


def summary(key: str, identifier: str | None = None, **known: Any) -> DocumentSummary:
    """A document of which no more is known than is given."""
    nothing = dict.fromkeys(("document_type", "body_name", "issued_on", "year", "title"))
    return DocumentSummary(key=key, identifier=identifier, **{**nothing, **known})


def mention(article_id: str, day: str | None, sentence: str = "câu", **more: Any) -> TracedMention:
    """A mention in an article of that day."""
    values: dict[str, Any] = {
        "headline": f"Bài {article_id}",
        "url": f"https://portal.example/{article_id}",
        "portal": "thu",
        "field": "body",
        "start": 0,
        "end": len(sentence),
        "relation": "mentions",
        "relation_role": None,
        "provisions": (),
        "document_type": None,
        "issuer": None,
        "issued_on": None,
        **more,
    }
    return TracedMention(article_id=article_id, date_published=day, sentence=sentence, **values)


def entry(legislation_id: str, issued_on: str | None, **more: Any) -> RegisterEntry:
    """A register's entry."""
    values: dict[str, Any] = {
        **dict.fromkeys(
            ("identifier", "document_type", "issuer", "signer", "effective_on", "status", "title")
        ),
        "url": f"https://portal.example/van-ban/{legislation_id}",
        "portal": "thu",
        "attachments": (),
        "snapshot": None,
        **more,
    }
    return RegisterEntry(legislation_id=legislation_id, issued_on=issued_on, **values)


def relation(name: str, outgoing: bool, key: str, **known: Any) -> DocumentRelation:
    """What the plan does to another document, or that to the plan."""
    return DocumentRelation(
        name, outgoing, summary(key, known.pop("identifier", key), **known), "a", "Bài a"
    )


def cited(key: str, articles: int) -> CoCited:
    """A document that so many articles cite together with the plan."""
    return CoCited(summary(key, key), articles)


def traced(**more: Any) -> DocumentTrace:
    """The trace of the plan."""
    values: dict[str, Any] = {
        "province": None,
        "body": None,
        "certainty": Certainty("likely", ("several-articles",)),
        **dict.fromkeys(
            (
                "evidence",
                "evidence_mentions",
                "register",
                "mentions",
                "unresolved",
                "possible",
                "relations",
                "co_cited",
            ),
            (),
        ),
        **more,
    }
    values.setdefault(
        "counts",
        Counts(
            articles=len({mention.article_id for mention in values["mentions"]}),
            mentions=len(values["mentions"]),
            unresolved=len(values["unresolved"]),
            possible=len(values["possible"]),
            relations=(),
        ),
    )
    return DocumentTrace(document=PLAN, **values)
