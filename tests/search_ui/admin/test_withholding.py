"""Withholding on its page: from a name to what it would hide, out of sight, and back.

1. What is named, by whatever name.
2. Out of sight and back, on record.
3. What is not done.
4. Who may.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fromstring
from sqlalchemy import select

from archive.catalogue.audit import list_deeds
from archive.catalogue.tables import JobRow
from archive.catalogue.withholding import withhold, withholdings
from archive.urls import article_id
from tests.fixtures.catalogues import copy_of
from tests.search_ui.admin.world import World, add_items, build, send

pytestmark = pytest.mark.slow

ADDRESS = "https://stp.kontum.gov.vn/tin/1"
ARTICLE = article_id(ADDRESS)
HEADLINE, REASON = "Hội nghị <b>Xylozan</b>", "Có số điện thoại của công dân"
PAGE = "/admin/withholding"


@pytest.fixture(scope="module")
def shown(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An archive for tests that only look at it."""
    with copy_of(sqlite_template, tmp_path_factory.mktemp("withholding")) as catalogue:
        made = build(catalogue)
        add_items(made)
        yield made


@pytest.fixture
def filled(world: World) -> World:
    """One for a test that changes it."""
    add_items(world)
    return world


def page_of(world: World, address: str, role: str = "admin", status: int = 200) -> HtmlElement:
    answer = world.browser(role).get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return fromstring(answer.get_data(as_text=True))


def named(world: World, name: str, status: int = 200) -> HtmlElement:
    with world.app.test_request_context():
        return page_of(world, world.app.url_for("admin.new_withholding", of=name), status=status)


def text_of(element: HtmlElement) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def things(page: HtmlElement) -> list[str]:
    """What a preview is of, or what the name may mean: kinds and ids."""
    fields = {field.name: field.value for field in page.cssselect("input[type=hidden]")}
    if "kind" in fields:
        return [f"{fields['kind']} {fields['id']}"]
    return [text_of(line) for line in page.cssselect(".failed-pages .line")]


# 1. What is named, by whatever name

DOCUMENTS = [f"văn bản ubnd-tinh-{body}/9-qd-ubnd/2023" for body in ("gia-lai", "kon-tum")]
NAMES = [
    # an id, and addresses of pages: the portal's, ours, and ours elsewhere or in part
    (ARTICLE, [f"article {ARTICLE}"]),
    (f" {ADDRESS}?utm_source=x#top ", [f"article {ARTICLE}"]),
    (f"http://127.0.0.1:8640/articles/{ARTICLE}", [f"article {ARTICLE}"]),
    (f"/articles/{ARTICLE}/versions/1", [f"article {ARTICLE}"]),
    ("http://localhost/legislation/vb1", ["legislation vb1"]),
    # a document by its key, its page and its number; several have this one
    ("ubnd-tinh-kon-tum/9-qd-ubnd/2023", ["document ubnd-tinh-kon-tum/9-qd-ubnd/2023"]),
    ("/documents/ubnd-tinh-kon-tum/9-qd-ubnd/2023", ["document ubnd-tinh-kon-tum/9-qd-ubnd/2023"]),
    ("7771/kh ubnd", ["document ubnd-tinh-kon-tum/7771-kh-ubnd/2022"]),
    ("9/QĐ-UBND", DOCUMENTS),
    # a capture by its number and its page; by the address of a page that nothing was read from
    ("1", ["snapshot 1"]),
    ("/snapshots/1/content", ["snapshot 1"]),
    ("https://stp.kontum.gov.vn/bai-viet-hong", ["snapshot 1"]),
]


@pytest.mark.parametrize(("name", "meant"), NAMES)
def test_it_is_found_by_whatever_names_it(shown: World, name: str, meant: list[str]) -> None:
    assert sorted(things(named(shown, name))) == meant


NOBODYS = [
    "",
    "không có",
    "99",
    "/search",
    "/articles/none",
    "http://[",
    "https://stp.kontum.gov.vn/x",
    "http://",
]


@pytest.mark.parametrize("name", NOBODYS)
def test_what_names_nothing_is_said(shown: World, name: str) -> None:
    page = named(shown, name, 400)
    assert "Không có bài viết" in text_of(page.cssselect("#problem")[0])
    assert page.cssselect("#of")[0].value == name


def test_each_that_a_name_may_mean_leads_to_its_preview(shown: World) -> None:
    for link in named(shown, "9/QĐ-UBND").cssselect(".failed-pages a"):
        (thing,) = things(page_of(shown, link.get("href", "")))
        assert thing.startswith("document ubnd-tinh-")


# 2. Out of sight and back, on record


