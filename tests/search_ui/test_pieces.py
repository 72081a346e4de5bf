"""The pure parts that pages are made of."""

import zlib
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask, get_template_attribute
from lxml.html import fragment_fromstring, fromstring

import documents
import search_ui
from archive.catalogue.tables import MentionRow
from archive.differences import Run, differences
from archive.warc import StoredResponse
from indexer.search import Bucket, Histogram, Hit, SearchRequest
from search_ui.histogram import MOST_MONTHS, chart
from search_ui.marking import mark, paragraphs, pieces
from search_ui.paging import page_links
from search_ui.replay_pages import prepare
from search_ui.replaying import replay
from tests.search_ui.library import PORTAL


def mention(start: int, end: int) -> MentionRow:
    return MentionRow(start=start, end=end)


# Text, spans found in it, and what is shown.
@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("đất đai", [(0, 3)], "<mark>đất</mark> đai"),
        ("<b>đất", [(3, 6)], "&lt;b&gt;<mark>đất</mark>"),  # escaped inside and out
        ("a<b", [(1, 3)], "a<mark>&lt;b</mark>"),
        ("đất đai", [(4, 7), (0, 5)], "<mark>đất đ</mark><mark>ai</mark>"),  # overlapping, unsorted
        ("đất", [(2, 99), (5, 4)], "đấ<mark>t</mark>"),  # beyond the end
        ("đất", [], "đất"),
    ],
)
def test_marking(text: str, spans: list[tuple[int, int]], shown: str) -> None:
    assert mark(text, spans) == shown


# Mentions by their spans, and the text as cut; overlapping ones give way to the first.
@pytest.mark.parametrize(
    ("spans", "cut"),
    [
        ([(0, 2)], ["ab", "cdef"]),
        ([(2, 4)], ["ab", "cd", "ef"]),
        ([(3, 6), (1, 4)], ["a", "bcd", "ef"]),
        ([(1, 3), (1, 5)], ["a", "bcde", "f"]),
        ([(4, 99)], ["abcd", "ef"]),
        ([], ["abcdef"]),
    ],
)
def test_cutting_at_mentions(spans: list[tuple[int, int]], cut: list[str]) -> None:
    assert [piece.text for piece in pieces("abcdef", [mention(*s) for s in spans])] == cut


def test_offsets_count_across_paragraphs() -> None:
    body = ["một hai", "ba", "bốn năm"]
    found = paragraphs(body, [mention(4, 7), mention(8, 10), mention(15, 18)])
    assert [[p.text for p in paragraph if p.mention] for paragraph in found] == [
        ["hai"],
        ["ba"],
        ["năm"],
    ]
    assert ["".join(p.text for p in paragraph) for paragraph in found] == body


def test_word_that_changed_is_told_from_those_that_did_not() -> None:
    old = {"headline": "Tin", "body": ["giữ nguyên", "mức phạt 5 triệu đồng"], "author": None}
    new = {"headline": "Tin", "body": ["giữ nguyên", "mức phạt 7 triệu đồng"], "author": "An"}
    body, author = differences(old, new)
    assert body.paragraphs == (
        (Run("same", "giữ nguyên"),),
        (
            Run("same", "mức phạt "),
            Run("removed", "5 "),
            Run("added", "7 "),
            Run("same", "triệu đồng"),
        ),
    )
    assert (author.field, author.paragraphs) == ("author", ((Run("added", "An"),),))


def test_paragraph_taken_away_is_shown_whole() -> None:
    (body,) = differences({"body": ["một", "hai", "ba"]}, {"body": ["một", "ba"]})
    assert [paragraph[0].change for paragraph in body.paragraphs] == ["same", "removed", "same"]


def test_months_without_articles_have_their_place() -> None:
    drawn = chart(
        Histogram("month", (Bucket("2022-11", 4), Bucket("2023-02", 1)), undated=2), SearchRequest()
    )
    assert [(bar.start, bar.count) for bar in drawn.bars] == [
        ("2022-11", 4),
        ("2022-12", 0),
        ("2023-01", 0),
        ("2023-02", 1),
    ]
    assert all(a.x + a.width < b.x for a, b in pairwise(drawn.bars))
    assert drawn.bars[0].height > drawn.bars[3].height > drawn.bars[1].height == 0
    assert drawn.undated == 2


def test_a_bar_leads_to_the_days_it_stands_for() -> None:
    asked = SearchRequest(q="đất", page=3)
    drawn = chart(Histogram("month", (Bucket("2024-02", 1),), 0), asked)
    expected = replace(asked, date_from="2024-02-01", date_to="2024-02-29", page=1)
    assert drawn.bars[0].request == expected


def test_many_months_are_shown_as_years() -> None:
    buckets = (Bucket("2008-05", 2), Bucket("2008-06", 3), Bucket("2025-01", 1))
    drawn = chart(Histogram("month", buckets, 0), SearchRequest())
    assert len(drawn.bars) == 18 < MOST_MONTHS
    assert (drawn.bars[0].start, drawn.bars[0].count) == ("2008", 5)
    assert drawn.bars[-1].request.date_to == "2025-12-31"


def test_pages_have_gaps_between_the_ends_and_the_middle() -> None:
    links = page_links(SearchRequest(page=6, size=10), total=200)
    shown = [link.number if link.request else None for link in links]
    assert shown == [1, None, 4, 5, 6, 7, 8, None, 20]


