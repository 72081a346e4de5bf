"""What `congtin document` answers of a list, and where there is not just one document."""

import pytest

from tests.congtin.conftest import Congtin
from tests.congtin.test_commands import ARTICLE, jsonl

#: Each runs the program anew, as a person does: a second or two.
pytestmark = pytest.mark.slow


@pytest.fixture
def filled(congtin: Congtin) -> Congtin:
    """A home with one article, indexed."""
    congtin("import", "-", stdin=jsonl(ARTICLE))
    congtin("index")
    return congtin


def test_near_documents_are_told_on_standard_output(filled: Congtin) -> None:
    done = filled("document", "4240/KH-UBND", code=1)
    assert "near: 4204/KH-UBND" in done.out
    assert "nothing is known" in done.err


def test_law_that_nothing_cites(filled: Congtin) -> None:
    done = filled("document", "Bộ luật Dân sự 2015", code=1)
    assert "91/2015/QH13" in done.out
    assert "nothing here cites" in done.err
    asked = filled("document", "Bộ luật Dân sự 2015", "--json", code=1).lines[0]
    assert asked["laws"][0]["identifier"] == "91/2015/QH13"


def test_document_narrowed(filled: Congtin) -> None:
    in_full = ("--issuer", "Ủy ban nhân dân tỉnh Kon Tum", "--province", "tỉnh Kon Tum")
    key = "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
    assert filled("document", "4204/KH-UBND", *in_full, "--json").lines[0]["key"] == key
    done = filled("document", "4204/KH-UBND", "--province", "Gia Lai", code=1)
    assert key in done.out
    assert "is known, but not of the province" in done.err


def test_what_has_no_words_finds_no_articles(filled: Congtin) -> None:
    assert filled("document", "A" * 300, "--json", code=1).lines == [{"near": [], "articles": []}]


def test_list_says_what_of_a_line_was_not_looked_up(filled: Congtin) -> None:
    line = "4204/KH-UBND, 640/KH-UBND\n"
    answer = filled("document", "--batch", "-", stdin=line).lines
    assert [(row["status"], row["also"]) for row in answer] == [("found", ["640/KH-UBND"])]


def test_document_batch(filled: Congtin) -> None:
    typed = "- Kế hoạch số 4204/KH-UBND ngày 11/12/2022;\n\n9999/QĐ-UBND\nkhông phải số\n"
    lines = filled("document", "--batch", "-", stdin=typed).lines
    assert [line["status"] for line in lines] == ["found", "unknown", "unknown", "unknown"]
    key = "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
    told = {"input": typed.splitlines()[0], "status": "found", "key": key, "candidates": []}
    assert lines[0] == told
    assert [line["input"] for line in lines[1:3]] == ["", "9999/QĐ-UBND"]


def test_document_batch_has_a_line_for_each_line(filled: Congtin) -> None:
    typed = b"4204/KH-UBND\n" + b"1/Q\xff\n\n" + b"4204/KH-UBND"
    done = filled("document", "--batch", "-", "--json", stdin=typed, code=1)
    assert [line["status"] for line in done.lines] == ["found", "unknown", "unknown", "found"]
    assert done.lines[1] == {"input": "1/Q�", "status": "unknown", "key": None, "candidates": []}
    assert "line 2" in done.err
