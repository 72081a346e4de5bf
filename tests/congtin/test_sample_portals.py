"""The sample portals: what they hold is sound, every trap is really there, edits show."""

import datetime
import gzip
import io
import re
import socket
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest
from parsel import Selector

from congtin.sample_portals import FREE_PORTS, PortTakenError, SamplePortals
from congtin.sample_portals.articles import SampleArticle, all_articles, all_documents
from congtin.sample_portals.citing import CITING_FORMS, TELLING_FORMS, write_out
from congtin.sample_portals.composing import compose_series
from congtin.sample_portals.departments import all_departments
from congtin.sample_portals.paths import article_path
from congtin.sample_portals.portals import portal_definitions
from congtin.sample_portals.site import today
from congtin.sample_portals.web import NOTICE

JUSTICE = "so-tu-phap"
INFORMATION = "so-thong-tin-va-truyen-thong"
AGRICULTURE = "so-nong-nghiep-va-phat-trien-nong-thon"
ENVIRONMENT = "so-tai-nguyen-va-moi-truong"


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def page(self) -> Selector:
        return Selector(self.text)

    @property
    def links(self) -> list[str]:
        return [urljoin(self.url, href) for href in self.page.css("a::attr(href)").getall()]


def get(url: str, headers: Mapping[str, str] = {}) -> Answer:
    try:
        with urlopen(Request(url, headers=dict(headers))) as response:
            return Answer(url, response.status, response.headers, response.read())
    except HTTPError as error:
        with error:
            return Answer(url, error.code, error.headers, error.read())


@pytest.fixture(scope="module")
def portals() -> Iterator[SamplePortals]:
    with SamplePortals(FREE_PORTS) as served:
        yield served


def address(portals: SamplePortals, number: int) -> str:
    """The canonical address of an article."""
    wanted = article(number)
    site = portals.sites[wanted.department]
    return portals.base_urls[wanted.department] + article_path(site.department, wanted)


def article(number: int) -> SampleArticle:
    return next(article for article in all_articles() if article.id == number)


def listings(portals: SamplePortals, department: str) -> list[Answer]:
    """The first page of each section of a department."""
    definition = portal_definitions({department: portals.base_urls[department]})[0]
    return [get(start.url) for start in definition.start]


def texts(article: SampleArticle) -> list[str]:
    return [article.headline, *([article.lead] if article.lead else []), *article.body]


# --- content -------------------------------------------------------------------------------------


def test_there_is_enough_to_crawl_over_all_the_years() -> None:
    articles = all_articles()
    assert len(articles) >= 150
    assert len({a.department for a in articles}) >= 3
    assert len({d.platform for d in all_departments()}) >= 2
    assert {a.published.year for a in articles} == set(range(2019, 2026))
    sizes = Counter((a.department, a.section) for a in articles)
    assert sum(size > 10 for size in sizes.values()) >= 8, "most sections should have pages"
    assert set(sizes) == {(d.slug, s.slug) for d in all_departments() for s in d.sections}


def test_articles_read_well() -> None:
    headlines = Counter(a.headline for a in all_articles())
    assert [headline for headline, times in headlines.items() if times > 1] == []
    openings = Counter(a.body[0] for a in all_articles())
    assert [opening for opening, times in openings.items() if times > 1] == []
    for a in all_articles():
        assert len(a.body) >= 2, a.id
        for text in texts(a):
            assert not re.search(r"[{}\[\]]|  |\bNone\b", text), (a.id, text)
            assert unicodedata.is_normalized("NFC", text), (a.id, text)


def test_no_two_articles_are_nearly_the_same() -> None:
    seen: dict[str, list[int]] = defaultdict(list)
    for a in all_articles():
        for paragraph in a.body:
            seen[paragraph].append(a.id)
    shared = Counter(
        (one, other)
        for numbers in seen.values()
        for position, one in enumerate(numbers)
        for other in numbers[position + 1 :]
    )
    assert max(shared.values()) <= 2


def test_every_document_is_cited_and_never_before_it_was_issued() -> None:
    documents = all_documents()
    cited = Counter(citation.key for a in all_articles() for citation in a.citations)
    assert [key for key in documents if not cited[key]] == []
    for a in all_articles():
        day = a.published.date() if isinstance(a.published, datetime.datetime) else a.published
        for citation in a.citations:
            assert documents[citation.key].date <= day, (a.id, citation.key)


