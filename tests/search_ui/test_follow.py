"""Following a search by e-mail: asked for, confirmed by a mailed link, ended by it."""

import pytest
from flask.testing import FlaskClient
from lxml.html import fromstring
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change
from archive.catalogue.tables import AlertRow, SavedSearchRow
from search_ui.following import MOST_UNCONFIRMED_OF_ONE
from tests.search_ui.library import Library

HOST = "http://localhost"


def searches(catalogue: Catalogue) -> list[SavedSearchRow]:
    with catalogue.session() as session:
        return list(session.scalars(select(SavedSearchRow).order_by(SavedSearchRow.id)))


def asked(client: FlaskClient, query: str = "q=bảng tin", email: str = "a@example.vn") -> int:
    return client.post(f"/follow?{query}", data={"email": email}).status_code


def text_of(client: FlaskClient, address: str) -> str:
    return "".join(map(str, fromstring(client.get(address).get_data(as_text=True)).itertext()))


def test_search_page_leads_to_the_form_for_the_same_search(mailing: FlaskClient) -> None:
    query = "q=bảng tin&province=kon-tum&sort=oldest&page=1&size=10"
    page = fromstring(mailing.get(f"/search?{query}").get_data(as_text=True))
    (link,) = page.cssselect("a[href^='/follow?']")
    form = fromstring(mailing.get(link.get("href")).get_data(as_text=True))
    assert form.cssselect("main form")[0].get("action") == link.get("href")
    assert (
        "".join(map(str, form.cssselect(".followed")[0].itertext()))
        == "Tìm kiếm: bảng tin · Kon Tum"
    )
    assert form.cssselect("main a[href^='/search.atom?']")


def test_where_the_query_was_respelt_the_spelling_found_is_followed(mailing: FlaskClient) -> None:
    page = fromstring(mailing.get("/search?q=bảng tyn điện tử").get_data(as_text=True))
    (link,) = page.cssselect("a[href^='/follow?']")
    found = page.cssselect(".understood a")[0].text
    assert found
    assert found in text_of(mailing, link.get("href", ""))


