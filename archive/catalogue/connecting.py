"""The connection to a catalogue: read sessions, write transactions and migration, by URL."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import URL, make_url, select
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session

from archive.catalogue import migrating
from archive.catalogue.engines import for_reading, for_writing, make_engine
from archive.catalogue.leasing import leased
from archive.catalogue.migrations import REVISIONS
from archive.catalogue.reader_views import hide_withheld
from archive.catalogue.tables import CatalogueInfo


class CatalogueError(Exception):
    """A catalogue cannot be used. Names its address and says why."""


class Catalogue:
    """The catalogue at a database URL: `sqlite:///path` or `postgresql://user@host/name`.

    Nothing is connected to before it is needed. One object serves all threads of a process.

    Raises:
        CatalogueError: if the URL is neither a SQLite file's nor PostgreSQL's.
    """

    def __init__(self, url: str) -> None:
        self._url = parse_address(url)
        self._engine = make_engine(self._url)
        self._reading = for_reading(self._engine)
        self._writing = for_writing(self._engine)
        self._ready = False

    def __reduce__(self) -> tuple[type["Catalogue"], tuple[str]]:
        """What another process makes the same catalogue of, with connections of its own."""
        return type(self), (self._url.render_as_string(hide_password=False),)

    @property
    def url(self) -> str:
        """The catalogue's address, without a password."""
        return self._url.render_as_string(hide_password=True)

    @cached_property
    def uuid(self) -> str:
        """Which catalogue this is: a copy has the same, a new one another."""
        with self.session() as session:
            return session.scalars(select(CatalogueInfo.uuid)).one()

    @cached_property
    def public(self) -> "Catalogue":
        """The catalogue as readers may see it, over connections of its own."""
        return PublicCatalogue(self._url.render_as_string(hide_password=False))

    def migrate(self) -> None:
        """Make the catalogue if there is none, bring it up to date if it is older.

        Several processes may do so at once.

        Raises:
            CatalogueError: if it is newer than this program, or cannot be reached.
        """
        file = self._sqlite_file
        try:
            if file is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                migrating.turn_wal_on(file)
            with self._writing.begin() as connection:
                self._refuse_newer(migrating.current_revision(connection))
                migrating.upgrade(connection)
        except (OSError, sqlite3.DatabaseError, DatabaseError) as error:
            raise self._unreachable(error) from error
        self._ready = True

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that reads one unchanging state of the catalogue, and cannot write.

        Raises:
            CatalogueError: if there is no catalogue, it is older or newer than this program, or
                cannot be reached.
        """
        self._check()
        with Session(self._reading, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A write transaction: committed as a whole at the end, or not at all if that is an error.

        On SQLite there is one at a time; the next one waits for it to begin, not to commit.

        Raises:
            CatalogueError: as `session` does.
        """
        self._check()
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def lease(self, name: str) -> Iterator[None]:
        """Do alone what goes by this name: nobody else on this catalogue does so meanwhile.

        Raises:
            LeasedError: somebody does it.
            CatalogueError: as `session` does.
        """
        self._check()
        with leased(self._engine, name):
            yield

    def close(self) -> None:
        """Close the connections that are open. The next use opens new ones."""
        self._engine.dispose()
        if self.__dict__.get("public") not in (None, self):
            self.public.close()

    @property
    def _sqlite_file(self) -> Path | None:
        if self._url.get_backend_name() == "sqlite":
            return Path(self._url.database or "")
        return None

    def _check(self) -> None:
        if self._ready:
            return
        file = self._sqlite_file
        # looking into a file that is not there would make it
        missing = file is not None and not file.exists()
        revision = None if missing else self._revision()
        if revision is None:
            msg = f"there is no catalogue at {self.url}; a first crawl or import makes one"
            raise CatalogueError(msg)
        self._refuse_newer(revision)
        if revision != REVISIONS[-1]:
            msg = (
                f"the catalogue at {self.url} is of an older version "
                f"(revision {revision}, not {REVISIONS[-1]}) and has to be migrated first"
            )
            raise CatalogueError(msg)
        self._ready = True

    def _revision(self) -> str | None:
        try:
            with self._reading.connect() as connection:
                return migrating.current_revision(connection)
        except DatabaseError as error:
            raise self._unreachable(error) from error

    def _refuse_newer(self, revision: str | None) -> None:
        if revision is not None and revision not in REVISIONS:
            msg = (
                f"the catalogue at {self.url} was made by a newer version of this program "
                f"(revision {revision}, known up to {REVISIONS[-1]}); update the program"
            )
            raise CatalogueError(msg)

    def _unreachable(self, error: Exception) -> CatalogueError:
        said = str(error.orig if isinstance(error, DatabaseError) else error)
        reason = " ".join(said.split())  # PostgreSQL's goes on for lines
        return CatalogueError(f"the catalogue at {self.url} cannot be opened: {reason}")


class PublicCatalogue(Catalogue):
    """A catalogue in which what is withheld is not there (`archive.catalogue.reader_views`).

    Pages, the API, feeds, exports, alerts and the index are made from it. What crawls record, and
    what keeps the archive whole, goes by the other. Items cannot be written through it.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        hide_withheld(self._engine)

    @cached_property
    def public(self) -> Catalogue:
        """Itself."""
        return self


def parse_address(url: str) -> URL:
    """The address of a catalogue, with the driver that is used.

    Raises:
        CatalogueError: it is neither a SQLite file's nor PostgreSQL's.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        shown = re.sub(r"(?<=:)[^:/@]+(?=@)", "***", url)
        msg = f"not the URL of a database: {shown!r}"
        raise CatalogueError(msg) from error
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "postgresql+psycopg":
        return parsed
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        if parsed.database in (None, "", ":memory:"):
            msg = (
                "a catalogue on SQLite needs a file, as in sqlite:////var/lib/congtin/catalogue.db"
            )
            raise CatalogueError(msg)
        return parsed
    shown = parsed.render_as_string(hide_password=True)
    msg = f"a catalogue is at a sqlite:/// or postgresql:// URL, not {shown}"
    raise CatalogueError(msg)
