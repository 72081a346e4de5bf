"""`congtin withhold`, from an article to nothing and back, by every command that tells of it.

- test_from_sight_and_back: by the command, which brings the index up to date
- test_commands_follow_before_the_index: withheld on its page, where a worker is to do so
"""

import json
from contextlib import closing

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.withholding import withhold
from congtin.settings import load_settings
from documents.withholding import follow_withholding
from tests.congtin.conftest import Congtin, audited

pytestmark = pytest.mark.slow

SECRET = {
    "id": "bi-mat",
    "url": "https://portal.example/tin/1",
    "headline": "Hội nghị Xylozan",
    "body": ["Theo Kế hoạch số 7771/KH-UBND ngày 11/12/2022 của UBND tỉnh, số máy quạnh quánh."],
    "date_published": "2022-12-15",
    "province": "kon-tum",
}
OTHER = {
    **SECRET,
    "id": "khac",
    "url": "https://portal.example/tin/2",
    "headline": "Hội nghị",
    "body": ["Tin."],
}


def jsonl(*objects: object) -> str:
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)


def taken_out(congtin: Congtin) -> str:
    asked = (
        ("search", "hội nghị", "--json"),
        ("export",),
        ("document", "7771/KH-UBND", "--json"),
    )
    return "".join(congtin(*words, code=None).out for words in asked)


def test_from_sight_and_back(congtin: Congtin) -> None:
    congtin("import", "-", stdin=jsonl(SECRET, OTHER))
    congtin("index")
    assert taken_out(congtin).count("Xylozan") > 2
    assert "say why" in congtin("withhold", "bi-mat", code=1).err
    foreseen = congtin("withhold", "bi-mat", "--dry-run").out
    assert "article bi-mat: would hide 1 articles, 1 versions of articles, 1 documents" in foreseen
    (told,) = congtin("withhold", "bi-mat", "--dry-run", "--json").lines
    assert (told["kind"], told["hidden"]["articles"], told["pictures"]) == ("article", 1, [])
    assert "no article" in congtin("withhold", "khong-co", "--dry-run", code=1).err
    assert "--dry-run" in congtin("withhold", "--dry-run", code=2).err
    assert "Xylozan" in taken_out(congtin)
    assert congtin("withhold").out == ""
    done = congtin("withhold", "bi-mat", "--reason", "Có số điện thoại", "--by", "An")
    assert "article bi-mat: withheld" in done.out
    assert "1 removed" in done.err
    for _ in range(2):  # and when it comes anew
        told = taken_out(congtin)
        assert "khac" in told
        assert "Xylozan" not in told
        assert '"key"' not in told  # of the document that it alone tells of
        congtin("import", "-", stdin=jsonl({**SECRET, "body": ["Xylozan sửa."]}))
        congtin("index")
    assert "withheld already" in congtin("withhold", "bi-mat", "--reason", "x", code=1).err
    assert "withheld already" in congtin("withhold", "bi-mat", "--dry-run", code=1).err
    assert "no article" in congtin("withhold", "khong-co", "--reason", "x", code=1).err
    congtin("withhold", "bi-mat", "--lift", "--reason", "Đã gỡ", "--by", "Bình")
    assert "Xylozan sửa" in taken_out(congtin)
    (row,) = congtin("withhold", "--json").lines
    assert (row["withheld_by"], row["lifted_by"], row["lift_reason"]) == ("An", "Bình", "Đã gỡ")
    assert audited(congtin) == [("withheld", "article bi-mat"), ("lifted", "article bi-mat")]


def test_commands_follow_before_the_index(congtin: Congtin) -> None:
    cited = {**OTHER, "body": ["Thực hiện Kế hoạch số 7771/KH-UBND ngày 11/12/2022 của UBND tỉnh."]}
    congtin("import", "-", stdin=jsonl(SECRET, cited))
    congtin("index")
    with closing(Catalogue(load_settings(home=congtin.home).database_url)) as catalogue:
        with catalogue.begin() as session:
            row = withhold(session, "article", "bi-mat", "Có số điện thoại", "An")
        follow_withholding(catalogue, [row])
    for words in (("search", "hội nghị"), ("document", "7771/KH-UBND")):
        told = congtin(*words).out
        assert "portal.example/tin/2" in told
        assert "portal.example/tin/1" not in told
        assert "Xylozan" not in told
        assert "bi-mat" not in told
        assert "2 bài" not in told
