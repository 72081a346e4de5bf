import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.urls import article_id, canonicalize, is_view, page_shown, site_of

SAME = [
    # host and scheme in any case, default port, no path, fragment, final dot of the host
    ("HTTP://STP.KonTum.gov.vn:80#top", "http://stp.kontum.gov.vn/"),
    ("https://stp.kontum.gov.vn.:443/", "https://stp.kontum.gov.vn/"),
    # any other port stays
    ("http://127.0.0.1:8081/a", "http://127.0.0.1:8081/a"),
    ("http://[::1]:8081/a", "http://[::1]:8081/a"),
    # what the path says stays: case, final slash, extension
    ("http://a.vn/Pages/Tin-Tuc.aspx", "http://a.vn/Pages/Tin-Tuc.aspx"),
    ("http://a.vn/tin-tuc/", "http://a.vn/tin-tuc/"),
    # names of hosts and paths in Vietnamese
    ("http://nguyễn.vn/tin tức", "http://xn--nguyn-s71b.vn/tin%20t%E1%BB%A9c"),
    # percent-encoding in one form; an encoded slash is no slash; a stray percent sign is one
    ("http://a.vn/%7Estp/%c3%a1", "http://a.vn/~stp/%C3%A1"),
    ("http://a.vn/a%2fb", "http://a.vn/a%2Fb"),
    ("http://a.vn/100%", "http://a.vn/100%25"),
    # dot segments
    ("http://a.vn/vi/../en/./x/..", "http://a.vn/en/"),
    ("http://a.vn/../../x", "http://a.vn/x"),
    # sessions: Java, in the middle of a path too; PHP; ASP.NET without cookies
    ("http://a.vn/tin.do;jsessionid=0A1B.node1?id=5", "http://a.vn/tin.do?id=5"),
    ("http://a.vn/web;jsessionid=0A1B/guest", "http://a.vn/web/guest"),
    ("http://a.vn/tin.php?PHPSESSID=ab12&id=5", "http://a.vn/tin.php?id=5"),
    ("http://a.vn/(S(lit3py55t21z5v55vlm25s55))/tin.aspx", "http://a.vn/tin.aspx"),
    # where the visitor came from
    ("http://a.vn/x?utm_source=zalo&utm_medium=app&id=5&fbclid=Iw", "http://a.vn/x?id=5"),
    ("http://a.vn/x?zarsrc=30", "http://a.vn/x"),
    # Liferay: the visitor's token, and where "back" leads
    ("http://a.vn/-/x?p_auth=Qw3&_101_redirect=%2Fhome&inheritRedirect=true", "http://a.vn/-/x"),
    # the order of parameters, empty ones, repeated ones: all may matter
    ("http://a.vn/x?b=2&a=1&a=&c", "http://a.vn/x?b=2&a=1&a=&c"),
    ("http://a.vn/x?&a=1&&", "http://a.vn/x?a=1"),
    # `sid` numbers the news on NukeViet
    ("http://a.vn/index.php?nv=news&sid=5", "http://a.vn/index.php?nv=news&sid=5"),
    # what relative links of a language switch build
    ("http://a.vn/vi/vi/en/tin-tuc", "http://a.vn/vi/tin-tuc"),
    ("http://a.vn/x/123-tin.html/vi/vi/en/vi.html", "http://a.vn/x/123-tin.html"),
    ("http://a.vn/x/123-tin/vi/vi/en/", "http://a.vn/x/123-tin/vi/"),
    # a single language is the site's own, and so is a word that begins like one
    ("http://a.vn/vi/news/", "http://a.vn/vi/news/"),
    ("http://a.vn/en/vien-chuc/vi-tri", "http://a.vn/en/vien-chuc/vi-tri"),
    # blanks around it, as they are pasted
    (" http://a.vn/x\n", "http://a.vn/x"),
    # a user's name is no part of a page's address
    ("http://user:secret@a.vn/x", "http://a.vn/x"),
]


@pytest.mark.parametrize(("url", "canonical"), SAME)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonicalize(url) == canonical


@pytest.mark.parametrize("canonical", sorted({canonical for _url, canonical in SAME}))
def test_canonical_url_is_its_own(canonical: str) -> None:
    assert canonicalize(canonical) == canonical


