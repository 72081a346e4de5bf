"""References in JSON Lines: what `congtin references --jsonl` prints."""

import json

import pytest

from vietnamese.references.lines import read_jsonl, read_text


def line(**record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def test_each_line_gives_its_references() -> None:
    lines = [line(id="a", text="theo Nghị định 30/2020/NĐ-CP"), b"\n", line(id=2, text="không")]
    first, second = read_jsonl(lines)
    assert first.output is not None
    assert first.output["id"] == "a"
    assert [r["identifier"] for r in first.output["references"]] == ["30/2020/NĐ-CP"]
    assert (second.number, second.output) == (3, {"id": 2, "references": []})


def test_output_is_json_with_every_field() -> None:
    (result,) = read_jsonl([line(id="a", text="Điều 3 Luật Đất đai 2013")])
    assert result.output is not None
    reference = json.loads(json.dumps(result.output))["references"][0]
    assert reference["law_year"] == 2013
    assert reference["provisions"] == ["Điều 3"]
    assert reference["identifier"] is None


BAD = [
    (b"{broken", "not JSON"),
    (b"\xff\xfe{}", "not UTF-8: byte 0xff at 0"),
    (b'{"id": 1}', 'no "text"'),
    (b'{"id": 1, "text": null}', 'no "text"'),
    (b'["text"]', 'no "text"'),
    (b"[" * 100_000, "not JSON"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_bad_line_is_named_and_the_rest_goes_on(bad: bytes, reason: str) -> None:
    results = list(read_jsonl([line(id=1, text=""), bad, line(id=3, text="")]))
    assert [result.number for result in results] == [1, 2, 3]
    assert results[1].output is None
    assert reason in (results[1].error or "")
    assert [results[0].error, results[2].error] == [None, None]


def test_control_characters_are_text_like_any_other() -> None:
    (result,) = read_jsonl([line(id=1, text="\x00\x07 Nghị định 30/2020/NĐ-CP\x1b")])
    assert result.output is not None
    assert result.output["references"][0]["start"] == 3


def test_plain_text() -> None:
    assert [r["identifier"] for r in read_text("Chỉ thị 05-CT/TW".encode())] == ["05-CT/TW"]
    with pytest.raises(ValueError, match="not UTF-8: byte 0xff at 4"):
        read_text(b"abcd\xff")
