"""What a page is when it is no article: an error or a login with status 200, a block, nothing."""

import re
from itertools import islice
from typing import Literal

from crawler.pages import Page
from vietnamese.folding import fold

Unusable = Literal["login", "error", "empty", "blocked", "other"]

_ERROR_TITLE = re.compile(
    r"""
      ^(?:trang\ thai|status|40[0-9]|50[0-9]|loi|error)(?:\s*[-|–:]|$)
    | ^loi\ (?:truy\ cap\ )?\d{3} | \b(?:404|500)\ (?:not\ found|error)
    | khong\ tim\ thay\ (?:trang|noi\ dung|bai\ viet|du\ lieu)
    | trang\ (?:ban|khong|web\ ban)\ .{0,20}(?:khong\ ton\ tai|khong\ tim\ thay|tim)
    | page\ not\ found | not\ found$ | ^(?:runtime|server|internal\ server)\ error
    | service\ unavailable | bad\ gateway | file\ or\ directory\ not\ found
    | the\ resource\ cannot\ be\ found
    | ^(?:thong\ bao\ loi|loi\ he\ thong|bao\ tri\ he\ thong|trang\ khong\ ton\ tai|object\ moved
      |database\ error|(?:40\d\ )?forbidden)(?:\s*[-|–:]|$)
    | ^error\ occurred\b | ^index\ of\ / | ^welcome\ to\ nginx | ^iis(?:\d|\ windows)
    | default\ page:\ it\ works
    """,
    re.VERBOSE,
)
_ERROR_TEXT = re.compile(
    r"""
      the\ requested\ resource\ (?:was|could)\ not(?:\ be)?\ found
    | khong\ tim\ thay\ (?:trang|tai\ nguyen|noi\ dung|bai\ viet)
    | trang\ (?:web\ )?(?:ma\ )?(?:ban|quy\ vi)\ .{0,40}khong\ ton\ tai
    | (?:bai\ viet|trang|noi\ dung)\ (?:nay\ )?khong\ ton\ tai
    | tai\ nguyen\ .{0,30}khong\ (?:duoc\ )?tim\ thay
    | loi\ 404 | error\ 404 | http\ error\ \d{3} | server\ error\ in\ '/
    """,
    re.VERBOSE,
)
#: Lines that say nothing else. An article may tell the same, but not in so many words.
_ERROR_LINE = re.compile(
    r"""
    ^(?:
      (?:thong\ bao\ )?loi\ (?:he\ thong|may\ chu)\b.{0,10}
    | (?:rat\ tiec[,!.]?\ |xin\ loi[,!.]?\ )?
      da\ (?:co\ loi\ xay\ ra|xay\ ra\ (?:loi|su\ co))\b.{0,90}
    | (?:website|trang\ web|he\ thong|cong\ thong\ tin)\ (?:nay\ )?(?:dang|tam)\ (?:duoc\ |thoi\ )?
      (?:bao\ tri|nang\ cap|ngung\ hoat\ dong|dung\ hoat\ dong)\b.{0,90}
    | (?:rat\ tiec[,!.]?\ |xin\ loi[,!.]?\ )?(?:noi\ dung|lien\ ket|duong\ dan|trang|bai\ viet)
      (?:\ (?:ma\ )?(?:ban|quy\ vi)\ (?:yeu\ cau|(?:dang\ )?tim(?:\ kiem)?))?
      \ khong\ (?:ton\ tai|tim\ thay)\b.{0,60}
    | (?:ban\ )?khong\ co\ quyen\ truy\ cap\b.{0,40}
    | error\ establishing\ a\ database\ connection.{0,10} | fatal\ error:\ .*
    )$
    """,
    re.VERBOSE | re.MULTILINE,
)
_LOGIN_TITLE = re.compile(r"^(?:dang nhap|login|log in|sign in)\b|[-|–:] (?:dang nhap|login)$")
#: A title that says nothing else: the page to log in otherwise, or to ask for a new password.
_LOGIN_ALONE = re.compile(r"^(?:dang nhap|login|log in|sign in|quen mat khau)\s*(?:[-|–:]|$)")
_LOGIN_LINE = re.compile(
    r"^(?:ban|quy vi|vui long|xin)?\s?(?:can|phai|hay|vui long)?\s?dang nhap"
    r" (?:(?:de|truoc khi) (?:xem|tiep tuc|truy cap|su dung)|bang tai khoan)\b.{0,60}$",
    re.MULTILINE,
)
_BLOCKED = re.compile(
    r"""
      tu\ choi\ truy\ cap\ cua\ ban | ^hay\ doi\b | ban\ da\ bi\ chan | truy\ cap\ bi\ tu\ choi
    | just\ a\ moment | attention\ required | checking\ your\ browser | request\ rejected
    | access\ denied | support\ id\ is | enable\ javascript\ and\ cookies | unusual\ traffic
    | not\ available\ in\ your\ (?:country|region)
    """,
    re.VERBOSE,
)
#: A page with more bytes than this is no notice: real ones have 150 to 40,000.
_LONGEST_NOTICE = 100_000
#: A page with more links than this is one of the portal's, whatever it tells of.
_MOST_LINKS = 10
#: A page with a day as people write it, and more to read than this, is an article.
_DATED = 400
_DAY = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{4}\b")
_LINK = re.compile(r"<a\s", re.IGNORECASE)
_CHALLENGE_SCRIPT = re.compile(
    r"document\.cookie\s*=.{0,400}?location\.(?:reload|href|replace)"
    r"|cf[-_]chl|_Incapsula_|toNumbers\(",
    re.DOTALL,
)
_LOGIN_FIELD = "//input[translate(@type, 'PASWORD', 'pasword') = 'password']"
_LOGIN_FORM = "//form[@method and (contains(@action, 'login') or contains(@action, 'dang-nhap'))]"
#: A page with more to read than this is judged by its title alone: articles tell of errors too.
_SHORT = 1500
#: A page with a script that sets a cookie and no more to read than this is a challenge.
_CHALLENGE = 200
#: A page with a password field and no more to read than this is for logging in.
_LOGIN_ONLY = 400


