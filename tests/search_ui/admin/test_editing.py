"""A portal added from an address, and one edited: what forms take, and how results are shown."""

from datetime import UTC, datetime
from typing import Any

import pytest
from lxml.html import HtmlElement, fromstring
from sqlalchemy import select

from archive.catalogue import jobs
from archive.catalogue.health import record_judgement
from archive.catalogue.tables import JobRow
from archive.health import Judgement, Reason
from tests.search_ui.admin.world import World, send

FILE = 'name = "moi"\ntitle = "Cổng mới"\nplatform = "generic"\n[[start]]\nurl = "http://a.vn/"\n'


def job_of(world: World, number: int = 2) -> JobRow:
    with world.catalogue.session() as session:
        return session.get_one(JobRow, number)


def shown(world: World, result: dict[str, Any], role: str = "admin") -> HtmlElement:
    """The page of the job that was asked for last, which has found something out."""
    with world.catalogue.begin() as session:
        job = jobs.claim(session, "machine 1 abc", datetime.now(UTC))
        assert job is not None
        jobs.keep_result(session, job.id, result)
        jobs.end(session, job.id, "machine 1 abc", "done", "", datetime.now(UTC))
    page = world.browser(role).get(f"/admin/jobs/{job.id}").get_data(as_text=True)
    return fromstring(page)


def ask_preview(world: World, address: str) -> None:
    answer = send(world.browser("operator"), "/admin/new", {"address": address})
    assert answer.headers["Location"] == "/admin/jobs/2"


def test_an_address_is_looked_at_by_a_worker(world: World) -> None:
    ask_preview(world, " https://stp.example.vn/tin ")
    job = job_of(world)
    assert (job.kind, job.subject, job.reason) == (
        "preview",
        "https://stp.example.vn/tin",
        "operator",
    )


@pytest.mark.parametrize(
    "address",
    ["", "tin tức", "file:///etc/passwd", "--home", "http://a b/", f"http://{'a' * 3000}.vn/"],
)
def test_what_is_no_address_is_refused(world: World, address: str) -> None:
    answer = send(world.browser("operator"), "/admin/new", {"address": address})
    assert answer.status_code == 400
    assert "không phải địa chỉ" in answer.get_data(as_text=True)


def test_an_address_with_a_password_reaches_no_job_and_no_log(world: World) -> None:
    typed = {"address": "http://user:secret@127.0.0.1/"}
    answer = send(world.browser("operator"), "/admin/new", typed)
    assert answer.status_code == 400
    assert "mật khẩu" in answer.get_data(as_text=True)
    assert "secret" not in answer.get_data(as_text=True)
    with world.catalogue.session() as session:
        assert session.scalars(select(JobRow.id)).all() == [world.running_job]


def test_what_a_preview_found_is_shown_as_text(world: World) -> None:
    ask_preview(world, "https://stp.example.vn/tin")
    hostile = "<script>alert(1)</script>"
    page = shown(
        world,
        {
            "url": "javascript:alert(1)",
            "kind": "article",
            "item": {
                "headline": hostile,
                "body": [hostile],
                "provenance": {"headline": "generic: h1"},
            },
            "cards": [{"url": "https://stp.example.vn/1", "headline": hostile, "date": None}],
            "redirects": [],
            "platforms": [["generic", hostile]],
            "file": FILE,
        },
    )
    text = page.text_content()
    assert text.count(hostile) >= 4
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert "generic: h1" in text
    assert page.cssselect("textarea")[0].text == FILE
    assert page.cssselect(".failed-pages input[name=address]")[0].get("value", "").endswith("/1")


def test_a_file_is_checked_and_kept_by_a_worker(world: World) -> None:
    answer = send(world.browser("admin"), "/admin/portals", {"file": FILE.replace("\n", "\r\n")})
    assert answer.headers["Location"] == "/admin/jobs/2"
    job = job_of(world)
    assert (job.kind, job.subject, job.arguments) == (
        "portal",
        "moi",
        {"file": FILE, "known": False},
    )
    page = shown(world, {"problems": ["3: platform: 'x' is no platform"]})
    assert "3: platform: 'x' is no platform" in page.text_content()
    assert page.cssselect("textarea")[0].text == FILE


