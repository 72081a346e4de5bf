"""Did you mean: told from the index itself, and the same by every engine."""

from collections.abc import Iterator

import pytest

from indexer.search import DidYouMean, SearchRequest
from indexer.searching import SearchEngine
from indexer.updating import update_index
from tests.indexer.articles import article, make_catalogue
from tests.indexer.engines import ENGINES, opened

#: What an archive says again and again, and what stands in it once, wrongly spelt.
USUAL = (
    "Ủy ban nhân dân tỉnh ban hành kế hoạch sắp xếp đơn vị hành chính cấp xã",
    "Nghị quyết về giá đất đai và chính sách giáo dục năm học mới",
    "Bảng tin điện tử công cộng phòng chống dịch bệnh cho trẻ em",
    "Quý độc giả chú ý bảng giá đất, chuyển đổi số tại nông thôn mới; PV và OCOP",
)
WRONG = "Kế hoặch xắp xếp của nghi quyêt; quí ngài Noong"


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("spelling")
    articles = [
        article(f"{n}-{m}", text, date_published="2023-05-01")
        for n in range(25)
        for m, text in enumerate(USUAL)
    ]
    catalogue = make_catalogue(folder, (*articles, article("sai", WRONG)))
    with opened(request.param, folder, request) as engine:
        update_index(catalogue, engine)
        yield engine


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # a slip in a word that is in no article, with diacritics and without
        ("kế hoạhc", "kế hoạch"),
        ("ke hoahc", "ke hoach"),
        ("Kế Hoạhc", "Kế Hoạch"),
        ("KẾ HOẠHC", "KẾ HOẠCH"),
        ("bagn tin", "bang tin"),  # what stands beside `tin` decides
        ("dit benh", "dich benh"),  # by ear, and beside `benh`
        # two at once
        ("nghj quyet giao ducj", "nghi quyet giao duc"),
        # typed for an input method that was off
        ("nghij quyeets", "nghị quyết"),
        ("d9a61t d9ai", "đất đai"),
        # more words than must all be found, each of them wrong
        ("baarng tin ddieenj tuwr coong coongj", "bảng tin điện tử công cộng"),
        ("ke61 hoach5 sa81p xe61p d9o7n vi5", "kế hoạch sắp xếp đơn vị"),
        ("chuyeenr ddooir soos taij noong thoon", "chuyển đổi số tại nông thôn"),
        ("kế hoạchh sắpp xếpp đơnn", "kế hoạch sắp xếp đơn"),
        # keys in another order than they are read in: the tone is what was meant
        ("nghij quyets", "nghị quyết"),
        ("baangr giaas ddaats", "bảng giá đất"),
        ("chuyenr ddoir so61", "chuyển đổi số"),
        # what stands in the index by chance, beside what it does not have
        ("noong thoon mowis", "nông thôn mới"),
        # a blank left out
        ("bangtin", "bang tin"),
        # a word that exists and is a stranger there
        ("bang tinh dien tu", "bang tin dien tu"),
        # in phrases, in fields, among operators
        ('"kế hoạhc"', '"kế hoạch"'),
        ("title:hoạhc", "title:hoạch"),
        ("(hoạhc OR quyếtz) -trẻ", "(hoạch OR quyết) -trẻ"),
        ("kế hoạhc  sau:2020 | giáo dụcc", "kế hoạch  sau:2020 | giáo dục"),
    ],
)
def test_where_nothing_matches_it_is_applied(engine: SearchEngine, typed: str, meant: str) -> None:
    answer = engine.search(SearchRequest(q=typed))
    assert answer.did_you_mean == DidYouMean(meant, applied=True)
    assert answer.total >= 25
    assert "không có bài nào khớp cách viết đã gõ" in answer.understood
    # The spelling leads to the same answer, and needs no other.
    again = engine.search(SearchRequest(q=meant))
    assert (again.total, again.did_you_mean) == (answer.total, None)
    assert answer.understood.startswith(again.understood)


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("kế hoặch", "kế hoạch", 1),
        ("xắp xếp", "sắp xếp", 1),
        ("xap xep", "sap xep", 1),
        ("nghi quyêt", "nghị quyết", 1),
        ("quí", "quý", 1),  # y for i keeps its tone
        # not one article as typed, so found folded; the right diacritics are offered
        ("bảng tìn", "bảng tin", 25),
        ("title:dât đai", "title:đất đai", 25),  # a right word by itself stays right
        ("bảng tin điện tu", "bảng tin điện tử", 25),  # too short to be another word
        # found for its other words alone
        ("ban hành kế hoạhc đơn vị hành chính", "ban hành kế hoạch đơn vị hành chính", 25),
    ],
)
def test_where_little_is_found_what_finds_much_is_offered(
    engine: SearchEngine, typed: str, meant: str, found: int
) -> None:
    answer = engine.search(SearchRequest(q=typed))
    assert answer.total == found
    assert answer.did_you_mean == DidYouMean(meant, applied=False)
    assert engine.search(SearchRequest(q=meant)).total >= 25
    # Nobody sees it who asks for hits alone, or turns pages.
    assert engine.search(SearchRequest(q=typed, with_facets=False)).did_you_mean is None
    assert engine.search(SearchRequest(q=typed, size=1, page=2)).did_you_mean is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "kế hoạch",
        "ke hoach",
        "abcxyz",
        "kế hoạch abcxyz trẻ em",
        "4204/KH-UBMD",  # a number is what it is
        "29/4/2023",
        "tỉnh:kontom",
        "author:quỳnhh",
        "UBND",
        "giá kế",  # words that stand apart
        # found for its other words, and what is like the word that is lacking never stands there
        "ban hành kế hoạch trẻg đơn vị hành chính",
        "ban hành kế hoạch trẻg đơn vị hánh chính",  # nor are other marks a remedy for that
        "-hoạhc",
        "ab",
        "x" * 500,
        "hoạhc " * 2_000,
    ],
)
def test_what_is_left_alone(engine: SearchEngine, typed: str) -> None:
    answer = engine.search(SearchRequest(q=typed))
    assert answer.did_you_mean is None or answer.did_you_mean.applied
    if typed != "hoạhc " * 2_000:
        assert answer.did_you_mean is None


def test_in_json(engine: SearchEngine) -> None:
    told = engine.search(SearchRequest(q="kế hoặch")).to_json()["did_you_mean"]
    assert told == {"q": "kế hoạch", "applied": False}
    assert engine.search(SearchRequest(q="kế hoạch")).to_json()["did_you_mean"] is None


def test_filters_do_not_make_a_spelling_wrong(engine: SearchEngine) -> None:
    chosen = {"year": ("1999",)}
    answer = engine.search(SearchRequest(q="kế hoạch", filters=chosen))
    assert (answer.total, answer.did_you_mean) == (0, None)
    answer = engine.search(SearchRequest(q="kế hoạhc", filters=chosen))
    assert (answer.total, answer.did_you_mean) == (0, DidYouMean("kế hoạch", applied=True))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PVS", "PV"),
        ("PVS và OCOP", "PV và OCOP"),
        ("OCOB", "OCOP"),
    ],
)
def test_an_abbreviation_is_offered_another_and_never_taken_for_it(
    engine: SearchEngine, typed: str, meant: str
) -> None:
    answer = engine.search(SearchRequest(q=typed))
    assert (answer.total, answer.did_you_mean) == (0, DidYouMean(meant, applied=False))
    # What is wrong beside it is mended without it.
    small = engine.search(SearchRequest(q=typed.lower()))
    assert small.did_you_mean == DidYouMean(meant.lower(), applied=True)
