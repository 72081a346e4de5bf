"""Markup that breaks parsers, or keeps them busy for hours: read, or said to be unreadable."""

import pytest

from crawler.extraction import extract
from crawler.markup import bearable
from crawler.pages import Page
from tests.crawler.crawling import article_page

pytestmark = pytest.mark.slow

URL = "https://stp.example.vn/pages/detail/77/Tin.html"
WHOLE = article_page(77).body.decode()
HEADLINE = "Hội nghị triển khai công tác tư pháp lần thứ 77"


def read(markup: str, content_type: str = "text/html; charset=utf-8") -> str | None:
    article = extract(Page(URL, markup.encode("utf-8", "replace"), content_type), None).article
    return article.headline if article else None


@pytest.mark.parametrize(
    "markup",
    [
        # a million attributes
        WHOLE.replace("<p>", "<p " + " ".join(map("a{}=1".format, range(1_000_000))) + ">", 1),
        # the same by slashes, and on a tag that never ends
        WHOLE.replace("<p>", "<p/" + "/".join(map("a{}".format, range(200_000))) + ">", 1),
        WHOLE + "<p " + " ".join(map('a{}="1"'.format, range(200_000))),
        # zero bytes
        WHOLE.replace("<p>", "<p>\0"),
        # entities of no character
        WHOLE.replace("</p>", "&#xFFFFFFFF; &#0; &#xD800; &bogus; &#9999999999; &amp</p>", 1),
        "<!DOCTYPE html [" + "<!ENTITY a '&a;&a;'>" * 1000 + "]>" + WHOLE.replace("<p>", "<p>&a;"),
        # megabytes in one line
        WHOLE.replace("</body>", f"<p>{'hội nghị ' * 100_000}</p></body>"),
        WHOLE.replace("</body>", f"<p>{'a' * 5_000_000}</p></body>"),
        WHOLE.replace("</body>", f"<!-- {'-' * 5_000_000} --></body>"),
        # tags that close nothing, and comments that nothing closes
        WHOLE.replace("</body>", "</div>" * 100_000 + "</body>"),
        WHOLE + "<!--" * 100_000,
        # control characters and half of a pair
        WHOLE.replace("<p>", "<p>\x01\x08\x1b\ufffe\ud800", 1),
    ],
    ids=range(12),
)
def test_articles_in_bad_markup(markup: str) -> None:
    assert read(markup) == HEADLINE


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + WHOLE,
        "<table><tr><td>" * 50_000 + WHOLE,
        "<a href='x'><b>" * 50_000,
        "<" * 1_000_000,
        "<p a='" + "x" * 1_000_000,
        "&" * 1_000_000,
        "\0" * 1_000_000,
        "",
    ],
    ids=range(8),
)
def test_what_cannot_be_read_is_said_to_be(markup: str) -> None:
    extraction = extract(Page(URL, markup.encode(), "text/html; charset=utf-8"), None)
    assert extraction.article is None
    assert extraction.reason or extraction.kind == "listing"


def test_long_tags_of_few_attributes_stay() -> None:
    picture = f'<p><img alt="Ảnh" src="data:image/png;base64,{"iVBOR/w0K+Ggo" * 5000}"></p>'
    assert bearable(picture) == picture
    style = f"<p style='{'color: red; ' * 2000}'>x</p>"
    assert bearable(style) == style
