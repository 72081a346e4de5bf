"""The second edition of the sample portals: what changes on a site between two crawls."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace

from congtin.sample_portals.articles import CONTENT, all_documents, read_article
from congtin.sample_portals.site import DepartmentSite


def publish_second_edition(sites: Mapping[str, DepartmentSite]) -> None:
    """Makes the edits of `content/edition2.toml` on the sites, by the department's slug.

    An article of a known number replaces that one at its address, one of a new number is
    published, and the articles under `gone` are taken down.
    """
    content = tomllib.loads((CONTENT / "edition2.toml").read_text(encoding="utf-8"))
    for table in content["articles"]:
        site = sites[table["department"]]
        article = read_article(table, site.department.slug, all_documents())
        known = site.article(article.id)
        site.publish(replace(article, slug=known.slug) if known else article)
    for slug, numbers in content["gone"].items():
        for number in numbers:
            sites[slug].remove(number)
