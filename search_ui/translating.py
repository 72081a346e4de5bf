"""Vietnamese, the language of the templates, and English at a switch.

The English catalogue is read from its .po file when the application starts, so that there is no
compiled file to build or to forget.
"""

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import flask_babel  # type: ignore[import-untyped]  # it ships without type information
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, has_app_context, request
from markupsafe import Markup

LANGUAGES = ("vi", "en")
COOKIE = "lang"

_CATALOGUES = Path(__file__).parent / "translations"
_YEAR = 365 * 24 * 3600


class _Messages(flask_babel.Domain):  # type: ignore[misc]  # see above
    """Messages in the reader's language.

    A page has hundreds of them: flask_babel's own way to a catalogue, by way of the application's
    and the request's settings, takes a third of the time of a page.
    """

    def get_translations(self) -> NullTranslations:
        """The reader's catalogue; Vietnamese where nobody is answered."""
        return translations(current_language() if has_app_context() else "vi")


_messages = _Messages()


def gettext(message: str, **values: object) -> str:
    """`message` in the reader's language, with the values put in."""
    return str(_messages.gettext(message, **values))


def lazy_gettext(message: str) -> str:
    """What becomes `message` in the reader's language when it is written."""
    lazy: str = _messages.lazy_gettext(message)
    return lazy


def lazy_pgettext(context: str, message: str) -> str:
    """The same for a message that means another thing, or another number of it, elsewhere."""
    lazy: str = _messages.lazy_pgettext(context, message)
    return lazy


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of translations from Vietnamese into `language`."""
    if language == "vi":
        return NullTranslations()
    with (_CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled, domain="messages")


def current_language() -> str:
    """`?lang=` first, then what was chosen before, then Vietnamese."""
    # A page asks hundreds of times.
    try:
        return str(g.language)
    except AttributeError:
        given = (request.args.get("lang"), request.cookies.get(COOKIE))
        g.language = next((chosen for chosen in given if chosen in LANGUAGES), "vi")
        return str(g.language)


def _in_template(message: str, **values: object) -> Markup:
    """`message` in the reader's language, as markup: what is put in is escaped."""
    written = _markup(current_language(), message)
    return written % values if values else written


@lru_cache(maxsize=10_000)
def _markup(language: str, message: str) -> Markup:
    return Markup(translations(language).gettext(message))  # noqa: S704 # our own words


def _remember(response: Response) -> Response:
    chosen = request.args.get("lang")
    # What a program asks for once is no choice of the reader's whose browser it runs in.
    if chosen in LANGUAGES and not request.path.startswith("/api/v1/"):
        response.set_cookie(COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="Lax")
    if request.method != "POST":
        # Browsers keep what a form was answered for who goes back to it, whatever is chosen since.
        response.vary.add("Cookie")
    return response


def register(app: Flask) -> None:
    """Let `app` answer in the language that the reader chose."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        gettext=lambda message: _messages.get_translations().gettext(message),
        ngettext=lambda one, more, n: _messages.get_translations().ngettext(one, more, n),
        newstyle=True,
    )
    app.jinja_env.globals["_"] = _in_template
    translations("en")
    app.after_request(_remember)
    app.add_template_global(current_language)