def test_an_address_is_asked_and_nothing_is_told_before_it_confirms(
    mailing: FlaskClient, library: Library
) -> None:
    answer = mailing.post(
        "/follow?q=bảng tin&province=kon-tum&sort=oldest&page=3",
        data={"email": " Doc.Gia@Example.VN "},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/follow/sent")
    (search,) = searches(library.catalogue)
    assert (search.name, search.query, search.channel, search.address) == (
        "bảng tin · Kon Tum",
        "q=b%E1%BA%A3ng+tin&province=kon-tum",
        "email",
        "Doc.Gia@example.vn",
    )
    assert (search.confirmed_at, search.looked_to) == (None, None)
    with library.catalogue.session() as session:
        (alert,) = session.scalars(select(AlertRow))
    assert (alert.kind, alert.state) == ("confirmation", "pending")


def test_whole_life_by_the_mailed_link(mailing: FlaskClient, library: Library) -> None:
    asked(mailing)
    (search,) = searches(library.catalogue)
    page = f"/follow/{search.token}"
    assert "Xác nhận" in text_of(mailing, page)
    assert searches(library.catalogue)[0].confirmed_at is None  # looking changes nothing
    answer = mailing.post(f"{page}/confirm")
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    (confirmed,) = searches(library.catalogue)
    with library.catalogue.session() as session:
        assert confirmed.start_sequence == confirmed.looked_to == latest_change(session)
    assert "Đang nhận tin" in text_of(mailing, page)
    mailing.post(f"{page}/confirm")  # pressed again: it stays as it was
    assert searches(library.catalogue)[0].confirmed_at == confirmed.confirmed_at
    mailing.post(f"{page}/pause")
    assert "Đã tạm dừng" in text_of(mailing, page)
    mailing.post(f"{page}/resume")
    assert searches(library.catalogue)[0].paused_at is None
    assert mailing.get(f"{page}/remove").status_code == 200  # mail programs without one-click
    assert searches(library.catalogue)
    # RFC 8058: a mail provider's server asks, which is no browser
    answer = mailing.post(f"{page}/remove", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert searches(library.catalogue) == []
    assert mailing.get(page).status_code == 404
    assert mailing.post(f"{page}/remove").status_code == 200  # asked twice
    assert mailing.post(f"{page}/confirm").status_code == 303


def test_the_same_is_saved_once_and_nobody_learns_that_it_was(
    mailing: FlaskClient, library: Library
) -> None:
    answers = [mailing.post("/follow?q=a", data={"email": "a@example.vn"}) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert len(searches(library.catalogue)) == 1


def test_an_address_is_not_asked_without_end(mailing: FlaskClient, library: Library) -> None:
    statuses = [asked(mailing, f"q=tin {n}") for n in range(MOST_UNCONFIRMED_OF_ONE + 2)]
    assert statuses == [303] * MOST_UNCONFIRMED_OF_ONE + [429] * 2
    assert asked(mailing, email="b@example.vn") == 303
    assert len(searches(library.catalogue)) == MOST_UNCONFIRMED_OF_ONE + 1


# What is no address, or not one alone.
@pytest.mark.parametrize(
    "email",
    [
        "",
        "a",
        "a@b",
        "a@example.vn, b@example.vn",
        "a@example.vn\r\nBcc: b@example.vn",
        "a@example.vn\nSubject: mua hàng",
        '"a b"@example.vn',
        "<a@example.vn>",
        "a@[127.0.0.1]",
        "ạ@example.vn",
        f"{'a' * 65}@example.vn",
        f"a@{'a.' * 130}vn",
        "a@-example.vn",
        "a@example.vn\x00",
    ],
)
def test_what_is_no_address_is_told_beside_the_field(
    mailing: FlaskClient, library: Library, email: str
) -> None:
    answer = mailing.post("/follow?q=bảng tin", data={"email": email})
    assert answer.status_code == 400
    page = fromstring(answer.get_data(as_text=True))
    (field,) = page.cssselect("input[name=email]")
    assert field.get("aria-invalid") == "true"
    assert page.cssselect("[role=alert]")
    assert searches(library.catalogue) == []


# What is no search to be told of.
@pytest.mark.parametrize(
    "query", ["", "sort=oldest", "q=mua%20ở%20https://xau.example", "q=WWW.xau.example"]
)
def test_what_is_no_search_is_not_followed(
    mailing: FlaskClient, library: Library, query: str
) -> None:
    assert asked(mailing, query) == 400
    assert searches(library.catalogue) == []


# Headers of a request, and whether the form is taken.
@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),  # a program
        ({"Sec-Fetch-Site": "same-origin", "Origin": HOST}, True),
        ({"Sec-Fetch-Site": "none"}, True),  # typed by hand
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://xau.example"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://khac.localhost"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": HOST}, True),  # a browser of before 2023
        ({"Origin": "http://127.0.0.1:8640"}, True),  # by the public address, behind a proxy
        ({"Origin": "https://xau.example"}, False),
        ({"Origin": "null"}, False),  # a sandboxed frame
        ({"Origin": "http://localhost.xau.example"}, False),
    ],
)
def test_other_sites_pages_cannot_send_the_form(
    mailing: FlaskClient, library: Library, headers: dict[str, str], taken: bool
) -> None:
    answer = mailing.post("/follow?q=a", data={"email": "a@example.vn"}, headers=headers)
    assert answer.status_code == (303 if taken else 403)
    assert len(searches(library.catalogue)) == taken


def test_where_no_mail_is_sent_the_feed_is_offered(client: FlaskClient, library: Library) -> None:
    page = fromstring(client.get("/follow?q=bảng tin").get_data(as_text=True))
    assert page.cssselect("input[name=email]") == []
    assert page.cssselect("main a[href^='/search.atom?']")
    assert client.post("/follow?q=a", data={"email": "a@example.vn"}).status_code == 303
    assert searches(library.catalogue) == []


def test_pages_with_a_token_are_kept_to_oneself(mailing: FlaskClient, library: Library) -> None:
    asked(mailing)
    (search,) = searches(library.catalogue)
    for address in (f"/follow/{search.token}", "/follow/no-such-token", "/follow/sent"):
        headers = mailing.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Referrer-Policy"] == "same-origin"


def test_hostile_words_stay_text(mailing: FlaskClient, library: Library) -> None:
    query = "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    assert "<script>alert" not in mailing.get(f"/follow?{query}").get_data(as_text=True)
    asked(mailing, query)
    (search,) = searches(library.catalogue)
    page = mailing.get(f"/follow/{search.token}").get_data(as_text=True)
    assert "<script>alert" not in page
    assert fromstring(page).cssselect(".followed a")[0].get("href") == f"/search?{search.query}"


def test_confirming_waits_for_the_search_engine(
    client_without_engine: FlaskClient,
) -> None:
    answer = client_without_engine.post("/follow/any/confirm")
    assert answer.status_code == 503
    assert client_without_engine.get("/follow?q=a").status_code == 200
