"""Pages of no known platform."""

import json

import pytest

from archive.items import Article
from crawler.extraction import extract
from crawler.pages import Page

URL = "https://so.example.gov.vn/tin/hoi-nghi-trien-khai-ke-hoach-101.html"
HEADLINE = "Hội nghị triển khai kế hoạch phổ biến pháp luật năm 2023"
PARAGRAPHS = (
    "Sáng nay, Sở Tư pháp tổ chức hội nghị triển khai kế hoạch phổ biến pháp luật năm 2023.",
    "Hơn một trăm đại biểu của các huyện, thành phố đã dự và thảo luận nhiều nội dung quan trọng.",
)


def page(head: str = "", top: str = "", bottom: str = "", attributes: str = "") -> Page:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        f"<html><head>{head}</head><body><div>Thứ ba, 16/4/2024</div><nav><a href='/'>Trang chủ</a>"
        f"</nav><article {attributes}><h1>{HEADLINE}</h1>{top}{body}{bottom}</article>"
        "<p>Tin liên quan</p><a href='/b-102.html'>Tập huấn nghiệp vụ cho cán bộ xã (2/4/2024)</a>"
        "<footer>Bản quyền thuộc về Sở</footer></body></html>"
    )
    return Page(URL, html.encode(), fetched_at="2024-04-16T03:00:00Z")


def read(shown: Page) -> Article:
    result = extract(shown)
    assert result.article is not None, result.reason
    return result.article


def linked_data(**properties: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **properties}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


PUBLISHED = '<meta property="article:published_time" content="{}">'
MICRODATA = 'itemscope itemtype="http://schema.org/NewsArticle"'


@pytest.mark.parametrize(
    ("shown", "date", "rule"),
    [
        (
            page(linked_data(datePublished="2023-05-01T08:00:00+07:00")),
            "2023-05-01T08:00:00+07:00",
            "json-ld:datePublished",
        ),
        # UTC, as many systems state it
        (
            page(linked_data(datePublished="2023-05-01T20:00:00Z")),
            "2023-05-02T03:00:00+07:00",
            "json-ld:datePublished",
        ),
        # several things in one script
        (
            page(
                linked_data(
                    **{
                        "@type": "WebPage",
                        "@graph": [{"@type": ["Article"], "datePublished": "2023-05-01"}],
                    }
                )
            ),
            "2023-05-01",
            "json-ld:datePublished",
        ),
        (page(PUBLISHED.format("2023-05-01")), "2023-05-01", "opengraph:published_time"),
        # malformed, as NukeViet states it: what is shown is believed
        (
            page(PUBLISHED.format("2023-05-01+0708:46:00"), "<p>01/05/2023 08:46</p>"),
            "2023-05-01T08:46:00+07:00",
            "date-line",
        ),
        # microdata states the latest change: what is shown is believed
        (
            page(
                "",
                "<i>1/5/2023</i><meta itemprop=datePublished content=2023-09-09>",
                attributes=MICRODATA,
            ),
            "2023-05-01",
            "date-line",
        ),
        (
            page("", "<meta itemprop=datePublished content=2023-05-01>", attributes=MICRODATA),
            "2023-05-01",
            "microdata:datePublished",
        ),
        # with a script within the item
        (
            page(
                "",
                "<div itemprop=about itemscope><script>1</script><link></div>"
                "<meta itemprop=datePublished content=2023-05-01>",
                attributes=MICRODATA,
            ),
            "2023-05-01",
            "microdata:datePublished",
        ),
        # in the future
        (
            page(linked_data(datePublished="2031-01-01"), "<i>1/5/2023</i>"),
            "2023-05-01",
            "date-line",
        ),
        # stated nowhere: neither the header's nor a related article's is taken
        (page(linked_data()), None, "not-stated"),
    ],
)
def test_date_published(shown: Page, date: str | None, rule: str) -> None:
    article = read(shown)
    assert article.date_published == date
    assert article.provenance["date_published"] == f"generic:{rule}"


