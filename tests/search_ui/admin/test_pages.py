"""What the pages of administration show, and what their buttons write. Nothing crawls here.

1. The portals at a glance, and one of them.
2. Crawls: started, stopped, paused.
3. Schedules.
4. A run and its pages: those that failed, and those whose articles lack something.
5. Jobs, storage.
6. Users and the audit log.
"""

from pathlib import Path
from typing import get_args
from urllib.parse import urlencode

import pytest
from lxml.html import HtmlElement, fromstring
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.audit import ON_COMMAND_LINE, Action, Actor, Deed, list_deeds, log
from archive.catalogue.jobs import JobKind
from archive.catalogue.schedules import list_schedules
from archive.catalogue.tables import JobRow, PortalHealthRow, ScheduleRow
from archive.catalogue.users import list_users
from archive.health import WHILE_LED
from crawler.runs import COUNTS
from search_ui.admin.labels import ACTION_LABELS, COUNT_LABELS, JOB_LABELS
from tests.search_ui.admin.world import (
    NOW,
    PASSWORD,
    World,
    add_lacking,
    build,
    send,
    sign_in,
)

pytestmark = pytest.mark.slow


def page_of(world: World, address: str, role: str = "operator") -> HtmlElement:
    answer = world.browser(role).get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return fromstring(answer.get_data(as_text=True))


def text_of(element: HtmlElement) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def jobs(world: World) -> list[tuple[str, str, str, str]]:
    with world.catalogue.session() as session:
        rows = session.scalars(select(JobRow).order_by(JobRow.id)).all()
    return [(row.kind, row.subject, row.state, row.reason) for row in rows]


def schedule(world: World, portal: str) -> ScheduleRow | None:
    with world.catalogue.session() as session:
        return {row.portal: row for row in list_schedules(session)}.get(portal)


def last_deed(world: World) -> tuple[str, str, str]:
    with world.catalogue.session() as session:
        deed = list_deeds(session, 1)[0]
    return deed.user, deed.action, deed.subject


# 1. The portals at a glance, and one of them


def test_every_portal_is_there_with_its_state(shown_world: World) -> None:
    rows = page_of(shown_world, "/admin/").cssselect("tbody tr")
    told = [text_of(row) for row in rows]
    assert [row.cssselect("a")[0].get("href") for row in rows] == [
        # whose last crawl found nothing goes first
        "/admin/portals/stp",
        "/admin/portals/snv",
        "/admin/portals/syt",
    ]
    assert "không thu được gì" in told[0]
    assert "chưa chạy" in told[1]
    assert "không có lịch" in told[1]
    assert "đang chạy" in told[2]
    assert [row.cssselect("button")[0].text for row in rows] == ["Chạy", "Chạy", "Dừng"]


# What is typed into the filter, and which portals are left.
FILTERS = [
    ("y te", ["syt"]),
    ("Tư pháp", ["stp"]),
    ("kontum", ["stp", "snv", "syt"]),
    ("không có cổng này", []),
]


@pytest.mark.parametrize(("typed", "names"), FILTERS)
def test_portals_are_filtered(shown_world: World, typed: str, names: list[str]) -> None:
    page = page_of(shown_world, f"/admin/?{urlencode({'q': typed})}")
    links = [row.cssselect("a")[0].get("href") for row in page.cssselect("tbody tr")]
    assert links == [f"/admin/portals/{name}" for name in names]
    assert page.cssselect("#q")[0].get("value") == typed


