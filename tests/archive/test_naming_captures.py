"""Listings, feeds and answers in JSON that name what is withheld, and those that do not.

- test_what_names_an_item: a row a form of naming it
- test_pages_of_other_items_name_it_by_its_address
- test_titles_and_addresses_of_many_items_tell_nothing
"""

import json

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.naming_captures import first_named, named_items
from archive.catalogue.tables import SnapshotRow
from archive.catalogue.withholding import lift, withhold
from archive.items import Article
from archive.urls import article_id

SITE = "https://stp.example.vn"
URL = f"{SITE}/tin-tuc/detail.aspx?id=17&loai=2"
OTHER_URL = f"{SITE}/bai/Hội-nghị-12"
TITLE = "Thông báo về hồ sơ của bà Trịnh Hoài Bão"


def record(catalogue: Catalogue, url: str, title: str, *others: str) -> str:
    with catalogue.begin() as session:
        article = Article(url=url, portal="stp", headline=title, body=["Tin."])
        record_article(session, article, "2026-01-01T00:00:00Z", None, other_urls=others)
    return article_id(url)


def is_named(
    catalogue: Catalogue, page: str | None, portal: str = "stp", of_article: str | None = None
) -> bool:
    row = SnapshotRow(portal=portal, article_id=of_article)
    with catalogue.session() as session:
        items = named_items(session)
    return first_named(row, page.encode() if page is not None else None, items) is not None


@pytest.fixture
def withheld(sqlite_catalogue: Catalogue) -> Catalogue:
    item = record(sqlite_catalogue, URL, TITLE, OTHER_URL)
    record(sqlite_catalogue, f"{SITE}/khac", "Một bài khác hẳn, không ai giữ lại")
    with sqlite_catalogue.begin() as session:
        withhold(session, "article", item, "vì", "an")
    return sqlite_catalogue


# What a capture shows, and whether it names the article.
FORMS = [
    # by its address: whole, of the site, as HTML writes it, and another that it had
    (f'<a href="{URL}">…</a>', True),
    ('<a href="/tin-tuc/detail.aspx?id=17&amp;loai=2">Tin</a>', True),
    ('<a href="/bai/H%E1%BB%99i-ngh%E1%BB%8B-12">Tin</a>', True),
    # by its title: with other blanks, in capitals, as entities, in JSON, as a sitemap's
    (f"<h3>{TITLE.replace(' ', chr(10) + '  ')}</h3>", True),
    (f"<h3>{TITLE.upper()}</h3>", True),
    (f"<h3>{''.join(f'&#{ord(c)};' for c in TITLE)}</h3>", True),
    (json.dumps({"items": [{"title": TITLE}]}), True),
    (json.dumps({"url": URL}).replace("/", "\\/"), True),
    (f"<url><loc>{URL.replace('&', '&amp;')}</loc></url>", True),
    # packed in a way that nobody here can undo
    (None, True),
    # others: of a longer number, of another query, of part of the title
    ('<a href="/tin-tuc/detail.aspx?id=17&amp;loai=23">Tin</a>', False),
    ('<a href="/tin-tuc/detail.aspx?id=18&amp;loai=2">Tin</a>', False),
    ("<h3>Thông báo về hồ sơ</h3>", False),
    ('<a href="/khac">Một bài khác hẳn, không ai giữ lại</a>', False),
    ("", False),
]


@pytest.mark.parametrize(("page", "named"), FORMS)
def test_what_names_an_item(withheld: Catalogue, page: str | None, named: bool) -> None:
    assert is_named(withheld, page) is named
    assert not is_named(withheld, page, "another-portal")
    with withheld.begin() as session:
        lift(session, "article", article_id(URL), "đã gỡ", "an")
    assert not is_named(withheld, page)


def test_pages_of_other_items_name_it_by_its_address(withheld: Catalogue) -> None:
    other = article_id(f"{SITE}/khac")
    assert is_named(withheld, f'<a href="{URL}">{TITLE}</a>', of_article=other)
    # Two articles may have one title.
    assert not is_named(withheld, f"<h1>{TITLE}</h1>", of_article=other)


def test_titles_and_addresses_of_many_items_tell_nothing(sqlite_catalogue: Catalogue) -> None:
    item = record(sqlite_catalogue, f"{SITE}/", "Thông báo")
    with sqlite_catalogue.begin() as session:
        withhold(session, "article", item, "vì", "an")
    assert not is_named(sqlite_catalogue, f'<a href="{SITE}/">Thông báo</a>')
