"""One article as a citation: BibTeX (biblatex) and RIS."""

import re

from archive.clock import parse_moment
from archive.exporting.keeping import Kept
from archive.items import Article
from vietnamese.dates import VIETNAM

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


def to_bibtex(article: Article, portal_title: str | None = None, kept: Kept | None = None) -> str:
    """The article as a biblatex entry of type `online`, in UTF-8, ending with a newline.

    `portal_title` is what the portal calls itself; without one its name in the catalogue stands.
    `kept` is where the archive has it, which is said if it is given.
    """
    publisher = article.department or portal_title or article.portal
    authors = authors_of(article.author) or [publisher or ""]
    fields = {
        # braces within braces: a name or headline as it stands, in its own case and order
        "author": " and ".join(f"{{{_latex(author)}}}" for author in authors if author),
        "title": f"{{{_latex(article.headline)}}}",
        "organization": publisher and _latex(publisher),
        "date": _day(article.date_published),
        "url": article.url and _verbatim(article.url),
        "urldate": _day_seen(article),
        "note": _kept(kept, f"\\url{{{_verbatim(kept.permalink)}}}") if kept else None,
        "langid": "vietnamese",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = _KEY_UNFIT.sub("-", article.id)
    return f"@online{{{key},\n" + ",\n".join(lines) + ",\n}\n"


def to_ris(article: Article, portal_title: str | None = None, kept: Kept | None = None) -> str:
    """The article as a RIS record (type NEWS), in UTF-8, its lines ended as the format has it.

    `portal_title` is what the portal calls itself; without one its name in the catalogue stands.
    `kept` is where the archive has it, which is said if it is given.
    """
    day = _day(article.date_published)
    seen = _day_seen(article)
    tags = [
        ("TY", "NEWS"),
        ("ID", article.id),
        ("TI", article.headline),
        *(("AU", author) for author in authors_of(article.author)),
        ("T2", portal_title or article.portal),
        ("PB", article.department),
        ("PY", day and day[:4]),
        ("DA", day and day.replace("-", "/")),
        ("AB", article.lead),
        ("UR", article.url),
        ("Y2", seen and seen.replace("-", "/")),
        ("L2", kept.permalink if kept else None),
        ("N1", _kept(kept, kept.permalink) if kept else None),
        ("LA", article.language or "vi"),
        ("ER", ""),
    ]
    return "".join(
        f"{tag}  - {_one_line(value)}\r\n" for tag, value in tags if value or tag == "ER"
    )


def authors_of(signed: str | None) -> list[str]:
    """Those who signed, where several did with a semicolon between them."""
    return list(filter(None, map(_one_line, (signed or "").split(";"))))


def _kept(kept: Kept, address: str) -> str:
    """As pages say it: `Lưu tại Cổng Tin lúc 09:15, 16/04/2024: http://… (sha256:…)`."""
    if kept.fetched_at is None:
        return f"Lưu tại Cổng Tin: {address}"
    moment = parse_moment(kept.fetched_at).astimezone(VIETNAM)
    return f"Lưu tại Cổng Tin lúc {moment:%H:%M, %d/%m/%Y}: {address} ({kept.digest})"


def _day_seen(article: Article) -> str | None:
    """The day in Vietnam, whose time pages tell."""
    if article.last_seen is None:
        return None
    return parse_moment(article.last_seen).astimezone(VIETNAM).date().isoformat()


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _latex(text: str) -> str:
    return _LATEX_SPECIAL.sub(lambda found: _LATEX[found[0]], _one_line(text))


def _verbatim(url: str) -> str:
    """biblatex takes a URL as it stands; only a brace would end it early."""
    return _one_line(url).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _one_line(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "").strip()
