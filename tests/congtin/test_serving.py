"""`congtin serve` over a socket, asked by who says more of itself than is true."""

import http.client
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.congtin.conftest import Congtin

pytestmark = pytest.mark.slow


@pytest.fixture
def served(congtin: Congtin) -> Iterator[str]:
    """The address at which an empty archive is served."""
    command = congtin.command("serve", "--port", "0", "--workers", "1")
    with subprocess.Popen(
        command, env=congtin.environment, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        try:
            told = re.search(r"http://\S+", server.stderr.readline())
            assert told is not None
            yield told[0]
        finally:
            server.terminate()


def ask(address: str, path: str, **headers: str) -> tuple[int, str]:
    """Headers are sent as named, underscores and all."""
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", path, headers=headers)
        with connection.getresponse() as answer:
            return answer.status, answer.read().decode()


def test_a_request_cannot_say_where_the_archive_is(served: str) -> None:
    told = ask(served, "/robots.txt", Host="evil.example", SCRIPT_NAME="/evil", PATH_INFO="/evil")
    assert told == ask(served, "/robots.txt")
    # What listens on a port of the system's choice says so.
    assert f"Sitemap: {served}sitemap.xml" in told[1]
    for headers in ({"SCRIPT_NAME": "/evil"}, {"PATH_INFO": "/evil"}, {"Host": "evil.example"}):
        status, page = ask(served, "/about", **headers)
        assert status == 200
        assert "evil" not in page


def test_a_limit_that_is_none_is_told_before_anything_is_served(congtin: Congtin) -> None:
    done = congtin("serve", "--port", "0", code=2, CONGTIN_LIMIT_SEARCH="often")
    assert "limit_search 'often'" in done.err
