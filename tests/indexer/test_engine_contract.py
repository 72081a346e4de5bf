"""What every engine does, asked of each: the same questions, the same answers."""

import base64
import contextlib
import itertools
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import delete_article, mark_gone, record_article
from documents.resolving import resolve_changes
from indexer.engines import open_engine
from indexer.labels import catalogue_labels
from indexer.search import (
    FACETS,
    DidYouMean,
    InvalidRequestError,
    SearchAnswer,
    SearchRequest,
    SearchUnavailableError,
)
from indexer.searching import SearchEngine
from indexer.updating import rebuild_index, update_index
from tests.indexer.articles import ARTICLES, article, make_catalogue, record
from tests.indexer.engines import ENGINES, opened

ALL = {one.id for one in ARTICLES}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    catalogue = make_catalogue(tmp_path_factory.mktemp("catalogue"))
    resolve_changes(catalogue)
    return catalogue


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[SearchEngine]:
    """An engine with the small catalogue in it; tests only read."""
    folder = tmp_path_factory.mktemp("engine")
    with opened(request.param, folder, request, catalogue_labels(catalogue)) as engine:
        update_index(catalogue, engine)
        yield engine


@pytest.fixture(params=ENGINES)
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An engine without an index, for tests that write."""
    with opened(request.param, tmp_path, request) as engine:
        yield engine


def ids(answer: SearchAnswer) -> list[str]:
    return [hit.id for hit in answer.hits]


def counts(answer: SearchAnswer, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in answer.facets[facet]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # everything
        ("", ALL),
        # with diacritics: syllable for syllable, wherever in the article
        ("đất", {"hoa-binh", "hdnd", "khong-ngay"}),
        ("đạt", {"dat-giai"}),
        ("điện tử công cộng", {"bang-tin"}),
        ("giá nhân dân", {"khong-ngay"}),
        # without any: folded
        ("dat", {"hoa-binh", "hdnd", "khong-ngay", "dat-giai"}),
        ("bang tin dien tu", {"bang-tin"}),
        # either placement of the tone, either Unicode form, either case
        ("hòa bình", {"hoa-binh"}),
        ("hoà bình", {"hoa-binh"}),
        ("ho\u0300a bi\u0300nh", {"hoa-binh"}),
        ("HÒA BÌNH", {"hoa-binh"}),
        # up to four words all; of more a share
        ("hội nghị đất đai", {"hoa-binh"}),
        ("hội nghị lớn đất đai kinh tế biển", {"hoa-binh"}),
        # phrases, which do not go on from one part of an article to the next
        ('"đất đai"', {"hoa-binh"}),
        ('"đai đất"', set()),
        ('"phát triển kinh tế một hội nghị"', set()),
        ('"kinh tế"', {"hoa-binh"}),
        # without
        ("đất -rừng", {"hoa-binh", "khong-ngay"}),
        ("-đất", {"bang-tin", "dat-giai", "cu"}),
        ('đất -"giá đất" -(rừng OR biển)', {"hoa-binh"}),
        # or
        ("rừng OR giải", {"hdnd", "dat-giai"}),
        ("(rừng OR giải) cao", {"dat-giai"}),
        ("rừng OR -nhân", {"hdnd", "cu", "dat-giai"}),
        # abbreviations are one with their full form, as a whole
        ("UBND", {"bang-tin"}),
        ("ủy ban nhân dân", {"bang-tin"}),
        ("hội đồng nhân dân", {"hdnd"}),
        ('"hội đồng nhân dân tỉnh thông qua"', {"hdnd"}),
        ("hdnd tinh", {"hdnd"}),
        ("thủ tục hành chính", {"cu"}),
        # document numbers in any spelling, found as one
        ("4204/KH-UBND", {"bang-tin"}),
        ("4204/kh ubnd", {"bang-tin"}),
        ("4204 KH-UBND", {"bang-tin"}),
        ("QD 490/BTTTT", {"hdnd"}),
        ("4205/KH-UBND", set()),
        # one that no text would be known to have by its form is not its digits alone
        ("28/SABC", set()),
        ("12/2022/tt bgddt", {"dat-giai"}),
        # full dates, however written
        ("28/4/2023", {"bang-tin"}),
        ("ngày 28 tháng 4 năm 2023", {"bang-tin"}),
        ("29/4/2023", set()),
        # fields
        ("title:đất", {"hdnd", "khong-ngay"}),
        ('tiêu đề:"giá đất"', {"khong-ngay"}),
        ("author:Lệ Quỳnh", {"bang-tin", "hdnd"}),
        ("author:le quynh", {"bang-tin", "hdnd", "cu"}),
        ("author:lê quynh", {"cu"}),  # people differ by a mark
        ("tác giả:lệ quỳnh nghị quyết", {"hdnd"}),
        ('author:"le quynh"', {"bang-tin", "hdnd", "cu"}),
        ('department:"tư pháp"', {"bang-tin", "hdnd", "cu"}),
        # names go as far as there are such; departments are found folded, and by a part
        ("sở:Tư pháp", {"bang-tin", "hdnd", "cu"}),
        ("department:Sở Tư pháp", {"bang-tin", "hdnd", "cu"}),
        ("sở:tư pháp nghị quyết", {"hdnd"}),
        ("cơ quan:tu phap đất", {"hdnd"}),
        ("sở:Tài nguyên và Môi trường", {"khong-ngay"}),
        ("bảng giá sở:tài nguyên và môi trường -rừng", {"khong-ngay"}),
        ("sở:Giáo dục và Đào tạo -đất", {"dat-giai"}),
        ("department:Sở Tư pháp HĐND", {"hdnd"}),  # capitals behind a name that is whole
        ("department:Sở Tư Vấn", set()),  # and behind one that is not
        ('sở:"Tư phá"', set()),
        ("sở:abcxyz", set()),
        ("tỉnh:Kon Tum đất", {"hdnd"}),
        ("loại:QĐ", {"hdnd"}),
        ("cites:1235/ubnd kgvx", {"bang-tin"}),
        ("after:2023-05", {"bang-tin", "hoa-binh"}),
        ("before:2022", {"hdnd", "cu"}),
        ("after:20/11/2022 before:20/5/2023", {"dat-giai", "bang-tin"}),
        ("(before:2022) OR (after:2023-05-20)", {"hdnd", "cu", "hoa-binh"}),
        # a citation is its number, however much it says besides
        ("Kế hoạch 4204/KH-UBND ngày 1/2/2020 của UBND thành phố Hà Nội", {"bang-tin"}),
    ],
)
def test_what_matches(engine: SearchEngine, query: str, found: set[str]) -> None:
    answer = engine.search(SearchRequest(q=query))
    as_asked = "không có bài" not in answer.understood
    assert (set(ids(answer)) if as_asked else set()) == found


@pytest.mark.parametrize(
    ("query", "found", "remark"),
    [
        # nothing with these diacritics: folded
        ("bàng tin", {"bang-tin"}, "không phân biệt dấu"),
        # what is excluded stays as it was typed
        ("cấc em -đất", {"dat-giai"}, "không phân biệt dấu"),
        ("cấc em -đạt", set(), ""),
        # not all words: three of them, no fewer
        ("bảng tin điện abcxyz", {"bang-tin"}, "ít nhất 3 trong các từ"),
        ("bảng tin abcxyz abcxyzt", set(), ""),
        ("bảng tin abcxyz", set(), ""),
        ("rừng biển", set(), ""),
        # a phrase that no article has comes apart, the same phrase excluded does not
        ('"đai đất"', {"hoa-binh"}, "nguyên văn cụm từ, nên tìm các từ của nó"),
        ('"dai đát"', {"hoa-binh"}, "các từ của nó, không phân biệt dấu"),
        ('hội nghị (title:"cao giải" OR "đai đất")', {"hoa-binh"}, "nguyên văn cụm từ"),
        ('"abcxyz tin"', set(), ""),
        ('abcxyz -"đai đất"', set(), ""),
        # a number that no article has, in a long text and in a short one
        ("hội nghị lớn bàn đất đai 9999/KH-UBND", {"hoa-binh"}, "nên chỉ tìm các từ"),
        ('"lớn một" hội nghị bàn đất đai 9999/KH-UBND', {"hoa-binh"}, "nên chỉ tìm các từ"),
        ("hội nghị 9999/KH-UBND", set(), ""),
        ("hội nghị lớn về đất đai cites:9999/KH-UBND", set(), ""),
        # what cannot be a word, nor a name
        ("x" * 500, set(), ""),
        (f'"{"x" * 500}" OR author:{"x" * 500}', set(), ""),
        (f"đất {'x' * 500} đai", {"hoa-binh"}, ""),
        (f'đất "{"x" * 500}" đai', {"hoa-binh"}, "nguyên văn cụm từ"),
        ("abcxyz", set(), ""),
    ],
)
def test_where_nothing_matches_less_is_asked(
    engine: SearchEngine, query: str, found: set[str], remark: str
) -> None:
    answer = engine.search(SearchRequest(q=query))
    assert set(ids(answer)) == found
    assert remark in answer.understood
    assert ("không có bài" in answer.understood) == bool(remark)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        # digits exchanged, one wrong, one too many, one lacking; however it is typed
        ("4024/KH-UBND", "4204/KH-UBND"),
        ("4205 kh ubnd", "4204/KH-UBND"),
        ("42004/KH-UBND", "4204/KH-UBND"),
        ('"420/KH-UBND"', "4204/KH-UBND"),
        # the symbol
        ("4204/KH-UBNX", "4204/KH-UBND"),
        ("4204/QĐ-UBND", "4204/KH-UBND"),
        ("490/QĐ-BTTT", "490/QĐ-BTTTT"),
        # beside words, too
        ("hội nghị 4024/KH-UBND", "4204/KH-UBND"),
        # what differs in more; a number of few digits; what is not said to be in the text; what is
        # there
        ("4402/KH-UBND", None),
        ("9204/QĐ-UBND", None),
        ("13/2022/TT-BGDĐT", None),
        ("cites:4024/KH-UBND", None),
        ("4204/KH-UBND", None),
    ],
)
def test_a_number_that_nothing_has_leads_to_a_like_one(
    engine: SearchEngine, query: str, meant: str | None
) -> None:
    answer = engine.search(SearchRequest(q=query))
    assert answer.did_you_mean == (DidYouMean(meant, applied=False) if meant else None)
    if meant:
        assert answer.total == 0  # it is not taken for the other one
        assert engine.search(SearchRequest(q=meant)).total


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        # a plain word, before and behind; what a law is called; what is asked of it
        ("xyz 4204/KH-UBND", "4204/KH-UBND"),
        ("kế hoạch số 4204/KH-UBND, OCOP", "4204/KH-UBND"),
        ("ai ký công văn 1235/UBND-KGVX", "1235/UBND-KGVX"),
        # the first of several that is there
        ("9999/QĐ-UBND 4204/KH-UBND xyz", "4204/KH-UBND"),
        # in a long text, of which the words alone are found
        ("tỉnh Hòa Bình bàn về đất đai 4204/KH-UBND", "4204/KH-UBND"),
        # what is found, and what excludes what it asks for
        ("bảng tin 4204/KH-UBND", None),
        ("4204/KH-UBND -4204/KH-UBND", None),
    ],
)
def test_a_number_beside_which_the_words_find_nothing_is_offered_by_itself(
    engine: SearchEngine, query: str, offered: str | None
) -> None:
    answer = engine.search(SearchRequest(q=query))
    assert answer.did_you_mean == (DidYouMean(offered, applied=False) if offered else None)


@pytest.mark.parametrize("query", ["đất -đất", '"đất đai" -"đất đai"', "nghị quyết đất -đất"])
def test_what_excludes_what_it_asks_for_finds_nothing(engine: SearchEngine, query: str) -> None:
    answer = engine.search(SearchRequest(q=query))
    assert (answer.total, answer.did_you_mean) == (0, None)
    assert "không có bài" not in answer.understood


def test_a_query_that_matches_is_not_read_less_strictly_for_its_filters(
    engine: SearchEngine,
) -> None:
    answer = engine.search(SearchRequest(q="đất rừng", filters={"province": ("gia-lai",)}))
    assert answer.total == 0
    assert answer.understood == "tìm “đất rừng”"
    assert counts(answer, "province") == {"kon-tum": 1, "gia-lai": 0}


def test_facets_count_what_was_found(engine: SearchEngine) -> None:
    answer = engine.search(SearchRequest())
    assert answer.total == len(ALL)
    assert tuple(answer.facets) == FACETS
    assert counts(answer, "province") == {"kon-tum": 3, "gia-lai": 2, "hoa-binh": 1}
    assert list(counts(answer, "province")) == ["kon-tum", "gia-lai", "hoa-binh"]
    assert counts(answer, "author") == {"Lệ Quỳnh": 2, "Lê Quynh": 1, "Thu Hà": 1, "Đạt Nguyễn": 1}
    assert counts(answer, "year") == {"2023": 2, "2019": 1, "2021": 1, "2022": 1}
    assert counts(answer, "document_type") == {
        "Công văn": 1,
        "Kế hoạch": 1,
        "Quyết định": 1,
        "Thông tư": 1,
    }
    assert len(answer.facets["document"]) == 4
    assert counts(engine.search(SearchRequest(q="rừng")), "section") == {"Chính sách": 1}


def test_facets_are_disjunctive(engine: SearchEngine) -> None:
    everything = engine.search(SearchRequest())
    chosen = {"province": ("kon-tum",)}
    answer = engine.search(SearchRequest(filters=chosen))
    assert answer.total == 3
    assert counts(answer, "province") == counts(everything, "province")
    assert counts(answer, "department") == {"Sở Tư pháp": 2, "Sở Giáo dục và Đào tạo": 1}
    assert [v.value for v in answer.facets["province"] if v.selected] == ["kon-tum"]
    two = {"province": ("kon-tum", "hoa-binh"), "section": ("Tin tức",)}
    answer = engine.search(SearchRequest(filters=two))
    assert set(ids(answer)) == {"bang-tin", "hoa-binh"}
    assert counts(answer, "province") == {"hoa-binh": 1, "kon-tum": 1, "gia-lai": 1}
    assert counts(answer, "section") == {"Tin tức": 2, "Chính sách": 1, "Thi đua": 1}
    assert counts(answer, "year") == {"2023": 2}


def test_a_value_chosen_is_listed_though_nothing_has_it(engine: SearchEngine) -> None:
    answer = engine.search(SearchRequest(filters={"author": ("Không Ai",)}))
    assert answer.total == 0
    assert counts(answer, "author")["Không Ai"] == 0


def test_a_document_is_filtered_by_its_key_or_its_number(engine: SearchEngine) -> None:
    keys = [v.value for v in engine.search(SearchRequest(q="4204/KH-UBND")).facets["document"]]
    (key,) = [key for key in keys if "4204" in key]
    for value in (key, "4204/KH-UBND", "4204 kh ubnd"):
        answer = engine.search(SearchRequest(filters={"document": (value,)}))
        assert ids(answer) == ["bang-tin"]
    label = {v.value: v.label for v in answer.facets["document"]}[key]
    assert label.startswith("4204/KH-UBND")


def test_labels(engine: SearchEngine) -> None:
    answer = engine.search(SearchRequest())
    assert {v.value: v.label for v in answer.facets["province"]} == {
        "kon-tum": "Kon Tum",
        "gia-lai": "Gia Lai",
        "hoa-binh": "Hòa Bình",
    }


def test_histogram(engine: SearchEngine) -> None:
    answer = engine.search(SearchRequest())
    months = [(b.start, b.count) for b in answer.histogram.buckets]
    assert months == [("2019-01", 1), ("2021-12", 1), ("2022-11", 1), ("2023-05", 2)]
    assert answer.histogram.undated == 1
    answer = engine.search(SearchRequest(interval="year", filters={"year": ("2023", "2019")}))
    assert [(b.start, b.count) for b in answer.histogram.buckets] == [("2019", 1), ("2023", 2)]
    assert answer.histogram.undated == 0


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2023-05-01", None, {"bang-tin", "hoa-binh"}),
        (None, "2021-12-31", {"hdnd", "cu"}),
        ("2022-11-20", "2023-05-01", {"dat-giai", "bang-tin"}),  # both days included
        ("2030-01-01", None, set()),
    ],
)
def test_dates(engine: SearchEngine, first: str | None, last: str | None, found: set[str]) -> None:
    answer = engine.search(SearchRequest(date_from=first, date_to=last))
    assert set(ids(answer)) == found
    assert answer.total == sum(v.count for v in answer.facets["year"])


def test_sorting(engine: SearchEngine) -> None:
    newest = ids(engine.search(SearchRequest(sort="newest")))
    assert newest == ["hoa-binh", "bang-tin", "dat-giai", "hdnd", "cu", "khong-ngay"]
    oldest = ids(engine.search(SearchRequest(sort="oldest")))
    assert oldest == ["cu", "hdnd", "dat-giai", "bang-tin", "hoa-binh", "khong-ngay"]
    # Where nothing ranks, the newest come first.
    assert ids(engine.search(SearchRequest(q="after:2000"))) == newest[:-1]
    # A headline that has the words is worth more than a mention in passing.
    assert ids(engine.search(SearchRequest(q="đất")))[-1] == "hoa-binh"


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("query", ["", "dat", "tỉnh OR đất"])
def test_pages_and_cursors_go_through_all_of_a_result(
    engine: SearchEngine, query: str, sort: str
) -> None:
    request = SearchRequest(q=query, sort=sort, size=100)  # type: ignore[arg-type] # of the three
    whole = engine.search(request)
    assert whole.cursor is None
    pages: list[str] = []
    turned: list[str] = []
    cursor = None
    for number in range(1, whole.total + 1):
        page = engine.search(replace(request, size=1, page=number))
        assert page.total == whole.total
        pages += ids(page)
        page = engine.search(replace(request, size=1, cursor=cursor, with_facets=False))
        assert page.total == whole.total
        turned += ids(page)
        cursor = page.cursor
    assert pages == turned == ids(whole)
    assert cursor is None


def test_a_cursor_is_of_one_question(engine: SearchEngine) -> None:
    cursor = engine.search(SearchRequest(size=1)).cursor
    for request in (
        SearchRequest(q="đất", cursor=cursor),
        SearchRequest(sort="oldest", cursor=cursor),
        SearchRequest(cursor="nonsense"),
        SearchRequest(cursor="bnVsbA"),
    ):
        with pytest.raises(InvalidRequestError, match="cursor"):
            engine.search(request)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("query", ["", "tỉnh"])
@pytest.mark.parametrize(
    "forged",
    [
        {"offset": 10**13, "alike": 10**13},
        {"offset": -1},
        {"alike": 10**400},
        {"key": 1e308},
        {"key": float("nan")},
        {"key": -(2**70)},
        {"key": "x"},
        {"tie": None},
        {"tie": 2**63},
        # what has killed workers, or was answered by an internal error
        {"offset": 2**31},
        {"offset": 2**63 - 1},
        {"alike": 10**9},
        {"alike": 2**63 - 1},
        {"offset": float("inf")},
        {"key": 2**70},
        {"key": 2**63 - 1},
        {"key": 1.5},
        {"key": float("inf")},
        {"key": []},
        {"offset": {}},
    ],
)
def test_a_forged_cursor_does_no_harm(
    engine: SearchEngine, query: str, sort: str, forged: dict[str, object]
) -> None:
    request = SearchRequest(q=query, sort=sort, size=1)  # type: ignore[arg-type] # of the three
    cursor = engine.search(request).cursor
    assert cursor is not None
    content = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    packed = base64.urlsafe_b64encode(json.dumps(content | forged).encode()).decode()
    with contextlib.suppress(InvalidRequestError):
        assert len(engine.search(replace(request, cursor=packed)).hits) <= 1


@pytest.mark.parametrize(
    "content",
    ["[" * 1_400, '{"a":' * 50_000, "[]", "7", '{"offset": 1e400}', "\udcff", "1" * 5_000, "{" * 9],
)
def test_what_is_packed_as_a_cursor_and_is_none_is_refused(
    engine: SearchEngine, content: str
) -> None:
    packed = base64.urlsafe_b64encode(content.encode(errors="surrogateescape")).decode()
    with pytest.raises(InvalidRequestError, match="this cursor is none"):
        engine.search(SearchRequest(cursor=packed))


@pytest.mark.parametrize("query", ["", "tỉnh"])
@pytest.mark.parametrize(
    ("page", "size"),
    list(itertools.product([1, 2, 999_999, 10**6, 2**31, 2**64, 10**30], [0, 1, 10**6, 2**31])),
)
def test_any_page_of_any_size_is_answered_or_refused(
    engine: SearchEngine, query: str, page: int, size: int
) -> None:
    with contextlib.suppress(InvalidRequestError):
        answer = engine.search(SearchRequest(q=query, page=page, size=size, with_facets=False))
        assert len(answer.hits) <= size
    assert engine.search(SearchRequest(q=query)).total


@pytest.mark.parametrize(
    ("request_", "named"),
    [
        (SearchRequest(filters={"colour": ("red",)}), "colour"),
        (SearchRequest(filters={"year": ("2023", "abcd")}), "year='abcd'"),
        (SearchRequest(filters={"year": ("99999",)}), "year='99999'"),
        (SearchRequest(filters={"type": ("legislation",)}), "NewsArticle, Legislation"),
        (SearchRequest(date_from="2023-02-30"), "2023-02-30"),
        (SearchRequest(date_from="2023-05-02", date_to="2023-05-01"), "2023-05-01, is before"),
        (SearchRequest(page=0), "page 0"),
        (SearchRequest(page=1_000_000), "cursor"),
    ],
)
def test_bad_requests_are_named(engine: SearchEngine, request_: SearchRequest, named: str) -> None:
    with pytest.raises(InvalidRequestError, match=named):
        engine.search(request_)


def test_highlights_are_of_the_original_text(engine: SearchEngine) -> None:
    (hit,) = engine.search(SearchRequest(q="UBND bảng tin")).hits
    headline, body = hit.highlights
    marked = [headline.text[start:end] for start, end in headline.spans]
    assert marked == ["bảng tin"]
    assert [body.text[a:b] for a, b in body.spans] == ["Ủy ban nhân dân", "UBND"]
    assert body.field == "body"
    (hit,) = engine.search(SearchRequest(q="QD 490/BTTTT")).hits
    (body,) = hit.highlights
    assert [body.text[start:end] for start, end in body.spans] == ["490/QĐ-BTTTT"]


# The name of one department in other forms: decomposed, with other blanks, with more of them.
@pytest.mark.parametrize(
    "form", [unicodedata.normalize("NFD", "Sở Y tế"), "Sở\u00a0Y tế", "  Sở   Y tế "]
)
def test_a_name_is_one_value_of_a_facet_in_any_form(
    empty_engine: SearchEngine, tmp_path: Path, form: str
) -> None:
    offices = ("Sở Y tế", form, "Sở Nội vụ")
    articles = tuple(article(str(n), "Tin", department=office) for n, office in enumerate(offices))
    update_index(make_catalogue(tmp_path, articles), empty_engine)
    for asked in ("Sở Y tế", form):
        answer = empty_engine.search(SearchRequest(filters={"department": (asked,)}))
        assert answer.total == 2
        assert counts(answer, "department") == {"Sở Y tế": 2, "Sở Nội vụ": 1}
        assert [v.value for v in answer.facets["department"] if v.selected] == ["Sở Y tế"]


def test_updates_and_deletions(empty_engine: SearchEngine, tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path)
    report = update_index(catalogue, empty_engine)
    assert (report.indexed, report.deleted, report.rebuilt) == (len(ALL), 0, True)
    assert empty_engine.size() == len(ALL)
    # nothing new
    report = update_index(catalogue, empty_engine)
    assert (report.indexed, report.deleted, report.rebuilt) == (0, 0, False)
    # one changed twice, one new, one deleted, one gone (which stays)
    for month, body in (("02", "Bản cũ."), ("03", "Bản sửa đổi.")):
        changed = article("cu", "Kế hoạch cải cách hành chính", body)
        with catalogue.begin() as session:
            record_article(session, changed, f"2026-{month}-01T00:00:00Z", None)
    record(catalogue, article("moi", "Bài mới"))
    with catalogue.begin() as session:
        delete_article(session, "hdnd")
        mark_gone(session, "bang-tin", "2026-03-01T00:00:00Z")
    report = update_index(catalogue, empty_engine)
    assert (report.indexed, report.deleted, report.rebuilt) == (3, 1, False)
    assert set(ids(empty_engine.search(SearchRequest()))) == (ALL | {"moi"}) - {"hdnd"}
    assert ids(empty_engine.search(SearchRequest(q='"sửa đổi"'))) == ["cu"]
    assert empty_engine.search(SearchRequest(q='"thủ tục hành chính"')).total == 0


def test_an_index_of_another_catalogue_is_replaced(
    empty_engine: SearchEngine, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    update_index(make_catalogue(tmp_path / "one"), empty_engine)
    other = make_catalogue(tmp_path / "two", (article("khac", "Bài khác"),))
    assert update_index(other, empty_engine).rebuilt
    assert ids(empty_engine.search(SearchRequest())) == ["khac"]


def test_rebuilding_swaps_at_once(
    empty_engine: SearchEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = make_catalogue(tmp_path)
    update_index(catalogue, empty_engine)
    seen: list[int] = []
    record(catalogue, article("moi", "Bài mới"))
    rebuild_index(catalogue, empty_engine, lambda done, total: seen.append(empty_engine.size()))
    assert set(seen) == {len(ALL)}  # the old one, while the new one was built
    assert empty_engine.size() == len(ALL) + 1


def test_there_is_no_index_yet(empty_engine: SearchEngine) -> None:
    with pytest.raises(SearchUnavailableError, match="congtin index"):
        empty_engine.search(SearchRequest())


def test_an_empty_catalogue_makes_an_empty_index(
    empty_engine: SearchEngine, tmp_path: Path
) -> None:
    update_index(make_catalogue(tmp_path, ()), empty_engine)
    answer = empty_engine.search(SearchRequest(q="đất"))
    assert (answer.total, answer.hits, answer.histogram.undated) == (0, (), 0)


def test_odd_articles_are_indexed_whole(empty_engine: SearchEngine, tmp_path: Path) -> None:
    odd = (
        article("x" * 600, "Mã số rất dài"),
        article("dai", "Từ rất dài " + "a" * 40_000, "b" * 40_000, author="c" * 40_000),
        article("rong", "…"),
        article("xau", "Ngày xấu", date_published="not a date"),
        article("xa", "Ngày xa", date_published="9999-12-31"),
        article("mui", "Múi giờ", date_published="2023-04-30T20:00:00+00:00"),
    )
    catalogue = make_catalogue(tmp_path, odd)
    update_index(catalogue, empty_engine)
    assert set(ids(empty_engine.search(SearchRequest()))) == {one.id for one in odd}
    assert empty_engine.search(SearchRequest(q="mã số rất dài")).total == 1
    assert ids(empty_engine.search(SearchRequest(q="after:2023-05 before:2024"))) == ["mui"]
    with catalogue.begin() as session:
        delete_article(session, "x" * 600)
    assert update_index(catalogue, empty_engine).deleted == 1
    assert empty_engine.size() == len(odd) - 1


@pytest.mark.parametrize(
    "query",
    [
        " ".join(f"từ{n}" for n in range(10_000)),
        "(" * 5_000 + "đất" + ")" * 5_000,
        "đất* *đất đ?t \x00\x01 \ud800 ~2 ^3 [a TO b] _exists_:x",
        '"' + "đất " * 1_000 + '"',
        "đất OR " * 1_000,
        "-đất " * 1_000,
        " OR ".join(f'"đất {n}"' for n in range(1_000)),
        " ".join(f"-từ{n}" for n in range(1_000)),
        " ".join(f"sở:tên{n} tác giả:tên{n}" for n in range(500)),
        " ".join(f"title:từ{n} cites:{n}/QĐ-UBND {n}/KH-UBND" for n in range(500)),
        "-(" * 1_000 + "đất" + ")" * 1_000,
        "a* ?b *c* .* /x/ [a-z] a~2 *:* " * 200,
        "".join(map(chr, range(0x20))) * 50 + "đất\x7f\u202e\ufffe",
        "đ" + "\u0301" * 10_000,
        "a" * 100_000,
        "dduwowngf quyeets " * 1_000,
        # groups that become several of an engine's each
        "(đất OR -(lũ " * 12 + "đất" + ")" * 24,
        '(a b OR cites:1/A OR -"x y" -' * 25 + "đất" + ")" * 25,
    ],
)
def test_hostile_queries_are_answered(engine: SearchEngine, query: str) -> None:
    filters = {"province": ("kon-tum",), "year": ("2023",)}
    for request in (SearchRequest(q=query), SearchRequest(q=query, filters=filters)):
        assert engine.search(request).total <= len(ALL)


@pytest.mark.parametrize("url", ["ftp://host/", "tantivy://", "tantivy://host/folder", "http://"])
def test_urls_that_name_no_engine(url: str) -> None:
    with pytest.raises(ValueError, match="names no"):
        open_engine(url)


def test_an_unreachable_server_is_told_with_its_address() -> None:
    with open_engine("http://user:secret@127.0.0.1:9/") as engine:
        with pytest.raises(
            SearchUnavailableError, match=r"127\.0\.0\.1:9.*CONGTIN_SEARCH_URL"
        ) as told:
            engine.search(SearchRequest())
        assert "secret" not in str(told.value)
