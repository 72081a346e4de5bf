"""How sure it is that a document is what is said of it, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["certain", "likely", "uncertain"]

#: Why a document is as sure as it is. What speaks for it:
#:
#: - `register`: a portal's document register lists it.
#: - `law-table`: the table of laws has it.
#: - `announced`: an article reports that it was issued.
#: - `told-later`: one tells that it was issued, more than a year after.
#: - `several-articles`: more than one article mentions it.
#:
#: What speaks against:
#:
#: - `single-mention`: one article mentions it in passing, and nothing else does.
#: - `dated-ahead`: articles report its issuing, but before the day that they give for it.
#: - `body-unknown`, `year-unknown`: nothing says who issued it, or in which year.
#: - `body-by-territory`: no text names the body; it is that of the portal's territory.
#: - `contradiction`: those who mention it do not agree on a fact.
#: - `registers-disagree`: neither do those that register it.
Reason = Literal[
    "register",
    "law-table",
    "announced",
    "told-later",
    "several-articles",
    "single-mention",
    "dated-ahead",
    "body-unknown",
    "year-unknown",
    "body-by-territory",
    "contradiction",
    "registers-disagree",
]


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure a document is, and the reasons, those for it first."""

    level: Level
    reasons: tuple[Reason, ...]


#: A day that so large a share of those who state one agree on is believed against the others.
_AGREED = 0.8

#: Days after which an article does not announce a document any more: it tells of the past.
_NEWS = 365


def assess(body: str | None, year: int | None, evidence: Iterable[Mapping[str, Any]]) -> Certainty:
    """How sure a document of this body (a key) and year is on this evidence.

    Without body and year it is not told from others of its number. What a register or the table of
    laws has is certain, unless registers disagree; where they, or they and the news, give it titles
    that have nothing in common, they may well speak of two documents. News is believed where it
    announces the document or several articles know it and they agree on its day; it makes certain
    only what it announces of a body that it names, and is contradicted in nothing. What it reports
    before its day has another day, or is another document.
    """
    found = list(evidence)
    reasons = _reasons(body, year, found)
    disputed = {item["field"]: item for item in found if item["kind"] == "contradiction"}
    return Certainty(_level(reasons, disputed), reasons)


def _reasons(
    body: str | None, year: int | None, evidence: list[Mapping[str, Any]]
) -> tuple[Reason, ...]:
    kinds = {item["kind"] for item in evidence}
    mentions = next((item for item in evidence if item["kind"] == "mentions"), None)
    articles = mentions["articles"] if mentions else 0
    recorded = not kinds.isdisjoint(("register", "law-table"))
    named = recorded or mentions is None or mentions["naming_body"] > 0
    after = [item.get("days_after", 0) for item in evidence if item["kind"] == "announcement"]
    reported = [days for days in after if days >= 0]
    holds: dict[Reason, bool] = {
        "register": "register" in kinds,
        "law-table": "law-table" in kinds,
        "announced": any(days <= _NEWS for days in reported),
        "told-later": bool(reported) and min(reported) > _NEWS,
        "several-articles": articles > 1,
        "single-mention": articles == 1 and "announcement" not in kinds and not recorded,
        "dated-ahead": bool(after) and not reported,
        "body-unknown": body is None,
        "year-unknown": year is None,
        "body-by-territory": body is not None and not named,
        "contradiction": "contradiction" in kinds,
        "registers-disagree": any(item.get("registers") for item in evidence),
    }
    return tuple(reason for reason, true in holds.items() if true)


def _level(reasons: Iterable[Reason], disputed: Mapping[str, Mapping[str, Any]]) -> Level:
    told = set(reasons)
    if told & {"body-unknown", "year-unknown"}:
        return "uncertain"
    if told & {"register", "law-table"}:
        return _recorded(disputed)
    if _days_differ(disputed) or "dated-ahead" in told:
        return "uncertain"
    if not told & {"announced", "told-later", "several-articles"}:
        return "uncertain"
    if "announced" in told:
        return "likely" if told & {"body-by-territory", "contradiction"} else "certain"
    return "uncertain" if "body-by-territory" in told else "likely"


def _recorded(disputed: Mapping[str, Mapping[str, Any]]) -> Level:
    """How sure is what a register has."""
    if disputed.get("title", {}).get("registers"):
        return "uncertain"
    if "title" in disputed or any(item.get("registers") for item in disputed.values()):
        return "likely"
    return "certain"


def _days_differ(disputed: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the day of issue is stated differently by more than a few."""
    times = disputed.get("issued_on", {}).get("stated", {}).values()
    return bool(times) and bool(max(times) < _AGREED * sum(times))
