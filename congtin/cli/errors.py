"""Which exceptions are told in a line, and which are ours to mend and keep their stack trace."""

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
)


#: Those of them that are wrong usage of the command line (exit code 2).
USAGE = frozenset({"UnknownPortalError", "InvalidRequestError", "SettingsError"})


def exit_code(error: BaseException) -> int:
    """The exit code that an error that is told in a line ends with."""
    return 2 if type(error).__name__ in USAGE else 1


def explain(error: BaseException) -> str | None:
    """What to tell of an exception in a line; None if it is no known one.

    Only modules that are loaded already are looked at: an exception of another cannot have risen.
    """
    for module, name in KNOWN:
        known = getattr(sys.modules.get(module), name, None)
        if known is not None and isinstance(error, known):
            return str(error)
    database_error = getattr(sys.modules.get("sqlalchemy.exc"), "DBAPIError", None)
    if database_error is not None and isinstance(error, database_error):
        # A full disk, a lock that is not let go, a server that went away: what was committed stays.
        return f"the catalogue cannot be read or written: {' '.join(str(error.orig).split())}"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return None
