"""The health of portals from the crawl on: red within one run, told once, well again, told once.

- test_changed_design_turns_red_within_one_run: the proof, for several ways of changing
- test_a_portal_whose_file_is_refused_is_in_trouble_until_it_is_well: without a crawl
- test_broken_extraction_is_found_mended_and_read_again: as docs/repair.md tells it
- test_turns_are_told_once: by mail and webhook, and again when what was wrong is mended
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from tests.congtin.conftest import Congtin
from tests.crawler.crawling import article_page, article_path, listing_page, publish
from tests.crawler.loopback_site import Answer, Site, html, serve_site
from tests.operations.smtp_server import SmtpServer
from tests.operations.webhook_server import WebhookServer

pytestmark = pytest.mark.slow

OLD = range(1, 13)
NEW = range(13, 18)


def portal_file(congtin: Congtin, site: Site, name: str = "stp") -> Path:
    file = congtin.home / "portals" / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    fields: dict[str, Any] = {
        "name": name,
        "title": "Sở Tư pháp",
        "province": "kon-tum",
        "platform": "kontum",
        "download_delay": 0,
        "start": [{"url": f"{site.url}/tin", "section": "Tin tức"}],
        "expectations": {"articles": 10, "fields": ["date_published", "author", "body"]},
    }
    file.write_text(tomli_w.dumps(fields), "utf-8")
    return file


def state(congtin: Congtin, *options: str, code: int = 0) -> dict[str, Any]:
    done = congtin("status", "--json", *options, code=code)
    return next(p for p in done.lines[0]["portals"] if p["name"] == "stp")


def without(text: str) -> Callable[[int], Answer]:
    """The page of before, with something of it gone."""
    return lambda number: Answer(article_page(number).body.replace(text.encode(), b""))


def in_new_clothes(number: int) -> Answer:
    """Another system's page: all of its text is there, nothing of it where it was."""
    return html(
        f"<html><head><title>Sở Tư pháp</title></head><body><nav>Trang chủ</nav>"
        f"<span>Hội nghị số {number}</span></body></html>"
    )


@pytest.mark.parametrize(
    ("page", "expected", "said"),
    [
        # the date is shown in another place, or not at all
        (without("<div>1-5-2023</div>"), "incomplete", "5 of 5 articles have no date"),
        # the author's line is gone
        (without("<p>Lệ Quỳnh</p>"), "incomplete", "5 of 5 articles have no author"),
        # nothing is as it was
        (in_new_clothes, "empty", "none of 5 article pages could be read"),
    ],
)
def test_changed_design_turns_red_within_one_run(
    congtin: Congtin, page: Callable[[int], Answer], expected: str, said: str
) -> None:
    with serve_site() as site:
        portal_file(congtin, site)
        publish(site, [list(OLD)])
        congtin("crawl", "stp")
        assert (state(congtin, "--check")["state"], state(congtin)["healthy"]) == ("ok", True)
        site.answers["/tin"] = listing_page([*NEW, *OLD])
        site.answers |= {article_path(number): page(number) for number in NEW}
        congtin("crawl", "stp", code=None)
    red = state(congtin, "--check", code=1)
    assert (red["state"], red["healthy"]) == (expected, False)
    assert said in "; ".join(red["reasons"])


def test_a_portal_whose_file_is_refused_is_in_trouble_until_it_is_well(congtin: Congtin) -> None:
    with serve_site() as site:
        file = portal_file(congtin, site)
        publish(site, [list(OLD)])
        congtin("crawl", "stp")
    good = file.read_text("utf-8")
    file.write_text(good.replace('"kontum"', '"kontun"'), "utf-8")
    never = file.with_name("hong.toml")
    never.write_text("nonsense", "utf-8")
    red = state(congtin, "--check", code=1)
    assert (red["state"], red["healthy"], red["articles"]) == ("refused", False, len(OLD))
    assert "portals/stp.toml:4: platform: 'kontun' is no platform" in red["reasons"][0]
    congtin("status", "--check", "stp", code=1)
    told = congtin("status").out
    assert told.startswith("hong: refused (its file is refused: portals/")
    assert "\nstp: refused (" in told
    assert "platform: 'kontun'" in congtin("status", "stp").out
    never.unlink()
    file.write_text(good, "utf-8")
    assert state(congtin, "--check")["state"] == "ok"
    assert "hong" not in congtin("status", "--all").out


