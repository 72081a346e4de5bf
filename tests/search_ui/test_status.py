"""The status page, badges, the API's status and the metrics, of portals that are well and not.

- test_status_page_in_both_languages
- test_badges
- test_status_for_programs
- test_metrics_are_for_who_has_the_token
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema_rs import Draft202012Validator
from lxml import etree
from prometheus_client.parser import text_string_to_metric_families

from archive.catalogue import Catalogue
from archive.catalogue.health import record_judgement
from archive.catalogue.portals import record_portal
from archive.catalogue.runs import begin_run, finish_run
from archive.catalogue.schedules import put_schedule
from archive.health import Judgement, Reason
from indexer.searching import SearchEngine
from search_ui import Options, Services, create_app
from tests.fixtures.catalogues import copy_of
from tests.search_ui.library import PORTAL

MISSING: dict[str, str | int] = {"missing": 5, "articles": 5, "field": "author", "usual": 98}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
BAD = Judgement("incomplete", (Reason("without", MISSING),))
WRONG: dict[str, str | int] = {"what": "portals/hong.toml:3: platform: no", "machine": "0a"}


@pytest.fixture(scope="module")
def health_app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("health")
    with copy_of(sqlite_template, folder) as catalogue:
        _fill(catalogue)
        services = Services(catalogue, _no_search, str(folder))
        yield create_app(services, Options(metrics_token="mật khẩu"))


def _no_search() -> SearchEngine:
    raise AssertionError("nothing is searched for")


def _fill(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        for name, judgement in (("xau", BAD), (PORTAL, Judgement("ok"))):
            run = begin_run(session, name, "crawl")
            finish_run(session, run, "finished", {"new": 5, "failed": 1})
            record_judgement(session, name, run, judgement)
        # the file of one that was never crawled
        record_judgement(session, "hong", None, Judgement("refused", (Reason("refused", WRONG),)))
        put_schedule(session, "tre", "hằng ngày 2:00", "file", LONG_AGO, LONG_AGO)
        titles = {"tre": "Sở Y tế", "xau": "Sở <Xây> dựng", "chua": "Sở khác", PORTAL: "Sở Tư pháp"}
        for name, title in titles.items():
            record_portal(
                session,
                name,
                title=title,
                province=None,
                department=None,
                platform="kontum",
                definition={},
            )


@pytest.fixture
def health(health_app: Flask) -> FlaskClient:
    return health_app.test_client()


def test_status_page_in_both_languages(health: FlaskClient) -> None:
    page = health.get("/status").get_data(as_text=True)
    assert "3 trong 4 cổng đang có sự cố." in page
    assert "bị từ chối: portals/hong.toml:3: platform: no" in page
    assert "/portals/hong" not in page  # it has no page
    assert re.search(r"đến hẹn từ 2026-01-02 02:0\d mà không ai thu thập", page)
    assert "5 trong 5 bài không có tác giả, thường lệ 98 % có" in page
    assert page.index("Sở &lt;Xây&gt; dựng") < page.index("Sở Tư pháp</a>")
    english = health.get("/status?lang=en").get_data(as_text=True)
    assert "3 of 4 portals are not well." in english
    assert "5 of 5 articles have no author, usually 98 % have" in english


@pytest.mark.parametrize(
    ("name", "words", "colour"),
    [
        ("xau", "bài thiếu phần", "#a3261b"),
        ("tre", "đến hẹn", "#a3261b"),
        ("hong", "tệp cổng không dùng được", "#a3261b"),
        (PORTAL, "khỏe", "#1d6b3a"),
        ("chua", "chưa", "#9aa5"),
    ],
)
def test_badges(health: FlaskClient, name: str, words: str, colour: str) -> None:
    answer = health.get(f"/status/{name}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert words in etree.fromstring(answer.data).attrib["aria-label"]
    assert colour in answer.text
    assert health.get("/status/khong-co.svg").status_code == 404


def test_status_for_programs(health: FlaskClient) -> None:
    answer = health.get("/api/v1/status").get_json()
    assert answer["healthy"] is False
    bad, late, refused, good = answer["portals"]
    assert (refused["name"], refused["state"], refused["healthy"]) == ("hong", "refused", False)
    assert (late["name"], late["state"], late["last_run"]) == ("tre", "overdue", None)
    assert (bad["name"], bad["state"], good["state"]) == ("xau", "incomplete", "ok")
    said = "5 of 5 articles have no author, usually 98 % have"
    assert bad["reasons"] == [{"kind": "without", "text": said, "values": MISSING}]
    described = health.get("/api/v1/openapi.json").get_json()
    schema = {**described["components"]["schemas"]["PortalHealth"], **described}
    assert Draft202012Validator(schema).is_valid(bad)


def test_metrics_are_for_who_has_the_token(health: FlaskClient, client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404  # off unless a token is set
    assert health.get("/metrics").status_code == 401
    assert health.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 401
    given = {"Authorization": "Bearer mật khẩu".encode().decode("latin-1")}
    answer = health.get("/metrics", headers=given)
    assert answer.status_code == 200
    told = {
        (sample.name, sample.labels.get("portal")): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    assert {told["congtin_portal_healthy", name] for name in ("xau", "tre", "hong")} == {0}
    assert told["congtin_portal_healthy", PORTAL] == 1
    assert told["congtin_portal_last_crawl_new", "xau"] == 5
    assert told["congtin_articles", None] == 0
