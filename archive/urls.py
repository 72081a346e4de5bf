"""Addresses made comparable: the canonical URL of a page, and the article id that follows from it.

An id is for ever, so nothing here may change what an address that worked before comes to. Only what
is known not to name another page is taken away; the order of parameters, a final slash and upper
case in a path are kept, for servers do tell them apart.
"""

import hashlib
import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from w3lib.url import safe_url_string

_DEFAULT_PORTS = {"http": 80, "https": 443}

#: `;jsessionid=…` of Java servers, also in the middle of a path.
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
#: `/(S(lit3py55t21z5v55vlm25s55))/`: ASP.NET without cookies.
_ASPX_SESSION = re.compile(r"/\((?:[A-Z]\([0-9A-Za-z_-]+\))+\)(?=/)")

#: Parameters that name a visit or where the visitor came from, not a page. `sid` alone is not among
#: them: NukeViet and others number their news with it.
_VISIT_PARAMETER = re.compile(
    r"""
      jsessionid | phpsessid | sessionid | session_id | aspsessionid\w* | cfid | cftoken
    | utm_\w+ | fbclid | gclid | dclid | gbraid | wbraid | msclkid | yclid | igshid | mc_[ce]id
    | zarsrc                              # Zalo
    | _ga | _gl
    | p_auth | p_p_auth                   # Liferay: the visitor's token
    | inheritredirect | _\w+_redirect     # Liferay: where its "back" link leads
    """,
    re.IGNORECASE | re.VERBOSE,
)

_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")

_LANGUAGE = r"(?:vi|en)(?:[-_](?:vn|us|gb))?(?:\.html)?"
#: A page's file and then nothing but languages: what relative links of a language switch add to it.
_LANGUAGES_AFTER_FILE = re.compile(
    rf"(\.(?:html?|aspx?|php|jsp))(?:/{_LANGUAGE})+/?$", re.IGNORECASE
)
#: Two or more languages in a row. The first is the site's own, the others were added to it.
_LANGUAGE_LOOP = re.compile(rf"(/{_LANGUAGE})(?:/{_LANGUAGE})+(?=/|$)", re.IGNORECASE)

#: Without rewriting, NukeViet's paths stand below the script.
_SCRIPT = re.compile(r"^/index\.php/(?=.)")
#: `/news/print/Tin-tuc/bai-12.html`, `/savefile/Tin-tuc/bai-12.html`.
_VIEW = re.compile(r"/(?:print|savefile)/(?=[^?]*-\d+(?:\.html)?/?$)")
_PDF_VIEW = re.compile(r"&pdf=1&")

#: Liferay's reserved parameters (PortletURLImpl.getReservedParameterMap), where they only say how a
#: portlet is shown: in which window, in which column of the page, and what "back" leads to
#: (PortletURLImpl.shortenURL leaves those away, too). Which portlet (`p_p_id`) and its own
#: parameters tell pages apart. A name that begins so is no other system's.
_PORTLET_SHOWN = re.compile(
    r"""
      p_p_lifecycle=0?                    # to be shown: the same as without
    | p_p_state=(?:normal|maximized|minimized|pop_up|exclusive)? | p_p_state_rcv=1?
    | p_p_mode=(?:view|print)?
    | p_p_col_(?:id|pos|count)=.*
    | _\w+_(?:backURL|returnToFullPageURL)=.*
    | _\w+_viewMode=print                 # the asset publisher's
    """,
    re.VERBOSE,
)
#: Something is done (1), or a file is served (2), and not the portlet shown.
_PORTLET_NOT_SHOWN = re.compile(r"&p_p_lifecycle=[^0&]")
#: Without the rest of the page, or for printing; minimized, a portlet shows its title alone.
_PORTLET_VIEW = re.compile(
    r"&(?:p_p_state=(?:minimized|pop_up|exclusive)|p_p_mode=print|_\w+_viewMode=print)&"
)


