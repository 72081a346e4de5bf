"""Addresses and portal files that somebody typed on a page.

1. Addresses that are not asked.
2. Files that are kept, and those that are not.
3. What a preview shows.
"""

import asyncio
import json
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.failures import RefusedError
from crawler.middlewares.public_only import PublicOnlyMiddleware
from crawler.pages import Page
from crawler.portals.saving import NotSavedError, check_portal_file
from crawler.previewing import preview

LISTING = Path(__file__).parent / "pages" / "liferay7"

# 1. Addresses that are not asked

NOT_PUBLIC = [
    # loopback, by number, by name, in other spellings
    "http://127.0.0.1/",
    "http://localhost:9200/_cat",
    "http://[::1]/",
    "http://2130706433/",
    "http://127.1/",
    "http://[::ffff:127.0.0.1]/",
    # this network, and the cloud's keeper of secrets
    "http://10.0.0.8/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://0.0.0.0/",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_not_asked(address: str) -> None:
    guard = PublicOnlyMiddleware(["tin.noi-bo.vn"])
    with pytest.raises(RefusedError, match="no public address"):
        asyncio.run(guard.process_request(Request(address)))


def test_what_is_public_or_trusted_is_asked() -> None:
    guard = PublicOnlyMiddleware(["localhost"])
    for address in ("http://8.8.8.8/", "http://localhost:9200/"):
        asyncio.run(guard.process_request(Request(address)))


def test_a_name_that_leads_elsewhere_by_then_is_found_by_who_answered() -> None:
    guard = PublicOnlyMiddleware(["localhost"])
    answers = {"http://stp.example.vn/": True, "http://localhost/": False}
    for address, refused in answers.items():
        response = HtmlResponse(address, ip_address="10.0.0.8")
        if refused:
            with pytest.raises(RefusedError, match=r"10\.0\.0\.8 answered"):
                guard.process_response(Request(address), response)
        else:
            assert guard.process_response(Request(address), response) is response


# 2. Files that are kept, and those that are not

FILE = """name = "stp"
title = "Sở Tư pháp"
platform = "generic"

[[start]]
url = "http://8.8.8.8/tin"
"""

# What is put in place of what, and what is said.
WRONG = [
    # no TOML
    ('title = "Sở Tư pháp"', "title = ", "Invalid value"),
    # a field with a wrong value, by line
    ('"generic"', '"nukevit"', "3: platform: 'nukevit' is no platform"),
    # a field that there is not
    ("title", "titel", "titel"),
    # another portal's
    ('"stp"', '"syt"', "it is the file of 'syt'"),
    # a name that leads out of the folder
    ('"stp"', '"../stp"', "name"),
    # what is not public
    ("8.8.8.8", "127.0.0.1:9200", "6: start.0.url: 127.0.0.1 is at 127.0.0.1"),
    ("[[start]]", 'feeds = ["http://10.0.0.8/rss"]\n[[start]]', "5: feeds.0: 10.0.0.8 is at "),
    ("[[start]]", 'proxy = "http://localhost:3128"\n[[start]]', "5: proxy: localhost is at "),
    ("[[start]]", 'mirrors = ["192.168.1.1"]\n[[start]]', "5: mirrors.0: 192.168.1.1 is at "),
    ("[[start]]", 'mirrors = ["http://10.0.0.1"]\n[[start]]', "mirrors.0: 10.0.0.1 is at "),
    ("[[start]]", 'file_sites = ["["]\n[[start]]', "5: file_sites.0: '[' is no address"),
    # the second of its kind, by its own line
    ('/tin"', '/tin"\n[[start]]\nurl = "http://10.0.0.9"', "8: start.1.url: 10.0.0.9 is at "),
    # what is missing, where it should begin
    ('url = "http', 'section = "http', "5: start.0.url: Field required"),
    ('title = "Sở Tư pháp"\n', "", "1: title: Field required"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG)
def test_a_file_that_is_not_right_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(NotSavedError) as refused:
        check_portal_file(FILE.replace(old, new, 1), "stp", ())
    assert said in str(refused.value)


def test_hosts_that_are_trusted_may_be_anywhere() -> None:
    private = FILE.replace("8.8.8.8", "127.0.0.1:8080")
    assert check_portal_file(private, "stp", ["127.0.0.1"]).name == "stp"


# 3. What a preview shows


def test_a_listing_is_shown_with_its_cards_and_a_file_to_begin_with() -> None:
    case = json.loads((LISTING / "listing.json").read_text("utf-8"))
    shown = preview(Page(case["url"], (LISTING / "listing.html").read_bytes()), None)
    assert (shown["kind"], shown["item"]) == ("listing", None)
    expected = [card["url"] for card in case["listing"]["cards"]]
    assert [card["url"] for card in shown["cards"]] == expected[:20]
    assert shown["platforms"][0][0] == "liferay7"
    assert 'platform = "liferay7"' in shown["file"]


def test_a_page_that_tells_nothing_has_no_file() -> None:
    shown = preview(Page("http://stp.example.vn/", b""), None)
    assert (shown["kind"], "file" in shown) == ("empty", False)