def test_thousands_of_portals_are_shown_page_by_page(
    shown_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.admin.overview.PORTALS", 2)
    first = page_of(shown_world, "/admin/?q=s")
    assert "3 cổng, 1 cần xem; trang 1 trên 2" in text_of(first.cssselect("#found")[0])
    assert len(first.cssselect("tbody tr")) == 2
    second = page_of(shown_world, first.cssselect("a[rel=next]")[0].get("href") or "")
    assert [row.cssselect("a")[0].get("href") for row in second.cssselect("tbody tr")] == [
        "/admin/portals/syt"
    ]
    assert not second.cssselect("a[rel=next]")
    assert second.cssselect("a[rel=prev]")


def test_a_viewer_has_no_buttons_but_to_sign_out(shown_world: World) -> None:
    for address in (
        "/admin/",
        "/admin/portals/stp",
        "/admin/portals/syt",
        f"/admin/runs/{shown_world.failed_run}",
        "/admin/jobs",
        "/admin/storage",
    ):
        forms = page_of(shown_world, address, "viewer").cssselect("main form[method=post]")
        assert [form.get("action") for form in forms] == ["/admin/logout"], address


def test_what_health_says_is_shown_with_its_reasons(world: World) -> None:
    reasons = [{"kind": "stale", "values": {"newest": "2026-10-01", "days": 30, "usual": 5}}]
    with world.catalogue.begin() as session:
        row = PortalHealthRow(portal="stp", state="stale", reasons=reasons)
        row.judged_at = row.since = "2026-11-20T00:00:00Z"
        session.add(row)
    first = page_of(world, "/admin/").cssselect("tbody tr")[0]  # those in trouble come first
    assert "không có bài mới" in text_of(first)
    (reason,) = page_of(world, "/admin/portals/stp").cssselect(".reasons li")
    assert "đã 30 ngày làm việc" in text_of(reason)


def test_what_to_change_for_a_portal_that_moved_is_shown(world: World) -> None:
    with world.catalogue.begin() as session:
        row = PortalHealthRow(portal="stp", state="moved", reasons=[])
        row.proposal = f'{WHILE_LED}\nmirrors = ["stp.quangngai.gov.vn"]'
        row.judged_at = row.since = "2026-11-20T00:00:00Z"
        session.add(row)
    (shown,) = page_of(world, "/admin/portals/stp").cssselect("pre")
    assert "khi địa chỉ cũ còn dẫn" in text_of(shown)
    assert 'mirrors = ["stp.quangngai.gov.vn"]' in text_of(shown)


def test_a_portal_shows_its_runs_as_bars_and_as_a_list(shown_world: World) -> None:
    page = page_of(shown_world, "/admin/portals/stp")
    assert len(page.cssselect("table tbody tr")) == 4
    bars = page.cssselect(".run-chart rect")
    # of the runs that found anything, the highest fills the drawing; then the pages in error
    assert [bar.get("height") for bar in bars] == ["28", "56", "56"]
    assert "outcome-empty" in bars[-1].get("class", "")


def test_there_is_no_portal_of_another_name(shown_world: World) -> None:
    assert shown_world.browser("viewer").get("/admin/portals/nobody").status_code == 404
    for action in ("start", "pause", "resume", "schedule"):
        address = f"/admin/portals/nobody/{action}"
        form = {"action": "set", "timetable": "2:00"}
        assert send(shown_world.browser("operator"), address, form).status_code == 404, action


# 2. Crawls


def test_a_crawl_is_asked_for_once(world: World) -> None:
    client = world.browser("operator")
    for _ in range(2):
        assert send(client, "/admin/portals/stp/start").status_code == 303
    assert jobs(world)[1:] == [("crawl", "stp", "waiting", "operator")]
    with world.catalogue.session() as session:
        assert session.get_one(JobRow, 2).lane == "crawl stp.kontum.gov.vn"
    assert last_deed(world) == ("operator", "crawl_asked", "stp")
    # and stopped before it was begun
    send(client, "/admin/jobs/2/stop")
    assert jobs(world)[1:] == [("crawl", "stp", "stopped", "operator")]


def test_a_crawl_that_runs_is_asked_to_stop(world: World) -> None:
    answer = send(world.browser("operator"), f"/admin/jobs/{world.running_job}/stop")
    assert answer.headers["Location"] == "/admin/portals/syt"
    with world.catalogue.session() as session:
        job = session.get_one(JobRow, world.running_job)
    assert (job.state, job.stop_asked_by) == ("running", "operator")
    assert last_deed(world) == ("operator", "stop_asked", "syt")
    assert "operator đã yêu cầu dừng" in text_of(page_of(world, "/admin/portals/syt"))


def test_a_pause_ends_what_runs_and_holds_the_schedule(world: World) -> None:
    client = world.browser("operator")
    send(client, "/admin/portals/syt/schedule", {"action": "set", "timetable": "mỗi 6 giờ"})
    send(client, "/admin/portals/syt/pause")
    held = schedule(world, "syt")
    assert held is not None
    assert (held.paused_at is None, held.due_at, held.timetable) == (False, None, "mỗi 6 giờ")
    with world.catalogue.session() as session:
        assert session.get_one(JobRow, world.running_job).stop_asked_by == "operator"
    assert "Tạm dừng từ" in text_of(page_of(world, "/admin/portals/syt"))
    send(client, "/admin/portals/syt/resume")
    held = schedule(world, "syt")
    assert held is not None
    assert held.paused_at is None
    assert held.due_at is not None


# 3. Schedules

# What is typed, why it is none, what is proposed.
REFUSED = [
    ("hằng ngai 2:00", "“hằng ngai” không phải là ngày nào", "hằng ngày 2:00"),
    ("hằng ngày 25:00", "không có giờ 25:00", "1:00"),
    ("61 2 * * *", "phút quá 59", "0 2 * * *"),
    ("0 4 30 2 *", "không bao giờ tới", "0 4 30 * *"),
    ("", "không có giờ nào", "2:00"),
]


@pytest.mark.parametrize(("typed", "why", "proposed"), REFUSED)
def test_a_schedule_that_cannot_be_read_is_refused_with_the_nearest(
    world: World, typed: str, why: str, proposed: str
) -> None:
    form = {"action": "set", "timetable": typed}
    answer = send(world.browser("operator"), "/admin/portals/stp/schedule", form)
    assert answer.status_code == 400
    page = fromstring(answer.get_data(as_text=True))
    problem = text_of(page.cssselect("#problem")[0])
    assert why in problem
    assert proposed in problem
    assert page.cssselect("#timetable")[0].get("value") == typed
    held = schedule(world, "stp")
    assert held is not None
    assert held.timetable == "hằng ngày 2:00"


# The address of a form that was sent, and the page that it leads to where it is opened.
@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/admin/portals/stp/schedule", "/admin/portals/stp"),
        ("/admin/portals/a%2520b/start?x=1", "/admin/portals/a%2520b"),
        ("/admin/jobs/1/stop", "/admin/jobs/1"),
        ("/admin/storage/backup", "/admin/storage"),
        ("/admin/users/lan/lock", "/admin/users"),
        ("/admin/logout", "/admin/"),
    ],
)
def test_where_a_form_was_sent_to_leads_to_its_page(
    shown_world: World, address: str, page: str
) -> None:
    answer = shown_world.browser("admin").get(address)
    assert (answer.status_code, answer.headers["Location"]) == (303, page)


