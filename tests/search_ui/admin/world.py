"""An archive that is administered: portals in every state, users of every role, their browsers."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from archive.catalogue import Catalogue, jobs, wishes
from archive.catalogue.articles import record_article
from archive.catalogue.legislation import record_legislation
from archive.catalogue.passwords import digest
from archive.catalogue.portals import record_portal
from archive.catalogue.runs import begin_run, finish_run, observe_run, update_run
from archive.catalogue.schedules import put_schedule
from archive.catalogue.sessions import begin_session
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.catalogue.tables import PortalHealthRow, UserRow
from archive.catalogue.users import ROLES, find_user
from archive.health import Observed
from archive.items import Article, Legislation
from documents.keys import slug
from documents.resolving import resolve_changes
from indexer.search import SearchUnavailableError
from indexer.searching import SearchEngine
from search_ui import Options, Services, create_app

PASSWORD = "một mật khẩu đủ dài"
#: Of everybody: it takes long to make.
KEPT = digest(PASSWORD)

NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """The catalogue, the application, and what is in it."""

    catalogue: Catalogue
    app: Flask
    failed_run: int
    running_run: int
    unread: int  # the snapshot of a page that could not be read
    running_job: int

    def browser(self, role: str | None = None) -> FlaskClient:
        """A browser, where somebody of this role is signed in, or nobody."""
        client = self.app.test_client()
        if role is not None:  # checking the password would take long
            with self.catalogue.begin() as session:
                user, now = find_user(session, role), datetime.now(UTC)
                token = begin_session(session, user.id, "127.0.0.1", now)
            client.set_cookie("congtin", token)
        return client


def token_of(answer: TestResponse) -> str:
    """The token of the forms of a page."""
    found = re.search(r'name="form_token" value="(\w+)"', answer.get_data(as_text=True))
    assert found, answer.get_data(as_text=True)
    return found[1]


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Fill in the form and send it."""
    form_token = token_of(client.get("/admin/login"))
    form = {"name": name, "password": password, "form_token": form_token, **more}
    return client.post("/admin/login", data=form)


def send(client: FlaskClient, address: str, form: Mapping[str, str] | None = None) -> TestResponse:
    """Press a button of a page, in a browser where somebody is signed in."""
    form_token = token_of(client.get("/admin/account"))
    return client.post(address, data={**(form or {}), "form_token": form_token})


def build(
    catalogue: Catalogue,
    options: Options | None = None,
    folders: Mapping[str, Path] | None = None,
) -> World:
    """Fill an empty catalogue, and serve it."""

    def open_search() -> SearchEngine:
        raise SearchUnavailableError("no server", "http://127.0.0.1:9", "start")

    with catalogue.begin() as session:
        for role in ROLES:
            session.add(UserRow(name=role, role=role, password=KEPT, created_at="2026-11-23"))
        for name, title in (("stp", "Sở Tư pháp"), ("syt", "Sở Y tế"), ("snv", "Sở Nội vụ")):
            _portal(session, name, title)
        put_schedule(session, "stp", "hằng ngày 2:00", "file", NOW, NOW)
        for count in range(3):
            done = begin_run(session, "stp", "crawl")
            finish_run(session, done, "finished", {"pages": 40 + count, "new": 7 * count})
        failed_run = begin_run(session, "stp", "crawl")
        counts = {"pages": 12, "new": 0, "failed": 1, "errors": 2}
        finish_run(session, failed_run, "empty", counts, "none of 1 article pages could be read")
        unfetched = {"https://stp.kontum.gov.vn/cham": "no answer in time (180 s)"}
        observe_run(session, failed_run, asdict(Observed(unfetched=unfetched)))
        unread = _unread(session, failed_run)
        jobs.ask(session, wishes.crawl("syt", "https://syt.kontum.gov.vn/", "schedule"), NOW)
        job = jobs.claim(session, "machine 1 abc", datetime.now(UTC))
        assert job is not None
        jobs.keep_log(session, job.id, "machine 1 abc", "2026-11-23 syt: <script>12</script> new\n")
        running_run = begin_run(session, "syt", "crawl")
        update_run(session, running_run, {"pages": 30, "new": 12})
    services = Services(catalogue, open_search, "file:///nowhere", folders=folders or {})
    app = create_app(services, options)
    return World(catalogue, app, failed_run, running_run, unread, job.id)


def add_items(world: World) -> None:
    """Let there be an article, and two entries of registers whose documents have one number."""
    article = Article(
        url="https://stp.kontum.gov.vn/tin/1",
        portal="stp",
        province="kon-tum",
        headline="Hội nghị <b>Xylozan</b>",
        body=["Theo Kế hoạch số 7771/KH-UBND ngày 11/12/2022 của UBND tỉnh."],
        date_published="2023-01-05",
    )
    with world.catalogue.begin() as session:
        record_article(session, article, "2026-11-01T00:00:00Z", None)
        for number, province in enumerate(("Kon Tum", "Gia Lai"), 1):
            entry = Legislation(
                url=f"https://stp.kontum.gov.vn/vb/{number}",
                id=f"vb{number}",
                portal="stp",
                identifier="9/QĐ-UBND",
                issuer=f"UBND tỉnh {province}",
                province=slug(province),
                issued_on="2023-01-02",
                title="Về việc công nhận",
            )
            record_legislation(session, entry, "2026-11-01T00:00:00Z", None)
    resolve_changes(world.catalogue)


def _portal(session: Session, name: str, title: str) -> None:
    start = [{"url": f"https://{name}.kontum.gov.vn/", "form": {}}]
    record_portal(
        session,
        name,
        title=f"Cổng thông tin {title} Kon Tum",
        province="kon-tum",
        department=title,
        platform="kontum",
        definition={"name": name, "start": start, "schedule": "hằng ngày 2:00"},
    )


def add_lacking(world: World, count: int) -> None:
    """Let the crawl that failed have read so many articles without their usual dates."""
    with world.catalogue.begin() as session:
        values = {"field": "date_published", "missing": count, "articles": count, "usual": 98}
        health = PortalHealthRow(portal="stp", state="incomplete")
        health.reasons = [{"kind": "without", "values": values}]
        health.judged_at = health.since = "2026-11-20T00:00:00Z"
        session.add(health)
        for number in range(count):
            url, at = f"https://stp.kontum.gov.vn/tin/{number}", "2099-01-01T00:00:00Z"
            snapshot = _captured(session, world.failed_run, url, number + 1)
            article = Article(url=url, id=f"tin{number}", portal="stp", headline="Tin", body=["…"])
            record_article(session, article, at, snapshot)
            set_outcome(session, snapshot, "article", article.id)


def _unread(session: Session, run: int) -> int:
    number = _captured(session, run, "https://stp.kontum.gov.vn/bai-viet-hong", 0)
    set_outcome(session, number, "failed", failure="no headline")
    return number


def _captured(session: Session, run: int, url: str, offset: int) -> int:
    return record_snapshot(
        session,
        NewSnapshot(
            portal="stp",
            run_id=run,
            url=url,
            fetched_at="2099-01-01T00:00:00Z",
            status=200,
            content_type="text/html",
            payload_digest="sha256:AAAA",
            record_type="response",
            record_id="<urn:uuid:00000000-0000-0000-0000-000000000000>",
            warc="a.warc.gz",
            offset=offset,
            length=2_000_000,
        ),
    )
