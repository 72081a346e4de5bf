"""`congtin alerts`: added, run, listed, paused, removed; codes and words that scripts rely on."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.congtin.conftest import Congtin
from tests.operations.smtp_server import SmtpServer
from tests.operations.webhook_server import WebhookServer

FIRE = "Diễn tập phòng cháy rừng"


def lines(*headlines: str) -> str:
    return "".join(
        json.dumps({"url": f"https://stp.kontum.gov.vn/{number}", "headline": headline}) + "\n"
        for number, headline in enumerate(headlines)
    )


@pytest.fixture
def mail() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture
def hook() -> Iterator[WebhookServer]:
    with WebhookServer() as server:
        yield server


@pytest.fixture
def home(congtin: Congtin) -> Congtin:
    """A home with an article that matches already, indexed."""
    congtin("import", "-", stdin=lines(f"{FIRE} năm 2019"))
    congtin("index")
    return congtin


@pytest.fixture(scope="module")
def read_home(tmp_path_factory: pytest.TempPathFactory) -> Congtin:
    """The same, for tests that change nothing in it."""
    congtin = Congtin(tmp_path_factory.mktemp("alerts") / "home")
    congtin("import", "-", stdin=lines(FIRE))
    congtin("index")
    return congtin


@pytest.mark.slow
def test_from_added_to_removed(home: Congtin, mail: SmtpServer, hook: WebhookServer) -> None:
    settings: dict[str, Any] = {
        "CONGTIN_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
        "CONGTIN_MAIL_FROM": "Cổng Tin <tin@example.vn>",
        "CONGTIN_PUBLIC_ADDRESS": "https://tin.example.vn",
        "CONGTIN_WEBHOOK_HOSTS": f"tin.noi-bo.vn, {hook.host}",
    }
    assert home("alerts").out == ""
    (asked,) = home("alerts", "add", "cháy rừng", "--email", "a@Example.vn", "--json").lines
    assert (asked["state"], asked["address"], asked["secret"]) == (
        "unconfirmed",
        "a@example.vn",
        None,
    )
    name = "Rừng\x00\u202e\r\nBcc: c@example.vn "
    sure = home(
        *("alerts", "add", "cháy rừng", "--email", "b@example.vn", "--confirmed", "--name", name)
    )
    assert sure.out == "2 active: Rừng Bcc: c@example.vn\n"
    (posted,) = home(
        *("alerts", "add", "--filter", "type=NewsArticle", "--webhook", hook.url, "--json"),
        **settings,
    ).lines
    assert (posted["state"], posted["name"], len(posted["secret"])) == ("active", "NewsArticle", 64)
    (first,) = home("alerts", "run", "--json", **settings).lines
    assert (first["looked"], first["found"], first["sent"]) == (0, 0, 1)
    assert "xác nhận" in mail.messages[0]["Subject"]
    home("import", "-", stdin=lines(f"{FIRE} năm 2019", FIRE))
    home("index")
    second = home("alerts", "run", **settings)
    assert second.out == (
        "2 saved searches looked at, 2 new matches; 2 messages sent, 0 failed, 0 given up\n"
    )
    assert [e.rcpt_tos for e in mail.received] == [["a@example.vn"], ["b@example.vn"]]
    assert [m["headline"] for p in hook.posted for m in p.json["matches"]] == [FIRE]
    assert hook.posted[0].headers["User-Agent"].startswith("congtin/")
    home("alerts", "pause", "2")
    states = [line["state"] for line in home("alerts", "--json").lines]
    assert states == ["unconfirmed", "paused", "active"]
    home("alerts", "resume", "2")
    listed = home("alerts").out
    assert "2 active: Rừng Bcc: c@example.vn\n  email b@example.vn; 1 told, last look 2" in listed
    assert "secret" not in listed
    home("alerts", "remove", "1", "2", "3")
    assert home("alerts", "--json").out == ""


@pytest.mark.slow
def test_what_fails_is_told_by_code_and_list(home: Congtin, hook: WebhookServer) -> None:
    home("alerts", "add", "cháy rừng", "--webhook", hook.url, CONGTIN_WEBHOOK_HOSTS=hook.host)
    home("import", "-", stdin=lines("cũ", FIRE))
    home("index")
    report = home("alerts", "run", code=1)
    assert "127.0.0.1, which is no public address" in report.err
    (listed,) = home("alerts", "--json").lines
    assert (listed["state"], listed["waiting"], listed["told"]) == ("failing", 1, 0)
    assert "no public address" in listed["problem"]
    assert listed["next_attempt_at"] > "2026"


# Wrong usage, and what is said.
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "a"), "either --email or --webhook"),
        (("add", "a", "--email", "a@b.vn", "--webhook", "http://b.vn/"), "either --email or"),
        (("add", "--email", "a@b.vn"), "say what to look for"),
        (("add", "a", "--email", "không"), "no e-mail address"),
        (("add", "a", "--webhook", "file:///etc/passwd"), "no http or https URL"),
        (("add", "a", "--webhook", "http://10.0.0.1/"), "10.0.0.1 is at 10.0.0.1, which is no"),
        (("add", "a", "--webhook", "http://0x7f.1/"), "CONGTIN_WEBHOOK_HOSTS names those that may"),
        (("add", "a", "--filter", "colour=red", "--email", "a@b.vn"), "FACET=VALUE"),
        (("add", "a", "--from", "hôm nay", "--email", "a@b.vn"), "hôm nay"),
        (("pause",), "Missing argument"),
        (("resume", "x"), "not a valid integer"),
    ],
)
@pytest.mark.slow
def test_wrong_usage(read_home: Congtin, arguments: tuple[str, ...], said: str) -> None:
    assert said in read_home("alerts", *arguments, code=2).err
    assert read_home("alerts", "--json").out == ""


@pytest.mark.slow
def test_what_is_not_there(read_home: Congtin, tmp_path: Path) -> None:
    assert "no saved search 7" in read_home("alerts", "pause", "7", code=1).err
    bad = read_home("alerts", "run", code=2, CONGTIN_SMTP_URL="mail.example.vn")
    assert "mail_from" in bad.err
    shown = read_home("settings", CONGTIN_SMTP_URL="smtp://u:s3cret@mail.example.vn").out
    assert "s3cret" not in shown
    nothing = Congtin(tmp_path / "nothing")
    assert "nothing is kept here yet" in nothing("alerts", code=1).err
