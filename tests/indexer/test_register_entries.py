"""Register entries and the text of files are indexed and found as articles are, in every engine."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import delete_article
from archive.catalogue.legislation import (
    delete_legislation,
    mark_legislation_gone,
    record_legislation,
)
from archive.items import Attachment
from documents.resolving import resolve_changes
from indexer import updating
from indexer.batch import search_ids
from indexer.labels import catalogue_labels
from indexer.schema import MAX_ATTACHED_CHARACTERS
from indexer.search import SearchAnswer, SearchRequest
from indexer.searching import SearchEngine
from indexer.updating import rebuild_index, update_index
from tests.indexer.articles import (
    ARTICLES,
    article,
    attach,
    entry,
    make_catalogue,
    record,
    record_entries,
)
from tests.indexer.engines import ENGINES, opened

PLAN_FILE = "https://example.gov.vn/tep/4204.pdf"
NEWS_FILE = "https://example.gov.vn/tep/bieu.xlsx"

#: The entry of a plan that an article cites, with its file; one of the same id as an article.
PLAN = replace(
    entry(
        "kh-4204",
        "Kế hoạch phát triển thông tin cơ sở",
        portal="kontum-cong-bao",
        province="kon-tum",
        identifier="4204/KH-UBND",
        document_type="Kế hoạch",
        issuer="UBND tỉnh Kon Tum",
        signer="Lê Ngọc Tuấn",
        issued_on="2022-12-11",
        status="Còn hiệu lực",
    ),
    attachments=[Attachment(PLAN_FILE, "Kế hoạch 4204 (bản ký).pdf")],
)
SAME_ID = entry(
    "hdnd",
    "Nghị quyết về cây sâm",
    identifier="12/NQ-HĐND",
    issued_on="2021-12-31",
    province="kon-tum",
)
UNTITLED = replace(entry("khong-ten", ""), title=None, identifier="77/QĐ-SYT")

#: An article that offers a file.
WITH_FILE = replace(
    article("co-tep", "Báo cáo quý", "Xem tệp."),
    attachments=[Attachment(NEWS_FILE, "Biểu tổng hợp.xlsx")],
)


def fill(folder: Path) -> Catalogue:
    catalogue = make_catalogue(folder, (*ARTICLES, WITH_FILE))
    record_entries(catalogue, PLAN, SAME_ID, UNTITLED)
    attach(catalogue, PLAN_FILE, "Căn cứ Luật Báo chí.", "Phụ lục: lắp loa truyền thanh thông minh")
    attach(catalogue, NEWS_FILE, "Trâu bò lợn gà. Đất rẫy.")
    resolve_changes(catalogue)
    return catalogue


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return fill(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("engine")
    with opened(request.param, folder, request, catalogue_labels(catalogue)) as engine:
        update_index(catalogue, engine)
        yield engine


@pytest.fixture(params=ENGINES)
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    with opened(request.param, tmp_path, request) as engine:
        yield engine


def keys(answer: SearchAnswer) -> list[tuple[str, str]]:
    return [(hit.type, hit.id) for hit in answer.hits]


def entries(answer: SearchAnswer) -> set[str]:
    return {hit.id for hit in answer.hits if hit.type == "Legislation"}


def counts(answer: SearchAnswer, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in answer.facets[facet]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # its title, with and without diacritics
        ("phát triển thông tin cơ sở", {"kh-4204"}),
        ("phat trien thong tin co so", {"kh-4204"}),
        ("title:sâm", {"hdnd"}),
        # its number in any spelling, also as one that is cited
        ("4204 kh ubnd", {"kh-4204"}),
        ("cites:4204/KH-UBND", {"kh-4204"}),
        ("số 77/QĐ-SYT", {"khong-ten"}),
        # type, issuer and signer, as words and as names; the day of issue; where it is from
        ('"kế hoạch số 4204/KH-UBND"', {"kh-4204"}),
        ("loại:KH", {"kh-4204"}),
        ("department:UBND tỉnh Kon Tum", {"kh-4204"}),
        ("author:Lê Ngọc Tuấn", {"kh-4204"}),
        ("người ký Lê Ngọc Tuấn", {"kh-4204"}),
        ("after:11/12/2022 before:12/12/2022", {"kh-4204"}),
        ("tỉnh:Kon Tum", {"kh-4204", "hdnd"}),
        # its file: the name, a phrase, a word of each of two pages, folded
        ("bản ký", {"kh-4204"}),
        ('"loa truyền thanh thông minh"', {"kh-4204"}),
        ("luật báo chí phụ lục", {"kh-4204"}),
        ("lap loa truyen thanh", {"kh-4204"}),
        # words of the title together with words of the file
        ("thông tin cơ sở loa", {"kh-4204"}),
        ("phát triển -loa", set()),
        ("title:loa", set()),
    ],
)
def test_entries_are_found(engine: SearchEngine, query: str, found: set[str]) -> None:
    answer = engine.search(SearchRequest(q=query))
    assert entries(answer) == found
    assert "không có bài" not in answer.understood


@pytest.mark.parametrize("query", ["4204/KH-UBND", "cites:4204/KH-UBND", "kế hoạch 4204 kh-ubnd"])
def test_the_entry_of_a_number_comes_before_articles_that_cite_it(
    engine: SearchEngine, query: str
) -> None:
    found = keys(engine.search(SearchRequest(q=query)))
    assert found[0] == ("Legislation", "kh-4204")
    assert ("NewsArticle", "bang-tin") in found


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh", "2022"),
        ("ke hoach 4204/kh-ubnd ngay 6 thang 11 nam 2020", "2020"),
        # the issuer tells, too
        ("4204/KH-UBND của UBND tỉnh Gia Lai", "2024"),
        ("4204/KH-UBND của UBND tỉnh Kon Tum", "2022"),
    ],
)
def test_the_entry_that_a_citation_names_comes_before_its_namesakes(
    empty_engine: SearchEngine, tmp_path: Path, query: str, first: str
) -> None:
    cited = "Theo Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh Kon Tum."
    catalogue = make_catalogue(tmp_path, (article("bai", "Kế hoạch", cited),))
    record_entries(
        catalogue,
        replace(PLAN, id="2020", issued_on="2020-11-06", issuer="UBND tỉnh Đắk Lắk"),
        replace(PLAN, id="2022"),
        replace(PLAN, id="2024", issued_on="2024-01-31", issuer="UBND tỉnh Gia Lai"),
    )
    resolve_changes(catalogue)
    update_index(catalogue, empty_engine)
    answer = empty_engine.search(SearchRequest(q=query))
    assert keys(answer)[0] == ("Legislation", first)
    assert answer.total == 4


def test_articles_that_cite_come_with_the_newest_first(
    empty_engine: SearchEngine, tmp_path: Path
) -> None:
    cited = "Theo Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh."
    days = ["2023-03-01", "2023-01-01", "2024-01-01", "2023-02-01"]
    articles = tuple(article(day, "Tin", cited, date_published=day) for day in days)
    catalogue = make_catalogue(tmp_path, articles)
    record_entries(catalogue, PLAN)
    update_index(catalogue, empty_engine)
    answer = empty_engine.search(SearchRequest(q="cites:4204/KH-UBND"))
    assert [hit.id for hit in answer.hits] == ["kh-4204", *sorted(days, reverse=True)]
    turned, cursor = [], None
    while True:
        page = empty_engine.search(
            SearchRequest(q="cites:4204/KH-UBND", size=2, cursor=cursor, with_facets=False)
        )
        turned += keys(page)
        if (cursor := page.cursor) is None:
            break
    assert turned == keys(answer)


def test_a_hit_says_what_it_is(engine: SearchEngine) -> None:
    (hit,) = engine.search(SearchRequest(q="title:phát triển thông tin")).hits
    told = hit.to_json()
    assert list(told)[:2] == ["type", "id"]
    assert told | {"score": 0, "highlights": []} == {
        "type": "Legislation",
        "id": "kh-4204",
        "url": "https://example.gov.vn/van-ban/kh-4204",
        "headline": "Kế hoạch phát triển thông tin cơ sở",
        "date_published": "2022-12-11",
        "portal": "kontum-cong-bao",
        "province": "kon-tum",
        "department": "UBND tỉnh Kon Tum",
        "section": None,
        "author": "Lê Ngọc Tuấn",
        "identifier": "4204/KH-UBND",
        "document_type": "Kế hoạch",
        "score": 0,
        "highlights": [],
    }
    untitled = engine.search(SearchRequest(q="77/QĐ-SYT")).hits[0]
    assert untitled.headline == "77/QĐ-SYT"


def test_the_type_is_a_facet_and_a_filter(engine: SearchEngine) -> None:
    everything = engine.search(SearchRequest())
    assert everything.total == len(ARTICLES) + 4
    both = {"NewsArticle": len(ARTICLES) + 1, "Legislation": 3}
    assert counts(everything, "type") == both
    labels = {value.value: value.label for value in everything.facets["type"]}
    assert labels == {"NewsArticle": "Tin tức", "Legislation": "Văn bản"}
    only = engine.search(SearchRequest(filters={"type": ("Legislation",)}))
    assert only.total == 3
    assert counts(only, "type") == both
    assert counts(only, "year") == {"2021": 1, "2022": 1}
    assert only.histogram.undated == 1


def test_a_batch_names_articles_alone(engine: SearchEngine) -> None:
    assert list(search_ids(engine, ["4204/KH-UBND", "sâm"])) == [["bang-tin"], []]


def test_what_was_found_in_a_file_is_shown_with_its_name(engine: SearchEngine) -> None:
    (hit,) = engine.search(SearchRequest(q="loa truyền thanh")).hits
    found = hit.highlights[-1]
    assert (found.field, found.attachment) == ("attachment", "Kế hoạch 4204 (bản ký).pdf")
    assert [found.text[a:b] for a, b in found.spans] == ["loa truyền thanh"]
    assert found.to_json()["attachment"] == "Kế hoạch 4204 (bản ký).pdf"
    (hit,) = engine.search(SearchRequest(q="lợn gà")).hits
    assert (hit.type, hit.id) == ("NewsArticle", "co-tep")
    assert hit.highlights[-1].text == "Trâu bò lợn gà. Đất rẫy."
    # what stands in the body, and no more of it in the file
    (hit,) = engine.search(SearchRequest(q="xem tệp")).hits
    assert {highlight.field for highlight in hit.highlights} == {"body"}


def test_a_file_counts_less_than_the_text(engine: SearchEngine) -> None:
    found = keys(engine.search(SearchRequest(q="đất")))
    assert found[-1] == ("NewsArticle", "co-tep")
    assert len(found) == 4


def test_so_much_of_a_file_is_indexed(empty_engine: SearchEngine, tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path, ())
    record_entries(catalogue, PLAN)
    padding = "chữ " * (MAX_ATTACHED_CHARACTERS // 4 - 20)
    attach(catalogue, PLAN_FILE, f"{padding} sầu riêng", "chữ " * 50 + "măng cụt")
    update_index(catalogue, empty_engine)
    (hit,) = empty_engine.search(SearchRequest(q="sầu riêng")).hits
    assert "sầu riêng" in hit.highlights[-1].text
    assert empty_engine.search(SearchRequest(q="măng cụt")).total == 0


def test_updates_and_deletions(empty_engine: SearchEngine, tmp_path: Path) -> None:
    catalogue = fill(tmp_path)
    report = update_index(catalogue, empty_engine)
    assert (report.indexed, report.deleted, report.rebuilt) == (len(ARTICLES) + 4, 0, True)
    assert update_index(catalogue, empty_engine).indexed == 0
    changed = replace(SAME_ID, title="Nghị quyết về cây quế")
    with catalogue.begin() as session:
        record_legislation(session, changed, "2026-02-01T00:00:00Z", None)
        mark_legislation_gone(session, "kh-4204", "2026-02-01T00:00:00Z")
        delete_legislation(session, "khong-ten")
        delete_article(session, "hdnd")  # and not the entry of the same id
    record_entries(catalogue, entry("moi", "Chỉ thị mới"))
    report = update_index(catalogue, empty_engine)
    assert (report.indexed, report.deleted) == (3, 2)
    everything = empty_engine.search(SearchRequest())
    assert entries(everything) == {"kh-4204", "hdnd", "moi"}
    assert ("NewsArticle", "hdnd") not in keys(everything)
    assert entries(empty_engine.search(SearchRequest(q="cây quế"))) == {"hdnd"}
    # a file that is read later
    later = "https://example.gov.vn/tep/sau.pdf"
    record(catalogue, replace(article("sau", "Tin sau"), attachments=[Attachment(later, "t")]))
    update_index(catalogue, empty_engine)
    attach(catalogue, later, "zxyz")
    assert update_index(catalogue, empty_engine).indexed == 1
    assert keys(empty_engine.search(SearchRequest(q="zxyz"))) == [("NewsArticle", "sau")]


def test_a_build_that_was_interrupted_goes_on_among_the_entries(
    empty_engine: SearchEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "CHUNK", 2)
    monkeypatch.setattr(updating, "BATCH", 2)
    monkeypatch.setattr(updating, "STEP", 2)
    catalogue = fill(tmp_path)
    total = len(ARTICLES) + 4

    def stop(done: int, of: int) -> None:
        assert of == total
        if done > len(ARTICLES) + 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild_index(catalogue, empty_engine, stop)
    told: list[tuple[int, int]] = []
    report = rebuild_index(catalogue, empty_engine, lambda *done: told.append(done))
    assert report.indexed < total
    assert told[-1] == (total, total)
    answer = empty_engine.search(SearchRequest())
    assert answer.total == len(set(keys(answer))) == total


def test_a_long_id_is_one_of_each_type(empty_engine: SearchEngine, tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path, (article("x" * 600, "Bài"),))
    record_entries(catalogue, entry("x" * 600, "Mục"))
    update_index(catalogue, empty_engine)
    assert empty_engine.size() == 2
