"""Which exceptions are told in a line, and which are ours to mend and keep their stack trace."""

import errno
import sys

#: Exceptions whose text names the input and says what to do: module and class.
KNOWN: tuple[tuple[str, str], ...] = (
    ("congtin.settings", "SettingsError"),
    ("congtin.demo", "NotADemoHomeError"),
    ("congtin.demo", "DemoPortsError"),
    ("congtin.web", "PortTakenError"),
    ("indexer.search", "SearchUnavailableError"),
    ("indexer.search", "InvalidRequestError"),
    ("indexer.engines.questions", "IndexBusyError"),
    ("indexer.engines.questions", "DocumentRefusedError"),
    ("archive.catalogue", "CatalogueError"),
    ("crawler.portals", "PortalError"),
    ("crawler.fetching", "PageUnreachableError"),
    ("crawler.records", "PortalBusyError"),
    ("crawler.backfilling", "SourceError"),
    ("crawler.backfilling", "WebArchiveError"),
    ("archive.warc", "ArchiveWriteError"),
    ("archive.backups", "BackupError"),
    ("congtin.cli.crawl", "UnkeptError"),
)

#: Those of them, and of SQLAlchemy's, that say that the catalogue or the archive cannot be used for
#: the moment: it is away, or its disk is full.
OUT_OF_REACH: tuple[tuple[str, str], ...] = (
    ("archive.catalogue", "CatalogueError"),
    ("archive.warc", "ArchiveWriteError"),
    ("congtin.cli.crawl", "UnkeptError"),
    ("sqlalchemy.exc", "OperationalError"),
    ("sqlalchemy.exc", "InterfaceError"),
)


#: Those of them that are wrong usage of the command line (exit code 2).
USAGE = frozenset({"UnknownPortalError", "InvalidRequestError", "SettingsError"})


def exit_code(error: BaseException) -> int:
    """The exit code that an error that is told in a line ends with."""
    return 2 if type(error).__name__ in USAGE else 1


def job_exit_code(error: BaseException) -> int:
    """The exit code of a worker's job that ends with an error that is told in a line.

    It tells whether to try again soon is worth it, which to people the line tells.
    """
    from operations.scheduling.retrying import TRY_AGAIN  # not for `congtin --help`

    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return TRY_AGAIN if full or _is_one_of(error, OUT_OF_REACH) else exit_code(error)


def explain(error: BaseException) -> str | None:
    """What to tell of an exception in a line; None if it is no known one.

    Only modules that are loaded already are looked at: an exception of another cannot have risen.
    """
    if _is_one_of(error, KNOWN):
        return str(error)
    if _is_one_of(error, (("sqlalchemy.exc", "DBAPIError"),)):
        # A full disk, a lock that is not let go, a server that went away: what was committed stays.
        said = str(getattr(error, "orig", error))
        return f"the catalogue cannot be read or written: {' '.join(said.split())}"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return None


def _is_one_of(error: BaseException, classes: tuple[tuple[str, str], ...]) -> bool:
    known = (getattr(sys.modules.get(module), name, None) for module, name in classes)
    return any(each is not None and isinstance(error, each) for each in known)