def test_a_schedule_is_set_taken_off_and_left_to_the_file(world: World) -> None:
    client = world.browser("operator")
    seen = []
    for form in (
        {"action": "set", "timetable": "thứ hai 3:00"},
        {"action": "off"},
        {"action": "clear"},
    ):
        assert send(client, "/admin/portals/stp/schedule", form).status_code == 303
        held = schedule(world, "stp")
        assert held is not None
        seen.append((held.timetable, held.origin, held.due_at is None))
    assert seen == [
        ("thứ hai 3:00", "set", False),
        (None, "set", True),
        ("hằng ngày 2:00", "file", False),
    ]
    assert send(client, "/admin/portals/stp/schedule", {"action": "x"}).status_code == 400


def test_a_group_of_portals_has_a_schedule(world: World) -> None:
    client = world.browser("operator")
    group = {"group": "platform:kontum"}
    assert group["group"] in {
        option.get("value") for option in page_of(world, "/admin/groups").cssselect("option")
    }
    form = {**group, "action": "set", "timetable": "mỗi 7 giờ"}
    refused = send(client, "/admin/groups", form)
    assert refused.status_code == 400
    page = fromstring(refused.get_data(as_text=True))
    assert "mỗi 6 giờ" in text_of(page.cssselect("#problem")[0])
    assert page.cssselect("option[selected]")[0].get("value") == group["group"]
    assert send(client, "/admin/groups", {**form, "timetable": "mỗi 6 giờ"}).status_code == 303
    assert last_deed(world) == ("operator", "schedule_set", "platform kontum")
    (row,) = page_of(world, "/admin/groups", "viewer").cssselect("tbody tr")
    assert text_of(row) == "Nền tảng: kontum mỗi 6 giờ 3"
    assert send(client, "/admin/groups", {**group, "action": "clear"}).status_code == 303
    assert last_deed(world) == ("operator", "schedule_cleared", "platform kontum")
    assert not page_of(world, "/admin/groups").cssselect("tbody tr")
    unknown = {**form, "group": "platform:none"}
    assert send(client, "/admin/groups", unknown).status_code == 400


# 4. A run and its pages: those that failed, and those whose articles lack something


