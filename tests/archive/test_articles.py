"""Articles in the catalogue: what is recorded, what counts as a change, what is found again."""

from threading import Thread

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.articles import (
    article_versions,
    delete_article,
    find_article_id,
    get_article,
    get_articles,
    iter_articles,
    mark_gone,
    record_article,
)
from archive.catalogue.changes import read_changes
from archive.catalogue.snapshots import NewSnapshot, article_snapshots, record_snapshot
from archive.catalogue.tables import ArticleRow, MentionRow
from archive.items import Article, Attachment
from archive.urls import article_id
from tests.archive.articles import URL, article, day

ID = article_id(URL)


def record(
    catalogue: Catalogue, recorded: Article, seen_at: str = day(1), snapshot_id: int | None = None
) -> str:
    with catalogue.begin() as session:
        return record_article(session, recorded, seen_at, snapshot_id)


def current(catalogue: Catalogue, id_: str = ID) -> Article:
    with catalogue.session() as session:
        found = get_article(session, id_)
    assert found is not None
    return found


def headlines(catalogue: Catalogue) -> list[str]:
    with catalogue.session() as session:
        return [version.content["headline"] for version in article_versions(session, ID)]


def logged(catalogue: Catalogue) -> list[tuple[str, str]]:
    with catalogue.session() as session:
        return [(change.item_id, change.kind) for change in read_changes(session)]


def test_new_article_is_read_back_as_it_was(catalogue: Catalogue) -> None:
    assert record(catalogue, article(), day(1)) == "new"
    found = current(catalogue)
    references = found.references
    found.references = []
    assert found == article(id=ID, first_seen=day(1), last_seen=day(1))
    assert [(m.field, m.reference.identifier) for m in references] == [
        ("headline", "1235/UBND-KGVX"),
        ("lead", "490/QĐ-BTTTT"),
        ("body", "4204/KH-UBND"),
    ]
    text = "\n".join(article().body)
    in_body = references[2].reference
    assert text[in_body.start : in_body.end] == in_body.text
    assert headlines(catalogue) == [article().headline]
    assert logged(catalogue) == [(ID, "added")]


def test_seen_again_unchanged(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(1))
    assert record(catalogue, article(views=300), day(2)) == "unchanged"
    found = current(catalogue)
    assert (found.first_seen, found.last_seen, found.views) == (day(1), day(2), 300)
    assert len(headlines(catalogue)) == 1
    assert len(logged(catalogue)) == 1  # the view counter is no news


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Khác"},
        {"lead": None},
        {"body": ["Đoạn một."]},
        {"body": ["Đoạn một. ", *article().body[1:]]},
        {"author": "Văn phòng"},
        {"source": "Báo Kon Tum"},
        {"section": "Thông báo"},
        {"date_published": "2023-05-02"},
        {"date_modified": "2023-05-02T08:00:00+07:00"},
        {"attachments": []},
        {"attachments": [Attachment("http://stp.kontum.gov.vn/f/1.pdf", "Khác.pdf")]},
    ],
)
def test_changed_content_makes_a_version(
    sqlite_catalogue: Catalogue, change: dict[str, object]
) -> None:
    record(sqlite_catalogue, article(), day(1))
    assert record(sqlite_catalogue, article(**change), day(2)) == "changed"
    with sqlite_catalogue.session() as session:
        versions = article_versions(session, ID)
        found = get_article(session, ID)
    assert found is not None
    assert [version.number for version in versions] == [1, 2]
    (name,) = change
    assert getattr(found, name) == change[name]
    assert len(logged(sqlite_catalogue)) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"portal": "kontum-tinh"},
        {"province": "quang-ngai"},
        {"department": "Sở Thông tin và Truyền thông"},
        {"language": "en"},
        {"url": f"{URL}?in=1", "id": ID},
    ],
)
def test_changed_metadata_is_no_version_but_reaches_the_log(
    sqlite_catalogue: Catalogue, change: dict[str, object]
) -> None:
    record(sqlite_catalogue, article(), day(1))
    with sqlite_catalogue.begin() as session:
        outcome = record_article(session, article(**change), day(2), None, other_urls=[URL])
    assert outcome == "changed"
    assert len(headlines(sqlite_catalogue)) == 1
    assert logged(sqlite_catalogue) == [(ID, "added"), (ID, "recorded")]
    name = next(iter(change))
    assert getattr(current(sqlite_catalogue), name) == change[name]


