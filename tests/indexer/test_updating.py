"""Bringing an index up to date: killed at any moment, and by several at once."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.changes import latest_change, record_changes
from archive.items import Article
from indexer import loading, preparing, updating
from indexer.engines import open_engine
from indexer.engines.questions import Checkpoint, DocumentRefusedError, IndexBusyError
from indexer.index_documents import make_index_document
from indexer.loading import load
from indexer.schema import INDEX_VERSION
from indexer.search import SearchRequest
from indexer.searching import SearchEngine
from indexer.updating import rebuild_index, update_index
from tests.fixtures.forking import FORKED
from tests.indexer.articles import article, make_catalogue, record
from tests.indexer.engines import TWO_ENGINES, engine_url

analyse_task = preparing._analyse

IDS = {f"id-{n:04}" for n in range(100)}


def articles(body: str) -> tuple[Article, ...]:
    return tuple(article(article_id, "Bài viết", body) for article_id in sorted(IDS))


def ids(engine: SearchEngine, query: str) -> set[str]:
    return {hit.id for hit in engine.search(SearchRequest(q=query, size=200)).hits}


def _update_until_killed(database: str, url: str, calls: int) -> None:
    """Update in small batches; at the so-manieth sign of progress die as by `kill -9`."""
    updating.BATCH, updating.STEP, updating.CHUNK = 20, 20, 10
    signs = iter(range(calls))

    def die_in_time(done: int, total: int) -> None:
        if next(signs, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    with open_engine(url) as engine:
        update_index(Catalogue(database), engine, die_in_time)


def update_and_kill(catalogue: Catalogue, url: str, after: int) -> None:
    process = FORKED.Process(target=_update_until_killed, args=(catalogue.url, url, after))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("name", TWO_ENGINES)
def test_killed_at_any_moment_it_goes_on_where_it_stopped(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    catalogue = make_catalogue(tmp_path, articles("Cũ."))
    with engine_url(name, tmp_path, request) as url, open_engine(url) as engine:
        # while it is built, twice
        update_and_kill(catalogue, url, after=3)
        update_and_kill(catalogue, url, after=3)
        report = update_index(catalogue, engine)
        assert 0 < report.indexed <= 60
        assert ids(engine, "cũ") == IDS
        # while it follows the changes
        with catalogue.begin() as session:
            for changed in articles("Mới."):
                record_article(session, changed, "2026-02-01T00:00:00Z", None)
        update_and_kill(catalogue, url, after=5)
        report = update_index(catalogue, engine)
        assert report.indexed <= 100
        assert ids(engine, "mới") == IDS
        assert update_index(catalogue, engine).indexed == 0


def test_two_writers_to_one_folder_exclude_each_other(tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path)
    with open_engine(f"tantivy://{tmp_path / 'index'}") as engine:
        update_index(catalogue, engine)
        with engine.store.update(), pytest.raises(IndexBusyError, match="another process"):
            update_index(catalogue, engine)
        with engine.store.build(), pytest.raises(IndexBusyError, match="another process"):
            rebuild_index(catalogue, engine)
        rebuild_index(catalogue, engine)


@pytest.mark.parametrize("name", TWO_ENGINES)
def test_two_runs_exclude_each_other_whatever_the_engine(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    catalogue = make_catalogue(tmp_path)
    with (
        engine_url(name, tmp_path, request) as url,
        open_engine(url) as one,
        open_engine(url) as other,
    ):
        refused: list[str] = []

        def run_beside(done: int, total: int) -> None:
            for run, work in ((update_index, "updating"), (rebuild_index, "building")):
                if work in at_work:
                    with pytest.raises(IndexBusyError, match=f"another process is {work} the"):
                        run(catalogue, other)
                    refused.append(work)

        at_work = ["building"]
        rebuild_index(catalogue, one, run_beside)
        record(catalogue, article("moi", "Bài zxyz"))
        at_work = ["updating"]
        assert update_index(catalogue, one, run_beside).indexed == 1
        assert set(refused) == {"building", "updating"}
        assert update_index(catalogue, other).indexed == 0


@pytest.mark.parametrize("name", TWO_ENGINES)
def test_two_builders_at_once_leave_one_whole_index(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(updating, "CHUNK", 20)
    catalogue = make_catalogue(tmp_path, articles("Cũ."))
    with engine_url(name, tmp_path, request) as url:

        def rebuild(number: int) -> bool:
            with open_engine(url) as engine:
                try:
                    rebuild_index(catalogue, engine)
                except IndexBusyError:
                    return False
                return True

        with ThreadPoolExecutor(2) as pool, open_engine(url) as engine:
            for _ in range(5):
                assert any(list(pool.map(rebuild, range(2))))  # both to their end
                assert ids(engine, "cũ") == IDS
                assert engine.size() == len(IDS)
                assert update_index(catalogue, engine).indexed == 0


@pytest.mark.parametrize("name", TWO_ENGINES)
def test_what_is_published_is_what_was_built(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """As when one builder comes to its end while another has only begun a new index."""
    catalogue = make_catalogue(tmp_path, articles("Cũ."))
    with (
        engine_url(name, tmp_path, request) as url,
        open_engine(url) as one,
        open_engine(url) as other,
    ):
        update_index(catalogue, one)
        with other.store.build():
            pass
        one.store.publish()  # once more, of the index that is there already
        other.store.discard_build()
        assert ids(one, "cũ") == IDS
        with other.store.build():
            pass
        rebuild_index(catalogue, one)
        other.store.discard_build()
        assert ids(one, "cũ") == IDS
        assert update_index(catalogue, other).indexed == 0


@pytest.mark.server
def test_what_was_read_earlier_never_replaces_what_was_read_later(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    catalogue = make_catalogue(tmp_path, (article("a", "Bài cũ"),))
    with engine_url("elasticsearch", tmp_path, request) as url, open_engine(url) as engine:
        update_index(catalogue, engine)
        record(catalogue, article("b", "Bài khác"))
        with catalogue.session() as session:
            (earlier,) = load(session, "NewsArticle", ["a"])
        with catalogue.begin() as session:
            record_article(session, article("a", "Bài mới"), "2026-02-01T00:00:00Z", None)
        update_index(catalogue, engine)
        with engine.store.update() as writer:
            checkpoint = writer.checkpoint
            assert checkpoint is not None
            document = make_index_document(earlier.item)
            writer.write([document], [], as_of=checkpoint.sequence - 1)
            writer.commit(checkpoint)
        assert ids(engine, "title:mới") == {"a"}


def test_a_failed_update_leaves_the_last_commit(tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path)
    with open_engine(f"tantivy://{tmp_path / 'index'}") as engine:
        update_index(catalogue, engine)
        record(catalogue, article("moi", "Bài zxyz"))

        def fail(done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            update_index(catalogue, engine, fail)
        assert ids(engine, "title:zxyz") == set()
        assert update_index(catalogue, engine).indexed == 1
        assert ids(engine, "title:zxyz") == {"moi"}


def test_a_reader_in_another_process_sees_each_commit(tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path)
    url = f"tantivy://{tmp_path / 'index'}"
    with open_engine(url) as writing, open_engine(url) as reading:
        update_index(catalogue, writing)
        before = reading.size()
        record(catalogue, article("moi", "Bài zxyz"))
        update_index(catalogue, writing)
        assert reading.size() == before + 1
        rebuild_index(catalogue, writing)
        assert ids(reading, "title:zxyz") == {"moi"}
        folders = list((tmp_path / "index").glob("index-*"))
        assert len(folders) == 1


def test_progress_counts_up_to_the_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "CHUNK", 2)
    catalogue = make_catalogue(tmp_path)
    told: list[tuple[int, int]] = []
    with open_engine(f"tantivy://{tmp_path / 'index'}") as engine:
        update_index(catalogue, engine, lambda done, total: told.append((done, total)))
    assert told == [(2, 6), (4, 6), (6, 6)]


def test_an_unfinished_index_in_place_is_built_to_its_end(tmp_path: Path) -> None:
    """As when two builders meet and one puts the other's unfinished index in place."""
    catalogue = make_catalogue(tmp_path, articles("Cũ."))
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        with catalogue.session() as session:
            some = load(session, "NewsArticle", sorted(IDS)[:10])
        with engine.store.build() as writer:
            writer.write([make_index_document(one.item) for one in some], (), 1)
            last = sorted(IDS)[9]
            writer.commit(Checkpoint(catalogue.uuid, INDEX_VERSION, 100, "NewsArticle", last))
        engine.store.publish()
        assert engine.size() == 10
        update_index(catalogue, engine)
        assert ids(engine, "cũ") == IDS


