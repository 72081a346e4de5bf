"""How long answers may be kept, and by whom (RFC 9111), where no view says so itself.

What the archive shows changes, and may be withheld any day: a page is asked for again each time.
"""

import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Say it with the answers of `app`; register it first, so that it sees them as they leave.

    The address of each static file has its digest added, so that browsers may keep it for a year.
    """
    versions = _versions(Path(app.static_folder or ""))

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in versions:
            values.setdefault("v", versions[values["filename"]])

    @app.after_request
    def tell(response: Response) -> Response:
        if "Set-Cookie" in response.headers and not _is_kept_by_nobody(response):
            # Whoever keeps it for all would set one reader's cookie with all the others.
            response.headers["Cache-Control"] = "private, no-store"
        elif _names_its_content(response, versions):
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        elif response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def _is_kept_by_nobody(response: Response) -> bool:
    """Whether no cache keeps it anyway: as it says, or being asked for by a form.

    Browsers keep the latter for who goes back to it (RFC 9110, section 9.3.3): their own copy.
    """
    return response.cache_control.no_store or request.method == "POST"


def _versions(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }


def _names_its_content(response: Response, versions: Mapping[str, str]) -> bool:
    """Whether it is the file that the address asks for, in the version that it asks for.

    Whoever asks us early for the version that is to come has nobody keep the one of today for it.
    """
    if request.endpoint != "static" or request.view_args is None:
        return False
    version = versions.get(request.view_args["filename"])
    answered = response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
    return answered and version is not None and request.args.get("v") == version
