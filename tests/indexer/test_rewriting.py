"""Expressions as they are written anew for tantivy find the same."""

from collections.abc import Sequence

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from indexer import expressions as e
from indexer.engines.tantivy.queries import to_query
from indexer.engines.tantivy.rewriting import rewritten
from indexer.engines.tantivy.schema import register_tokenizer, schema

FIELD = "text_folded"

#: Words, each in every so manieth item.
WORDS = {"xa": 1, "huyen": 2, "tinh": 3, "bo": 7, "so": 11, "ban": 30, "thon": 90}
ITEMS = 200

#: What is not known to be rare.
LATE = tuple(e.Between("day", day, None) for day in range(6))


def holds(item: int, word: str) -> bool:
    return word in WORDS and item % WORDS[word] == 0


@pytest.fixture(scope="module")
def searcher() -> tantivy.Searcher:
    index = tantivy.Index(schema())
    register_tokenizer(index)
    writer = index.writer(15_000_000, 1)
    for item in range(ITEMS):
        document = tantivy.Document()
        document.add_text(FIELD, " ".join(word for word in WORDS if holds(item, word)))
        writer.add_document(document)
    writer.commit()
    index.reload()
    return index.searcher()


def terms(words: Sequence[str]) -> tuple[e.Term, ...]:
    return tuple(e.Term(FIELD, word) for word in words)


@given(
    st.lists(st.sampled_from([*WORDS, "phuong"]), min_size=1, max_size=8, unique=True),
    st.integers(1, 8),
)
def test_at_least_so_many_words(searcher: tantivy.Searcher, words: list[str], count: int) -> None:
    expression = rewritten(searcher, e.AtLeast(count, terms(words)))
    found = searcher.search(to_query(expression), limit=ITEMS).hits
    expected = {n for n in range(ITEMS) if sum(holds(n, word) for word in words) >= count}
    assert {address.doc for _, address in found} == expected


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        # a word that no item has, alone, among those that must hold, and among alternatives
        (e.Term(FIELD, "phuong"), e.NOTHING),
        (e.AllOf(terms(["xa", "phuong"])), e.NOTHING),
        (e.AtLeast(1, terms(["xa", "phuong"])), e.Term(FIELD, "xa")),
        (e.AtLeast(2, terms(["xa", "phuong"])), e.NOTHING),
        # as many as there are
        (e.AtLeast(2, terms(["xa", "bo", "phuong"])), e.AllOf(terms(["xa", "bo"]))),
        # led by its rarest word each, these take less than going through all that has any
        (
            e.AtLeast(2, terms(["xa", "ban", "thon"])),
            e.AtLeast(
                1,
                (
                    e.AllOf(terms(["xa", "ban"])),
                    e.AllOf(terms(["xa", "thon"])),
                    e.AllOf(terms(["ban", "thon"])),
                ),
            ),
        ),
        # where all are as frequent, they do not
        (e.AtLeast(4, LATE), e.AtLeast(4, LATE)),
        # what must not hold stays as it is
        (e.Not(e.Term(FIELD, "phuong")), e.Not(e.Term(FIELD, "phuong"))),
    ],
)
def test_what_is_written(
    searcher: tantivy.Searcher, expression: e.Expression, written: e.Expression
) -> None:
    assert rewritten(searcher, expression) == written