def test_what_a_capture_does_not_tell_stays(sqlite_catalogue: Catalogue) -> None:
    record(sqlite_catalogue, article(), day(1))
    bare = article(portal=None, province=None, department=None, language=None, views=None)
    bare.provenance = {}
    assert record(sqlite_catalogue, bare, day(2)) == "unchanged"
    found = current(sqlite_catalogue)
    assert (found.portal, found.province, found.department) == (
        "kontum-stp",
        "kon-tum",
        "Sở Tư pháp",
    )
    assert (found.language, found.views, found.provenance) == ("vi", 295, article().provenance)


def test_change_rewrites_the_mentions(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(1))
    with catalogue.begin() as session:
        for row in session.scalars(select(MentionRow)):
            row.document_key = "resolved"
    record(catalogue, article(body=["Nghị định số 30/2020/NĐ-CP."]), day(2))
    found = current(catalogue)
    assert [m.reference.identifier for m in found.references] == [
        "1235/UBND-KGVX",
        "490/QĐ-BTTTT",
        "30/2020/NĐ-CP",
    ]
    with catalogue.session() as session:  # to be resolved anew
        assert set(session.scalars(select(MentionRow.document_key))) == {None}


def test_older_capture_does_not_become_the_current_version(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(5))
    older = article(headline="Tiêu đề cũ", views=10, province="cu")
    assert record(catalogue, older, day(2)) == "changed"  # a version more
    found = current(catalogue)
    assert (found.headline, found.views, found.province) == (article().headline, 295, "kon-tum")
    assert (found.first_seen, found.last_seen) == (day(2), day(5))
    assert headlines(catalogue) == ["Tiêu đề cũ", article().headline]
    assert len(logged(catalogue)) == 1  # readers see nothing new
    assert record(catalogue, older, day(3)) == "unchanged"
    with catalogue.session() as session:
        first, second = article_versions(session, ID)
    assert (first.number, first.seen_at, first.last_seen) == (1, day(2), day(3))
    assert (second.number, second.seen_at, second.last_seen) == (2, day(5), day(5))


def test_older_capture_with_the_same_content(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(5))
    assert record(catalogue, article(views=1), day(2)) == "unchanged"
    found = current(catalogue)
    assert (found.first_seen, found.last_seen, found.views) == (day(2), day(5), 295)


def test_changed_and_changed_back_between_two_visits(catalogue: Catalogue) -> None:
    for number in (1, 2, 8, 9):
        with catalogue.begin() as session:
            snapshot = record_snapshot(session, snapshot_of(ID, number))
            record_article(session, article(), day(number), snapshot)
    record(catalogue, article(headline="Nhầm"), day(5))
    with catalogue.session() as session:
        versions = article_versions(session, ID)
    assert [(v.content["headline"], v.seen_at, v.last_seen) for v in versions] == [
        (article().headline, day(1), day(2)),
        ("Nhầm", day(5), day(5)),
        (article().headline, day(8), day(9)),
    ]
    assert current(catalogue).headline == article().headline
    assert record(catalogue, article(), day(10)) == "unchanged"