def unusable(page: Page) -> tuple[Unusable, str] | None:
    """Why a page can be neither article nor listing, in words; None if it may be either.

    Judged by its status, its title and its form; that is cheap. See `refusal` for its text.
    """
    if not page.body.strip():
        return "empty", "the response has no body"
    if not page.is_text:
        return "other", "the response is a file, not a page"
    if page.is_feed:
        return "other", "the response is a feed or sitemap, not a page"
    title = fold(page.title)
    if page.status >= 400:
        refused = refusal(page)
        blocked = refused is not None and refused[0] == "blocked"
        return refused if blocked else ("error", f"the response has status {page.status}")
    if said := _ERROR_TITLE.search(title):
        return "error", f"the title says {said[0]!r}: {page.title!r}"
    if (_LOGIN_TITLE.match(title) and page.selector.xpath(_LOGIN_FIELD)) or (
        _LOGIN_ALONE.match(title) and page.selector.xpath(_LOGIN_FORM)
    ):
        return "login", f"the page asks to log in: {page.title!r}"
    return None


def block_reason(page: Page) -> str | None:
    """Why a page is a notice that refuses us instead of what was asked for, in words; else None.

    An article that tells of blocks and of access denied is none: it has more to read, links to the
    rest of the portal, a date.
    """
    if len(page.body) > _LONGEST_NOTICE or not page.is_text or page.is_feed:
        return None
    if sum(1 for _ in islice(_LINK.finditer(page.text), _MOST_LINKS + 1)) > _MOST_LINKS:
        return None
    text = page.visible_text
    if len(text) < _CHALLENGE and _CHALLENGE_SCRIPT.search(page.text[:20_000]):
        return "the portal asks for a browser (a script sets a cookie and reloads)"
    if len(text) >= _SHORT or (len(text) >= _DATED and _DAY.search(text)):
        return None
    said = _BLOCKED.search(fold(page.title)) or _BLOCKED.search("\n".join(page.folded_heads))
    return f"the portal refuses us: {said[0]!r}" if said else None


def refusal(page: Page) -> tuple[Unusable, str] | None:
    """Why a page shows no content, by what there is to read on it; None if it may show some."""
    if page.shows_more_than(2 * _SHORT):
        return None  # most pages, without reading them line by line
    text = page.visible_text
    folded = "\n".join(page.folded_heads) if len(text) < 2 * _SHORT else ""
    if reason := block_reason(page):
        return "blocked", reason
    if said := _ERROR_TEXT.search(folded) or (len(text) < _SHORT and _ERROR_LINE.search(folded)):
        return "error", f"the text says {said[0]!r}"
    if len(text) < _LOGIN_ONLY:
        if page.selector.xpath(_LOGIN_FIELD):
            return "login", "there is little on the page but a password field"
        if said := _LOGIN_LINE.search(folded):
            return "login", f"the text says {said[0]!r}"
    if not text:
        return "empty", "the page shows no text"
    return None
