"""Whether the archive holds what the catalogue says, and mending what can be mended."""

from archive.verifying.checking import ArchiveCheck, check_archive
from archive.verifying.findings import HARMLESS, Finding, Trouble
from archive.verifying.mending import mend

__all__ = ["HARMLESS", "ArchiveCheck", "Finding", "Trouble", "check_archive", "mend"]