def test_extracting_a_snapshot_anew_replaces_its_version(catalogue: Catalogue) -> None:
    record(catalogue, article(headline="Cũ | Cổng"), day(1), snapshot_id=1)
    record(catalogue, article(headline="Mới | Cổng", department=None), day(2), snapshot_id=2)
    record(catalogue, article(headline="Mới | Cổng"), day(3), snapshot_id=3)
    assert record(catalogue, article(headline="Cũ"), day(1), snapshot_id=1) == "changed"
    assert headlines(catalogue) == ["Cũ", "Mới | Cổng"]
    assert current(catalogue).headline == "Mới | Cổng"
    better = article(headline="Mới", department="Sở Tư pháp tỉnh Kon Tum")
    assert record(catalogue, better, day(2), snapshot_id=2) == "changed"
    assert headlines(catalogue) == ["Cũ", "Mới"]
    found = current(catalogue)
    assert (found.headline, found.last_seen) == ("Mới", day(3))
    assert found.department == "Sở Tư pháp tỉnh Kon Tum"
    assert record(catalogue, better, day(3), snapshot_id=3) == "unchanged"


def test_versions_that_better_rules_read_alike_become_one(catalogue: Catalogue) -> None:
    for number in (1, 2, 3):
        record(catalogue, article(headline=f"Tin ({number} lượt xem)"), day(number), number)
    assert len(headlines(catalogue)) == 3
    for number in (1, 2, 3):
        record(catalogue, article(headline="Tin"), day(number), number)
    with catalogue.session() as session:
        (version,) = article_versions(session, ID)
        row = session.get_one(ArticleRow, ID)
    assert (version.seen_at, version.last_seen) == (day(1), day(3))
    assert (row.version, row.headline, row.snapshot_id) == (1, "Tin", 1)


def test_article_is_found_again_when_its_address_changes(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(1))
    moved = "https://stp.kontum.gov.vn/tin/bang-tin-295.html"
    with catalogue.begin() as session:
        outcome = record_article(session, article(url=moved), day(2), None, other_urls=[URL])
    assert outcome == "changed"
    found = current(catalogue, article_id(moved))
    assert (found.id, found.url) == (ID, moved)
    assert record(catalogue, article(url=moved), day(3)) == "unchanged"
    assert record(catalogue, article(url=URL), day(4)) == "changed"  # moved back
    with catalogue.session() as session:
        assert len(list(iter_articles(session))) == 1


def test_alias_leads_to_its_article(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(1))
    other = "http://m.stp.kontum.gov.vn/tin/295"
    with catalogue.begin() as session:
        record_article(session, article(), day(1), None, other_urls=[other])
        record_article(session, article(), day(1), None, other_urls=[other])  # known already
    with catalogue.session() as session:
        assert find_article_id(session, article_id(other)) == ID
        assert find_article_id(session, ID) == ID
        assert find_article_id(session, "0" * 16) is None
        assert get_article(session, "0" * 16) is None
    assert record(catalogue, article(url=other), day(2)) == "changed"
    with catalogue.session() as session:
        assert [found.id for found in iter_articles(session)] == [ID]


def test_id_given_is_kept_and_a_later_crawl_finds_it(catalogue: Catalogue) -> None:
    assert record(catalogue, article(id="bao-cu-1"), day(1)) == "new"
    assert record(catalogue, article(id=ID), day(2)) == "unchanged"
    assert current(catalogue, ID).id == "bao-cu-1"


def test_id_given_is_kept_beside_an_article_at_the_same_address(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(1))
    assert record(catalogue, article(id="khác"), day(2)) == "new"
    with catalogue.session() as session:
        assert set(get_articles(session, [ID, "khác"])) == {ID, "khác"}


def test_article_without_an_address(catalogue: Catalogue) -> None:
    assert record(catalogue, article(url="", id="a1"), day(1)) == "new"
    assert record(catalogue, article(url="", id="a1"), day(2)) == "unchanged"
    assert current(catalogue, "a1").url == ""
    with pytest.raises(ValueError, match=article().headline):
        record(catalogue, article(url=""), day(1))


