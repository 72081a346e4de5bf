"""Vietnamese, the language of the templates, and English at a switch.

The English catalogue is read from its .po file when the application starts, so that there is no
compiled file to build or to forget.
"""

from io import BytesIO
from pathlib import Path

import flask_babel  # type: ignore[import-untyped]  # it ships without type information
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, g, request

LANGUAGES = ("vi", "en")
COOKIE = "lang"

_CATALOGUES = Path(__file__).parent / "translations"
_YEAR = 365 * 24 * 3600


def gettext(message: str, **values: object) -> str:
    """`message` in the reader's language, with the values put in."""
    return str(flask_babel.gettext(message, **values))


def lazy_gettext(message: str) -> str:
    """What becomes `message` in the reader's language when it is written."""
    lazy: str = flask_babel.lazy_gettext(message)
    return lazy


def lazy_pgettext(context: str, message: str) -> str:
    """The same for a message that means another thing, or another number of it, elsewhere."""
    lazy: str = flask_babel.lazy_pgettext(context, message)
    return lazy


def translations(language: str) -> Translations:
    """The catalogue of translations from Vietnamese into `language`."""
    with (_CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled, domain="messages")


def current_language() -> str:
    """`?lang=` first, then what was chosen before, then Vietnamese."""
    # A page asks hundreds of times.
    if "language" not in g:
        given = (request.args.get("lang"), request.cookies.get(COOKIE))
        g.language = next((chosen for chosen in given if chosen in LANGUAGES), "vi")
    return str(g.language)


def _remember(response: Response) -> Response:
    chosen = request.args.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="Lax")
    response.vary.add("Cookie")
    return response


def register(app: Flask) -> None:
    """Let `app` answer in the language that the reader chose."""
    babel = flask_babel.Babel(app, default_locale="vi", locale_selector=current_language)
    with app.app_context():
        babel.domain_instance.cache["en", "messages"] = translations("en")
    app.after_request(_remember)
    app.add_template_global(current_language)