def test_a_run_is_shown_down_to_each_page_that_failed(shown_world: World) -> None:
    page = page_of(shown_world, f"/admin/runs/{shown_world.failed_run}")
    (failed,) = page.cssselect("[data-live=failed] li")
    assert failed.cssselect("a")[0].get("href") == f"/snapshots/{shown_world.unread}"
    assert "no headline" in text_of(failed)
    (unfetched,) = page.cssselect("[aria-labelledby=unfetched] li")
    assert "/chamhết giờ chờ" in text_of(unfetched)
    assert "đầu tiên" in text_of(unfetched.getparent().getparent()), "there were two"
    assert not page.cssselect("[data-goes-on], noscript")


def test_extraction_is_asked_for_of_a_run_and_of_a_page(world: World) -> None:
    client, address = world.browser("operator"), f"/admin/runs/{world.failed_run}/extract"
    assert send(client, address).headers["Location"].endswith("#failed")
    page = {"snapshot": str(world.unread)}
    assert send(client, address, page).headers["Location"].endswith(f"#page-{world.unread}")
    assert jobs(world)[1:] == [
        ("extract", f"run {world.failed_run}", "waiting", "operator"),
        ("extract", f"snapshot {world.unread}", "waiting", "operator"),
    ]
    assert last_deed(world) == ("operator", "extract_asked", f"snapshot {world.unread}")
    # a page of another run, and a run that there is not
    other = f"/admin/runs/{world.running_run}/extract"
    assert send(client, other, page).status_code == 404
    assert send(client, "/admin/runs/999/extract").status_code == 404
    shown = page_of(world, f"/admin/runs/{world.failed_run}")
    assert text_of(shown).count("Lần thử cuối: đang đợi") == 2
    # and what comes of it is shown by itself
    assert shown.cssselect("[data-live=failed][data-goes-on]")
    assert shown.cssselect("script[src*='live.js']")


def test_articles_of_a_run_that_lack_something_are_listed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.admin.inspecting.PAGES", 2)
    add_lacking(world, 3)
    address = f"/admin/runs/{world.failed_run}"
    looked_at = page_of(world, "/admin/portals/stp").cssselect(".also a")[0]
    assert looked_at.get("href") == f"{address}#failed"
    page = page_of(world, address)
    first, _ = page.cssselect("[data-live=lacking] li")
    assert "stp.kontum.gov.vn/tin/0 không có ngày đăng" in text_of(first)
    following = page.cssselect("[data-live=lacking] a[rel=next]")[0].get("href") or ""
    last = page_of(world, following)
    (third,) = last.cssselect("[data-live=lacking] li")
    assert not last.cssselect("a[rel=next]")
    # the page that could not be read is still there
    assert len(last.cssselect("[data-live=failed] li")) == 1
    # what is read again is asked for as of a page that failed, and one is back where one was
    form = third.cssselect("form")[0]
    number = third.cssselect("input[name=snapshot]")[0].get("value") or ""
    client = world.browser("operator")
    answer = send(client, form.get("action") or "", {"snapshot": number})
    assert answer.headers["Location"] == following.replace("#lacking", f"#page-{number}")
    assert third.cssselect("a")[0].get("href") == f"/snapshots/{number}"
    # and so is everything of the portal
    assert send(client, f"{address}/extract-portal").headers["Location"].endswith("#lacking")
    assert send(client, "/admin/runs/999/extract-portal").status_code == 404
    assert jobs(world)[1:] == [
        ("extract", f"snapshot {number}", "waiting", "operator"),
        ("extract", "portal stp", "waiting", "operator"),
    ]


def test_a_run_that_goes_on_is_live_with_and_without_javascript(shown_world: World) -> None:
    page = page_of(shown_world, f"/admin/runs/{shown_world.running_run}")
    assert page.cssselect("[data-live][data-goes-on]")
    assert page.cssselect("head noscript meta[http-equiv=refresh]")
    assert page.cssselect("script[src*='live.js']")
    # what is counted is there from the beginning, also while it is nothing
    counted = [text_of(name) for name in page.cssselect("dl dt")]
    assert {"trang đã tải", "bài mới", "trang không tải được"} <= {*counted}
    # what crawlers write is text
    assert "<script>12</script> new" in text_of(page.cssselect(".log")[0])


# 5. Jobs, storage


def test_jobs_are_listed_each_with_its_log(shown_world: World) -> None:
    assert "thu thập syt đang chạy schedule" in text_of(page_of(shown_world, "/admin/jobs"))
    job = page_of(shown_world, f"/admin/jobs/{shown_world.running_job}")
    assert "machine 1 abc" in text_of(job)
    assert job.cssselect(".log")
    assert shown_world.browser("viewer").get("/admin/jobs/99").status_code == 404


