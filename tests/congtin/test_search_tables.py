"""`congtin search --format`: a whole result as a table, as the pages give it."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.congtin.conftest import Congtin
from tests.congtin.test_commands import ARTICLE, jsonl

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(congtin: Congtin) -> Congtin:
    """A home with an article and a register's entry, indexed."""
    entry = {"type": "Legislation", "url": "https://p.example/1", "identifier": "=4204/KH-UBND"}
    congtin("import", "-", stdin=jsonl(ARTICLE, entry))
    congtin("index")
    return congtin


def test_a_result_is_a_table(filled: Congtin, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in filled("search", "--format", "jsonl").out.splitlines()]
    assert [row["type"] for row in rows] == ["NewsArticle", "Legislation"]
    assert rows[0]["documents"] == ["4204/KH-UBND"]
    assert rows[0]["permalink"] == f"http://127.0.0.1:8640/articles/{rows[0]['id']}"
    table = filled("search", "bảng tin", "--format", "csv").out.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["headline"] == ARTICLE["headline"]
    file = tmp_path / "kết quả.xlsx"
    filled("search", "--size", "1", "--format", "xlsx", "--output", str(file))
    sheet = load_workbook(file).active
    assert sheet is not None
    assert sheet.max_row == 3


def test_one_form_at_a_time(filled: Congtin) -> None:
    done = filled("search", "x", "--format", "csv", "--json", code=2)
    assert "one of --format, --json and --batch" in done.err
