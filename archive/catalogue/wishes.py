"""What people ask workers for, as jobs: each kind with its lane. Whoever asks only writes a row."""

from urllib.parse import urlsplit

from archive.catalogue.jobs import NewJob


def crawl(portal: str, address: str, reason: str) -> NewJob:
    """Crawl a portal that begins at an address; portals on one host go one after the other."""
    return NewJob("crawl", portal, f"crawl {urlsplit(address).hostname or portal}", reason)


def extract(run: int, reason: str) -> NewJob:
    """Read again those archived pages of a run that could not be read, by today's rules."""
    return NewJob("extract", f"run {run}", "extract", reason)


def extract_page(snapshot: int, reason: str) -> NewJob:
    """Read one archived page again, by today's rules."""
    return NewJob("extract", f"snapshot {snapshot}", "extract", reason)


def extract_portal(name: str, reason: str) -> NewJob:
    """Read all archived pages of a portal again, by today's rules."""
    return NewJob("extract", f"portal {name}", "extract", reason)


def index(reason: str) -> NewJob:
    """Bring documents and the index up to date with the catalogue."""
    return NewJob("index", "", "index", reason)


def rebuild(reason: str) -> NewJob:
    """Build the index anew; not while it is brought up to date."""
    return NewJob("rebuild", "", "index", reason)


def backup(reason: str) -> NewJob:
    """Back everything up to the place that the worker's settings name."""
    return NewJob("backup", "", "backup", reason)


def tidy(reason: str) -> NewJob:
    """Take away what the worker's settings keep no longer."""
    return NewJob("tidy", "", "tidy", reason)


def preview(address: str, reason: str) -> NewJob:
    """Fetch the page at an address that somebody gave, and tell what would become of its site."""
    return NewJob("preview", address, "preview", reason)


def add_portal(name: str, file: str, reason: str) -> NewJob:
    """Check the text of a file of a portal that is not known yet and, if it is right, keep it."""
    return NewJob("portal", name, "portal", reason, {"file": file, "known": False})


def change_portal(name: str, file: str, reason: str) -> NewJob:
    """Check the text of another file of a portal and, if it is right, keep it in its place."""
    return NewJob("portal", name, "portal", reason, {"file": file, "known": True})
