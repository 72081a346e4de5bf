"""The upgrade path: a catalogue with something in it, and a program of a later revision."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from archive.catalogue import Catalogue, CatalogueError, connecting, migrating, migrations
from archive.catalogue.migrations import REVISIONS
from archive.catalogue.portals import record_portal

#: What the later program does: a column with a value for what is there, and an index.
LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{before}", None, None


def upgrade() -> None:
    with op.batch_alter_table("portals") as table:
        table.add_column(sa.Column("language", sa.Text(), nullable=False, server_default="vi"))
        table.create_index("ix_portals_language", ["language"])
    {more}
"""


@pytest.fixture
def later(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the revision that the program knows from now on, besides those of before.

    The catalogue has a portal in it, and was opened by the program of before.
    """
    keep_a_portal(catalogue)
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder)
    monkeypatch.setattr(migrating, "_MIGRATIONS", folder)
    for module in (migrating, connecting):
        monkeypatch.setattr(module, "REVISIONS", (*REVISIONS, "9999"))
    return folder / "versions" / "v9999_later.py"


def keep_a_portal(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_portal(
            session,
            "stp",
            title="Sở Tư pháp",
            province=None,
            department=None,
            platform="nukeviet",
            definition={},
        )


def opened_anew(catalogue: Catalogue) -> Catalogue:
    """A catalogue as another program opens it that begins now."""
    return Catalogue(catalogue._url.render_as_string(hide_password=False))


def test_an_upgrade_keeps_what_is_there(catalogue: Catalogue, later: Path) -> None:
    later.write_text(LATER.format(before=REVISIONS[-1], more="pass"))
    newer = opened_anew(catalogue)
    with pytest.raises(CatalogueError, match="has to be migrated"), newer.session():
        pass
    newer.migrate()
    newer.migrate()  # whoever comes second finds nothing to do
    with newer.session() as session:
        row = session.execute(text("SELECT name, title, language FROM portals")).one()
        assert tuple(row) == ("stp", "Sở Tư pháp", "vi")
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    newer.close()


def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    catalogue: Catalogue, later: Path
) -> None:
    later.write_text(LATER.format(before=REVISIONS[-1], more='raise OSError("no space left")'))
    newer = opened_anew(catalogue)
    with pytest.raises(CatalogueError, match="no space left"):
        newer.migrate()
    newer.close()
    with catalogue.session() as session:  # the program of before goes on with it
        assert session.scalar(text("SELECT title FROM portals")) == "Sở Tư pháp"
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == REVISIONS[-1]
        columns = session.execute(text("SELECT * FROM portals")).keys()
        assert "language" not in columns
