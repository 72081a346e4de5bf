import re
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring
from protego import Protego

from tests.search_ui.library import Library

BOARD_KEY = "ubnd-tinh-kon-tum/4204-kh-ubnd/2018"


def page(client: FlaskClient, address: str, status: int = 200) -> HtmlElement:
    response = client.get(address)
    assert response.status_code == status, response.get_data(as_text=True)
    return fromstring(response.get_data(as_text=True))


def texts(tree: HtmlElement, selector: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.cssselect(selector)]


def test_front_page_shows_what_is_new_most_cited_and_how_much_is_kept(client: FlaskClient) -> None:
    front = page(client, "/")
    assert texts(front, ".kept dd")[0] == "28"
    assert texts(front, ".ledger h3")[0].startswith("Mỗi huyện, thành phố có ít nhất 01")
    assert texts(front, ".cited .identifier") == ["490/QĐ-BTTTT", "1235/UBND-KGVX", "4204/KH-UBND"]
    assert texts(front, "#cited-title") == ["Được dẫn nhiều trong 12 tháng"]
    count = front.cssselect(".cited a.count")[0].get("href")
    assert texts(page(client, count), "#total") == ["1 bài viết"]
    assert front.cssselect("form[role=search][action='/search'] input[name=q]")


def test_search_shows_hits_highlights_facets_and_what_was_understood(client: FlaskClient) -> None:
    found = page(client, "/search?q=bảng tin điện tử")
    assert texts(found, "#total") == ["1 bài viết"]
    assert texts(found, ".hits h3 mark")
    assert texts(found, ".understood")
    assert found.cssselect("input[type=checkbox][name=department][value='Sở Tư pháp']")
    assert "Kon Tum" in " ".join(texts(found, ".facet-label"))


def test_chosen_values_are_ticked_and_can_be_taken_away(client: FlaskClient) -> None:
    found = page(client, "/search?department=Sở Y tế&department=Sở Tư pháp&year=2019")
    assert texts(found, "#total") == ["12 bài viết"]
    ticked = [box.get("value") for box in found.cssselect("input[name=department][checked]")]
    assert set(ticked) == {"Sở Y tế", "Sở Tư pháp"}
    links = [chip.get("href") for chip in found.cssselect(".chip")]
    assert any("year=2019" not in link and "department=" in link for link in links)
    assert found.cssselect(".chip-all")[0].get("href") == "/search"


def test_facets_are_disjunctive(client: FlaskClient) -> None:
    found = page(client, "/search?department=Sở Y tế")
    others = found.cssselect("input[name=department][value='Sở Tư pháp']")
    assert others, "the other department stays on offer"


def test_histogram_bars_lead_to_their_month(client: FlaskClient) -> None:
    found = page(client, "/search?q=pháp luật")
    first = found.cssselect(".as-table tbody tr")[0]
    assert first.text_content().split() == ["tháng", "1/2019", "1"]
    link = first.cssselect("a")[0].get("href")
    assert texts(page(client, link), "#total") == ["1 bài viết"]
    assert len(found.cssselect("svg .bar")) == 26, "months without an article have their place"


@pytest.mark.parametrize(
    "query",
    [
        # words
        {"q": "pháp luật " * 190},
        # words whose letters take twelve bytes each in an address
        {"q": "pháp luật OR " + "🏛" * 1900},
        # filters, each of which can be taken back
        {"q": "pháp luật", "portal": [f"{'x' * 200}{number}" for number in range(100)]},
    ],
    ids=["words", "emoji", "filters"],
)
def test_a_long_search_is_not_answered_with_a_huge_page(
    client: FlaskClient, query: dict[str, str | list[str]]
) -> None:
    asked = urlencode(query, doseq=True)
    answer = client.get(f"/search?{asked}")
    assert answer.status_code == 200
    assert len(answer.data) < 60_000 + 25 * len(asked)
    found = fromstring(answer.data)
    if "portal" in query:
        assert found.cssselect(".chip")
        assert found.cssselect(".chip-all")[0].get("href") == "/search?q=ph%C3%A1p+lu%E1%BA%ADt"


def test_what_is_longer_than_any_search_is_refused(client: FlaskClient) -> None:
    assert client.get(f"/search?q={'x' * 200_000}").status_code == 414


def test_second_page_goes_on_where_the_first_ended(client: FlaskClient) -> None:
    first, second = page(client, "/search?size=20"), page(client, "/search?size=20&page=2")
    ids = [a.get("href") for p in (first, second) for a in p.cssselect(".hits h3 a")]
    assert len(ids) == len(set(ids)) == 28
    assert texts(second, ".pages [aria-current]") == ["2"]