PIECES = st.sampled_from(
    [
        "/",
        ".",
        "..",
        "vi",
        "en",
        "tin",
        "1",
        ".html",
        ";jsessionid=",
        "(S(a1))",
        "%",
        "%2",
        "%2f",
        "%6A",
        "ứ",
        "+",
        "?",
        "&",
        "=",
        "utm_source",
        "sid",
        "#",
        ";",
        ":",
        "@",
    ]
)


@given(st.lists(PIECES, max_size=12))
def test_canonical_form_of_any_url_is_its_own(pieces: list[str]) -> None:
    canonical = canonicalize("http://a.vn/" + "".join(pieces))
    assert canonicalize(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/tin-tuc/1",  # relative
        "stp.kontum.gov.vn/tin",  # without a scheme
        "ftp://a.vn/x",
        "javascript:void(0)",
        "http://",
        "http:///tin",
        "http://a.vn:99999/",
        "http://[::1/",
        "http://a.vn/\ud800",
    ],
)
def test_what_is_no_page_address_is_refused_by_name(url: str) -> None:
    with pytest.raises(ValueError) as raised:
        canonicalize(url)
    assert repr(url) in str(raised.value)


def test_article_id_is_the_beginning_of_the_canonical_urls_digest() -> None:
    expected = hashlib.sha256(b"http://a.vn/x?id=5").hexdigest()[:16]
    assert article_id("HTTP://A.vn:80/x?id=5&utm_source=zalo#top") == expected


SITES = [
    # With and without www., on http or https: one site.
    ("https://www.stp.example/tin/1", "stp.example"),
    ("http://stp.example:80/", "stp.example"),
    # Another port is another site.
    ("http://127.0.0.1:8651/x", "127.0.0.1:8651"),
    # No address of a page.
    ("mailto:stp@stp.example", ""),
    ("http://[::1", ""),
    ("/tin/1", ""),
]


@pytest.mark.parametrize(("url", "site"), SITES)
def test_site(url: str, site: str) -> None:
    assert site_of(url) == site


SHOWN = [
    # NukeViet: views for printing and saving, with and without module and language
    ("http://a.vn/vi/news/print/Tin-tuc/bai-12.html", "http://a.vn/vi/news/Tin-tuc/bai-12.html"),
    ("http://a.vn/savefile/Tin-tuc/bai-12.html", "http://a.vn/Tin-tuc/bai-12.html"),
    # a section that is called so, and a page that is no article
    ("http://a.vn/tin/print/", "http://a.vn/tin/print/"),
    ("http://a.vn/print/gioi-thieu.html", "http://a.vn/print/gioi-thieu.html"),
    # without rewriting
    ("http://a.vn/index.php/vi/news/bai-12.html", "http://a.vn/vi/news/bai-12.html"),
    ("http://a.vn/index.php", "http://a.vn/index.php"),
    ("http://a.vn/index.php?nv=news&id=5", "http://a.vn/index.php?nv=news&id=5"),
    # a file of the article shown by the browser
    ("http://a.vn/Tin-tuc/bai-12.html?pdf=1&id=0", "http://a.vn/Tin-tuc/bai-12.html"),
    ("http://a.vn/x.aspx?pdf=12&id=5", "http://a.vn/x.aspx?pdf=12&id=5"),
    # Liferay: the window and column a portlet is shown in, where "back" leads, the visitor's token;
    # which portlet it is, and all that is its own, stays
    (
        "http://a.vn/tin?p_p_id=cms_CmsPortlet&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view"
        "&p_p_col_id=column-1&p_p_col_pos=1&p_p_col_count=2&_cms_CmsPortlet_articleId=30",
        "http://a.vn/tin?p_p_id=cms_CmsPortlet&_cms_CmsPortlet_articleId=30",
    ),
    (
        "http://a.vn/tin?p_p_auth=x1&p_p_id=cms_CmsPortlet&p_p_state=maximized&p_p_state_rcv=1"
        "&_cms_CmsPortlet_redirect=%2Ftin%3Fp_p_state%3Dnormal&_cms_CmsPortlet_articleId=30",
        "http://a.vn/tin?p_p_id=cms_CmsPortlet&_cms_CmsPortlet_articleId=30",
    ),
    (
        "http://a.vn/-/asset_publisher/iwwY/content/tin?p_p_state=pop_up&_101_INSTANCE_iwwY_groupId=2"
        "&_101_INSTANCE_iwwY_urlTitle=tin&_101_INSTANCE_iwwY_type=content"
        "&_101_INSTANCE_iwwY_viewMode=print&_101_INSTANCE_iwwY_returnToFullPageURL=%2Ftin"
        "&_101_INSTANCE_iwwY_backURL=%2Ftin",
        "http://a.vn/-/asset_publisher/iwwY/content/tin?_101_INSTANCE_iwwY_groupId=2"
        "&_101_INSTANCE_iwwY_urlTitle=tin&_101_INSTANCE_iwwY_type=content",
    ),
    ("http://a.vn/-/tin-so-1?p_p_state=exclusive&p_p_mode=print", "http://a.vn/-/tin-so-1"),
    # a mode that is not for reading; a state that Liferay does not have; a name that ends so
    ("http://a.vn/-/tin?p_p_mode=edit&p_p_state=x", "http://a.vn/-/tin?p_p_mode=edit&p_p_state=x"),
    ("http://a.vn/tin?viewMode=print&xp_p_state=normal",) * 2,
    # an action, and a file that the portlet serves
    ("http://a.vn/tin?p_p_id=59&p_p_lifecycle=1&p_p_state=normal",) * 2,
    ("http://a.vn/x?p_p_id=9&p_p_lifecycle=2&p_p_state=pop_up&p_p_resource_id=tai-ve",) * 2,
    # whatever else has no canonical form of its own
    ("http://a.vn/web;jsessionid=0A1B/guest", "http://a.vn/web/guest"),
]


