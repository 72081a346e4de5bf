"""The fields of an index, the same in every engine.

Text fields hold streams of tokens (`vietnamese.analysis`), keyword fields whole values, number
fields integers. What is shown of an item is kept beside them as one JSON object.
"""

from indexer.search import FACETS
from vietnamese.analysis import ANALYZER_VERSION

#: Changes with anything below, and with how index documents are made. An index made by another
#: version of this or of the analyzer is rebuilt.
SCHEMA_VERSION = 5
INDEX_VERSION = f"{SCHEMA_VERSION}/{ANALYZER_VERSION}"

#: The streams of running text; phrases are looked for in the first two alone.
STREAMS: tuple[str, ...] = ("syllables", "folded", "words", "folded_pairs")
PHRASE_STREAMS: tuple[str, ...] = STREAMS[:2]

#: Running text: the headline by itself, and all text of the item, headline and lead included.
#: Searching one field for all that must be found makes `all words` mean all words of the article,
#: and BM25 alike in both engines: no item lacks the field.
RUNNING_TEXT: tuple[str, ...] = ("headline", "text")

#: The text of files that items offer, and the files' names: found as running text is, and worth
#: less. Not segmented: 1 MB takes about 2 s so, and 8 s with its words.
ATTACHED: str = "attached"

#: So much of the files' text of one item is indexed and looked through for a passage: some eighty
#: pages, half a second.
MAX_ATTACHED_CHARACTERS = 200_000

#: Stands in a field that ranks where an item has nothing in it: one engine counts an article that
#: lacks a field among those that do not have a term, the other does not. No token of a query.
ABSENT = "_"

#: Names, searched by their words.
NAMES: tuple[str, ...] = ("author_name", "department_name")


def text_field(area: str, stream: str) -> str:
    """The name of the field that holds a stream of an area (`headline_folded`)."""
    return f"{area}_{stream}"


#: Text fields, and whether they keep the positions of tokens (which phrases need).
TEXT_FIELDS: dict[str, bool] = {
    text_field(area, stream): stream in PHRASE_STREAMS
    for area, streams in (
        *((area, STREAMS) for area in RUNNING_TEXT),
        (ATTACHED, PHRASE_STREAMS),
        *((area, PHRASE_STREAMS) for area in NAMES),
    )
    for stream in streams
}

#: Text fields whose tokens may rank by being there, however often (`indexer.expressions.Present`).
PRESENCE_FIELDS: tuple[str, ...] = (text_field("text", "folded_pairs"),)

#: Keyword fields: the facets, and `identifier` (`identifier_key` of documents cited),
#: `own_identifier` (that of the document which the item is an entry of) and `month` (`2023-05`).
#: `document` holds keys of documents.
KEYWORD_FIELDS: tuple[str, ...] = (*FACETS, "identifier", "own_identifier", "month")

#: Number fields: `day` is 20230501; `newest` and `oldest` order by date (`indexer.ordering`);
#: `tie` orders what else is equal.
NUMBER_FIELDS: tuple[str, ...] = ("day", "newest", "oldest", "tie")

#: Longer tokens and values are no words or names; engines differ in what they do with them.
MAX_TOKEN_CHARACTERS = 100
MAX_KEYWORD_CHARACTERS = 300
