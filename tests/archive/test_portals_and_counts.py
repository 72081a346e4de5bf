from typing import Any

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.counting import PortalCounts, count_all, count_by_portal
from archive.catalogue.portals import list_portals, record_portal
from tests.archive.articles import article, day


def test_portal_is_entered_once_and_brought_up_to_date(catalogue: Catalogue) -> None:
    def enter(**changes: Any) -> bool:
        portal: dict[str, Any] = {
            "title": "Sở Tư pháp",
            "province": "kon-tum",
            "department": "Sở Tư pháp",
            "platform": "tnc",
            "definition": {"start": [{"url": "http://a.vn/"}]},
        }
        with catalogue.begin() as session:
            return record_portal(session, "stp", **(portal | changes))

    assert enter()
    assert not enter()
    assert enter(definition={"start": []})
    with catalogue.begin() as session:
        record_portal(
            session,
            "a",
            title="A",
            province=None,
            department=None,
            platform="generic",
            definition={},
        )
    with catalogue.session() as session:
        portals = [(row.name, row.title, row.definition) for row in list_portals(session)]
        assert portals == [("a", "A", {}), ("stp", "Sở Tư pháp", {"start": []})]


def test_counts(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        for number, published in enumerate(["2023-05-01", "2024-01-01T08:00:00+07:00", None]):
            page = article(url=f"http://a.vn/{number}", date_published=published)
            record_article(session, page, day(1), None)
        record_article(session, article(portal=None, url="http://b.vn/"), day(1), None)
    with catalogue.session() as session:
        assert count_all(session).articles == 4
        assert count_all(session).documents == count_all(session).snapshots == 0
        assert count_by_portal(session) == {
            "kontum-stp": PortalCounts(3, "2024-01-01T08:00:00+07:00"),
            None: PortalCounts(1, "2023-05-01"),
        }