@pytest.mark.parametrize(("url", "page"), SHOWN)
def test_the_page_that_an_address_shows(url: str, page: str) -> None:
    assert page_shown(url) == page
    assert page_shown(page) == page
    assert not is_view(page)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.vn/vi/news/print/Tin-tuc/bai-12.html", True),
        ("http://a.vn/Tin-tuc/bai-12.html?pdf=1&id=0", True),
        ("http://a.vn/-/tin?p_p_state=pop_up", True),
        ("http://a.vn/-/tin?p_p_id=101&p_p_state=exclusive&p_p_lifecycle=0", True),
        ("http://a.vn/-/tin?p_p_state=minimized", True),
        ("http://a.vn/-/tin?_101_INSTANCE_iwwY_viewMode=print", True),
        ("http://a.vn/-/tin?p_p_mode=print", True),
        # the same page, with all that is on it
        ("http://a.vn/-/tin?p_p_state=maximized&p_p_mode=view", False),
        # no page
        ("http://a.vn/x?p_p_lifecycle=2&p_p_state=exclusive&p_p_resource_id=tai-ve", False),
        ("http://a.vn/index.php/vi/news/bai-12.html", False),
        ("http://a.vn/print/gioi-thieu.html", False),
    ],
)
def test_views_have_less_than_the_page(url: str, expected: bool) -> None:
    assert is_view(url) is expected


#: Ids of addresses that worked before. None may ever change.
IDS = [
    ("https://stp.kontum.gov.vn/pages/detail/53116/Ket-qua.html", "89fdc4c7a76d6656"),
    ("http://a.vn/index.php/vi/news/bai-12.html", "2b271cd46ee76e0e"),
    ("http://a.vn/vi/news/print/Tin-tuc/bai-12.html", "b60bf39ff01c0877"),
    ("http://a.vn/Tin-tuc/bai-12.html?pdf=1&id=0", "2f5ff24ad2a9ea34"),
    ("http://m.a.vn/Tin-tuc/bai-12.html", "a465a27ff57d0bfc"),
    ("http://a.vn/-/tin?p_p_state=maximized&p_p_mode=view", "c0409056b90d0216"),
]


@pytest.mark.parametrize(("url", "id_"), IDS)
def test_ids_do_not_change(url: str, id_: str) -> None:
    assert article_id(url) == id_