def test_storage_tells_sizes_and_asks_for_work(world: World) -> None:
    told = text_of(page_of(world, "/admin/storage", "admin"))
    assert "2,0 MB" in told
    assert "máy tìm kiếm không trả lời" in told
    client = world.browser("admin")
    for action in ("rebuild", "backup", "rebuild"):
        assert send(client, f"/admin/storage/{action}").status_code == 303
    assert [job[0] for job in jobs(world)[1:]] == ["rebuild", "backup"]


def test_storage_tells_of_this_machines_disks(sqlite_catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "index" / "part").mkdir(parents=True)
    (tmp_path / "index" / "part" / "1").write_bytes(bytes(3_000_000))
    folders = {"index": tmp_path / "index", "archive": tmp_path / "not" / "there" / "yet"}
    told = text_of(page_of(build(sqlite_catalogue, folders=folders), "/admin/storage"))
    assert "Tệp chỉ mục3,0 MB" in told.replace(" 3,0", "3,0")
    assert "Đĩa còn trống" in told


def test_whatever_can_be_done_has_a_name() -> None:
    assert set(get_args(JobKind)) <= JOB_LABELS.keys()
    assert set(get_args(Action)) == ACTION_LABELS.keys()
    assert set(COUNTS) == COUNT_LABELS.keys()


# 6. Users and the audit log


def test_users_are_added_changed_and_removed(world: World) -> None:
    client = world.browser("admin")
    lan = {"name": "lan", "role": "viewer", "password": PASSWORD}
    assert send(client, "/admin/users", lan).status_code == 303
    assert sign_in(world.browser(), "lan").status_code == 303
    for action, form in (
        ("role", {"role": "operator"}),
        ("password", {"password": "another long password"}),
        ("lock", {}),
        ("unlock", {}),
        ("remove", {}),
    ):
        assert send(client, f"/admin/users/lan/{action}", form).status_code == 303, action
    with world.catalogue.session() as session:
        assert [user.name for user in list_users(session)] == ["admin", "operator", "viewer"]
        done = [deed.action for deed in list_deeds(session, 7) if deed.subject == "lan"]
    assert done == [
        "user_removed",
        "user_unlocked",
        "user_locked",
        "password_set",
        "role_set",
        "signed_in",
        "user_added",
    ]


# What is sent, to where, and what is said.
NOT_DONE = [
    ("/admin/users", {"name": "viewer", "password": PASSWORD}, "Tên này đã có người dùng"),
    ("/admin/users", {"name": "Lan Anh", "password": PASSWORD}, "Tên này đã có người dùng"),
    ("/admin/users", {"name": "lan", "password": "short"}, "ít nhất 12 ký tự"),
    ("/admin/users/viewer/password", {"password": "short"}, "ít nhất 12 ký tự"),
    ("/admin/users/admin/remove", {}, "tài khoản của chính mình"),
    ("/admin/users/admin/role", {"role": "viewer"}, "tài khoản của chính mình"),
]


@pytest.mark.parametrize(("address", "form", "said"), NOT_DONE)
def test_what_cannot_be_is_said(
    shown_world: World, address: str, form: dict[str, str], said: str
) -> None:
    answer = send(shown_world.browser("admin"), address, form)
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)


def test_a_role_that_there_is_not_is_refused(shown_world: World) -> None:
    client = shown_world.browser("admin")
    assert send(client, "/admin/users/viewer/role", {"role": "king"}).status_code == 400
    assert send(client, "/admin/users/nobody/lock").status_code == 404


def test_what_was_done_is_read_page_by_page(world: World) -> None:
    client = world.browser("admin")
    with world.catalogue.begin() as session:
        log(session, Actor(f"root{ON_COMMAND_LINE}"), Deed("paused", "stp"), NOW)
        for number in range(120):
            log(session, Actor("lan", "192.0.2.1"), Deed("crawl_asked", f"p{number}"), NOW)
    first = fromstring(client.get("/admin/audit").get_data(as_text=True))
    assert "p119" in text_of(first.cssselect("tbody tr")[0])
    assert "192.0.2.1" in text_of(first.cssselect("tbody tr")[0])
    (following,) = first.cssselect("a[rel=next]")
    second = fromstring(client.get(following.get("href", "")).get_data(as_text=True))
    assert len(first.cssselect("tbody tr")) + len(second.cssselect("tbody tr")) == 121
    # what the command line did, in the reader's words
    assert "root (dòng lệnh) tạm dừng lịch" in text_of(second.cssselect("tbody")[0])
