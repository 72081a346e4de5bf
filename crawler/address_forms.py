"""What addresses of articles and of files look like, on the platforms of Vietnamese portals."""

import re

from crawler.remembering import remembering

#: Addresses of articles as seen on the platforms of Vietnamese portals.
_ARTICLE_ADDRESS = re.compile(
    r"/pages/detail/\d+|/-/(?:[^/?]+/)*[^/?]{7,}|[-_/]\d{3,}(?:\.(?:html?|aspx))?/?$"
    r"|-\d+\.html?$|/\d{3,}/[^/]{8,}|[?&](?:itemid|articleid|newsid|idnews|dtid|id|p_id)=\d+"
    r"|[?&]_\w+_(?:articleid|newsid)=\d+"
    r"|/(?:[a-z0-9]+-){4,}[a-z0-9]+(?:\.(?:html?|aspx))?/?$",
    re.IGNORECASE,
)
_FILE_ADDRESS = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z)(?:[/?]|$)|LinkClick\.aspx\?.*fileticket="
    r"|DownloadFilePage\.aspx|[?&](?:download|pdf)=1(?!\d)",
    re.IGNORECASE,
)
_NO_ARTICLE_ADDRESS = re.compile(
    r"\.(?:jpe?g|png|gif|svg|css|js|mp[34]|ico)(?:\?|$)|[?&]p_p_id=(?!\S*_(?:articleid|newsid)=\d)"
    r"|/(?:category|categories|chuyen-muc|danh-muc|tag|search|dang-nhap|login|rss|print|savefile)"
    r"(?=[/?#.;]|$)",
    re.IGNORECASE,
)
#: Longer addresses are refused by servers, and are none that a portal gave an article.
_ADDRESS_LENGTH = 2000


def is_article_address(url: str) -> bool:
    """Whether an address looks like an article's."""
    return len(url) <= _ADDRESS_LENGTH and _has_article_form(url)


@remembering
def _has_article_form(url: str) -> bool:
    return bool(
        _ARTICLE_ADDRESS.search(url)
        and not _NO_ARTICLE_ADDRESS.search(url)
        and not _FILE_ADDRESS.search(url)
    )


def is_file_address(url: str) -> bool:
    """Whether an address looks like a document's to be downloaded."""
    return len(url) <= _ADDRESS_LENGTH and _has_file_form(url)


@remembering
def _has_file_form(url: str) -> bool:
    return _FILE_ADDRESS.search(url) is not None
