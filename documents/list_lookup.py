"""Looking up a list of documents, one a line, as people paste it from letters and tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow, MentionRow
from documents.chunks import chunks
from documents.looking_up import find_documents
from documents.near import near_documents
from vietnamese.identifiers import parse_identifier
from vietnamese.references import find_references

#: Near ones shown of a line: of a list they are a hint, not an answer.
NEAR = 3

#: What stands around the entries of a list: bullets, and the signs between entries.
_AROUND = " -–•*|;,."

#: Characters that no key and no number has, and that databases refuse.
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

#: `ubnd-tinh-kon-tum/1235-ubnd-kgvx/2023`; a number with two strokes begins with a digit.
_KEY = re.compile(r"[a-z_][a-z0-9-]*/[a-z0-9-]+/[0-9_]+")

Status = Literal["found", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What a line was read as: an identifier or a law's name, with the day or year beside it."""

    text: str
    is_number: bool
    issued_on: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A line and what it may mean; `near` where there is no candidate.

    `read_as` is null where the line holds no number and names no law that is known.
    """

    input: str
    read_as: str | None
    candidates: tuple[DocumentRow, ...]
    near: tuple[DocumentRow, ...]

    @property
    def status(self) -> Status:
        """Whether there is one candidate, several or none."""
        if not self.candidates:
            return "unknown"
        return "found" if len(self.candidates) == 1 else "ambiguous"


def look_up_line(
    session: Session,
    line: str,
    province: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
) -> LookedUp:
    """The documents that a line may mean; the options narrow it as in `find_documents`.

    A line may hold more than the number: "- Công văn số 1235/UBND-KGVX ngày 28/4/2023 của UBND
    tỉnh". The first document in it counts; a date beside it narrows, too.
    """
    read = read_line(line)
    asked = read.text
    if _KEY.fullmatch(line.strip()) and find_documents(session, line):
        asked = line.strip()
    wanted_year = year if year is not None else read.year
    candidates = find_documents(session, asked, province, issuer, wanted_year)
    if read.issued_on is not None:
        of_day = [row for row in candidates if row.issued_on == read.issued_on]
        candidates = of_day or candidates
    known = read.is_number or bool(candidates)
    near = near_documents(session, asked)[:NEAR] if known and not candidates else []
    return LookedUp(line, asked if known else None, tuple(candidates), tuple(near))


def read_line(line: str) -> ReadLine:
    """What a line asks for: the number that it is, the first document in it, or its words."""
    text = " ".join(_NO_TEXT.sub(" ", line).split()).strip(_AROUND)
    typed = parse_identifier(text)
    if typed is not None:
        return ReadLine(typed.canonical, is_number=True)
    for reference in find_references(text):
        stated = reference.issued_on
        year = int(stated[:4]) if stated else None
        if reference.identifier is not None:
            return ReadLine(reference.identifier, True, stated, year)
        return ReadLine(reference.text, False, stated, year)
    return ReadLine(text, is_number=False)


def count_articles(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """How many articles mention each of the documents; those that none does are left out."""
    counts: dict[str, int] = {}
    for chunk in chunks(sorted(set(keys))):
        rows = session.execute(
            select(MentionRow.document_key, func.count(MentionRow.article_id.distinct()))
            .where(MentionRow.document_key.in_(chunk))
            .group_by(MentionRow.document_key)
        )
        counts.update((key, count) for key, count in rows if key is not None)
    return counts