def test_out_of_sight_and_back(filled: World) -> None:
    client, reader = filled.browser("admin"), filled.browser()
    preview = named(filled, ADDRESS)
    assert text_of(preview.cssselect("h1")[0]) == HEADLINE
    hidden = [text_of(each) for each in preview.cssselect(".facts div")]
    assert hidden == ["Bài viết1", "Phiên bản của bài viết1", "Văn bản1"]
    assert reader.get(f"/articles/{ARTICLE}").status_code == 200  # a preview hides nothing

    form = {"kind": "article", "id": ARTICLE, "reason": f" {REASON} "}
    assert send(client, PAGE, form).headers["Location"] == PAGE
    told = reader.get(f"/articles/{ARTICLE}")
    assert (told.status_code, REASON in told.get_data(as_text=True)) == (451, True)
    (row,) = page_of(filled, PAGE).cssselect("tbody tr")
    assert all(said in text_of(row) for said in (HEADLINE, ARTICLE, REASON, "admin", "đang ngừng"))
    # who comes second is told so, and may lift it
    again = send(client, PAGE, {**form, "reason": "khác"})
    assert (again.status_code, REASON in again.get_data(as_text=True)) == (409, True)
    assert [
        each.get("action") for each in named(filled, ADDRESS).cssselect("main .lookup form")
    ] == [f"{PAGE}/1/lift"]

    for _ in range(2):  # pressed twice, it is lifted once
        assert send(client, f"{PAGE}/1/lift", {"reason": "Đã gỡ"}).status_code == 303
    assert reader.get(f"/articles/{ARTICLE}").status_code == 200
    (row,) = page_of(filled, PAGE).cssselect("tbody tr")
    assert "hiển thị lại từ" in text_of(row)
    assert "admin: Đã gỡ" in text_of(row)
    assert not row.cssselect("form")

    with filled.catalogue.session() as session:
        deeds = [
            (deed.user, deed.action, deed.subject, deed.details["reason"])
            for deed in list_deeds(session, 2)
        ]
        jobs = session.scalars(select(JobRow.reason).where(JobRow.kind == "index")).all()
    subject = f"article {ARTICLE}"
    assert deeds == [
        ("admin", "lifted", subject, "Đã gỡ"),
        ("admin", "withheld", subject, REASON),
    ]
    assert jobs == ["admin"]  # one waits, for both
    log = text_of(page_of(filled, "/admin/audit"))
    assert "cho hiển thị lại" in log
    english = text_of(page_of(filled, f"{PAGE}?lang=en"))
    assert "seen again since" in english
    assert "Withheld now and before" in english


def test_what_is_hidden_already_is_said(filled: World) -> None:
    with filled.catalogue.begin() as session:
        withhold(session, "document", "ubnd-tinh-kon-tum/9-qd-ubnd/2023", REASON, "an")
    assert "Không có gì thêm" in text_of(named(filled, "vb1"))
    assert "Bài viết" in text_of(named(filled, ARTICLE).cssselect(".facts")[0])


def test_the_list_is_read_page_by_page(filled: World) -> None:
    with filled.catalogue.begin() as session:
        for number in range(60):  # some of what was withheld is not there any more
            withhold(session, "article", f"gone{number}", REASON, "an")
    first = page_of(filled, PAGE)
    assert "gone59" in text_of(first.cssselect("tbody tr")[0])
    (following,) = first.cssselect("a[rel=next]")
    second = page_of(filled, following.get("href", ""))
    assert len(first.cssselect("tbody tr")) + len(second.cssselect("tbody tr")) == 60


# 3. What is not done

# What is sent, to where, and what is answered.
NOT_DONE = [
    ("", {"kind": "article", "id": ARTICLE, "reason": " "}, 400, "Hãy ghi lý do"),
    ("", {"kind": "portal", "id": "stp", "reason": REASON}, 400, ""),
    ("", {"kind": "article", "id": "none", "reason": REASON}, 404, ""),
    ("", {"kind": "article", "id": ARTICLE, "reason": "x" * 1001}, 400, "dài quá 1000 ký tự"),
    ("/1/lift", {"reason": ""}, 400, "Hãy ghi vì sao"),
    ("/99/lift", {"reason": REASON}, 404, ""),
]


@pytest.mark.parametrize(("where", "form", "status", "said"), NOT_DONE)
def test_what_is_not_right_changes_nothing(
    shown: World, where: str, form: dict[str, str], status: int, said: str
) -> None:
    answer = send(shown.browser("admin"), PAGE + where, form)
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)
    with shown.catalogue.session() as session:
        assert not withholdings(session)


# 4. Who may (every route by every role: test_permissions)


def test_operators_see_and_admins_decide(filled: World) -> None:
    with filled.catalogue.begin() as session:
        withhold(session, "article", ARTICLE, REASON, "an")
    seen = {}
    for role in ("viewer", "operator", "admin"):
        links = page_of(filled, "/admin/", role).cssselect(".admin-sections a")
        is_linked = PAGE in [link.get("href") for link in links]
        if is_linked:
            page = page_of(filled, PAGE, role)
            assert REASON in text_of(page)
            seen[role] = [form.get("action") for form in page.cssselect("main section form")]
    assert seen == {"operator": [], "admin": [f"{PAGE}/new", f"{PAGE}/1/lift"]}
