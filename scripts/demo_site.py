"""The demonstration, served on loopback, and an address of every type of page in it."""

# ruff: noqa: S310, S603  # it starts programs that it names itself, and asks loopback alone

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

#: Who administers the demonstration.
USER = "lan"
PASSWORD = secrets.token_urlsafe(16)


@contextmanager
def demo_site() -> Iterator[str]:
    """Crawl and index the sample portals into a folder of its own and serve it; the address."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CONGTIN_HOME": home}
        congtin = [sys.executable, "-m", "congtin"]
        subprocess.run([*congtin, "demo", "--no-serve"], env=environment, check=True)
        subprocess.run(
            [*congtin, "users", "add", USER, "--role", "admin", "--password-file", "-"],
            env=environment,
            input=PASSWORD,
            text=True,
            check=True,
        )
        server = subprocess.Popen(
            [*congtin, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True
        )
        try:
            yield _address(server)
        finally:
            server.terminate()
            server.wait()


def page_addresses(site: str) -> dict[str, str]:
    """An address of every type of page, by a name that can be a file's."""
    searched = _json(f"{site}/api/v1/articles?q=4204/KH-UBND&type=NewsArticle")
    article = f"/articles/{searched['hits'][0]['id']}"
    entries = _json(f"{site}/api/v1/articles?type=Legislation")
    document = searched["facets"]["document"][0]["value"]
    portal = searched["hits"][0]["portal"]
    snapshot = _json(f"{site}/api/v1{article}/snapshots")["snapshots"][0]["id"]
    edited = _json(f"{site}/api/v1/changes?kind=edited")["changes"][0]
    gone = _json(f"{site}/api/v1/changes?kind=gone")["changes"][0]
    return {
        "front": "/",
        "search": "/search?q=" + quote("chuyển đổi số"),
        "search-refined": "/search?q=" + quote("chuyển đổi số") + "&year=2022&year=2023",
        "search-nothing": "/search?q=" + quote("chuyển đổi số") + "&year=1999",
        "facet-values": "/search/values/document",
        "article": article,
        "article-gone": f"/articles/{gone['id']}",
        "version": f"/articles/{edited['id']}/versions/{edited['version']}",
        "snapshot": f"/snapshots/{snapshot}",
        "documents": "/documents",
        "documents-near": "/documents?q=4204/KH-SYT",
        "documents-browsed": "/documents/browse?year=2022",
        "document": f"/documents/{document}",
        "document-list": "/documents/list?lines=" + quote("4204/KH-UBND\n30/2020/NĐ-CP\n1/QĐ-X"),
        "entry": f"/legislation/{entries['hits'][0]['id']}",
        "portals": "/portals",
        "portal": f"/portals/{portal}",
        "changes": "/changes",
        "follow": "/follow?q=" + quote("chuyển đổi số"),
        "status": "/status",
        "api": "/api/",
        "about": "/about",
        "no-such-page": "/nowhere",
        "sign-in": "/admin/login",
    }


def admin_addresses(site: str) -> dict[str, str]:
    """An address of every type of page that is shown to who administers."""
    searched = _json(f"{site}/api/v1/articles?q=4204/KH-UBND&type=NewsArticle")
    return {
        "admin": "/admin/",
        "admin-portal": f"/admin/portals/{searched['hits'][0]['portal']}",
        "admin-portal-settings": f"/admin/portals/{searched['hits'][0]['portal']}/settings",
        "admin-new-portal": "/admin/new",
        "admin-groups": "/admin/groups",
        "admin-run": "/admin/runs/1",
        "admin-jobs": "/admin/jobs",
        "admin-storage": "/admin/storage",
        "admin-withholding": "/admin/withholding",
        "admin-users": "/admin/users",
        "admin-audit": "/admin/audit",
        "admin-account": "/admin/account",
    }


def _address(server: "subprocess.Popen[str]") -> str:
    for line in server.stderr or ():
        if "Serving http" in line:
            return line.split("Serving ")[1].strip().rstrip("/")
    raise RuntimeError(f"congtin serve ended with {server.wait()}")


def _json(url: str) -> Any:
    with urlopen(url) as answer:
        return json.load(answer)
