"""By what marks VNPT's, SharePoint's, Lạc Việt's and DotNetNuke's pages are recognised, and why."""

import pytest

from crawler.extraction import extract
from crawler.listings.paging import after_active
from crawler.pages import Page
from crawler.platforms import detect
from crawler.reading.bodies import paragraphs

URL = "https://so.mau.example/tin-tuc.html"
LONG = "Sở Tư pháp tổ chức hội nghị phổ biến pháp luật năm 2024 cho cán bộ của các xã."


def page(body: str, head: str = "") -> Page:
    html = f"<html><head>{head}</head><body>{body}<p>{LONG}</p></body></html>"
    return Page(URL, html.encode())


@pytest.mark.parametrize(
    ("body", "head", "platform", "reason"),
    [
        # an article of VNPT's
        ("<div class=PageDetail><input id=ArticleId></div>", "", "vnpt", "#ArticleId"),
        # its home page
        (
            "<div class=stellarnav></div><img src='/images/vnpt-logo.png'>",
            "",
            "vnpt",
            "/images/vnpt-logo.png",
        ),
        # one vendor's SharePoint parts: an article, a section, an entry, a page of the register
        ("<div id=divArticleDescription2></div>", "", "sharepoint_a", "#divArticleDescription2"),
        ("<div id=ctl00_g_1_ctl00_pnListNews></div>", "", "sharepoint_a", "(pnListNews)"),
        ("<span id=ctl00_g_1_ctl00_lblSoKyHieu></span>", "", "sharepoint_a", "(lblSoKyHieu)"),
        ("<a class=link_sokyhieu href=/a>1/QĐ</a>", "", "sharepoint_a", "(link_sokyhieu)"),
        # Lạc Việt's files, on SharePoint
        (
            "<div id=s4-workspace><img src='/_layouts/15/LacVietBIO/fckUpload/a.jpg'></div>",
            "",
            "lacviet",
            "/_layouts/15/LacVietBIO/",
        ),
        # SharePoint without a vendor's marks
        ("", '<meta name="GENERATOR" content="Microsoft SharePoint">', "sharepoint_b", "generator"),
        ("<div id=s4-workspace></div>", "", "sharepoint_b", "#s4-workspace"),
        ("<script>var _spPageContextInfo={};</script>", "", "sharepoint_b", "_spPageContextInfo"),
        # DotNetNuke
        ("", '<meta name="GENERATOR" content="DotNetNuke ">', "dotnetnuke", "generator"),
        ("<div id=dnn_ctr425_ContentPane></div>", "", "dotnetnuke", "dnn_ctr"),
        # what other sites have as well
        ("<div class=PageDetail></div>", "", "generic", ""),
        ("<img src='/images/vnpt-logo.png'>", "", "generic", ""),
        ("<p>Phần mềm SharePoint, DotNetNuke của Lạc Việt</p>", "", "generic", ""),
    ],
)
def test_marks(body: str, head: str, platform: str, reason: str) -> None:
    found, said = detect(page(body, head))[0]
    assert found.name == platform
    assert reason in said


def test_elements_by_their_names() -> None:
    named = page('<p id="ctl00_g_ctl00_lblTen" class="a  b">1</p><p class="b">2</p>').named
    assert {name: [one.text for one in found] for name, found in named.items()} == {
        "ctl00_g_ctl00_lblTen": ["1"],
        "_lblTen": ["1"],
        "a": ["1"],
        "b": ["1", "2"],
    }


def test_paragraphs_without_parts() -> None:
    body = page("<div id=t><h1>Tin</h1>Một <i class=x>bỏ</i>hai<p>Ba</p></div>").named["t"][0]
    assert paragraphs(body, "h1, .x") == ["Một hai", "Ba"]
    assert paragraphs(body) == ["Tin", "Một bỏhai", "Ba"]  # the page itself is left as it was


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        # the current page's button leads nowhere
        (
            "<li class='page-item active'><a href='#'>1</a></li><li><a href='?CurrentPage=2'>2</a>",
            f"{URL}?CurrentPage=2",
        ),
        # the last page: an arrow that leads nowhere
        ("<li class=active><a href='#'>3</a></li><li><a href='#'>»</a></li>", None),
        ("<li class=active><a href='?page=3'>3</a></li>", None),
        # no current page
        ("<li class=inactive><a href='?page=2'>2</a></li>", None),
    ],
)
def test_after_active(pager: str, following: str | None) -> None:
    assert after_active(page(f"<ul class='pagination pull-right'>{pager}</ul>")) == following


@pytest.mark.parametrize(
    "canvas",
    [
        "\\ud800 <div data-sp-rte>",  # half a character
        "<div data-sp-rte>\\x</div>",  # no JSON
        "",
    ],
)
def test_a_broken_canvas_of_sharepoint_is_read_past(canvas: str) -> None:
    script = f'<script>var _spPageContextInfo={{"CanvasContent1":"{canvas}"}};</script>'
    result = extract(page(script, "<title>Hội nghị</title>"))
    assert (result.kind, result.platform) == ("other", "sharepoint_b")