def test_numbers_stand_in_texts_only_as_citations() -> None:
    written = re.compile(r"\d+\s?[/-]\s?(?:\d{4}\s?/\s?)?[A-ZĐÐ]{2,}")
    for a in all_articles():
        for text in texts(a):
            for found in written.finditer(text):
                assert any(found[0] in c.text for c in a.citations), (a.id, found[0])


def test_one_number_is_of_several_documents() -> None:
    by_identifier: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for document in all_documents().values():
        by_identifier[document.identifier].add((document.issuer, document.date.year))
    assert by_identifier["4204/KH-UBND"] == {("UBND tỉnh", 2020), ("UBND tỉnh", 2022)}
    assert len(by_identifier["85/KH-UBND"]) == 3
    assert len({issuer for issuer, _ in by_identifier["280/QĐ-UBND"]}) == 2


def test_documents_are_cited_across_departments_and_years() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    when: dict[str, set[int]] = defaultdict(set)
    for a in all_articles():
        for citation in a.citations:
            where[citation.key].add(a.department)
            when[citation.key].add(a.published.year)
    assert len(where["kh-4204-2022"]) >= 2
    assert when["kh-4204-2022"] >= {2022, 2023, 2024}
    assert sum(len(departments) > 1 for departments in where.values()) >= 8
    assert sum(len(years) > 1 for years in when.values()) >= 25


def test_all_forms_of_citing_are_used() -> None:
    document = all_documents()["kh-4204-2022"]
    used = {citation.text for a in all_articles() for citation in a.citations}
    unused = {
        name
        for name, form in CITING_FORMS.items()
        if not any(form(d) in used for d in all_documents().values())
    }
    assert unused == set()
    assert CITING_FORMS["full"](document) == (
        "Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh"
    )
    assert CITING_FORMS["nbsp"](document) == (
        "Kế hoạch số\u00a04204\u00a0/KH-UBND ngày\u00a011/12/2022"
    )
    assert TELLING_FORMS["day"](all_documents()["qd-49-2023"]) == "30/01/2023"


@pytest.mark.parametrize(
    "text",
    [
        "{kh-4204-1999}",  # no such document
        "{kh-4204-2022.fully}",  # no such form
        "{commune.full}",  # a slot that is no document has no forms
    ],
)
def test_a_wrong_placeholder_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        write_out(text, all_documents(), {"commune": "xã Hà Mòn"})


def test_a_series_composes_the_same_articles_each_time() -> None:
    own = {"opening": "của mình", "passages": ["p", "q"], "closing": "cuối"}
    series = {
        "section": "s",
        "openings": ["mở {x}", "đầu {x}"],
        "passages": ["a", "b", "c"],
        "closings": ["hết", "xong"],
        "articles": [
            *({"id": n, "detail": f"riêng {n}"} for n in range(3)),
            {"id": 3, "detail": "riêng 3", **own},
        ],
    }
    composed = compose_series(series)
    assert composed == compose_series(series)
    assert composed[0]["body"] == "mở {x}\n\na\n\nriêng 0\n\nb\n\nhết"
    assert composed[1]["body"] == "đầu {x}\n\nc\n\nriêng 1\n\na\n\nhết"
    assert composed[3]["body"] == "của mình\n\np\n\nriêng 3\n\nq\n\ncuối"


# --- serving -------------------------------------------------------------------------------------


def test_a_taken_port_is_named_and_the_others_are_freed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("", 0)) as other:
        port, free = taken.getsockname()[1], other.getsockname()[1]
        other.close()
        portals = SamplePortals((free, port, 0, 0))
        with pytest.raises(PortTakenError, match=f"Sở Thông tin và Truyền thông .* {port} "):
            portals.start()
        assert portals.base_urls == {}
        socket.create_server(("127.0.0.1", free)).close()


def test_ports_are_for_departments_one_each() -> None:
    with pytest.raises(ValueError, match="4 departments"):
        SamplePortals((8651,))


def test_portal_definitions_start_at_listings(portals: SamplePortals) -> None:
    definitions = portal_definitions(portals.base_urls)
    assert [d.name for d in definitions] == [f"mau-{slug}" for slug in portals.base_urls]
    assert {d.platform for d in definitions} == {"kontum", "liferay62", "generic"}
    for definition in definitions:
        assert definition.province == "kon-tum"
        assert definition.download_delay == 0
        for start in definition.start:
            answer = get(start.url)
            assert answer.status == 200
            assert start.section is not None
            assert start.section in answer.text


