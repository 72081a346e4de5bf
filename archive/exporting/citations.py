"""One article as a citation: BibTeX (biblatex) and RIS."""

import re

from archive.items import Article

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
_BLANKS = re.compile(r"\s+")
_KEY_UNFIT = re.compile(r"[^A-Za-z0-9:._-]")


def to_bibtex(article: Article, portal_title: str | None = None) -> str:
    """The article as a biblatex entry of type `online`, in UTF-8, ending with a newline.

    `portal_title` is what the portal calls itself; without one its name in the catalogue stands.
    """
    publisher = article.department or portal_title or article.portal
    author = article.author or publisher
    fields = {
        # braces within braces: a name or headline as it stands, in its own case and order
        "author": author and f"{{{_latex(author)}}}",
        "title": f"{{{_latex(article.headline)}}}",
        "organization": publisher and _latex(publisher),
        "date": _day(article.date_published),
        "url": article.url and _verbatim(article.url),
        "urldate": _day(article.last_seen),
        "langid": "vietnamese",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = _KEY_UNFIT.sub("-", article.id)
    return f"@online{{{key},\n" + ",\n".join(lines) + ",\n}\n"


def to_ris(article: Article, portal_title: str | None = None) -> str:
    """The article as a RIS record (type NEWS), in UTF-8, its lines ended as the format has it.

    `portal_title` is what the portal calls itself; without one its name in the catalogue stands.
    """
    day = _day(article.date_published)
    seen = _day(article.last_seen)
    tags = [
        ("TY", "NEWS"),
        ("ID", article.id),
        ("TI", article.headline),
        ("AU", article.author),
        ("T2", portal_title or article.portal),
        ("PB", article.department),
        ("PY", day and day[:4]),
        ("DA", day and day.replace("-", "/")),
        ("AB", article.lead),
        ("UR", article.url),
        ("Y2", seen and seen.replace("-", "/")),
        ("LA", article.language or "vi"),
        ("ER", ""),
    ]
    return "".join(
        f"{tag}  - {_one_line(value)}\r\n" for tag, value in tags if value or tag == "ER"
    )


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _latex(text: str) -> str:
    return _LATEX_SPECIAL.sub(lambda found: _LATEX[found[0]], _one_line(text))


def _verbatim(url: str) -> str:
    """biblatex takes a URL as it stands; only a brace would end it early."""
    return _one_line(url).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _one_line(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "").strip()
