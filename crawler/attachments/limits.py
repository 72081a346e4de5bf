"""How much of a file is read, and what is said of files that are not, or not wholly, read.

Directives have a few pages, budgets and land price tables some hundreds: what is beyond these
bounds is rather an attack or a mistake.
"""

#: Bytes of a file, as unpacked from its content encoding.
MAX_BYTES = 100 * 1024 * 1024
#: Bytes of everything in a package (DOCX, XLSX, ODT, ZIP), unpacked.
MAX_UNPACKED = 400 * 1024 * 1024
#: Files in a package.
MAX_MEMBERS = 10_000
#: Pages of a PDF, or sheets.
MAX_PAGES = 2_000
#: Pages whose text is recognised: each takes some seconds.
MAX_RECOGNISED = 40
#: Cells of a spreadsheet.
MAX_CELLS = 500_000
#: Characters of text.
MAX_CHARACTERS = 4_000_000
#: Seconds that a file may take; reading ends by itself then, with what it has.
MAX_SECONDS = 240
#: Seconds after which a process that does not come to an end is ended.
PATIENCE = MAX_SECONDS + 60
#: Bytes of memory of a process that reads files, and of each program that it starts.
MAX_MEMORY = 2 * 1024**3


class NotReadError(Exception):
    """A file that there is cannot be read; says why, in words."""


class CutShortError(Exception):
    """The rest of a file is not read; says why, in words."""


class NoFileError(Exception):
    """What came in place of a file is none; says what it is, in words."""
