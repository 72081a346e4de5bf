"""Structured logs: one JSON object a line, of crawls, the worker and the server."""

import json
import logging
import sys
from pathlib import Path

import pytest

from congtin.logs import JsonLines, gunicorn_options_of_logs
from congtin.settings import load_settings
from tests.congtin.conftest import Congtin


def test_a_record_is_an_object() -> None:
    try:
        raise ValueError("hỏng")
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("crawler.x", logging.ERROR, "", 1, "trang %s\nhai", ("1",), error)
    line = JsonLines().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == (
        "ERROR",
        "crawler.x",
        "trang 1\nhai",
    )
    assert told["time"].endswith("+00:00")
    assert "ValueError: hỏng" in told["exc_info"]


def test_server_is_told_only_if_it_is_wanted(tmp_path: Path) -> None:
    assert gunicorn_options_of_logs(load_settings(home=tmp_path)) == {}
    assert "logconfig_dict" in gunicorn_options_of_logs(
        load_settings(home=tmp_path, log_format="json")
    )


@pytest.mark.slow
def test_crawls_and_the_worker_log_lines_of_json(congtin: Congtin) -> None:
    folder = congtin.home / "portals"
    folder.mkdir(parents=True)
    (folder / "x.toml").write_text(
        'name = "x"\ntitle = "X"\nplatform = "kontum"\n[[start]]\nurl = "http://127.0.0.1:9/"\n'
    )
    congtin("schedule", "now", "x")
    worker = congtin("schedule", "run", "--once", code=None, CONGTIN_LOG_FORMAT="json")
    lines = [json.loads(line) for line in worker.err.splitlines() if line.startswith("{")]
    assert any("crawl x" in line["message"] for line in lines)
    crawled = (congtin.home / "crawl.log").read_text("utf-8").splitlines()
    assert any(json.loads(line)["logger"] == "x" for line in crawled)
