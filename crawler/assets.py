"""What an article page needs beside itself to be shown again: its images and style sheets."""

from crawler.pages import Page

#: A page that names more is no article but a gallery; the first ones are what a reader sees first.
_MOST = 100


def assets_of(page: Page) -> tuple[str, ...]:
    """Absolute addresses of a page's style sheets, then of its images, each once."""
    sheets = page.selector.xpath("//link[contains(@rel, 'stylesheet')]/@href").getall()
    images = page.selector.xpath("//img/@src | //img/@data-src | //input[@type='image']/@src")
    addresses = [*sheets, *images.getall()]
    urls = (page.absolute(address) for address in dict.fromkeys(addresses))
    return tuple(dict.fromkeys(url for url in urls if url))[:_MOST]