def test_broken_extraction_is_found_mended_and_read_again(congtin: Congtin) -> None:
    def author_elsewhere(number: int) -> Answer:
        line = '<p class="nguoi-viet">Bài của Lệ Quỳnh</p>'
        body = article_page(number).body.decode()
        return Answer(body.replace("<p>Lệ Quỳnh</p>", line).encode())

    with serve_site() as site:
        file = portal_file(congtin, site)
        publish(site, [list(OLD)])
        congtin("crawl", "stp")
        site.answers["/tin"] = listing_page([*NEW, *OLD])
        site.answers |= {article_path(number): author_elsewhere(number) for number in NEW}
        congtin("crawl", "stp")
    # nothing can be fetched from here on
    told = congtin("status").out
    assert told.startswith("stp: incomplete (5 of 5 articles have no author")
    assert "congtin status PORTAL" in told
    pages = congtin("status", "stp", "--json").lines[0]["portals"][0]["to_look_at"]
    assert [page["lacks"] for page in pages] == [["author"]] * len(NEW)
    number = str(pages[0]["snapshot"])
    assert f"snapshot {number} has no author: {pages[0]['url']}" in congtin("status", "stp").out
    stem = congtin.home / "case"
    congtin("portals", "case", number, "--to", str(stem))
    assert "author" not in json.loads(stem.with_suffix(".json").read_text("utf-8"))["item"]
    with file.open("a") as changed:
        changed.write('[selectors]\nauthor = ".nguoi-viet"\n')
    told = congtin("extract", "--snapshot", number, "--dry-run").err
    # as docs/repair.md shows it
    assert "  kontum: author: 1 gained\n  kontum: provenance: 1 different\nauthor gained: " in told
    assert "\nprovenance different: http" in told
    congtin("extract", "stp", "--yes")
    mended = congtin("status", "stp", "--json").lines[0]["portals"][0]
    assert (mended["state"], mended["to_look_at"]) == ("ok", [])


def test_turns_are_told_once(congtin: Congtin) -> None:
    with serve_site() as site, SmtpServer() as mail, WebhookServer() as hook:
        variables = {
            "CONGTIN_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
            "CONGTIN_MAIL_FROM": "Cổng Tin <tin@example.vn>",
            "CONGTIN_HEALTH_MAIL": "an@example.vn, binh@example.vn",
            "CONGTIN_HEALTH_WEBHOOK": hook.url,
            "CONGTIN_HEALTH_SECRET": "bí mật",
            "CONGTIN_WEBHOOK_HOSTS": hook.host,
            "CONGTIN_PUBLIC_ADDRESS": "https://tin.example.vn",
        }
        portal_file(congtin, site)
        publish(site, [list(OLD)])

        def crawl_and_tell(code: int = 0) -> None:
            congtin("crawl", "stp", code=None)
            for _ in range(2):  # told once, however often
                congtin("status", "--tell", code=code, **variables)

        crawl_and_tell()
        assert (mail.received, hook.posted) == ([], [])
        good = dict(site.answers)
        for path in site.answers:
            if path.startswith("/pages"):
                site.answers[path] = Answer(b"", 500)
        site.answers["/tin"] = html("<title>Bảo trì</title><p>Hệ thống đang bảo trì</p>")
        hook.answers = [500]
        congtin("crawl", "stp", code=1)
        congtin("status", "--tell", code=1, **variables)  # the webhook is tried again
        crawl_and_tell()
        assert [message["To"] for message in mail.messages] == ["an@example.vn", "binh@example.vn"]
        assert mail.messages[0]["Subject"] == "Cổng Tin: 1 cổng có sự cố"
        told = mail.messages[0].get_content()
        assert "lần thu thập cuối thất bại" in told
        assert "https://tin.example.vn/status" in told
        site.answers = good
        crawl_and_tell()
        assert mail.messages[2]["Subject"] == "Cổng Tin: 1 cổng đã trở lại bình thường"
        assert len(mail.messages) == 4
    posted = [json.loads(one.body) for one in hook.posted]
    healthy = [one["portals"][0]["healthy"] for one in posted]
    assert healthy == [False, False, True]  # the first was not taken
    assert posted[0]["id"] == posted[1]["id"] != posted[2]["id"]
    assert posted[1]["portals"][0]["state"] == "failed"
    assert hook.posted[1].headers["Congtin-Signature"].startswith("sha256=")
    assert datetime.fromisoformat(posted[2]["portals"][0]["since"]) <= datetime.now(UTC)
