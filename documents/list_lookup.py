"""Looking up a list of documents, one a line, as people paste it from letters and tables."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import MentionRow
from documents.looking_up import find_documents
from documents.near import near_documents
from documents.requests import DocumentRequest, read_request
from documents.traces import DocumentSummary

#: Candidates named of a line.
MOST = 10

#: Near ones shown of a line: of a list they are a hint, not an answer.
NEAR = 3

#: Lines of a list that near ones are looked for.
NEAR_LINES = 20

Status = Literal["found", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A line and what it may mean.

    `candidates` are the first of the documents that it may mean, `more` how many others there are;
    `near` those that come near where there is no candidate; null where they were not looked for.
    """

    input: str
    request: DocumentRequest
    candidates: tuple[DocumentSummary, ...]
    more: int = 0
    near: tuple[DocumentSummary, ...] | None = None

    @property
    def status(self) -> Status:
        """Whether there is one candidate, several or none."""
        if not self.candidates:
            return "unknown"
        return "found" if len(self.candidates) + self.more == 1 else "ambiguous"

    @property
    def read_as(self) -> str | None:
        """What the line was read as; null where it holds no number and names no law."""
        asks = self.request.kind != "words" or self.candidates
        return self.request.text if asks else None


def look_up_line(
    session: Session,
    line: str,
    province: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
) -> LookedUp:
    """The documents that a line may mean; the options narrow it as in `find_documents`."""
    request = read_request(line)
    found = find_documents(session, request, province, issuer, year, MOST)
    return LookedUp(line, request, found.documents, found.more)


def look_up_list(session: Session, lines: Iterable[str]) -> list[LookedUp]:
    """What each line may mean, in their order; equal lines are looked up once.

    Near ones are looked for of the first `NEAR_LINES` lines that need them.
    """
    known: dict[str, LookedUp] = {}
    left = NEAR_LINES
    rows = []
    for line in lines:
        if line not in known:
            found = look_up_line(session, line)
            if found.candidates or found.read_as is None:
                found = replace(found, near=())
            elif left:
                left -= 1
                found = replace(found, near=tuple(near_documents(session, found.request, NEAR)))
            known[line] = found
        rows.append(known[line])
    return rows


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
