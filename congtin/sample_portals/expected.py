"""What a perfect reading of the sample portals gives, to compare crawled articles with."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from congtin.sample_portals.articles import SampleArticle, all_articles
from congtin.sample_portals.citing import Citation
from congtin.sample_portals.departments import Department, all_departments
from congtin.sample_portals.paths import article_path, attachment_path
from vietnamese import normalize


@dataclass(frozen=True, slots=True)
class ExpectedArticle:
    """The true item of one article page.

    Texts are as `vietnamese.normalize` leaves them, which is how the archive keeps them. `url` is
    its canonical address. `views` is what the counter stands at before the first visit;
    where `views_rise`, each visit adds one; a platform that shows no counter has None.
    `readable` is false where the page has no headline, so that no item can be made of it.
    `citations` are the documents mentioned in headline, lead and body, in order, repeats included.
    """

    portal: str
    department: str
    url: str
    section: str
    headline: str
    lead: str | None
    body: tuple[str, ...]
    author: str | None
    date_published: str
    views: int | None
    views_rise: bool
    attachments: tuple[str, ...]
    citations: tuple[Citation, ...]
    readable: bool


def portal_name(department: Department) -> str:
    """The name that a department's portal goes by, `mau-so-tu-phap`: `mau` is a sample."""
    return f"mau-{department.slug}"


def expected_articles(base_urls: Mapping[str, str]) -> Iterator[ExpectedArticle]:
    """The true item of every article as first published; `base_urls` by the department's slug."""
    departments = {department.slug: department for department in all_departments()}
    for article in all_articles():
        if article.department in base_urls:
            department = departments[article.department]
            yield expected_article(department, article, base_urls[article.department])


def expected_article(
    department: Department, article: SampleArticle, base_url: str
) -> ExpectedArticle:
    """The true item of one article, also of one that a test has edited."""
    section = department.section(article.section)
    if section is None:
        raise ValueError(
            f"article {article.id}: {department.slug} has no section {article.section}"
        )
    base = base_url.rstrip("/")
    return ExpectedArticle(
        portal=portal_name(department),
        department=department.name,
        url=base + article_path(department, article),
        section=section.title,
        headline=normalize(article.headline),
        lead=normalize(article.lead) if article.lead else None,
        body=tuple(normalize(paragraph) for paragraph in article.body),
        author=article.author,
        date_published=_as_shown(article.published),
        views=None if department.platform == "generic" else article.views,
        views_rise=department.skin != "kontum_blocks",
        attachments=tuple(base + attachment_path(article, name) for name in article.attachments),
        citations=article.citations,
        readable="no-headline" not in article.quirks,
    )


def _as_shown(published: datetime.date) -> str:
    """ISO 8601: the day alone, or the moment to the minute or second with Vietnam's offset."""
    if isinstance(published, datetime.datetime):
        return f"{published.isoformat()}+07:00"
    return published.isoformat()