def test_what_a_kept_file_leaves_unknown_is_said(world: World) -> None:
    send(world.browser("admin"), "/admin/portals", {"file": FILE})
    told = shown(world, {"problems": [], "unknown": ["department", "province"]})
    assert "department, province" in told.cssselect("#unknown")[0].text_content()


def test_only_who_may_change_it_sees_a_portals_file(world: World) -> None:
    send(world.browser("admin"), "/admin/portals", {"file": FILE})
    page = shown(world, {"problems": ["name: wrong"]}, role="operator")
    assert not page.cssselect("textarea")


def test_a_portal_that_is_known_is_edited_as_a_file(world: World) -> None:
    client = world.browser("admin")
    page = fromstring(client.get("/admin/portals/stp/settings").get_data(as_text=True))
    file = page.cssselect("textarea")[0].text or ""
    assert 'name = "stp"' in file
    assert 'url = "https://stp.kontum.gov.vn/"' in file
    assert "form" not in file, "what is empty is not told"
    form = {"name": "stp", "file": file + "# thêm\n"}
    assert send(client, "/admin/portals", form).status_code == 303
    assert job_of(world).arguments["known"] is True
    assert client.get("/admin/portals/nobody/settings").status_code == 404


# What is sent, and what is said.
NOT_TAKEN = [
    ({"file": "name = "}, "Tệp này chưa đúng"),
    ({"file": 'title = "x"'}, "thiếu name"),
    ({"file": FILE.replace("moi", "stp")}, "Đã có cổng tên “stp”"),
    ({"file": FILE, "name": "stp"}, "Tên cổng không đổi được"),
    ({"file": FILE + "ở" * 30_000}, "dài quá 30000 ký tự"),
]


@pytest.mark.parametrize(("form", "said"), NOT_TAKEN)
def test_what_is_no_file_of_it_is_said_at_once(
    world: World, form: dict[str, str], said: str
) -> None:
    answer = send(world.browser("admin"), "/admin/portals", form)
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)
    page = fromstring(answer.get_data(as_text=True))
    assert page.cssselect("textarea")[0].text == form["file"]


def test_a_second_change_waits_for_the_first(world: World) -> None:
    client = world.browser("admin")
    assert send(client, "/admin/portals", {"file": FILE}).status_code == 303
    again = send(client, "/admin/portals", {"file": FILE})
    assert again.status_code == 400
    assert "còn đang đợi" in again.get_data(as_text=True)


def refuse(world: World, name: str) -> None:
    what = f"portals/{name}.toml:5: platform: 'kontun' is no platform"
    judgement = Judgement("refused", (Reason("refused", {"what": what, "machine": "0a"}),))
    with world.catalogue.begin() as session:
        record_judgement(session, name, None, judgement)


# Of a portal whose file was well before, and of one whose never was: what is shown to be saved.
REFUSED = [("snv", "https://snv.kontum.gov.vn/"), ("hong", 'name = "hong"')]


@pytest.mark.parametrize(("name", "file"), REFUSED)
def test_a_refused_file_is_told_with_line_and_field(world: World, name: str, file: str) -> None:
    refuse(world, name)
    said = f"portals/{name}.toml:5: platform: 'kontun' is no platform"
    browser = world.browser("admin")

    def text(address: str, selector: str) -> str:
        page = fromstring(browser.get(address).get_data(as_text=True))
        return " ".join("".join(map(str, found.itertext())) for found in page.cssselect(selector))

    # of another a crawl failed
    assert "2 cần xem" in text("/admin/", "#found")
    assert text("/admin/", ".health-refused") == "tệp cổng không dùng được"
    assert said in text(f"/admin/portals/{name}", ".reasons")
    # it would fail
    assert "Chạy ngay" not in text(f"/admin/portals/{name}", "main")
    assert said in text(f"/admin/portals/{name}/settings", ".notice")
    assert file in text(f"/admin/portals/{name}/settings", "textarea")