def test_every_article_is_served_and_listed_once(portals: SamplePortals) -> None:
    for expected in portals.expected():
        answer = get(expected.url)
        assert answer.status == 200
        shown = unicodedata.normalize("NFC", " ".join(answer.page.css("body ::text").getall()))
        assert expected.body[-1][:40] in shown
        assert NOTICE in shown
    for slug in portals.base_urls:
        site = portals.sites[slug]
        listed = [
            number.id
            for section in site.department.sections
            for page in range(1, site.listing(section, 1).pages + 1)
            for number in site.listing(section, page).articles
        ]
        assert sorted(listed) == sorted(a.id for a in all_articles() if a.department == slug)


def test_pages_lead_from_one_to_the_next(portals: SamplePortals) -> None:
    first = listings(portals, INFORMATION)[0]
    following = [link for link in first.links if "_101_cur=2" in link]
    second = get(following[0])
    assert "Hiển thị 11 - 20 of" in second.text
    assert "_101_cur=3" not in second.text


def test_pages_come_compressed_to_who_accepts_it(portals: SamplePortals) -> None:
    url = portals.base_urls[ENVIRONMENT] + "/"
    plain, packed = get(url), get(url, {"Accept-Encoding": "gzip"})
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_unchanged_articles_answer_304(portals: SamplePortals) -> None:
    url = address(portals, 10012)
    answer = get(url)
    assert answer.headers["ETag"].startswith('W/"')
    assert get(url, {"If-None-Match": answer.headers["ETag"]}).status == 304
    url = address(portals, 40013)
    assert get(url, {"If-Modified-Since": get(url).headers["Last-Modified"]}).status == 304


@pytest.mark.parametrize(
    ("number", "name", "content_type", "magic"),
    [
        (10054, "quyet-dinh-16-2019.docx", "application/vnd.openxmlformats-officedocument", b"PK"),
        (10102, "danh-muc-het-hieu-luc-2019.pdf", "application/pdf", b"%PDF-1.4"),
    ],
)
def test_attachments_are_real_files(
    portals: SamplePortals, number: int, name: str, content_type: str, magic: bytes
) -> None:
    link = next(link for link in get(address(portals, number)).links if link.endswith(name))
    answer = get(link)
    assert answer.headers["Content-Type"].startswith(content_type)
    assert answer.body.startswith(magic)
    assert answer.body == get(link).body
    if magic == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            assert article(number).headline in archive.read("word/document.xml").decode()
    else:
        assert b"%%EOF" in answer.body
        assert b"So Tu phap" in answer.body