def test_address_is_kept_in_its_canonical_form(catalogue: Catalogue) -> None:
    record(catalogue, article(url=f"{URL}?utm_source=zalo#binh-luan"), day(1))
    assert current(catalogue).url == URL


def test_page_that_vanished_and_came_back(catalogue: Catalogue) -> None:
    record(catalogue, article(), day(1))
    with catalogue.begin() as session:
        assert mark_gone(session, ID, day(3))
        assert not mark_gone(session, ID, day(4))  # known already
    assert current(catalogue).gone_since == day(3)
    assert record(catalogue, article(), day(2)) == "unchanged"  # it was still there then
    assert current(catalogue).gone_since == day(3)
    assert record(catalogue, article(), day(5)) == "changed"
    assert current(catalogue).gone_since is None
    with catalogue.begin() as session:
        assert not mark_gone(session, ID, day(4))  # seen since
    assert logged(catalogue) == [(ID, "added"), (ID, "recorded"), (ID, "recorded")]


def test_deleted_article_leaves_its_snapshots(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        snapshot = record_snapshot(session, snapshot_of(ID, 1))
        record_article(session, article(), day(1), snapshot, other_urls=["http://a.vn/khac"])
    with catalogue.begin() as session:
        assert delete_article(session, ID)
        assert not delete_article(session, ID)
    with catalogue.session() as session:
        assert get_article(session, ID) is None
        assert get_article(session, article_id("http://a.vn/khac")) is None
        assert article_snapshots(session, ID) == []
    assert logged(catalogue) == [(ID, "added"), (ID, "deleted")]
    assert record(catalogue, article(), day(2)) == "new"


def test_articles_are_read_in_bulk(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        for number in range(25):
            portal = "a" if number % 5 else "b"
            page = article(url=f"http://a.vn/{number}", portal=portal, province=portal)
            record_article(session, page, day(1), None)
    with catalogue.session() as session:
        everything = list(iter_articles(session, batch=10))
        assert [found.id for found in everything] == sorted(found.id for found in everything)
        assert len({found.id for found in everything}) == 25
        assert all(len(found.references) == 3 for found in everything)
        assert len(list(iter_articles(session, portal="b", batch=2))) == 5
        assert len(list(iter_articles(session, province="a", batch=5))) == 20
        assert session.identity_map.values() == []  # memory does not grow


def test_characters_that_no_database_takes_do_not_stop_a_crawl(catalogue: Catalogue) -> None:
    broken = article(headline="Tin\0tức \ud83d", body=["a\0"], provenance={"x\0": "\udc00"})
    assert record(catalogue, broken, day(1)) == "new"
    found = current(catalogue)
    assert (found.headline, found.body) == ("Tin\ufffdtức \ufffd", ["a\ufffd"])
    assert record(catalogue, broken, day(2)) == "unchanged"


@pytest.mark.server
def test_two_crawls_that_meet_the_same_new_article(postgres_catalogue: Catalogue) -> None:
    outcomes: list[str] = []

    def other_crawl() -> None:
        outcomes.append(record(postgres_catalogue, article(headline="Khác"), day(2)))

    with postgres_catalogue.begin() as session:
        assert record_article(session, article(), day(1), None) == "new"
        thread = Thread(target=other_crawl)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()  # it waits for what becomes of this transaction
    thread.join(20)
    assert outcomes == ["changed"]
    assert headlines(postgres_catalogue) == [article().headline, "Khác"]


def snapshot_of(article_id_: str, number: int) -> NewSnapshot:
    return NewSnapshot(
        portal="kontum-stp",
        run_id=None,
        url=URL,
        fetched_at=day(number),
        status=200,
        content_type="text/html",
        payload_digest="sha256:A",
        record_type="response",
        record_id=f"<urn:uuid:{number}>",
        warc="a.warc.gz",
        offset=number,
        length=10,
        kind="article",
        article_id=article_id_,
    )
