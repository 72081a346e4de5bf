"""What an article page needs beside itself to be shown again: its images and style sheets."""

from lxml import etree

from crawler.pages import Page

#: A page that names more is no article but a gallery; the first ones are what a reader sees first.
_MOST = 100
_ONE_PIXEL = frozenset(("0", "1"))


def assets_of(page: Page) -> tuple[str, ...]:
    """Absolute addresses of a page's style sheets, then of its images, each once."""
    sheets: list[str | None] = []
    images: list[str | None] = []
    for part in page.selector.root.iter("link", "img", "input"):
        if part.tag == "img" and not _is_counter(part):
            images += part.get("src"), part.get("data-src")
        elif part.tag == "link" and "stylesheet" in part.get("rel", "").lower():
            sheets.append(part.get("href"))
        elif part.get("type") == "image":
            images.append(part.get("src"))
    urls = (page.absolute(address) for address in dict.fromkeys(sheets + images))
    return tuple(dict.fromkeys(url for url in urls if url))[:_MOST]


def _is_counter(image: etree._Element) -> bool:
    """Whether an image is of one pixel: it shows nothing, and has another address on each page.

    NukeViet has one on every page that makes its server do its chores, and counts as a request.
    """
    return {image.get("width"), image.get("height")} <= _ONE_PIXEL