def test_an_index_is_built_anew_of_tokens_kept(tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path, articles("Ủy ban nhân dân tỉnh họp ngày 1/5/2023."))
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        assert update_index(catalogue, engine).reused == 0
        before = engine.search(SearchRequest(q='"ngày 1 tháng 5 năm 2023" hop', size=3))
        with catalogue.begin() as session:
            record_article(session, article("id-0007", "Đổi", "Mới."), "2026-02-01T00:00:00Z", None)
        assert update_index(catalogue, engine).reused == 0
        report = rebuild_index(catalogue, engine)
        assert (report.indexed, report.reused) == (100, 100)
        assert engine.search(SearchRequest(q='"ngày 1 tháng 5 năm 2023" hop', size=3)).total == (
            before.total - 1
        )
        assert ids(engine, "đổi mới") == {"id-0007"}


def test_tokens_of_another_version_of_the_analyzer_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = make_catalogue(tmp_path, articles("Cũ."))
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        monkeypatch.setattr(loading, "TOKENS_VERSION", "0")
        monkeypatch.setattr(preparing, "TOKENS_VERSION", "0")
        update_index(catalogue, engine)
        monkeypatch.undo()
        assert rebuild_index(catalogue, engine).reused == 0
        assert rebuild_index(catalogue, engine).reused == 100