@pytest.mark.parametrize(
    "shown",
    [page(linked_data(headline=HEADLINE)), page("", "<i>1/5/2023</i>"), page(linked_data())],
)
def test_headline_and_body(shown: Page) -> None:
    article = read(shown)
    assert (article.headline, article.body) == (HEADLINE, list(PARAGRAPHS))


def test_author_and_section_of_linked_data() -> None:
    author = [{"@type": "Person", "name": "Lệ Quỳnh"}, {"name": "Thanh Hà"}]
    article = read(page(linked_data(author=author, articleSection="Tin tức")))
    assert (article.author, article.section) == ("Lệ Quỳnh, Thanh Hà", "Tin tức")


def test_a_description_that_is_the_first_paragraph_is_the_lead() -> None:
    article = read(page(linked_data(description=PARAGRAPHS[0])))
    assert (article.lead, article.body) == (PARAGRAPHS[0], [PARAGRAPHS[1]])


def test_a_description_cut_from_the_body_is_no_lead() -> None:
    article = read(page(linked_data(description=PARAGRAPHS[0][:40] + "…")))
    assert (article.lead, article.body) == (None, list(PARAGRAPHS))


def test_broken_linked_data_is_passed_over() -> None:
    article = read(
        page('<script type="application/ld+json">{"@type": </script>', "<i>1/5/2023</i>")
    )
    assert article.date_published == "2023-05-01"


def test_a_page_saved_as_text_is_read_as_a_visitor_does() -> None:
    text = "\n".join(("Thứ ba, 16/4/2024", HEADLINE, "1-5-2023", *PARAGRAPHS, "Lệ Quỳnh"))
    article = read(Page(URL, text.encode(), "text/plain; charset=utf-8"))
    assert (article.headline, article.date_published) == (HEADLINE, "2023-05-01")
    assert (article.author, article.body) == ("Lệ Quỳnh", list(PARAGRAPHS))


THING = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2023-05-01"}
SCRIPT = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "head",
    [
        # below another thing
        SCRIPT.format(json.dumps({"@type": "WebPage", "mainEntity": THING})),
        # hidden from readers that do not know scripts
        SCRIPT.format(f"//<![CDATA[\n{json.dumps(THING)}\n//]]>"),
        SCRIPT.format(f"<!--{json.dumps(THING)}-->"),
        # a type with its character set
        SCRIPT.format(json.dumps(THING)).replace("json", "json; charset=utf-8", 1),
        # behind a related article
        SCRIPT.format(json.dumps({**THING, "headline": "Tin khác", "datePublished": "2022-01-01"}))
        + SCRIPT.format(json.dumps(THING)),
    ],
)
def test_linked_data_is_found(head: str) -> None:
    article = read(page(head, "<i>2/5/2023</i>"))
    assert (article.headline, article.date_published) == (HEADLINE, "2023-05-01")


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00", "1970-01-01T07:00:00+07:00"])
def test_a_field_left_empty_is_no_date(date: str) -> None:
    assert read(page(linked_data(datePublished=date), "<i>2/5/2023</i>")).date_published == (
        "2023-05-02"
    )


@pytest.mark.parametrize(
    "stated",
    ["Sở Tư pháp tỉnh Kon Tum", HEADLINE.replace("ị", "&#7883;")],  # the site's name; escaped twice
)
def test_a_headline_stated_badly(stated: str) -> None:
    assert read(page(linked_data(headline=stated))).headline == HEADLINE


def test_a_login_is_no_author() -> None:
    assert read(page(linked_data(author="admin"), "<i>2/5/2023</i>")).author is None


def test_a_listing_that_states_its_articles_is_no_article() -> None:
    things = "".join(linked_data(headline=f"{HEADLINE} lần {n}") for n in (1, 2))
    cards = "".join(
        f"<h3><a href='/tin/hoi-nghi-trien-khai-{n}00.html'>{HEADLINE} lần {n}</a></h3>"
        f"<p>{PARAGRAPHS[0]}</p>"
        for n in (1, 2)
    )
    html = f"<html><head>{things}</head><body><h1>Tin tức</h1>{cards}</body></html>"
    result = extract(Page("https://so.example.gov.vn/tin", html.encode()))
    assert (result.kind, len(result.cards)) == ("listing", 2)
