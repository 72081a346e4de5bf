"""Jobs that workers share."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue, wishes
from archive.catalogue import jobs as queue
from archive.catalogue.jobs import JobKind, NewJob
from archive.catalogue.tables import JobRow

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def crawl(portal: str, host: str | None = None) -> NewJob:
    return NewJob("crawl", portal, f"crawl {host or portal}", "schedule")


def ask(catalogue: Catalogue, *jobs: NewJob, due: datetime = NOW) -> list[int | None]:
    with catalogue.begin() as session:
        return [queue.ask(session, job, NOW, due) for job in jobs]


def claim(catalogue: Catalogue, worker: str = "a", now: datetime = NOW) -> JobRow | None:
    with catalogue.begin() as session:
        return queue.claim(session, worker, now)


def states(catalogue: Catalogue) -> list[tuple[str, str]]:
    with catalogue.session() as session:
        return [
            (job.subject, job.state) for job in session.scalars(select(JobRow).order_by(JobRow.id))
        ]


def subject(job: JobRow | None) -> str | None:
    return job.subject if job else None


def test_what_is_due_longest_is_done_first(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("later"), due=NOW + MINUTE)
    ask(catalogue, crawl("now"))
    assert subject(claim(catalogue)) == "now"
    assert claim(catalogue) is None
    assert subject(claim(catalogue, now=NOW + MINUTE)) == "later"


# What was asked for, how long after a scheduled crawl that waits, whether it goes before that, and
# whether it does so after some minutes.
BEFORE_CRAWLS = [
    # what people ask for, and wait for
    (wishes.preview("https://stp.example/", "an operator"), True, True),
    (wishes.crawl("stp", "https://stp.example/", "an operator"), True, True),
    (wishes.backup("timer"), True, True),
    # what follows from crawls: once for some minutes of them
    (NewJob("index", "", "index", "crawl sct"), False, True),
    (NewJob("health", "", "health", "crawl sct"), False, True),
    # another crawl
    (crawl("stp"), False, False),
]


@pytest.mark.parametrize(("job", "at_once", "later"), BEFORE_CRAWLS)
def test_what_goes_before_the_crawls_of_a_timetable(
    catalogue: Catalogue, job: NewJob, at_once: bool, later: bool
) -> None:
    ask(catalogue, crawl("sct"))
    ask(catalogue, job, due=NOW + MINUTE)
    for now, is_before in ((NOW + MINUTE, at_once), (NOW + MINUTE + queue.PATIENCE, later)):
        claimed = claim(catalogue, now=now)
        assert claimed
        assert (claimed.subject != "sct") is is_before
        with catalogue.begin() as session:
            queue.put_back(session, claimed, now)


def test_the_same_waits_once_and_once_more_while_it_runs(catalogue: Catalogue) -> None:
    first, again = ask(catalogue, crawl("stp"), crawl("stp"))
    assert (first is not None, again) == (True, None)
    assert claim(catalogue)
    assert ask(catalogue, crawl("stp"), crawl("stp"))[1] is None
    # and is not begun beside itself
    assert claim(catalogue) is None
    assert states(catalogue) == [("stp", "running"), ("stp", "waiting")]


def test_of_one_lane_one_runs_at_a_time(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("a", "kontum.vn"), crawl("b", "kontum.vn"), crawl("c", "laocai.vn"))
    first = claim(catalogue)
    assert (subject(first), subject(claim(catalogue)), claim(catalogue)) == ("a", "c", None)
    assert first
    with catalogue.begin() as session:
        queue.end(session, first.id, "a", "done", "12 new", NOW)
    assert subject(claim(catalogue)) == "b"


def test_a_silent_workers_job_is_done_by_another(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("stp"), crawl("syt"))
    silent, alive = claim(catalogue, "silent"), claim(catalogue, "alive")
    assert silent
    assert alive
    later = NOW + queue.SILENCE + MINUTE
    with catalogue.begin() as session:
        assert queue.beat(session, "alive", later) == {alive.id}
        assert queue.release(session, later) == [silent.id]
    again = claim(catalogue, "alive", later)
    assert again
    assert (again.id, again.attempts) == (silent.id, 2)
    # the silent one wakes up: what it says of the job counts no more
    with catalogue.begin() as session:
        assert queue.beat(session, "silent", later) == set()
        queue.end(session, silent.id, "silent", "failed", "too late", later)
    assert states(catalogue) == [("stp", "running"), ("syt", "running")]


def test_a_job_that_kills_its_workers_fails(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("stp"))
    for _ in range(queue.ATTEMPTS):
        assert claim(catalogue)
        with catalogue.begin() as session:
            queue.release(session, NOW, gone=["a"])
    assert states(catalogue) == [("stp", "failed")]


def test_a_job_that_is_put_back_is_not_held_against_it(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("stp"))
    for _ in range(queue.ATTEMPTS + 1):
        job = claim(catalogue)
        assert job
        with catalogue.begin() as session:
            queue.put_back(session, job, NOW)
    assert states(catalogue) == [("stp", "waiting")]


def test_a_job_is_not_put_back_beside_the_same(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("stp"))
    job = claim(catalogue)
    ask(catalogue, crawl("stp"))
    assert job
    with catalogue.begin() as session:
        queue.put_back(session, job, NOW)
    assert states(catalogue) == [("stp", "failed"), ("stp", "waiting")]


def test_workers_at_once_take_each_job_once(catalogue: Catalogue) -> None:
    """Forty jobs of ten hosts, four workers: nothing twice, never two of a host."""
    ask(catalogue, *(crawl(f"p{n}", f"host{n % 10}") for n in range(40)))
    done: list[str] = []
    wrong: list[str] = []
    busy: set[str] = set()
    lock = threading.Lock()

    def work(name: str) -> None:
        idle = 0
        while idle < 50:
            job = claim(catalogue, name)
            if job is None:
                idle += 1
                continue
            with lock:
                if job.lane in busy:
                    wrong.append(job.lane)
                busy.add(job.lane)
                done.append(job.subject)
            with lock:
                busy.discard(job.lane)
            with catalogue.begin() as session:
                queue.end(session, job.id, name, "done", "", NOW)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(done) == sorted(f"p{n}" for n in range(40))


def test_who_asks_stops_what_waits_and_tells_the_worker_of_what_runs(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("runs"))
    running = claim(catalogue)
    (waiting,) = ask(catalogue, crawl("waits"))
    assert running is not None
    assert waiting is not None
    with catalogue.begin() as session:
        assert queue.ask_to_stop(session, running.id, "lan", NOW)
        assert queue.ask_to_stop(session, waiting, "lan", NOW)
        assert not queue.ask_to_stop(session, waiting, "lan", NOW)
        assert queue.asked_to_stop(session, "a") == {running.id: "lan"}
        assert queue.asked_to_stop(session, "b") == {}
    assert states(catalogue) == [("runs", "running"), ("waits", "stopped")]
    # its worker ends before it could: nobody begins it again
    with catalogue.begin() as session:
        queue.release(session, NOW, gone={"a"})
    assert states(catalogue)[0] == ("runs", "stopped")


def test_what_a_job_needs_and_what_it_found_are_kept(catalogue: Catalogue) -> None:
    ask(catalogue, NewJob("portal", "stp", "portal", "lan", {"title": "Sở Tư pháp"}))
    job = claim(catalogue)
    assert job is not None
    assert job.arguments == {"title": "Sở Tư pháp"}
    with catalogue.begin() as session:
        queue.keep_result(session, job.id, {"problems": []})
        assert [each.id for each in queue.open_jobs(session, "portal")] == [job.id]
        assert queue.open_jobs(session, "crawl") == []
    with catalogue.session() as session:
        assert session.get_one(JobRow, job.id).result == {"problems": []}


def test_jobs_that_ended_long_ago_are_forgotten(catalogue: Catalogue) -> None:
    ask(catalogue, crawl("old"), crawl("waits"))
    old = claim(catalogue)
    assert old is not None
    with catalogue.begin() as session:
        queue.end(session, old.id, "a", "done", "12 new", NOW)
        assert queue.forget_jobs(session, NOW) == []
        assert queue.forget_jobs(session, NOW + timedelta(seconds=1)) == [old.id]
    assert [name for name, _ in states(catalogue)] == ["waits"]


# When somebody last asked for the kind, and whether that is since the moment.
@pytest.mark.parametrize(
    ("asked", "is_since"),
    [
        # there are no jobs at all, so nothing to tidy
        ((), True),
        # all jobs are younger than the moment
        ((("crawl", 1),), True),
        # there are older ones, and it was never asked for
        ((("crawl", -2),), False),
        # it was, before
        ((("crawl", -2), ("tidy", -1)), False),
        # it was, since
        ((("crawl", -2), ("tidy", 1)), True),
    ],
)
def test_whether_a_kind_was_asked_for_since(
    sqlite_catalogue: Catalogue, asked: tuple[tuple[JobKind, int], ...], is_since: bool
) -> None:
    with sqlite_catalogue.begin() as session:
        for kind, days in asked:
            queue.ask(session, NewJob(kind, "", kind, "test"), NOW + timedelta(days=days))
        assert queue.asked_since(session, "tidy", NOW) is is_since
