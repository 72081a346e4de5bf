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
#: - `several-articles`: more than one article mentions it.
#:
#: What speaks against:
#:
#: - `single-mention`: one article mentions it in passing, and nothing else does.
#: - `body-unknown`, `year-unknown`: nothing says who issued it, or in which year.
#: - `body-by-territory`: no text names the body; it is that of the portal's territory.
#: - `contradiction`: those who mention it do not agree on a fact.
#: - `registers-disagree`: neither do those that register it.
Reason = Literal[
    "register",
    "law-table",
    "announced",
    "several-articles",
    "single-mention",
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


def assess(body: str | None, year: int | None, evidence: Iterable[Mapping[str, Any]]) -> Certainty:
    """How sure a document of this body (a key) and year is on this evidence.

    What a register or the table of laws has is certain. News is believed where it announces the
    document or several articles know it, as long as nobody contradicts; it makes certain only what
    it announces of a body that it names.
    """
    reasons = _reasons(body, year, list(evidence))
    return Certainty(_level(reasons), tuple(reasons))


def _reasons(
    body: str | None, year: int | None, evidence: list[Mapping[str, Any]]
) -> dict[Reason, None]:
    kinds = {item["kind"] for item in evidence}
    mentions = next((item for item in evidence if item["kind"] == "mentions"), None)
    contradictions = [item for item in evidence if item["kind"] == "contradiction"]
    recorded = not kinds.isdisjoint(("register", "law-table"))
    articles = mentions["articles"] if mentions else 0
    holds: dict[Reason, bool] = {
        "register": "register" in kinds,
        "law-table": "law-table" in kinds,
        "announced": "announcement" in kinds,
        "several-articles": articles > 1,
        "single-mention": articles == 1 and "announcement" not in kinds and not recorded,
        "body-unknown": body is None,
        "year-unknown": year is None,
        "body-by-territory": body is not None
        and not recorded
        and mentions is not None
        and not mentions.get("naming_body"),
        "contradiction": bool(contradictions),
        "registers-disagree": any(item.get("registers") for item in contradictions),
    }
    return dict.fromkeys(reason for reason, true in holds.items() if true)


def _level(reasons: Iterable[Reason]) -> Level:
    told = set(reasons)
    if told & {"body-unknown", "year-unknown"}:
        return "uncertain"
    if told & {"register", "law-table"}:
        return "likely" if "registers-disagree" in told else "certain"
    if "contradiction" in told:
        return "uncertain"
    if "announced" in told:
        return "likely" if "body-by-territory" in told else "certain"
    if "several-articles" in told and "body-by-territory" not in told:
        return "likely"
    return "uncertain"