def test_page_beyond_the_last_leads_back(client: FlaskClient) -> None:
    found = page(client, "/search?q=pháp luật&page=9")
    assert [a.get("href") for a in found.cssselect(".notice a")] == [
        "/search?q=ph%C3%A1p+lu%E1%BA%ADt"
    ]


def test_an_empty_result_helps(client: FlaskClient) -> None:
    found = page(client, "/search?q=zzzz&year=1999")
    links = [a.get("href") for a in found.cssselect(".notice a")]
    assert links == ["/search?q=zzzz", "/documents?q=zzzz", "/portals"]


def test_document_filter_takes_an_identifier_in_any_spelling(client: FlaskClient) -> None:
    by_number = page(client, "/search?document=4204 kh ubnd")
    by_key = page(client, f"/search?document={BOARD_KEY}")
    assert texts(by_number, "#total") == texts(by_key, "#total") != ["0 bài viết"]
    assert "4204/KH-UBND" in texts(by_number, ".chip")[0]


def test_article_links_and_colours_its_references(client: FlaskClient, library: Library) -> None:
    shown = page(client, f"/articles/{library.notice_board}")
    references = {
        a.text_content(): (a.get("href"), a.get("class")) for a in shown.cssselect(".text a.ref")
    }
    link, classes = references["Kế hoạch số 4204/KH-UBND ngày 11/12/2018"]
    assert link == f"/documents/{BOARD_KEY}"
    assert classes == "ref r-based_on"
    assert references["Công văn số 1235/UBND-KGVX"][1] == "ref r-issued"
    assert texts(shown, ".byline") == ["Thứ Hai, ngày 1 tháng 5 năm 2023 Lệ Quỳnh"]
    assert texts(shown, ".cites .identifier") == ["1235/UBND-KGVX", "490/QĐ-BTTTT", "4204/KH-UBND"]
    assert "295" in texts(shown, ".facts dd")
    (snapshot,) = [
        a.get("href") for a in shown.cssselect(".evidence a.button[href^='/snapshots/']")
    ]
    assert page(client, snapshot).cssselect("iframe")
    assert shown.cssselect("meta[name=citation_title]")[0].get("content").startswith("Mỗi huyện")


def test_article_text_is_as_published(client: FlaskClient, library: Library) -> None:
    shown = page(client, f"/articles/{library.notice_board}")
    assert shown.cssselect(".text p")[0].text_content() == (
        "Ngày 28/4/2023, UBND tỉnh ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế "
        "hoạch hành động năm 2023 của Chiến lược phát triển lĩnh vực thông tin cơ sở."
    )


def test_gone_article_says_since_when(client: FlaskClient, library: Library) -> None:
    shown = page(client, f"/articles/{library.gone}")
    assert "07:00, 01/07/2024" in texts(shown, ".gone")[0]


def test_version_page_marks_the_words_that_changed(client: FlaskClient, library: Library) -> None:
    shown = page(client, f"/articles/{library.notice_board}/versions/2")
    assert texts(shown, "ins") == ["đồng bộ,"]
    assert texts(shown, "del") == ["có"]
    first = page(client, f"/articles/{library.notice_board}/versions/1")
    assert not first.cssselect("ins, del")
    page(client, f"/articles/{library.notice_board}/versions/3", 404)


def test_citations_are_files(client: FlaskClient, library: Library) -> None:
    bibtex = client.get(f"/articles/{library.notice_board}.bib")
    ris = client.get(f"/articles/{library.notice_board}.ris")
    assert bibtex.get_data(as_text=True).startswith("@")
    assert ris.get_data(as_text=True).startswith("TY  - ")
    kept = re.compile(
        rf"Lưu tại Cổng Tin lúc 09:15, 16/06/2024: .*/articles/{library.notice_board}\W+sha256:"
    )
    assert kept.search(bibtex.text)
    assert kept.search(ris.text)
    named = f"attachment; filename={library.notice_board}.bib"
    assert bibtex.headers["Content-Disposition"] == named
    assert "T2  - Cổng thông tin Sở Tư pháp Kon Tum\r\n" in ris.get_data(as_text=True)


def test_document_page_has_every_mention_in_order_of_time(client: FlaskClient) -> None:
    shown = page(client, f"/documents/{BOARD_KEY}")
    assert texts(shown, ".doc-number") == ["4204/KH-UBND"]
    assert texts(shown, ".doc-type") == ["Kế hoạch"]
    days = [stub.get("datetime") for stub in shown.cssselect(".trace time")]
    assert days == sorted(days)
    assert "2023-05-01" in days
    assert "Kế hoạch số 4204/KH-UBND ngày 11/12/2018" in texts(shown, ".sentence mark")
    assert "490/QĐ-BTTTT" in texts(shown, ".relation-table .identifier")


