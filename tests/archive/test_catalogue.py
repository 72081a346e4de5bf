"""The catalogue as a database: made, migrated, read while written, refused where it must be."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import DBAPIError

from archive.catalogue import Catalogue, CatalogueError, connecting, migrations
from archive.catalogue.migrations import REVISIONS
from archive.catalogue.portals import record_portal
from archive.catalogue.tables import CatalogueInfo, ConsumerRow, Table


def test_migrated_schema_is_the_one_the_program_works_with(catalogue: Catalogue) -> None:
    with catalogue.session() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_program_knows_every_revision_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == REVISIONS


def test_migrating_again_changes_nothing(catalogue: Catalogue) -> None:
    uuid = catalogue.uuid
    again = Catalogue(catalogue_address(catalogue))
    again.migrate()
    assert again.uuid == uuid
    with again.session() as session:
        assert session.scalar(select(func.count()).select_from(CatalogueInfo)) == 1
    again.close()


@pytest.mark.slow
def test_processes_migrating_at_once_make_one_catalogue(database_url: str) -> None:
    program = (
        "import sys; from archive.catalogue import Catalogue; Catalogue(sys.argv[1]).migrate()"
    )
    command = [sys.executable, "-c", program, database_url]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    errors = [process.communicate(timeout=60)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], errors
    catalogue = Catalogue(database_url)
    with catalogue.session() as session:
        assert session.scalar(select(func.count()).select_from(CatalogueInfo)) == 1
    catalogue.close()


def test_newer_catalogue_is_refused(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    older_program = Catalogue(catalogue_address(catalogue))
    with pytest.raises(CatalogueError, match=r"newer version of this program .*9999"):
        older_program.migrate()
    with pytest.raises(CatalogueError, match=r"newer version"), older_program.session():
        pass
    older_program.close()


def test_older_catalogue_has_to_be_migrated(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "REVISIONS", (*REVISIONS, "9999"))
    newer_program = Catalogue(catalogue_address(catalogue))
    with pytest.raises(CatalogueError, match=r"has to be migrated"), newer_program.begin():
        pass
    newer_program.close()


def test_reading_where_no_catalogue_is_makes_none(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.db"
    with pytest.raises(CatalogueError, match=str(file)), Catalogue(f"sqlite:///{file}").session():
        pass
    assert not file.exists()


def test_write_transaction_is_whole_or_nothing(catalogue: Catalogue) -> None:
    def fail_halfway() -> None:
        with catalogue.begin() as session:
            session.add(ConsumerRow(name="index", sequence=1))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with catalogue.session() as session:
        assert session.get(ConsumerRow, "index") is None


def test_read_session_cannot_write(catalogue: Catalogue) -> None:
    with catalogue.session() as session:
        session.add(ConsumerRow(name="index", sequence=1))
        with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
            session.flush()
    with catalogue.begin() as session:  # and the connection can be written with again
        session.add(ConsumerRow(name="index", sequence=2))


def test_read_session_sees_one_state_while_others_write(catalogue: Catalogue) -> None:
    count = select(func.count()).select_from(ConsumerRow)
    with catalogue.session() as reading:
        assert reading.scalar(count) == 0
        with catalogue.begin() as writing:
            writing.add(ConsumerRow(name="index", sequence=1))
        assert reading.scalar(count) == 0
    with catalogue.session() as reading:
        assert reading.scalar(count) == 1


@pytest.mark.slow
def test_sqlite_writers_wait_for_each_other(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'catalogue.db'}"
    catalogue = Catalogue(url)
    catalogue.migrate()
    with catalogue.begin() as session:
        session.add(ConsumerRow(name="index", sequence=0))
    # reads before it writes: without BEGIN IMMEDIATE this fails as soon as two do it
    program = """
import sys
from archive.catalogue import Catalogue
from archive.catalogue.tables import ConsumerRow
catalogue = Catalogue(sys.argv[1])
for _ in range(50):
    with catalogue.begin() as session:
        session.get_one(ConsumerRow, "index").sequence += 1
"""
    processes = [subprocess.Popen([sys.executable, "-c", program, url]) for _ in range(3)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    with catalogue.session() as session:
        assert session.get_one(ConsumerRow, "index").sequence == 150
    catalogue.close()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://user:secret@host/db", r"sqlite:/// or postgresql://.*not mysql"),  # no such one
        ("sqlite://", "needs a file"),  # in memory: gone with the process
        ("nonsense", "not the URL of a database"),
    ],
)
def test_url_of_no_catalogue_is_refused(url: str, why: str) -> None:
    with pytest.raises(CatalogueError, match=why) as raised:
        Catalogue(url)
    assert "secret" not in str(raised.value)


def test_unreachable_server_is_named_without_password() -> None:
    catalogue = Catalogue("postgresql://congtin:secret@127.0.0.1:1/news")
    with pytest.raises(CatalogueError, match=r"127\.0\.0\.1:1/news cannot be opened") as raised:
        catalogue.migrate()
    assert "secret" not in str(raised.value)


def test_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("không phải cơ sở dữ liệu\n" * 100)
    with pytest.raises(CatalogueError, match=str(file)):
        Catalogue(f"sqlite:///{file}").migrate()


def test_vietnamese_is_stored_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.db"
    catalogue = Catalogue(f"sqlite:///{file}")
    catalogue.migrate()
    with catalogue.begin() as session:
        record_portal(
            session,
            "stp",
            title="Sở Tư pháp",
            province=None,
            department=None,
            platform="tnc",
            definition={"title": "Sở Tư pháp"},
        )
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert "Sở Tư pháp" in connection.scalar(text("SELECT definition FROM portals"))
    engine.dispose()
    catalogue.close()


def catalogue_address(catalogue: Catalogue) -> str:
    """Its URL as given: no test has a password."""
    return catalogue.url
