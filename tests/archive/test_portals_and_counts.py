from typing import Any

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.counting import PortalCounts, count_all, count_by_portal
from archive.catalogue.mentions import document_mentions
from archive.catalogue.portals import get_portal, list_portals, portal_titles, record_portal
from archive.catalogue.tables import MentionRow
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
        row = get_portal(session, "stp")
        assert row is not None
        assert row.definition == {"start": []}
        assert [portal.name for portal in list_portals(session)] == ["a", "stp"]
        assert portal_titles(session) == {"a": "A", "stp": "Sở Tư pháp"}
        assert get_portal(session, "b") is None


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


def test_mentions_of_a_document_in_order_of_time(catalogue: Catalogue) -> None:
    dates = ["2024-01-01", None, "2023-05-01"]
    with catalogue.begin() as session:
        for number, published in enumerate(dates):
            page = article(url=f"http://a.vn/{number}", date_published=published)
            record_article(session, page, day(1), None)
        for row in session.query(MentionRow).filter_by(identifier="490/QĐ-BTTTT"):
            row.document_key = "key"
    with catalogue.session() as session:
        found = document_mentions(session, "key")
        assert [mention.date_published for mention in found] == ["2023-05-01", "2024-01-01", None]
        assert {mention.mention.reference.identifier for mention in found} == {"490/QĐ-BTTTT"}
        assert found[0].url == "http://a.vn/2"
        assert document_mentions(session, "other") == []
