"""`congtin attachments`, as a person runs it."""

import json
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.attachments import record_attachment
from archive.items import Article, Attachment
from archive.warc import HttpExchange, WarcWriter
from congtin.settings import load_settings
from crawler.records import archive_exchange
from tests.congtin.conftest import Congtin

#: Each runs the program anew, as a person does: a second or two.
pytestmark = pytest.mark.slow

SITE = "http://kontum.gov.vn"
AT = "2026-11-23T02:00:00Z"

RTF = (
    b"{\\rtf1 S\\u7889?: 4204/KH-UBND\\par C\\u7896?NG H\\u210?A X\\u195? H\\u7896?I "
    b"CH\\u7910? NGH\\u296?A VI\\u7878?T NAM\\par K\\u7870? HO\\u7840?CH\\par ...}"
)


def fill(home: Path, **bodies: bytes) -> None:
    """A home into which an article and its files were crawled."""
    settings = load_settings(home=str(home))
    catalogue = Catalogue(settings.database_url)
    catalogue.migrate()
    warcs = WarcWriter(settings.archive_url, 10**9)
    files = {f"{SITE}/{name}": body for name, body in bodies.items()}
    attachments = [Attachment(url, "tệp") for url in files]
    with catalogue.begin() as session:
        article = Article(f"{SITE}/tin", "Tin", portal="kontum", attachments=attachments)
        record_article(session, article, AT, None)
    for url, body in files.items():
        exchange = HttpExchange(url, AT, 200, (), payload=body)
        snapshot = archive_exchange(catalogue, warcs, exchange, "kontum", None, "attachment")
        with catalogue.begin() as session:
            record_attachment(session, url, "kontum", snapshot, AT)
    warcs.close()
    catalogue.close()


def test_what_was_read_is_told_and_is_not_read_twice(congtin: Congtin) -> None:
    fill(congtin.home, plan=RTF, login=b"<html><title>Login</title>", other=b"Rar!\x1a\x07")
    done = congtin("attachments")
    assert done.out.strip() == (
        "3 attachments: 1 read (1 page), 1 not read, 1 not files but web pages"
    )
    assert f"{SITE}/other: not read: a RAR archive" in done.err
    assert f"{SITE}/login: not a file but a web page: “Login”" in done.err
    assert congtin("attachments").out.strip() == "no attachments to be read"
    again = json.loads(congtin("attachments", "--again", "--json").out)
    assert again == {
        "files": 2,
        "read": 1,
        "recognised": 0,
        "failed": 1,
        "no_file": 0,
        "pages": 1,
        "problems": [f"{SITE}/other: not read: a RAR archive"],
    }


def test_a_portal_that_is_not_known_is_wrong_usage(congtin: Congtin) -> None:
    assert "không-có" in congtin("attachments", "không-có", code=2).err


def test_a_home_with_nothing_in_it_says_where_it_looked(congtin: Congtin) -> None:
    assert str(congtin.home) in congtin("attachments", code=1).err
