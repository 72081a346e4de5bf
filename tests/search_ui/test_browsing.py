"""Pages to look around in: a portal with its calendar, documents by type, issuer and year."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from archive.catalogue import Catalogue
from archive.catalogue.snapshots import NewSnapshot, record_snapshot
from archive.catalogue.tables import DocumentRow
from indexer.search import SearchUnavailableError
from indexer.searching import SearchEngine
from search_ui import Services, create_app
from search_ui.capture_calendar import OF_A_DAY, capture_calendar, captures_of_day
from search_ui.document_browsing import PAGE
from tests.search_ui.library import PORTAL, Library
from tests.search_ui.test_pages import page, texts


def captured(number: int, at: str) -> NewSnapshot:
    return NewSnapshot(
        portal="stp",
        run_id=None,
        url=f"https://stp.vn/{number}",
        fetched_at=at,
        status=200,
        content_type="text/html",
        payload_digest=f"sha256:{number}",
        record_type="response",
        record_id=f"<urn:uuid:{number}>",
        warc="a.warc.gz",
        offset=number,
        length=1,
    )


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Captures about midnight, and very many on a day; documents of which little is known."""
    catalogue = Catalogue(f"sqlite:///{tmp_path_factory.mktemp('browsing')}/catalogue.db")
    catalogue.migrate()
    moments = [
        "2023-12-31T16:59:59Z",  # a second before the year began in Vietnam
        "2023-12-31T17:00:00Z",
        *["2024-02-29T03:00:00Z"] * (OF_A_DAY + 1),
        "2025-01-01T00:00:00Z",
        "2024-02-29T02:00:00Z",  # what somebody else had captured comes in late
    ]
    with catalogue.begin() as session:
        for number, at in enumerate(moments):
            record_snapshot(session, captured(number, at))
        for number in range(PAGE + 2):
            session.add(
                DocumentRow(
                    key=f"ubnd-tinh-kon-tum/{number}-qd-ubnd/2020",
                    identifier=f"{number}/QĐ-UBND",
                    document_type="Quyết định",
                    body="ubnd-tinh-kon-tum",
                    body_name="UBND tỉnh Kon Tum",
                    year=2020,
                    issued_on=f"2020-01-{number % 28 + 1:02}",
                    evidence=[],
                )
            )
        session.add(
            DocumentRow(
                key="_/7-kh-x/_", identifier="7/KH-X", document_type="Kế hoạch", evidence=[]
            )
        )
    return catalogue


@pytest.fixture
def browsing(catalogue: Catalogue) -> Iterator[FlaskClient]:
    def open_search() -> SearchEngine:
        raise SearchUnavailableError("no server", "http://127.0.0.1:9", "start")

    app = create_app(Services(catalogue, open_search, "file:///nowhere"))
    with app.test_client() as client:
        yield client


def test_days_of_the_calendar_are_those_of_vietnam(catalogue: Catalogue) -> None:
    with catalogue.session() as session:
        shown = capture_calendar(session, "stp", 2024)
        last = capture_calendar(session, "stp", None)
        assert capture_calendar(session, "nobody", None) is None
    assert shown
    assert shown.years == (2023, 2024, 2025)
    assert shown.captures == OF_A_DAY + 3
    days = {d.day: d for month in shown.months for week in month.weeks for d in week if d}
    assert len(days) == 366
    assert {day: d.captures for day, d in days.items() if d.captures} == {
        "2024-01-01": 1,
        "2024-02-29": OF_A_DAY + 2,
    }
    assert (days["2024-01-01"].shade, days["2024-02-29"].shade) == (1, 3)
    assert last
    assert last.year == 2025


def test_a_day_with_very_many_captures_goes_on(catalogue: Catalogue) -> None:
    with catalogue.session() as session:
        first = captures_of_day(session, "stp", date(2024, 2, 29))
        last = first[OF_A_DAY - 1][0]
        place = last.fetched_at, last.id
        rest = captures_of_day(session, "stp", date(2024, 2, 29), place)
        assert len(first) == OF_A_DAY + 1
        assert first[0][0].fetched_at == "2024-02-29T02:00:00Z"
        ids = [row.id for row, _ in [*first[:OF_A_DAY], *rest]]
        assert len(set(ids)) == len(ids) == OF_A_DAY + 2
        assert captures_of_day(session, "stp", date(2024, 2, 28)) == []


def test_a_portal_page_has_its_calendar_its_newest_articles_and_its_crawls(
    client: FlaskClient, library: Library
) -> None:
    shown = page(client, f"/portals/{PORTAL}?day=2024-04-16")
    assert texts(shown, "h1") == ["Cổng thông tin Sở Tư pháp Kon Tum"]
    assert "nay thuộc Quảng Ngãi" in texts(shown, ".facts")[0]
    assert texts(shown, ".newest a")[0].startswith("Mỗi huyện, thành phố")
    marked = [a.get("href") for a in shown.cssselect(".month a")]
    assert marked == [f"/portals/{PORTAL}?day=2024-{d}#day" for d in ("04-16", "05-16", "06-16")]
    first = shown.cssselect(".of-day a")[0]
    assert first.get("href") == f"/snapshots/{library.response}"
    assert texts(shown, ".of-day a")[0].startswith("09:15 Mỗi huyện, thành phố có ít nhất 01")
    assert "hoàn thành" in texts(shown, ".runs li")[0]


