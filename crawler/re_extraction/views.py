"""Other views of an article (for printing, for saving): the same with fewer fields, no version."""

from sqlalchemy.orm import Session

from archive.catalogue.articles import find_article_id
from archive.items import Article
from archive.urls import article_id, is_view, page_shown
from crawler.crawled import CrawledPage


def leave_known_article(session: Session, page: CrawledPage) -> bool:
    """Take the article off a page that is another view of one that is known; whether it is."""
    article = page.article
    if article is None or not is_view(page.url) or not _is_known(session, article, page.url):
        return False
    page.kind, page.article = "other", None
    return True


def _is_known(session: Session, article: Article, url: str) -> bool:
    addresses = (article.url, url, page_shown(article.url), page_shown(url))
    ids = {article.id, *map(article_id, addresses)}
    return any(find_article_id(session, each) is not None for each in ids)
