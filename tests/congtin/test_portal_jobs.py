"""What a worker does for who asks on a page: a preview of an address, a portal file kept, and more.

Everything on the way is real: the sample portals, jobs, the worker, the commands that it runs.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from archive.catalogue import Catalogue, wishes
from archive.catalogue.jobs import NewJob, ask
from archive.catalogue.tables import JobRow, PortalRow
from tests.congtin.conftest import Congtin, CrawledSamples

pytestmark = pytest.mark.slow


def catalogue_of(congtin: Congtin) -> Catalogue:
    return Catalogue(f"sqlite:///{congtin.home / 'catalogue.sqlite'}")


def done(congtin: Congtin, *wanted: NewJob, **variables: Any) -> list[JobRow]:
    """The jobs as a worker left them."""
    catalogue = catalogue_of(congtin)
    catalogue.migrate()
    with catalogue.begin() as session:
        numbers = [ask(session, job, datetime.now(UTC)) for job in wanted]
    congtin("schedule", "run", "--once", **variables)
    with catalogue.session() as session:
        return [session.get_one(JobRow, number) for number in numbers]


def found_by(job: JobRow) -> dict[str, Any]:
    assert job.result is not None, job.outcome
    return job.result


def test_a_site_is_looked_at_and_its_portal_kept(
    crawled_samples: CrawledSamples, congtin: Congtin
) -> None:
    with catalogue_of(crawled_samples.congtin).session() as session:
        row = session.get_one(PortalRow, crawled_samples.names[0])
    start = row.definition["start"][0]["url"]
    looked = wishes.preview(start, "lan")
    # sample portals are on loopback, where nobody may have a worker look
    (refused,) = done(congtin, looked)
    assert refused.state == "failed"
    assert "no public address" in found_by(refused)["problem"]
    trusted: dict[str, Any] = {"CONGTIN_PORTAL_HOSTS": "127.0.0.1, localhost"}
    (found,) = done(congtin, looked, **trusted)
    assert (found.state, found_by(found)["kind"]) == ("done", "listing"), found.outcome
    assert found_by(found)["cards"]
    file, name = found_by(found)["file"], found_by(found)["name"]
    (kept,) = done(congtin, wishes.add_portal(name, file, "lan"), **trusted)
    unknown = ["department", "province", "publisher"]
    assert kept.state == "done", kept.outcome
    assert kept.result == {"problems": [], "unknown": unknown}
    assert name in congtin("portals").out
    assert "kept in the catalogue" in congtin("portals").out
    assert not (congtin.home / "portals").exists()
    # once more it is there already
    (again,) = done(congtin, wishes.add_portal(name, file, "lan"), **trusted)
    assert "already" in found_by(again)["problems"][0]


def test_a_run_is_read_again_the_index_built_anew_and_all_backed_up(crawled: Congtin) -> None:
    place = crawled.home.parent / "backup"
    jobs = done(
        crawled,
        *(wishes.extract(1, "lan"), wishes.rebuild("lan"), wishes.backup("lan")),
        CONGTIN_BACKUP_URL=str(place),
    )
    assert [(job.kind, job.state) for job in jobs] == [
        ("extract", "done"),
        ("rebuild", "done"),
        ("backup", "done"),
    ], [job.outcome for job in jobs]
    assert all(job.log for job in jobs)
    assert any(place.rglob("*.warc.gz"))
    # with no place to back up to it is said what to set
    (nowhere,) = done(crawled, wishes.backup("lan"))
    assert nowhere.state == "failed"
    assert "CONGTIN_BACKUP_URL" in (nowhere.outcome or "")
