"""What a second crawl does: only what is new; versions of what changed; nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.articles import article_versions
from archive.catalogue.tables import ArticleRow, SnapshotRow
from congtin.demo import sample_definitions, write_portal_files
from congtin.sample_portals import FREE_PORTS, SamplePortals
from congtin.settings import load_settings
from tests.congtin.conftest import Congtin

pytestmark = pytest.mark.slow

PORTAL = "mau-so-tu-phap"
CHANGED = "Bỏ yêu cầu nộp, xuất trình sổ hộ khẩu giấy từ ngày 01/01/2023"
ADDED = "Danh mục hồ sơ bàn giao trước khi sắp xếp đơn vị hành chính cấp tỉnh"


@pytest.fixture
def samples(congtin: Congtin) -> Iterator[SamplePortals]:
    with SamplePortals(FREE_PORTS) as portals:
        home = congtin.home
        settings = load_settings(home=home, portals_folder=home / "portals")
        write_portal_files(settings, sample_definitions(portals))
        yield portals


def crawl(congtin: Congtin, *options: str) -> dict[str, int]:
    (summary,) = congtin("crawl", PORTAL, "--json", *options).lines
    assert summary["outcome"] == "finished"
    return dict(summary)


def test_first_second_and_full_crawl(congtin: Congtin, samples: SamplePortals) -> None:
    first = crawl(congtin)
    assert first["new"] >= 40
    again = crawl(congtin)
    assert again["new"] == again["changed"] == 0
    assert again["pages"] < first["pages"] / 3

    samples.publish_second_edition()
    third = crawl(congtin)
    assert third["new"] == 1
    full = crawl(congtin, "--full")
    assert full["changed"] == 2
    assert full["unchanged"] >= 40

    catalogue = Catalogue(f"sqlite:///{congtin.home}/catalogue.sqlite")
    with catalogue.session() as session:
        headlines = set(session.scalars(select(ArticleRow.headline)))
        assert ADDED in headlines
        changed = session.scalars(select(ArticleRow).where(ArticleRow.headline == CHANGED)).one()
        versions = article_versions(session, changed.id)
        assert len(versions) == 2
        assert "Đính chính" not in "".join(versions[0].content["body"])
        assert "Đính chính" in "".join(versions[1].content["body"])
        kinds = set(session.scalars(select(SnapshotRow.record_type)))
        assert kinds == {"response", "revisit"}
        unchanged = session.scalars(select(ArticleRow).where(ArticleRow.version == 1)).all()
        assert all(row.last_seen >= row.first_seen for row in unchanged)


def test_extraction_again_finds_the_same(congtin: Congtin, samples: SamplePortals) -> None:
    read = crawl(congtin, "--limit", "10")["new"]
    before = congtin("export").out
    result = congtin("extract", PORTAL, "--json").lines[0]
    assert result["counts"]["unchanged"] == read > 5
    assert congtin("export").out == before


def test_a_broken_archive_record_is_skipped_and_reported(
    congtin: Congtin, samples: SamplePortals
) -> None:
    read = crawl(congtin, "--limit", "10")["new"]
    catalogue = Catalogue(f"sqlite:///{congtin.home}/catalogue.sqlite")
    with catalogue.session() as session:
        snapshot = session.scalars(select(SnapshotRow).where(SnapshotRow.kind == "article")).first()
    assert snapshot is not None
    (file,) = Path(congtin.home / "archive").rglob(snapshot.warc.rpartition("/")[2])
    broken = bytearray(file.read_bytes())
    middle = snapshot.offset + snapshot.length // 2
    broken[middle : middle + 20] = bytes(20)
    file.write_bytes(broken)
    done = congtin("extract", PORTAL, "--json", code=1)
    assert done.lines[0]["counts"]["broken"] == 1
    assert done.lines[0]["counts"]["unchanged"] == read - 1
    assert snapshot.warc in done.err