@pytest.mark.parametrize("address", [f"/documents/{BOARD_KEY}", "/portals/sotuphap-kontum"])
def test_documents_and_portals_say_how_to_follow_them(client: FlaskClient, address: str) -> None:
    links = page(client, address).cssselect("[aria-labelledby=follow-title] a")
    assert len(links) >= 2
    for link in links:
        assert client.get(link.get("href")).status_code == 200


def test_lookup_in_any_spelling_goes_to_the_one_document(client: FlaskClient) -> None:
    response = client.get("/documents?q=490 qd bttttt".replace("bttttt", "btttt"))
    assert response.status_code == 302
    assert "490-qd-btttt" in response.headers["Location"]


def test_lookup_of_what_is_not_known_shows_what_is_near(client: FlaskClient) -> None:
    shown = page(client, "/documents?q=4204/KH-SYT")
    assert texts(shown, ".doc-list .identifier") == ["4204/KH-UBND"]


def test_portals_have_counts_and_last_runs(client: FlaskClient) -> None:
    shown = page(client, "/portals")
    assert texts(shown, "tbody th a") == ["Cổng thông tin Sở Tư pháp Kon Tum"]
    assert "hoàn thành" in texts(shown, "tbody")[0]


def test_years_are_in_order_of_time(client: FlaskClient) -> None:
    found = page(client, "/search?year=2020")
    years = [box.get("value") for box in found.cssselect("input[name=year]")]
    assert years == ["2023", "2022", "2021", "2020", "2019"]


@pytest.mark.parametrize("path", ["/search", "/documents", "/portals", "/about"])
def test_a_slash_too_many_leads_to_the_page(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}/?q=4204 kh&q=b&_external=1")
    assert response.status_code == 308
    assert response.headers["Location"] == f"{path}?q=4204+kh&q=b&_external=1"
    assert client.get(path).status_code == 200


# What a crawler may ask for: words alone, but none of the searches that each facet leads to.
@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True),
        ("/articles/abc", True),
        ("/documents/browse?year=2020", True),
        ("/portals/stp", True),
        ("/search", True),
        ("/search?q=a", True),
        ("/search?q=a&year=2020", False),
        ("/search?year=2020", False),
        ("/search?department=a&q=b", False),
        ("/search/values/author?q=a", False),
        ("/search.csv?q=a", False),
        ("/api/v1/articles", False),
    ],
)
def test_crawlers_are_kept_from_most_searches(client: FlaskClient, path: str, may: bool) -> None:
    rules = Protego.parse(client.get("/robots.txt").get_data(as_text=True))
    assert rules.can_fetch(f"https://archive.example{path}", "bot") is may


def test_english_speaks_of_one_where_there_is_one(client: FlaskClient) -> None:
    found = page(client, "/search?lang=en")
    legends = texts(found, "legend")
    assert {"Portal", "Document cited"} <= set(legends)
    assert found.cssselect("#q")[0].get("data-article") == "article"
    assert "Portals" in texts(found, ".sections a")


def test_english_is_remembered(client: FlaskClient) -> None:
    assert texts(page(client, "/about"), "h1") == ["Về Cổng Tin"]
    assert texts(page(client, "/about?lang=en"), "h1") == ["About Cổng Tin"]
    shown = page(client, "/search?q=pháp luật")
    assert shown.get("lang") == "en"
    assert texts(shown, "#total") == ["26 articles"]
    assert texts(page(client, "/about?lang=vi"), "h1") == ["Về Cổng Tin"]


# The page and the feed say it in the reader's language, as far as it is not the query itself; the
# API in Vietnamese, whoever asks.
@pytest.mark.parametrize(
    ("path", "language", "understood"),
    [
        ("/search", "en", "search for “bàng tin”, from May 2019 on; nothing has these diacritics"),
        ("/search", "vi", "tìm “bàng tin”, từ tháng 5/2019; không có bài nào đúng từng dấu"),
        ("/search.atom", "en", "search for “bàng tin”, from May 2019 on"),
        ("/search.atom", "vi", "tìm “bàng tin”, từ tháng 5/2019"),
        ("/api/v1/articles", "en", "tìm “bàng tin”, từ tháng 5/2019"),
    ],
)
def test_what_was_understood_is_told_in_the_language_of_the_page(
    app: Flask, path: str, language: str, understood: str
) -> None:
    client = app.test_client()
    client.set_cookie("lang", language)
    assert understood in client.get(f"{path}?q=bàng+tin+after:5/2019").get_data(as_text=True)


def test_language_link_keeps_the_state_of_the_page(client: FlaskClient) -> None:
    shown = page(client, "/search?q=pháp luật&year=2019&year=2020")
    link = shown.cssselect(".language")[0].get("href")
    assert link == "/search?q=ph%C3%A1p+lu%E1%BA%ADt&year=2019&year=2020&lang=en"