# What is asked of a portal page that has no answer, and what is answered.
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/portals/nobody", 404),
        (f"/portals/{PORTAL}?day=2024-02-30", 400),
        (f"/portals/{PORTAL}?day=0001-01-01", 400),  # before there was a web
        (f"/portals/{PORTAL}?day=9999-12-31", 400),  # the next day is none
        (f"/portals/{PORTAL}?year=0", 400),
        (f"/portals/{PORTAL}?cursor=x", 400),
        (f"/portals/{PORTAL}?year=1999", 200),  # a year without captures
        (f"/portals/{PORTAL}?day=1999-01-01", 200),
    ],
)
def test_what_has_no_answer_is_told(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_documents_are_browsed_by_what_is_known_of_them(browsing: FlaskClient) -> None:
    start = page(browsing, "/documents")
    assert texts(start, ".choices a") == [
        "Quyết định 52",
        "Kế hoạch 1",
        "UBND tỉnh Kon Tum 52",
        "chưa rõ cơ quan 1",
        "2020 52",
        "không rõ năm 1",
    ]
    unknown = [a for a in start.cssselect(".choices a") if "không rõ năm" in a.text_content()]
    shown = page(browsing, unknown[0].get("href"))
    assert texts(shown, ".identifier") == ["7/KH-X"]
    assert texts(shown, "h1") == ["Văn bản: không rõ năm"]
    # What else might be chosen is counted without it.
    assert "2020 52" in texts(shown, ".choices a")
    assert "Quyết định 52" not in texts(shown, ".choices a")
    assert shown.cssselect(".choices a[aria-current]")[0].get("href") == "/documents/browse"


def test_documents_come_newest_first_a_page_at_a_time(browsing: FlaskClient) -> None:
    first = page(browsing, "/documents/browse?type=Quyết định")
    assert texts(first, "#total") == ["52 văn bản"]
    (further,) = first.cssselect("a[rel=next]")
    second = page(browsing, further.get("href"))
    lines = texts(first, ".browsed .line") + texts(second, ".browsed .line")
    assert len(lines) == 52
    assert lines[0].endswith("28/01/2020")
    assert lines[-1].endswith("01/01/2020")
    assert second.cssselect("a[rel=prev]")[0].get("href") == (
        "/documents/browse?type=Quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh"
    )
    assert browsing.get("/documents/browse?page=9").status_code == 400
    assert "Không có văn bản nào" in texts(page(browsing, "/documents/browse?year=1999"), "main")[0]


def test_a_search_that_finds_nothing_says_what_would(client: FlaskClient) -> None:
    found = page(client, "/search?q=pháp luật&year=1999&department=Sở Y tế&to=2019-06-30")
    told = texts(found, ".notice li")
    assert told[0] == "Bỏ mọi điều kiện lọc: 26 kết quả"
    assert told[1] == "Bỏ điều kiện Năm đăng, ban hành: 3 kết quả"
    link = found.cssselect(".notice li a")[1].get("href")
    assert texts(page(client, link), "#total") == ["3 bài viết"]


SEARCHED = "/search/values/department?q=phap+luat&year=2019"


def test_all_values_of_a_facet_are_chosen_among(client: FlaskClient) -> None:
    asked = "/search/values/department?q=phap luat&department=Sở Tư pháp&year=2019"
    shown = page(client, asked)
    assert texts(shown, ".facet-label") == ["Sở Tư pháp", "Sở Y tế"]
    assert [i.get("value") for i in shown.cssselect(".all-values input[checked]")] == ["Sở Tư pháp"]
    hidden = {(i.get("name"), i.get("value")) for i in shown.cssselect("main [type=hidden]")}
    assert hidden == {("q", "phap luat"), ("year", "2019")}
    # What is chosen stays in the list, whatever is looked for.
    assert texts(page(client, f"{asked}&find=Y TE"), ".facet-label") == ["Sở Tư pháp", "Sở Y tế"]
    # Where none is like it, the way back keeps the search.
    (every,) = page(client, f"{SEARCHED}&find=zzz").cssselect(".notice a")
    assert every.get("href") == SEARCHED
    assert client.get("/search/values/nothing").status_code == 404


def test_what_values_were_filtered_by_is_no_part_of_a_search(client: FlaskClient) -> None:
    answer = client.get("/search?q=phap+luat&find=y+te&department=Sở+Y+tế&year=2019")
    assert unquote(answer.headers["Location"]) == "/search?q=phap+luat&department=Sở+Y+tế&year=2019"


def test_values_are_called_as_beside_results(client: FlaskClient) -> None:
    provinces = page(client, "/search/values/province")
    assert texts(provinces, ".all-values .facet-label") == ["Kon Tum nay thuộc Quảng Ngãi"]
    types = page(client, "/search/values/type?lang=en")
    assert texts(types, ".all-values .facet-label") == ["News"]
    client.delete_cookie("lang")
