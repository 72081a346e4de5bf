"""The form of BibTeX entries as biblatex reads them, in UTF-8."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from archive.exporting.lines import one_line

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LATEX_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_KEY_UNFIT = re.compile(r"[^A-Za-z0-9:._-]")


def entry(entry_type: str, key: str, fields: Mapping[str, str | None]) -> str:
    """An entry with the fields that have a value, each LaTeX already; it ends with a newline.

    A key that BibTeX does not take is told apart from others by a digest.
    """
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    fit = _KEY_UNFIT.sub("-", key)
    if fit != key:
        fit += "-" + hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"@{entry_type}{{{fit},\n" + ",\n".join(lines) + ",\n}\n"


def latex(text: str | None) -> str:
    """A text in one line, with nothing that LaTeX would take for its own."""
    return _LATEX_SPECIAL.sub(lambda found: _LATEX[found[0]], one_line(text))


def as_it_stands(text: str) -> str:
    """A name or title in braces of its own, which keep its case and the order of its words."""
    return f"{{{latex(text)}}}"


def names(authors: Iterable[str]) -> str:
    """Persons or bodies, each a name as it stands."""
    return " and ".join(as_it_stands(author) for author in authors if author)


def verbatim(url: str | None) -> str:
    """An address: biblatex takes it as it stands, only a brace would end it early."""
    return one_line(url).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