def test_pictures_and_style_sheets_are_there(portals: SamplePortals) -> None:
    answer = get(address(portals, 10137 // 3 * 3))
    sources = [*answer.page.css("img::attr(src)").getall()]
    sources += answer.page.css("link[rel=stylesheet]::attr(href)").getall()
    kinds = {get(urljoin(answer.url, source)).headers.get_content_type() for source in sources}
    assert kinds == {"image/png", "image/svg+xml", "text/css"}


def test_robots_and_sitemap(portals: SamplePortals) -> None:
    robots = get(portals.base_urls[INFORMATION] + "/robots.txt").text
    assert "Disallow: /noi-bo/" in robots
    assert "Crawl-delay" not in robots
    sitemap = re.findall(r"Sitemap: (\S+)", robots)[0]
    addresses = set(re.findall(r"<loc>(.*?)</loc>", get(sitemap).text))
    name = f"mau-{INFORMATION}"
    assert addresses == {e.url for e in portals.expected() if e.portal == name}


# --- traps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [10012, 20015, 30011, 40008])
def test_todays_date_stands_before_the_articles(portals: SamplePortals, number: int) -> None:
    text = get(address(portals, number)).text
    day = today()
    shown = text.index(f"ngày {day.day} tháng {day.month} năm {day.year}")
    assert shown < text.index(article(number).body[0][:30])


@pytest.mark.parametrize("number", [10012, 20015, 30011, 40008])
def test_related_articles_have_dates_of_their_own(portals: SamplePortals, number: int) -> None:
    text = get(address(portals, number)).text
    related = text[text.index(article(number).body[-1][-30:]) :]
    assert len(re.findall(r"\d{1,2}[-/]\d{1,2}[-/]20\d\d", related)) >= 5


def test_kontum_ends_an_article_with_author_counter_rating_footer(portals: SamplePortals) -> None:
    for number, responsible in ((10263, "Người chịu trách nhiệm"), (30011, "Chịu trách nhiệm")):
        lines = [
            line.strip()
            for line in get(address(portals, number)).page.css("body ::text").getall()
            if line.strip()
        ]
        author = article(number).author
        assert author is not None
        start = lines.index(author)
        assert re.fullmatch(r"Số lượt xem:\d+", lines[start + 1])
        assert lines[start + 2] == "0 người đã bình chọn. Trung bình 0"
        assert any(line.startswith(responsible) for line in lines[start + 3 :])
    day = article(10263).published
    assert f"{day.day}-{day.month}-{day.year}" == "1-5-2023"


@pytest.mark.parametrize(("number", "rise"), [(10031, 1), (20029, 1), (30019, 0)])
def test_view_counters_rise_where_pages_are_not_cached(
    portals: SamplePortals, number: int, rise: int
) -> None:
    url = address(portals, number)
    counts = [
        int(re.findall(r"(?:Số lượt xem:|View count: )(\d+)", get(url).text)[0]) for _ in range(2)
    ]
    assert counts[1] - counts[0] == rise


def test_eth_for_d(portals: SamplePortals) -> None:
    assert "49/Q\u00d0-UBND" in get(address(portals, 10252)).text


def test_a_page_in_nfd_with_no_break_spaces_in_numbers(portals: SamplePortals) -> None:
    text = get(address(portals, 10274)).text
    assert unicodedata.is_normalized("NFD", text)
    assert not unicodedata.is_normalized("NFC", text)
    assert "4204\u00a0/KH-UBND" in text


def test_numbers_without_a_slash_and_with_blanks(portals: SamplePortals) -> None:
    assert "Công văn số 1704STTTT-BCVT" in get(address(portals, 20097)).text
    assert "2290 / UBND - KGVX" in get(address(portals, 20176)).text


def test_relative_links_make_endless_addresses_of_one_article(portals: SamplePortals) -> None:
    url = address(portals, 20097)
    for depth in range(1, 4):
        deeper = get(url).page.css("a.lang_us::attr(href)").get()
        assert deeper is not None
        url = urljoin(url, deeper)
        answer = get(url)
        assert url.count("/vi/vi/en/vi") == depth
        assert answer.status == 200
        assert article(20097).headline in answer.text
        canonical = answer.page.css("link[rel=canonical]::attr(href)").get()
        assert canonical == address(portals, 20097)


def test_a_listing_leads_to_an_article_by_a_wrong_relative_link(portals: SamplePortals) -> None:
    cards = [link for answer in listings(portals, INFORMATION) for link in answer.links]
    wrong = next(link for link in cards if "/vi/vi/en/chuyen-doi-so/-/view_content/20176-" in link)
    assert article(20176).headline in get(wrong).text


def test_login_and_error_pages_have_status_200(portals: SamplePortals) -> None:
    base = portals.base_urls[INFORMATION]
    links = [link for answer in listings(portals, INFORMATION) for link in answer.links]
    hidden = next(link for link in links if "/noi-bo/-/view_content/" in link)
    for url in (base + "/dang-nhap", hidden):
        answer = get(url)
        assert answer.status == 200
        assert answer.page.css("title::text").get() == "Đăng nhập - Sở Thông tin và Truyền thông"
    removed = next(link for link in links if "29999-lich-phat-song" in link)
    for url in (base + "/khong-co-trang-nay", removed):
        answer = get(url)
        assert answer.status == 200
        assert answer.page.css("title::text").get() == "Trạng thái - Sở Thông tin và Truyền thông"


def test_cards_are_there_twice_for_telephones(portals: SamplePortals) -> None:
    answer = listings(portals, AGRICULTURE)[0]
    small = answer.page.css(".mobile-only a::attr(href)").getall()
    large = answer.page.css(".list h2 a::attr(href)").getall()
    assert len(small) == 3
    assert set(small) <= set(large)


def test_session_ids_differ_each_time_and_lead_to_the_article(portals: SamplePortals) -> None:
    first, again = (
        [link for link in listings(portals, INFORMATION)[1].links if ";jsessionid=" in link]
        for _ in range(2)
    )
    assert set(first).isdisjoint(again)
    without = {link.partition(";")[0] for link in first}
    assert len(without) == 10
    assert without == {link.partition(";")[0] for link in again}
    assert "asset-full-content-title" in get(first[0]).text


def test_a_title_names_the_wrong_site(portals: SamplePortals) -> None:
    title = get(address(portals, 20166)).page.css("title::text").get()
    assert title is not None
    assert title.endswith("Cổng thông tin điện tử huyện Đăk Hà")


def test_a_listing_has_a_dead_card_and_one_of_another_site(portals: SamplePortals) -> None:
    links = listings(portals, JUSTICE)[0].links
    assert get(next(link for link in links if "/pages/detail/19999/" in link)).status == 404
    assert any(link.startswith("https://cong-bao.example/") for link in links)


def test_an_article_has_no_headline(portals: SamplePortals) -> None:
    expected = next(e for e in portals.expected() if not e.readable)
    assert expected.headline not in get(expected.url).text
    assert any(expected.headline in answer.text for answer in listings(portals, JUSTICE))


def test_the_pager_offers_a_page_99_with_nothing_on_it(portals: SamplePortals) -> None:
    dead = next(link for link in listings(portals, JUSTICE)[0].links if link.endswith("page=99"))
    answer = get(dead)
    assert answer.status == 200
    assert "Đang cập nhật" in answer.text
    assert not any("/pages/detail/" in link for link in answer.links)


@pytest.mark.parametrize(
    ("number", "wrong"),
    [(10263, "2024-04-16"), (30081, "2024-04-16"), (40029, "2025-02-27+0716:46:00")],
)
def test_a_meta_date_is_wrong(portals: SamplePortals, number: int, wrong: str) -> None:
    contents = get(address(portals, number)).page.css("meta::attr(content)").getall()
    assert wrong in contents
    assert not any(f"{article(number).published:%Y-%m-%d}" in content for content in contents)


def test_old_articles_are_pinned_to_the_top(portals: SamplePortals) -> None:
    site = portals.sites[JUSTICE]
    section = site.department.section("van-ban-chi-dao")
    assert section is not None
    assert site.listing(section, 1).articles[0].id == 10322


def test_read_on_links_are_no_pager(portals: SamplePortals) -> None:
    page = listings(portals, JUSTICE)[1].page
    assert len(page.xpath("//a[.='Xem tiếp']")) == 10
    assert page.xpath("//a[.='Trang sau']/@href").get(default="").endswith("page=2")


# --- edits ---------------------------------------------------------------------------------------


def test_an_edit_shows_and_changes_the_etag() -> None:
    with SamplePortals(FREE_PORTS) as portals:
        url = address(portals, 10012)
        before = get(url)
        portals.edit(JUSTICE, 10012, body=("Đoạn đã sửa.",))
        after = get(url, {"If-None-Match": before.headers["ETag"]})
        assert after.status == 200
        assert "Đoạn đã sửa." in after.text
        assert "Đoạn đã sửa." in next(e for e in portals.expected() if e.url == url).body
        portals.remove(JUSTICE, 10012)
        assert get(url).status == 404
        with pytest.raises(KeyError):
            portals.edit(JUSTICE, 10012, body=())


def test_the_second_edition_changes_removes_and_adds() -> None:
    with SamplePortals(FREE_PORTS) as portals:
        first = {e.url: e for e in portals.expected()}
        gone = address(portals, 10260), address(portals, 20147)
        portals.publish_second_edition()
        second = {e.url: e for e in portals.expected()}
        assert get(gone[0]).status == 404
        assert "Trạng thái" in get(gone[1]).text
        assert len(first.keys() - second.keys()) == 4
        assert len(second.keys() - first.keys()) == 1
        changed = {url for url in first.keys() & second.keys() if first[url] != second[url]}
        edited = (10225, 10247, 20200, 30024, 40045)
        assert changed == {address(portals, number) for number in edited}
        assert second[address(portals, 20200)].headline != article(20200).headline
    with SamplePortals(FREE_PORTS) as portals:
        assert get(address(portals, 10260)).status == 200, "the first edition is what a start gives"
