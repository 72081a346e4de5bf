"""What a crawl needs of memory for answers that are made to take all of it."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.options import CrawlOptions
from tests.crawler.crawling import Home, article_page, article_path, card, listing_page, portal_at
from tests.crawler.hostile_site import HostileSite, Misbehaviour, serve_hostile_site
from tests.crawler.loopback_site import Site
from tests.crawler.test_hostile_answers import HEAD, Zeros, endless

pytestmark = pytest.mark.slow

#: Of these a crawl of nothing but ordinary pages takes about half.
MOST_MEGABYTES = 500

MISBEHAVIOURS: dict[str, Zeros | Misbehaviour] = {
    "gzip": Zeros("gzip", 1_000_000_000),
    "brotli": Zeros("br", 1_000_000_000),
    "hundred-megabytes": endless(b"x" * 65536),
    "headers-without-end": endless(b"X-H: " + b"h" * 8000 + b"\r\n", first=HEAD),
    "a-header-without-end": endless(b"h" * 65536, first=HEAD + b"X-H: "),
}


def peak_megabytes(process: "subprocess.Popen[str]") -> Iterator[int]:
    """The most memory that a process has had so far, until it has ended (Linux's VmHWM)."""
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            return
        peaks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
        yield from (int(peak) // 1024 for peak in peaks)
        time.sleep(0.05)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_memory_is_bounded(tmp_path: Path, name: str) -> None:
    home = Home(tmp_path)
    with serve_hostile_site() as site:
        publish(site, name)
        process = home.start_crawl([portal_at(Site(site.url))], CrawlOptions(), DOWNLOAD_TIMEOUT=5)
        peak = max(peak_megabytes(process))
        summary = home.results(process)["stp"]
    assert (summary.outcome, summary.counts["new"]) == ("finished", 2)
    assert peak < MOST_MEGABYTES


def publish(site: HostileSite, name: str) -> None:
    path = f"/pages/detail/900/{name}.html"
    more = card(path, "Hội nghị triển khai công tác tư pháp năm nay")
    site.answers["/tin"] = listing_page([1, 2], more=more)
    answer = MISBEHAVIOURS[name]
    site.answers[path] = answer.packed() if isinstance(answer, Zeros) else answer
    for number in (1, 2):
        site.answers[article_path(number)] = article_page(number)
