"""What a person who has begun to type may mean, from the index: fast enough for every key."""

from dataclasses import dataclass

from indexer import expressions as e
from indexer.engines.questions import FacetQuestion, Question, Reader
from indexer.schema import MAX_TOKEN_CHARACTERS, text_field
from indexer.search import Headline
from vietnamese.analysis import tokenize
from vietnamese.folding import fold, has_diacritics
from vietnamese.identifiers import identifier_key, parse_identifier

#: So much of what is typed is looked at.
MOST_CHARACTERS = 200
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What there is: numbers of documents as they are looked up, names, headlines.

    Numbers and names come with how many items have them, the most frequent first.
    """

    identifiers: tuple[tuple[str, int], ...]
    departments: tuple[tuple[str, int], ...]
    authors: tuple[tuple[str, int], ...]
    headlines: tuple[Headline, ...]


def suggest(reader: Reader, typed: str, size: int) -> Suggestions:
    """At most `size` suggestions of each kind; the last word may be half typed.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    typed = typed[:MOST_CHARACTERS]
    words = [token.text for token in tokenize(typed)][:MOST_WORDS]
    words = [word for word in words if len(word) <= MAX_TOKEN_CHARACTERS]
    number = _number(typed)
    identifiers = reader.values("identifier", number, size) if number else ()
    if not words:
        return Suggestions(identifiers, (), (), ())
    return Suggestions(
        identifiers=identifiers,
        departments=_names(reader, "department", words, size),
        authors=_names(reader, "author", words, size),
        headlines=_headlines(reader, words, size),
    )


def _number(typed: str) -> str | None:
    """How the number of a document begins that is typed; None if it is something else."""
    identifier = parse_identifier(typed)
    if identifier and identifier.symbol:
        return identifier_key(identifier.canonical)
    return identifier_key(typed) if typed[:1] in "0123456789" else None


def _names(reader: Reader, field: str, words: list[str], size: int) -> tuple[tuple[str, int], ...]:
    """Names with all these words, whatever their diacritics."""
    in_name = text_field(f"{field}_name", "folded")
    *whole, begun = map(fold, words)
    match = e.all_of(*(e.Term(in_name, word) for word in whole), e.Prefix(in_name, begun))
    found = reader.find(Question(match, size=0, facets=(FacetQuestion(field, size=size),)))
    return found.facets[field]


def _headlines(reader: Reader, words: list[str], size: int) -> tuple[Headline, ...]:
    """Headlines with all these words, the best or else the newest first."""
    *whole, begun = words
    terms = [e.Term(*_in_headline(word)) for word in whole]
    rank = tuple(e.Weighted(term, 1.0) for term in terms)
    # A word that is half typed may lack marks that it is to have (`đâ` of `đất`).
    for beginning in dict.fromkeys((_in_headline(begun), _in_headline(fold(begun)))):
        match = e.all_of(*terms, e.Prefix(*beginning))
        found = reader.find(Question(match, rank, order="score" if rank else "newest", size=size))
        if found.rows:
            return tuple(Headline.of(row.shown) for row in found.rows)
    return ()


def _in_headline(word: str) -> tuple[str, str]:
    """Where a word is looked for, and as what: with its diacritics if it was typed with any."""
    if has_diacritics(word):
        return text_field("headline", "syllables"), word
    return text_field("headline", "folded"), fold(word)
