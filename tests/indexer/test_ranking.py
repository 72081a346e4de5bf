"""What ranks: the numbers that `benchmarks.relevance` measures, and what they do in engines."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.items import Article
from indexer import expressions as e
from indexer import ranking
from indexer.engines.questions import Checkpoint
from indexer.index_documents import make_index_document
from indexer.indexed_items import Citation, of_article
from indexer.planning import make_plan
from indexer.query import parse
from indexer.readings import FEWER_WORDS, Reading, loose_readings
from indexer.search import Recency, SearchRequest
from indexer.searching import SearchEngine
from tests.indexer.articles import article
from tests.indexer.engines import ENGINES, opened
from vietnamese.analysis import analyze_query

#: Eleven different syllables and more; the words of no one article.
QUESTION = (
    "Cơ quan nào ở tỉnh có trách nhiệm tiếp nhận hồ sơ đề nghị cấp giấy phép khai thác nước ngầm "
    "của các tổ chức và cá nhân trên địa bàn"
)


@pytest.mark.parametrize(
    ("units", "needed"),
    [
        (0, 0),
        (1, 1),
        (4, 4),  # so many must all be found
        (5, 4),  # one may be misspelt
        (11, 4),
        (12, 5),  # a third from here on
        (30, 11),
    ],
)
def test_how_many_words_must_be_found(units: int, needed: int) -> None:
    assert ranking.must_match(units) == needed


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        ("thủ tục hành chính", False),
        ("khai mạc hội nghị triển khai nhiệm vụ năm học", False),  # ten syllables: a headline
        (QUESTION, True),
        ("coq quan nao o tinh tiep nhan ho so de nghi cap giay phep", True),
    ],
)
def test_pairs_count_by_being_there_in_long_queries(query: str, counted: bool) -> None:
    tokens = analyze_query(query)
    terms = list(ranking.ranking_terms(tokens, ("text",), folded=not tokens.has_diacritics))
    present = [term.term for term in terms if isinstance(term, e.Present)]
    by_bm25 = [term.term for term in terms if isinstance(term, e.Weighted)]
    assert bool(present) is counted
    assert set(present) <= set(by_bm25)
    assert {term.field for term in present} <= {"text_folded_pairs"}


def test_a_query_without_diacritics_is_ranked_on_folded_streams_alone() -> None:
    terms = ranking.ranking_terms(analyze_query("thu tuc"), ("headline", "text"), folded=True)
    assert {term.term.field.rpartition("_folded")[1] for term in terms} == {"_folded"}


@pytest.mark.parametrize(
    ("today", "first_days"),
    [
        (date(2026, 11, 23), [20260901, 20260401, 20241101, 20211101]),
        (date(2026, 11, 1), [20260901, 20260401, 20241101, 20211101]),  # the same all month
        (date(2026, 1, 31), [20251101, 20250601, 20240101, 20210101]),
    ],
)
def test_the_younger_the_more_by_steps(today: date, first_days: list[int]) -> None:
    steps = [bonus.holds for bonus in ranking.recency(today)]
    assert steps == [e.Between("day", day, None) for day in first_days]


@pytest.mark.parametrize(
    ("query", "loose"),
    [
        ('"ông trùm"', "ông trùm"),
        ('bắt "ông trùm" ở quán', "bắt ở quán ông trùm"),
        ('title:"ông trùm" OR "điều đào"', "title:(ông trùm) OR điều đào"),
        ('-"ông trùm" quán', 'quán -"ông trùm"'),  # what must not be found stays as it is
    ],
)
def test_phrases_are_words_where_nothing_else_is_found(query: str, loose: str) -> None:
    reading = next(loose_readings(parse(query)))
    matched = make_plan(parse(query), reading).match
    assert matched == make_plan(parse(loose), Reading(folded=False)).match


def test_of_the_last_reading_three_words_are_enough() -> None:
    loose = make_plan(parse('Bắt tạm giam "ông trùm điều đào" quán karaoke'), FEWER_WORDS)
    assert isinstance(loose.match, e.AtLeast)
    assert loose.match.count == ranking.FEWEST
    assert len(loose.match.parts) == 9  # each word once


def dated(key: str, body: str, days_ago: int) -> Article:
    day = date.today() - timedelta(days=days_ago)  # noqa: DTZ011 # months are what counts
    return article(key, "Bản tin", body, date_published=day.isoformat())


#: Two alike but for their dates, one that says more of water, and others that make it rare.
ARTICLES = (
    dated("old", "Cấp giấy phép khai thác nước ngầm tại Kế hoạch số 4204/KH-UBND.", 9000),
    dated("new", "Cấp giấy phép khai thác nước ngầm tại Kế hoạch số 4204/KH-UBND.", 10),
    dated("most", "Khai thác nước, nước ngầm, nước mặt: giấy phép khai thác nước.", 9000),
    *(
        dated(f"other-{n}", f"Hội nghị lần thứ {n} của tỉnh về giấy tờ đất đai.", n)
        for n in range(9)
    ),
)


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    with opened(request.param, tmp_path_factory.mktemp("ranking"), request) as one:
        fill(one)
        yield one


def fill(engine: SearchEngine) -> None:
    with engine.store.build() as writer:
        cited = [Citation("4204-kh-ubnd", "ubnd/4204-kh-ubnd/_", "Kế hoạch")]
        items = [of_article(item, cited if item.id in ("old", "new") else []) for item in ARTICLES]
        writer.write([make_index_document(item) for item in items], (), as_of=1)
        writer.commit(Checkpoint("test", "test", 1))
    engine.store.publish()


def scores(engine: SearchEngine, query: str, recency: Recency = "off") -> dict[str, float]:
    answer = engine.search(SearchRequest(q=query, recency=recency, with_facets=False))
    return {hit.id: hit.score for hit in answer.hits}


def test_what_is_recent_counts_a_little_more_unless_that_is_turned_off(
    engine: SearchEngine,
) -> None:
    off, mild = scores(engine, "nước"), scores(engine, "nước", "mild")
    assert off["old"] == pytest.approx(off["new"])
    gained = len(ranking.RECENT_MONTHS) * ranking.RECENT_POINTS
    assert mild["new"] == pytest.approx(off["new"] + gained, rel=1e-4)
    assert mild["old"] == pytest.approx(off["old"])
    assert next(iter(scores(engine, "khai thác nước", "mild"))) == "most"


def test_what_a_long_text_quotes_is_better_found_to_the_letter(engine: SearchEngine) -> None:
    text = "tỉnh họp về khai thác nước và cấp {} của dân"
    words = scores(engine, text.format("giấy tờ đất đai"))
    quoted = scores(engine, text.format('"giấy tờ đất đai"'))
    assert quoted.keys() == words.keys()
    gained = {key: quoted[key] - words[key] for key in words}
    assert gained == pytest.approx(
        {key: ranking.QUOTED if key.startswith("other") else 0.0 for key in words}, abs=1e-3
    )
    assert {0.0, ranking.QUOTED} == {round(points) for points in gained.values()}


def test_a_query_that_ranks_nothing_is_answered_by_date(engine: SearchEngine) -> None:
    newest = [hit.id for hit in engine.search(SearchRequest(size=3)).hits]
    assert newest == ["other-0", "other-1", "other-2"]


@pytest.mark.server
@pytest.mark.parametrize(
    "query",
    [
        "nước ngầm",
        "nuoc ngam",
        QUESTION,
        "co quan nao o tinh tiep nhan ho so de nghi cap giay phep khai thac nuoc ngam",
        "4204/KH-UBND",
        "title:tin nước",
    ],
)
def test_scores_are_the_same_in_both_engines(
    query: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with (
        opened("tantivy", tmp_path, request) as one,
        opened("elasticsearch", tmp_path, request) as other,
    ):
        fill(one)
        fill(other)
        expected = scores(one, query, "mild")
        assert expected
        assert scores(other, query, "mild") == pytest.approx(expected, rel=1e-4)