def test_keeping_tokens_is_no_change_of_the_catalogue(tmp_path: Path) -> None:
    catalogue = make_catalogue(tmp_path, articles("Cũ."))
    with catalogue.session() as session:
        before = latest_change(session)
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        update_index(catalogue, engine)
    with catalogue.session() as session:
        assert latest_change(session) == before


@pytest.mark.slow
def test_processes_beside_make_the_index_that_one_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = make_catalogue(tmp_path, articles("Ủy ban nhân dân tỉnh họp."))
    monkeypatch.setattr(preparing, "processors", lambda: 2)
    monkeypatch.setattr(preparing, "FEW", 10)
    monkeypatch.setattr(updating, "CHUNK", 20)
    monkeypatch.setenv("SEEN", str(tmp_path / "seen"))
    monkeypatch.setattr(preparing, "_analyse", _dies_at_first)
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        assert update_index(catalogue, engine).indexed == 100
        assert ids(engine, "họp") == IDS
    monkeypatch.setattr(preparing, "processors", lambda: 1)
    with open_engine(f"tantivy://{tmp_path}/other") as other:
        assert update_index(catalogue, other).reused == 100


def test_without_anything_to_analyse_no_process_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = make_catalogue(tmp_path, articles("Cũ."))
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        update_index(catalogue, engine)
        monkeypatch.setattr(preparing, "processors", lambda: 2)
        monkeypatch.setattr(preparing, "FEW", 10)
        monkeypatch.setattr(preparing, "_analyse", _dies_at_once)
        assert rebuild_index(catalogue, engine).reused == 100
        assert ids(engine, "cũ") == IDS


@pytest.mark.slow
@pytest.mark.usefixtures("forked_beside")
def test_an_item_that_ends_every_process_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = make_catalogue(tmp_path, articles("Cũ.")[:12])
    monkeypatch.setattr(preparing, "processors", lambda: 2)
    monkeypatch.setattr(preparing, "FEW", 10)
    monkeypatch.setattr(preparing, "_analyse", _dies_of_the_seventh)
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        with pytest.raises(DocumentRefusedError, match="NewsArticle id-0007: analysing it"):
            update_index(catalogue, engine)
        monkeypatch.undo()
        assert update_index(catalogue, engine).indexed == 12


def _dies_at_first(task: preparing._Task) -> list[bytes]:
    """Die at the first sight of one item, as of a machine without memory to spare."""
    seen = Path(os.environ["SEEN"])
    if any("id-0050" in name for name, _ in task) and not seen.exists():
        seen.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return analyse_task(task)


def _dies_of_the_seventh(task: preparing._Task) -> list[bytes]:
    if any("id-0007" in name for name, _ in task):
        os.kill(os.getpid(), signal.SIGKILL)
    return analyse_task(task)


def _dies_at_once(task: preparing._Task) -> list[bytes]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_what_changed_twice_is_indexed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "BATCH", 2)
    monkeypatch.setattr(updating, "STEP", 2)
    catalogue = make_catalogue(tmp_path, tuple(article(f"a{n}", "Tin") for n in range(5)))
    with open_engine(f"tantivy://{tmp_path}/index") as engine:
        update_index(catalogue, engine)
        for kind in ("recorded", "resolved"):
            with catalogue.begin() as session:
                record_changes(session, [f"a{n}" for n in range(5)], kind)
        assert update_index(catalogue, engine).indexed == 5
        assert update_index(catalogue, engine).indexed == 0