# What a server says of its payload, and what it sent.
@pytest.mark.parametrize(
    ("encoding", "payload"),
    [
        (None, b"trang"),
        ("gzip", zlib.compress(b"trang", wbits=31)),
        ("GZIP", zlib.compress(b"tr", wbits=31) + zlib.compress(b"ang", wbits=31)),  # two members
        ("deflate", zlib.compress(b"trang")),
        ("deflate", zlib.compress(b"trang", wbits=-15)),  # without the wrapping
        ("gzip", b"trang"),  # mislabelled
    ],
)
def test_archived_payload_is_decoded(encoding: str | None, payload: bytes) -> None:
    assert replay(stored(payload, encoding), no_assets).get_data() == b"trang"


def test_encoding_unknown_here_is_left_to_the_browser() -> None:
    assert replay(stored(b"\x0b\x02", "br"), no_assets).headers["Content-Encoding"] == "br"


def test_archived_header_cannot_add_another() -> None:
    answer = replay(stored(b"x", None, "text/plain\r\nSet-Cookie: a=b"), no_assets)
    assert "Set-Cookie" not in answer.headers


PAGE = """<html><head><base href="/tin/"><script>alert(1)</script>
<meta http-equiv="refresh" content="0;url=//x.vn"><link rel="stylesheet" href="a.css">
<link rel="preload" href="b.js"><title>Tin</title></head>
<body onload="alert(1)"><img src="ảnh 1.png" srcset="x 2x" onerror="alert(2)"><img src="mat.png">
<a href="bai-2">Bài 2</a><a href="javascript:alert(3)">3</a><iframe src="//x.vn"></iframe>
<a title="Về đầu" href="/">Về</a><a href="#cuoi">Cuối</a><map><area href="//x.vn/b"></map>
<svg><a xlink:href="bai-3"><text>3</text></a></svg>
<form action="/tim"><input name="q"><button formaction="/xoa">Tìm</button></form>
<object data="x"></object><p style="color:red">Mỗi huyện</p></body></html>"""


def test_archived_page_keeps_its_look_and_loses_what_runs() -> None:
    asked: set[str] = set()

    def find_assets(urls: Collection[str]) -> dict[str, str]:
        asked.update(urls)
        site = "https://sotuphap.kontum.gov.vn/tin"
        return {f"{site}/a.css": "/snapshots/7/content", f"{site}/%E1%BA%A3nh%201.png": "/p"}

    shown = prepare(
        PAGE.encode("utf-16"), "text/html; charset=utf-16", stored(b"", None).url, find_assets
    )
    page = fromstring(shown.decode())
    assert len(asked) == 3
    assert [link.get("href") for link in page.iter("link")] == ["/snapshots/7/content"]
    assert [image.get("src") for image in page.iter("img")] == ["/p", ""]
    site = "https://sotuphap.kontum.gov.vn"
    assert [(link.get("href"), link.get("title")) for link in page.iter("a", "area")] == [
        (None, f"{site}/tin/bai-2"),
        (None, None),
        (None, f"Về đầu · {site}/"),
        ("#cuoi", None),  # in the page itself
        (None, "https://x.vn/b"),
        (None, f"{site}/tin/bai-3"),
    ]
    assert page.cssselect("p")[0].get("style") == "color:red"
    assert page.cssselect("p")[0].text == "Mỗi huyện"
    dangerous = "script, base, meta[http-equiv], iframe, object, [onload], [onerror], [srcset]"
    assert not page.cssselect(f"{dangerous}, form")


# Payloads that are hardly pages.
@pytest.mark.parametrize("payload", [b"", b"   ", b"<", b"<!-- -->", b"\x00\xff", b"chu"])
def test_any_payload_is_prepared(payload: bytes) -> None:
    assert isinstance(
        prepare(payload, "text/html; charset=no-such", "http://x.vn/", no_assets), bytes
    )


def no_assets(urls: Collection[str]) -> dict[str, str]:
    return {}


def stored(payload: bytes, encoding: str | None, kind: str = "text/plain") -> StoredResponse:
    headers = [("Content-Type", kind), *([("content-encoding", encoding)] if encoding else [])]
    return StoredResponse(
        url="https://sotuphap.kontum.gov.vn/",
        status=200,
        headers=tuple(headers),
        payload=payload,
        fetched_at="2024-04-16T02:15:00Z",
        digest=None,
        record_type="response",
    )


# The items' portal, and what is said of them where nothing else is known.
@pytest.mark.parametrize(
    ("portal", "said"),
    [(PORTAL, "Cổng thông tin Sở Tư pháp Kon Tum"), ("la", "la"), (None, None)],
)
def test_where_an_item_was_is_said_by_title(app: Flask, portal: str | None, said: str) -> None:
    nothing = (None, None, None, None, None, None)
    hit = Hit("NewsArticle", "1", "http://a.vn/", "Tin", None, portal, *nothing, score=1.0)
    with app.test_request_context():
        lists = [
            get_template_attribute("_macros.html", "hit_list")([hit]),
            get_template_attribute("_macros.html", "article_line")(hit),
        ]
    for made in lists:
        shown = fragment_fromstring(str(made), create_parent=True).cssselect(
            ".line [lang=vi], .line[lang=vi] span"
        )
        assert [part.text for part in shown] == ([said] if said else [])


def test_everything_is_said_in_english_too() -> None:
    folder = Path(search_ui.__file__).parent
    with (folder / "translations" / "en.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext.babel_extract")]
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_pgettext": ((1, "c"), 2)}
    shared = extract_from_dir(Path(documents.__file__).parent, [("words.py", "python")])
    said = {
        (message if isinstance(message, str) else message[0], context)
        for _, _, message, _, context in (
            *extract_from_dir(folder, methods, keywords=keywords),
            *shared,
        )
    }
    assert ("nhiều bài viết cùng nhắc đến", None) in said
    assert len(said) > 150
    english = {key: catalogue.get(*key) for key in said}
    assert {key for key, message in english.items() if not (message and message.string)} == set()
