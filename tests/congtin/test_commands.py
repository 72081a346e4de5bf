"""What each command does and says, as a person runs it: good input and bad."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive.catalogue.portals import record_portal
from congtin.cli import COMMANDS
from congtin.settings import load_settings
from congtin.stores import open_catalogue
from tests.congtin.conftest import Congtin

#: Each runs the program anew, as a person does: a second or two.
pytestmark = pytest.mark.slow

ARTICLE = {
    "url": "https://portal.example/tin/1",
    "headline": "Triển khai Kế hoạch số 4204/KH-UBND",
    "body": [
        "Ngày 11/12/2022, UBND tỉnh ban hành Kế hoạch số 4204/KH-UBND về việc bảng tin điện tử."
    ],
    "date_published": "2022-12-15",
    "province": "kon-tum",
    "portal": "thu",
    "department": "Sở Tư pháp",
}


def jsonl(*objects: Any) -> str:
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)


@pytest.fixture
def filled(congtin: Congtin) -> Congtin:
    """A home with one article, indexed."""
    congtin("import", "-", stdin=jsonl(ARTICLE))
    congtin("index")
    return congtin


def test_help_is_there_at_once(congtin: Congtin) -> None:
    help_text = congtin("--help").out
    for name in COMMANDS:
        assert name in help_text


def test_nothing_heavy_is_imported_for_help(congtin: Congtin) -> None:
    code = (
        "import sys; from congtin.cli import cli; "
        "cli(['--help'], standalone_mode=False); "
        "print([m for m in ('scrapy', 'sqlalchemy', 'underthesea', 'flask', 'pydantic', 'tantivy')"
        " if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_unknown_command_names_the_near_one(congtin: Congtin) -> None:
    assert "Did you mean crawl" in congtin("crwal", code=2).err


def test_import_index_search_document_export(filled: Congtin) -> None:
    answer = filled("search", "bang tin dien tu", "--json").lines[0]
    assert answer["total"] == 1
    assert answer["hits"][0]["headline"] == ARTICLE["headline"]
    document = filled("document", "4204/kh ubnd", "--json").lines[0]
    assert document["key"] == "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
    assert document["issued_on"] == "2022-12-11"
    assert len(document["mentions"]) == 2
    exported = filled("export").lines
    assert [article["headline"] for article in exported] == [ARTICLE["headline"]]
    assert exported[0]["body"] == ARTICLE["body"]


def test_what_is_like_an_article(filled: Congtin) -> None:
    one = filled("search", "bang tin dien tu", "--json").lines[0]["hits"][0]["id"]
    filled("import", "-", stdin=jsonl({**ARTICLE, "url": "https://kontum.example/khac"}))
    filled("index")
    (other,) = filled("search", "--like", one, "--json").lines[0]["hits"]
    assert other["id"] != one
    assert str(ARTICLE["headline"]) in filled("search", "--like", one).out
    assert (
        "no article and no entry with the id 'xyz'" in filled("search", "--like", "xyz", code=1).err
    )
    assert "--like" in filled("search", "x", "--like", one, code=2).err


def test_export_and_import_give_the_same_articles(filled: Congtin, tmp_path: Path) -> None:
    out = filled("export").out
    other = Congtin(tmp_path / "other")
    other("import", "-", stdin=out)
    assert other("export").out == out


@pytest.mark.parametrize(
    ("form", "told"),
    [
        # A header and a row.
        ("csv", "id,url,portal"),
        # A citation each.
        ("bibtex", "  note = {Lưu tại Cổng Tin"),
        ("ris", "N1  - Lưu tại Cổng Tin"),
    ],
)
def test_export_formats(filled: Congtin, form: str, told: str) -> None:
    assert told in filled("export", "--format", form).out


def test_a_citation_names_the_portal_as_it_calls_itself(filled: Congtin) -> None:
    catalogue = open_catalogue(load_settings(home=filled.home))
    with catalogue.begin() as session:
        record_portal(
            *(session, "thu"),
            title="Cổng thử",
            province=None,
            department=None,
            platform="generic",
            definition={},
        )
    catalogue.close()
    assert "T2  - Cổng thử\n" in filled("export", "--format", "ris").out


def test_bad_import_lines_are_named_and_the_rest_goes_in(congtin: Congtin) -> None:
    lines = (
        jsonl(ARTICLE)
        + "not json\n"
        + jsonl({"headline": "ohne"}, {**ARTICLE, "url": "https://portal.example/tin/2"})
    )
    done = congtin("import", "-", stdin=lines, code=1)
    assert "line 2: not JSON" in done.err
    assert "line 3: url and id are both missing" in done.err
    assert "2 new" in done.err


def test_search_batch_names_bad_lines(filled: Congtin) -> None:
    lines = (
        jsonl({"id": "a", "q": "bảng tin"})
        + "{\n"
        + jsonl({"q": "x"}, {"id": "b", "q": "không có gì"})
    )
    done = filled("search", "--batch", "-", stdin=lines, code=1)
    assert [line["id"] for line in done.lines] == ["a", "b"]
    assert len(done.lines[0]["hits"]) == 1
    assert "line 2" in done.err
    assert "line 3" in done.err


def test_what_is_a_number_beside_more_is_one(filled: Congtin) -> None:
    asked = "Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh"
    assert filled("document", asked, "--json").lines[0]["identifier"] == "4204/KH-UBND"
    for unknown in ("Công văn số 2027 ngày 5/3/2023", "Luật Trồng rau 2030"):
        assert "nothing is known" in filled("document", unknown, code=1).err


def test_what_is_no_number_is_searched_for_as_words(filled: Congtin) -> None:
    done = filled("document", "bảng tin điện tử", "--json", code=1)
    assert [hit["headline"] for hit in done.lines[0]["articles"]] == [ARTICLE["headline"]]
    assert "4204/KH-UBND" in done.err, "what a number looks like"
    assert str(ARTICLE["headline"]) in filled("document", "bảng tin điện tử", code=1).out
    away = {"CONGTIN_SEARCH_URL": "http://127.0.0.1:9"}
    done = filled("document", "abc", "--json", code=1, **away)
    assert done.lines == [{"near": []}]
    assert "127.0.0.1:9" in done.err


BAD_INPUT = [
    # A day that is none.
    (["search", "x", "--from", "2023-13-01"], b"", 2, "2023-13-01"),
    (["search", "x", "--from", "tháng 5"], b"", 2, "write it as 2023-05-01 or 1/5/2023"),
    # A page beyond every index.
    (["search", "x", "--page", "100000000000"], b"", 2, "1000000"),
    # Lines of a batch: nested too deeply, no text to search for, not UTF-8.
    (["search", "--batch", "-"], b"[" * 200_000 + b"\n", 1, "line 1"),
    (["search", "--batch", "-"], b'{"id": 1, "q": null}\n', 1, "line 1"),
    (["document", "--batch", "-"], b"1/Q\xff\n", 1, "line 1"),
    # Nothing to look up, a province that is none.
    (["document", ""], b"", 2, "empty"),
    (["document", "/"], b"", 2, "empty"),
    (["document", "1/QĐ-UBND", "--province", "Bac Gaing"], b"", 2, "Bắc Giang"),
    # Far too much, told back in part; a key that there is none of.
    (["document", "A" * 10_000], b"", 1, "'" + "A" * 59 + "…' is no document number"),
    (["document", "quoc-hoi/trong-rau/2013"], b"", 1, "nothing is known under this key"),
    # No text at all.
    (["document", "abc\udcff"], b"", 1, "no document number"),
    # No address.
    (["portals", "check", "http://[::1"], b"", 2, "http://[::1"),
    (["portals", "check", "ftp://host/"], b"", 2, "ftp://host/"),
]


@pytest.mark.parametrize(("command", "stdin", "code", "told"), BAD_INPUT)
def test_bad_input_is_named(
    filled: Congtin, command: list[str], stdin: bytes, code: int, told: str
) -> None:
    assert told in filled(*command, stdin=stdin, code=code).err


def test_a_list_of_numbers_may_begin_with_a_byte_order_mark(filled: Congtin) -> None:
    lines = filled("document", "--batch", "-", stdin=b"\xef\xbb\xbf4204/KH-UBND\r\n").lines
    assert lines[0]["input"] == "4204/KH-UBND"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("CONGTIN_ARCHIVE_URL", "nope://x"), ("CONGTIN_CONFIG", "/not/there.toml")],
)
def test_a_bad_setting_is_named(congtin: Congtin, variable: str, value: str) -> None:
    done = congtin("status", code=2, **{variable: value})
    assert value.partition("://")[0] in done.err


def test_a_full_disk_is_told_in_a_line(filled: Congtin) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            filled.command("export"), stdout=full, stderr=subprocess.PIPE, env=filled.environment
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_passwords_of_the_search_server_are_not_shown(filled: Congtin) -> None:
    url = f"http://me:geheim@127.0.0.1:{_closed_port()}"
    for options in ([], ["--json"]):
        done = filled("status", *options, CONGTIN_SEARCH_URL=url)
        assert "geheim" not in done.out + done.err


def test_unknown_document_shows_near_ones(filled: Congtin) -> None:
    done = filled("document", "4240/KH-UBND", "--json", code=1)
    assert done.lines[0]["near"][0]["identifier"] == "4204/KH-UBND"


def test_import_names_unknown_provinces(congtin: Congtin) -> None:
    done = congtin(
        "import",
        "-",
        stdin=jsonl(ARTICLE, {**ARTICLE, "url": "https://x.example/2", "province": "atlantis"}),
    )
    assert "line 2: province: 'atlantis'" in done.err
    assert "line 1" not in done.err
    assert "2 new" in done.err


def test_empty_home_says_where_it_looked(congtin: Congtin) -> None:
    for command in (["search", "x"], ["document", "1/QĐ-UBND"], ["export"], ["status"], ["index"]):
        assert str(congtin.home) in congtin(*command, code=1).err


def test_unknown_portal_lists_the_near_ones(congtin: Congtin) -> None:
    done = congtin("crawl", "kontum-sp", code=2)
    assert "kontum-stp" in done.err


def test_bad_portal_file_is_named_and_the_others_work(congtin: Congtin) -> None:
    folder = congtin.home / "portals"
    folder.mkdir(parents=True)
    (folder / "hong.toml").write_text('name = "hong"\nplatform = "no-such"\n', encoding="utf-8")
    done = congtin("portals", code=1)
    assert "kontum-stp" in done.out
    assert "hong.toml:2: platform" in done.err


def test_unreachable_search_server_is_named(filled: Congtin) -> None:
    address = f"http://127.0.0.1:{_closed_port()}"
    for command in (["index"], ["search", "x"]):
        done = filled(*command, code=1, CONGTIN_SEARCH_URL=address)
        assert address in done.err
        assert "CONGTIN_SEARCH_URL" in done.err


def test_unreachable_database_is_named_without_its_password(congtin: Congtin) -> None:
    url = f"postgresql://me:secret@127.0.0.1:{_closed_port()}/congtin"
    done = congtin("status", code=1, CONGTIN_DATABASE_URL=url)
    assert "127.0.0.1" in done.err
    assert "secret" not in done.err
    # what portal files tell is shown all the same
    listed = congtin("portals", "--json", code=1, CONGTIN_DATABASE_URL=url)
    assert ("kontum-stp", None) in {(row["name"], row["articles"]) for row in listed.lines}
    assert "127.0.0.1" in listed.err
    assert "secret" not in listed.err
    wrong = url.replace("/congtin", "x/congtin")
    written = congtin("portals", "file", "kontum-stp", CONGTIN_DATABASE_URL=wrong)
    assert 'name = "kontum-stp"' in written.out
    assert "not the URL of a database" in written.err
    assert "secret" not in written.err


# Commands that name a portal, here one whose file is refused.
NAMING = [
    ("crawl", "hong"),
    ("schedule", "set", "hong", "2:00"),
    ("schedule", "now", "hong"),
    ("backfill", "hong", "--from", "x.warc"),
    ("attachments", "hong"),
    ("portals", "file", "hong"),
]


def test_a_portal_whose_file_is_refused_is_not_called_unknown(congtin: Congtin) -> None:
    folder = congtin.home / "portals"
    folder.mkdir(parents=True)
    (folder / "x.toml").write_text('name = "hong"\nplatform = "no-such"\n', encoding="utf-8")
    for words in NAMING:
        refused = congtin(*words, code=1).err
        assert "the file of portal 'hong' is refused: " in refused
        assert "x.toml:2: platform" in refused
    assert "did you mean hong" in congtin("crawl", "hongg", code=2).err
    everything = congtin("schedule", "set", "--all", "2:00", code=1)
    assert "x.toml:2: platform" in everything.err
    assert "kontum-stp: 2:00" in everything.out


def _closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_wrong_usage_is_exit_code_2(congtin: Congtin) -> None:
    assert "'oops'" in congtin("search", "x", "--filter", "oops", code=2).err
    assert "'year=abcd'" in congtin("search", "x", "--filter", "year=abcd", code=2).err
    assert "--all" in congtin("crawl", code=2).err
    assert "IDENTIFIER" in congtin("document", code=2).err


def test_settings_tell_their_origin(congtin: Congtin) -> None:
    lines = {line["name"]: line for line in congtin("settings", "--json").lines}
    assert lines["home"]["value"] == str(congtin.home)
    assert lines["home"]["origin"] == "environment CONGTIN_HOME"


def test_status_counts(filled: Congtin) -> None:
    status = filled("status", "--json").lines[0]
    assert status["articles"] == 1
    assert status["documents"] == 1
    assert status["index"]["items"] == 1
    states = {portal["name"]: portal["state"] for portal in status["portals"]}
    assert states["kontum-stp"] == "never"


def test_status_sums_up_what_was_never_crawled(filled: Congtin) -> None:
    told = filled("status").out
    assert "portals were never crawled" in told
    assert "kontum-stp: never" not in told
    assert "kontum-stp: never" in filled("status", "--all").out
    assert filled("status", "kontum-stp").out.splitlines()[0] == "kontum-stp: never"
    (only,) = filled("status", "kontum-stp", "--json").lines[0]["portals"]
    assert (only["name"], only["to_look_at"]) == ("kontum-stp", [])
    assert "kontum-stp" in filled("status", "kontum-sp", code=2).err


def test_references_in_text_and_lines(congtin: Congtin) -> None:
    text = "Quyết định số 490/QĐ-BTTTT ngày 30/3/2023"
    assert congtin("references", "-", stdin=text).lines[0]["identifier"] == "490/QĐ-BTTTT"
    lines = jsonl({"id": 7, "text": text}) + "?\n" + jsonl({"id": 8, "text": ""})
    done = congtin("references", "--jsonl", "-", stdin=lines, code=1)
    assert [line["id"] for line in done.lines] == [7, 8]
    assert done.lines[0]["references"][0]["issued_on"] == "2023-03-30"
    assert "line 2" in done.err


def test_references_of_bytes_that_are_not_utf8(congtin: Congtin) -> None:
    done = congtin("references", "--jsonl", "-", stdin=b'{"id": 1, "text": "\xff"}\n', code=1)
    assert "line 1" in done.err
