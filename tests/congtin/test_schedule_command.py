"""`congtin schedule`: timetables by the command line, and the worker that keeps to them."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.congtin.conftest import Congtin, CrawledSamples, audited

pytestmark = pytest.mark.slow


def jobs(congtin: Congtin) -> list[tuple[str, str, str]]:
    """The jobs in the order they were asked for: kind, subject, state."""
    lines = congtin("schedule", "jobs", "--json").lines
    return [(job["kind"], job["subject"], job["state"]) for job in reversed(lines)]


def test_timetables_are_set_listed_and_taken_back(
    crawled_samples: CrawledSamples, congtin: Congtin
) -> None:
    first, second, *_ = names = crawled_samples.names
    shutil.copytree(crawled_samples.congtin.home / "portals", congtin.home / "portals")
    file = congtin.home / "portals" / f"{second}.toml"
    file.write_text('schedule = "thứ hai 3:00"\n' + file.read_text("utf-8"), "utf-8")
    assert "congtin schedule set PORTAL" not in congtin("schedule").err
    assert "next " in congtin("schedule", "set", first, "hằng ngày 2:00").out
    listed = {line["portal"]: line for line in congtin("schedule", "--json").lines}
    assert listed[first]["timetable"] == "hằng ngày 2:00"
    assert (listed[second]["origin"], listed[second]["timetable"]) == ("file", "thứ hai 3:00")
    # of a group, where a portal has none of its own
    platform = next(p["platform"] for p in congtin("portals", "--json").lines if p["name"] == first)
    told = congtin("schedule", "set", "--platform", platform.upper(), "mỗi 6 giờ")
    assert f"platform {platform}: mỗi 6 giờ; it holds for " in told.out
    assert "a timetable of their own" in told.err
    lines = congtin("schedule", "--json").lines
    assert lines.pop(0) == {"platform": platform, "timetable": "mỗi 6 giờ"}
    kept = {line["portal"]: line["origin"] for line in lines}
    assert (kept[first], kept[second]) == ("set", "file")
    assert "group" in kept.values()
    congtin("schedule", "clear", "--platform", platform)
    assert "group" not in {line["origin"] for line in congtin("schedule", "--json").lines}
    congtin("schedule", "off", second)
    assert f"{second}: never (set here); off" in congtin("schedule").out
    congtin("schedule", "clear", first, second)
    assert [line["portal"] for line in congtin("schedule", "--json").lines] == [second]
    congtin("schedule", "now", first)
    assert audited(congtin) == [
        ("schedule_set", first),
        ("schedule_set", f"platform {platform}"),
        ("schedule_cleared", f"platform {platform}"),
        ("schedule_off", second),
        ("schedule_cleared", first),
        ("schedule_cleared", second),
        ("crawl_asked", first),
    ]
    congtin("schedule", "set", "--all", "mỗi 6 giờ")
    assert {*names} <= {line["portal"] for line in congtin("schedule", "--json").lines}


# What is typed, the exit code, and what is said.
WRONG = [
    # a timetable that is none: the nearest that is
    (("set", "{name}", "hằng ngai 2:00"), 2, "do you mean 'hằng ngày 2:00'?"),
    # a portal that is not known
    (("set", "no-such-portal", "2:00"), 2, "no portal is named 'no-such-portal'"),
    # a timetable for nobody
    (("set", "2:00"), 2, "name portals and then a timetable"),
    (("set", "{name}", "--province", "kon-tum", "2:00"), 2, "or --all or one group"),
    (("clear",), 2, "name portals, or one group"),
    # a group that no portal is in, a timetable of one that is none, and one that it has not
    (("set", "--platform", "kontun", "2:00"), 2, "did you mean 'kontum"),
    (("set", "--platform", "kontum", "hằng ngai 2:00"), 2, "do you mean 'hằng ngày 2:00'?"),
    (("clear", "--platform", "kontum"), 2, "platform kontum has no timetable"),
    (("now", "no-such-portal"), 2, "no portal is named"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_what_is_wrong_is_said(
    crawled_samples: CrawledSamples, words: tuple[str, ...], code: int, said: str
) -> None:
    congtin, name = crawled_samples.congtin, crawled_samples.names[0]
    given = [word.format(name=name) for word in words]
    assert said in congtin("schedule", *given, code=code).err


def test_the_worker_crawls_indexes_and_tells(
    crawled: Congtin, crawled_samples: CrawledSamples
) -> None:
    name = crawled_samples.names[0]
    assert "job " in crawled("schedule", "now", name).out
    assert "waiting already" in crawled("schedule", "now", name).out
    crawled("schedule", "run", "--once")
    following = [(kind, "", "done") for kind in ("index", "health", "alerts")]
    assert jobs(crawled) == [("crawl", name, "done"), *following]
    runs = json.loads(crawled("status", "--json").out)["portals"]
    assert next(run for run in runs if run["name"] == name)["last_run"]["outcome"] == "finished"
    assert (crawled.home / "jobs" / "1.log").read_text("utf-8").strip()


def test_a_worker_beside_the_server_ends_with_it(
    crawled: Congtin, crawled_samples: CrawledSamples
) -> None:
    name = crawled_samples.names[0]
    crawled("schedule", "now", name)
    command = crawled.command("serve", "--port", "0", "--workers", "1", "--with-worker")
    server = subprocess.Popen(command, env=crawled.environment, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while ("crawl", name, "done") not in jobs(crawled):
            assert time.monotonic() < deadline
            time.sleep(1)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(90) == 0
    assert not any(str(crawled.home) in line for line in _commands() if "schedule" in line), (
        "the worker is still there"
    )


def _commands() -> list[str]:
    """The command lines of all processes that can be seen."""
    lines = []
    for entry in filter(str.isdecimal, os.listdir("/proc")):
        try:
            lines.append(Path("/proc", entry, "cmdline").read_bytes().decode("utf-8", "replace"))
        except OSError:
            continue
    return lines
