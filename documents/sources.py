"""What the catalogue has of one document: register entries, mentions, and the text behind these."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.tables import ArticleRow, LegislationRow, MentionRow
from archive.catalogue.visibility import anything_withheld, shown
from documents.texts import read_texts
from documents.titles import REACH

#: Mentions read for the facts of one document; those that announce it come first. Of documents that
#: have more, these alone.
FACTS_FROM = 200

#: Of these the first whose text is asked for a title.
TITLES_FROM = 20


Mentioned = tuple[MentionRow, ArticleRow]

#: What is withheld tells nothing of a document.
_SHOWN_MENTION, _SHOWN_ENTRY = shown(MentionRow), shown(LegislationRow)

_MENTIONED = (
    select(MentionRow, ArticleRow)
    .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
    .where(_SHOWN_MENTION)
    .options(load_only(ArticleRow.province, ArticleRow.date_published, raiseload=True))
    .execution_options(populate_existing=True)
)
_BY_TIME = (
    ArticleRow.date_published.is_(None),
    ArticleRow.date_published,
    ArticleRow.id,
    MentionRow.id,
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a document, the best first.

    Of very many mentions the first are here; `articles`, `days` and `types` count them all: the
    articles, and how often a day and a type is stated. `following` is the text after mentions, by
    their ids.
    """

    entries: Sequence[LegislationRow]
    mentions: Sequence[Mentioned]
    following: Mapping[int, str]
    articles: int
    days: Counter[str]
    types: Counter[str]

    @property
    def announcing(self) -> list[Mentioned]:
        """The mentions that report the document's issuing."""
        return [(m, a) for m, a in self.mentions if m.relation == "issued"]


def read_sources(session: Session, keys: Sequence[str]) -> dict[str, Sources]:
    """The sources of each of these documents; some hundreds of keys at a time."""
    tallies = _tallies(session, keys)
    often = {key for key, tally in tallies.items() if tally.mentions > FACTS_FROM}
    mentions = _mentions(session, [key for key in keys if key not in often])
    for key in often:
        mentions[key] = _first_mentions(session, key)
    following = _following(
        session, (mention for rows in mentions.values() for mention, _ in rows[:TITLES_FROM])
    )
    entries = read_entries(session, keys)
    return {
        key: Sources(
            entries=entries.get(key, ()),
            mentions=mentions.get(key, ()),
            following=following,
            articles=tallies[key].articles,
            days=tallies[key].days,
            types=tallies[key].types,
        )
        for key in keys
    }


def read_entries(session: Session, keys: Sequence[str]) -> dict[str, list[LegislationRow]]:
    """The entries of registers that each of these documents has, those still there first."""
    entries: dict[str, list[LegislationRow]] = defaultdict(list)
    for entry in session.scalars(
        select(LegislationRow)
        .where(LegislationRow.document_key.in_(keys), _SHOWN_ENTRY)
        .order_by(LegislationRow.gone_since.is_not(None), LegislationRow.id)
        .execution_options(populate_existing=True)
    ):
        entries[entry.document_key or ""].append(entry)
    return entries


@dataclass(slots=True)
class _Tally:
    mentions: int = 0
    articles: int = 0
    days: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)


def _tallies(session: Session, keys: Sequence[str]) -> dict[str, _Tally]:
    tallies = {key: _Tally() for key in keys}
    # grouped as an index has them, so that nothing is sorted and no row is read
    stated = (
        MentionRow.document_key,
        MentionRow.relation,
        MentionRow.issued_on,
        MentionRow.type,
    )
    counted = select(*stated, func.count()).where(MentionRow.document_key.in_(keys))
    articles = select(MentionRow.document_key, func.count(MentionRow.article_id.distinct())).where(
        MentionRow.document_key.in_(keys)
    )
    # all are counted from indices alone, and what is withheld, which is little, taken off
    for sign, among in ((1, ()), (-1, (~_SHOWN_MENTION,))):
        rows = session.execute(counted.where(*among).group_by(*stated))
        # of days stated equally often the earliest counts, whatever the order of the rows
        for key, _, day, document_type, times in sorted(
            rows, key=lambda row: (row[2] or "", row[3] or "")
        ):
            tally = tallies[key or ""]
            tally.mentions += sign * times
            if day is not None:
                tally.days[day] += sign * times
            if document_type is not None:
                tally.types[document_type] += sign * times
        for key, number in session.execute(
            articles.where(*among).group_by(MentionRow.document_key)
        ):
            tallies[key or ""].articles += sign * number
        if not session.scalar(anything_withheld()):
            break
    for tally in tallies.values():
        tally.days, tally.types = +tally.days, +tally.types
    return tallies


def _mentions(session: Session, keys: Sequence[str]) -> dict[str, list[Mentioned]]:
    rows = session.execute(
        _MENTIONED.where(MentionRow.document_key.in_(keys)).order_by(
            MentionRow.relation != "issued", *_BY_TIME
        )
    )
    found: dict[str, list[Mentioned]] = defaultdict(list)
    for mention, article in rows:
        found[mention.document_key or ""].append((mention, article))
    return found


def _first_mentions(session: Session, key: str) -> list[Mentioned]:
    """The mentions of a document that has very many: those that announce it, then any.

    Any, but the same ones in whatever order articles come: to sort them all by time takes long.
    """
    of_document = _MENTIONED.where(MentionRow.document_key == key)
    rows = session.execute(
        of_document.where(MentionRow.relation == "issued").order_by(*_BY_TIME).limit(FACTS_FROM)
    ).all()
    rest = session.execute(
        of_document.where(MentionRow.relation != "issued")
        .order_by(MentionRow.article_id, MentionRow.id)
        .limit(FACTS_FROM - len(rows))
    ).all()
    return [(mention, article) for mention, article in (*rows, *rest)]


def _following(session: Session, mentions: Iterable[MentionRow]) -> dict[int, str]:
    """The text after each of these mentions, as far as a title may reach."""
    by_article: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article_id].append(mention)
    return {
        mention.id: texts[mention.field][mention.end : mention.end + REACH]
        for article_id, texts in read_texts(session, by_article)
        for mention in by_article[article_id]
    }