@lru_cache(maxsize=256)  # a page's own address is asked for a dozen times while it is recorded
def canonicalize(url: str) -> str:
    """The canonical form of an absolute http or https URL: the same page, the same text.

    Scheme and host in lower case, the host in ASCII; without user, default port, fragment, session
    ids and tracking parameters; dot segments resolved; percent-encoding in its usual form; loops of
    languages (`/vi/vi/en/`), as relative links of language switches build them, cut to the first.

    Raises:
        ValueError: if `url` is no absolute http or https URL.
    """
    try:
        parts = urlsplit(safe_url_string(url.strip()))
        port = parts.port
    except ValueError as error:
        msg = f"not a URL: {url!r} ({error})"
        raise ValueError(msg) from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        msg = f"not an absolute http or https URL: {url!r}"
        raise ValueError(msg)
    host = parts.hostname.rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, _DEFAULT_PORTS[parts.scheme]):
        host = f"{host}:{port}"
    return SplitResult(parts.scheme, host, _path(parts.path), _query(parts.query), "").geturl()


def page_shown(url: str) -> str:
    """The canonical URL of the page that an address shows, perhaps in another view.

    Views for printing, saving and PDF readers, and the same path below `/index.php/`, as NukeViet
    has them (modules/news/funcs/print.php, savefile.php); the windows and columns in which Liferay
    shows a portlet. Such an address keeps the id that follows from it: this is only for finding the
    page that is known already.

    Raises:
        ValueError: if `url` is no absolute http or https URL.
    """
    parts = urlsplit(canonicalize(url))
    path = _SCRIPT.sub("/", parts.path)
    path = _VIEW.sub("/", path)
    query = parts.query
    if _PDF_VIEW.search(f"&{query}&"):
        query = "&".join(p for p in query.split("&") if p.partition("=")[0] not in ("pdf", "id"))
    if not _PORTLET_NOT_SHOWN.search(f"&{query}"):
        query = "&".join(p for p in query.split("&") if not _PORTLET_SHOWN.fullmatch(p))
    return parts._replace(path=path, query=query).geturl()


def is_view(url: str) -> bool:
    """Whether an address shows less of a page than the page itself: for printing, saving, as PDF.

    Raises:
        ValueError: if `url` is no absolute http or https URL.
    """
    parts = urlsplit(canonicalize(url))
    query = f"&{parts.query}&"
    if _PORTLET_VIEW.search(query) and not _PORTLET_NOT_SHOWN.search(query):
        return True
    return bool(_VIEW.search(parts.path) or _PDF_VIEW.search(query))


def site_of(url: str) -> str:
    """The site an address is on: its host, with the port if that is not the scheme's own.

    `www.` and the scheme are left away: with or without, portals serve one site. Empty if `url` is
    no absolute http or https URL.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return ""
    host = parts.hostname.rstrip(".").removeprefix("www.")
    return host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def article_id(url: str) -> str:
    """The id of the article at `url`: the first 16 hex digits of its canonical URL's SHA-256.

    Raises:
        ValueError: if `url` is no absolute http or https URL.
    """
    return hashlib.sha256(canonicalize(url).encode()).hexdigest()[:16]


def _path(path: str) -> str:
    path = _ASPX_SESSION.sub("", _PATH_SESSION.sub("", _usual_percents(path)))
    path = _without_dot_segments(path)
    path = _LANGUAGES_AFTER_FILE.sub(r"\1", path)
    return _LANGUAGE_LOOP.sub(r"\1", path) or "/"


def _query(query: str) -> str:
    parameters = (_usual_percents(parameter) for parameter in query.split("&") if parameter)
    return "&".join(
        parameter
        for parameter in parameters
        if not _VISIT_PARAMETER.fullmatch(parameter.partition("=")[0])
    )


def _usual_percents(text: str) -> str:
    """Percent-encoding as RFC 3986, section 6.2.2, would have it; a stray `%` encoded itself."""

    def usual(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%25"
        character = chr(int(found[1], 16))
        return character if _UNRESERVED.fullmatch(character) else found[0].upper()

    return _PERCENT.sub(usual, text)


def _without_dot_segments(path: str) -> str:
    """The path with `.` and `..` resolved (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in (".", ".."):
        kept.append("")
    return "".join(f"/{segment}" for segment in kept)
