"""Lạc Việt's portal on SharePoint, as Bình Dương, Bạc Liêu and Đồng Nai's library have or had it.

Seen of it: addresses of files (`/_layouts/LacVietBIO/fckUpload/2022-8/….jpg`,
`/_layouts/LacViet.DichVuCong/Pages/DownloadFilePage.aspx?FileUrl=`, `/_layouts/LacViet.App/…`), and
the form of its dates (`Thứ Hai, 25/06/2018, 09:25`). No markup of its articles or lists could be
found, so both are read as a visitor reads them.
"""

import re

from crawler.pages import Page
from crawler.platforms.base import Platform
from crawler.platforms.kontum import ReadingPage
from crawler.platforms.webforms import PostBackListing

_FILES = re.compile(r"/_layouts/(?:\d+/)?LacViet[.\w]*/", re.IGNORECASE)


def _recognise(page: Page) -> str | None:
    said = _FILES.search(page.text)
    return f"it has files of Lạc Việt's portal ({said[0]})" if said else None


PLATFORM = Platform("lacviet", "Lạc Việt (SharePoint)", ReadingPage, _recognise, PostBackListing)
