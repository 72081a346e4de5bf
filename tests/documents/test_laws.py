"""Laws by name and by number are one document."""

import tomllib
from importlib.resources import files

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRow
from documents.keys import slug
from documents.laws import find_law, laws_named, look_up_key
from documents.looking_up import find_documents
from documents.near import near_documents
from documents.requests import read_request
from tests.documents.conftest import Publish
from vietnamese.identifiers import parse_identifier

TABLE = tomllib.loads(files("documents").joinpath("laws.toml").read_text("utf-8"))
KEY = "quoc-hoi/31-2024-qh15/2024"


def test_table_does_not_contradict_itself() -> None:
    numbers = [row["identifier"] for row in TABLE["law"] if "identifier" in row]
    assert len(numbers) == len(set(numbers))
    for row in TABLE["law"]:
        assert row["source"] in ("codified", "gazette", "cited", "secondary"), row
        if "adopted" in row:
            assert row["adopted"].year == row["year"], row
        if "identifier" in row:
            parsed = parse_identifier(row["identifier"])
            assert parsed is not None
            assert parsed.canonical == row["identifier"]
            assert parsed.year == row["year"] or row["identifier"].endswith("-L/CTN"), row
        else:
            assert row["name"] == "Hiến pháp", row
    named = [(slug(row["name"]), row["year"]) for row in TABLE["law"] if "adopted" not in row]
    assert len(named) == len(set(named)), "a row without a day cannot be told from its namesake"


def test_every_law_is_found_by_name_and_by_number() -> None:
    for row in TABLE["law"]:
        day = row["adopted"].isoformat() if "adopted" in row else None
        look_up = look_up_key(None, f"{row['name']} năm {row['year']}", row["year"], day)
        law = find_law(look_up, row["year"])
        assert law is not None
        assert (law.name, law.identifier, law.adopted) == (row["name"], row.get("identifier"), day)
    for other in TABLE["other_names"]:
        assert laws_named(look_up_key(None, other)), other


@pytest.mark.parametrize(
    ("mention", "year", "day", "identifier"),
    [
        # with the word "năm" and without
        ("Luật Đất đai năm 2013", 2013, None, "45/2013/QH13"),
        ("Luật Đất đai 2013", 2013, None, "45/2013/QH13"),
        # with the day that it was adopted on, as grounds have it
        ("Luật Tổ chức Chính phủ ngày 19/6/2015", 2015, "2015-06-19", "76/2015/QH13"),
        # in capitals, without diacritics, with another tone placement or spelling of i
        ("LUẬT XÂY DỰNG NĂM 2014", 2014, None, "50/2014/QH13"),
        ("luat khieu nai nam 2011", 2011, None, "02/2011/QH13"),
        ("Luật Chất lượng sản phẩm, hàng hoá năm 2007", 2007, None, "05/2007/QH12"),
        # with other punctuation
        ("Luật Phòng chống ma tuý năm 2021", 2021, None, "73/2021/QH14"),
        ("Luật Khám bệnh chữa bệnh 2023", 2023, None, "15/2023/QH15"),
        # codes by their abbreviations
        ("BLHS 2015", 2015, None, "100/2015/QH13"),
        ("BLTTDS năm 2015", 2015, None, "92/2015/QH13"),
        ("BLLĐ 2019", 2019, None, "45/2019/QH14"),
        # a code that is called a law
        ("Luật Dân sự năm 2015", 2015, None, "91/2015/QH13"),
        # a name with an abbreviation in it, a name cut short, a name with "Việt Nam" to it
        ("Luật Thuế TNCN năm 2007", 2007, None, "04/2007/QH12"),
        ("Luật Ban hành văn bản QPPL năm 2015", 2015, None, "80/2015/QH13"),
        ("Luật Phòng, chống HIV/AIDS năm 2006", 2006, None, "64/2006/QH11"),
        ("Bộ luật Hình sự Việt Nam năm 2015", 2015, None, "100/2015/QH13"),
        # two laws of one name in one year: only the day tells
        ("Luật Tổ chức chính quyền địa phương", 2025, "2025-06-16", "72/2025/QH15"),
        # ordinances, with `PL-` in the number until 2009
        ("Pháp lệnh Ngoại hối năm 2005", 2005, None, "28/2005/PL-UBTVQH11"),
        ("Pháp lệnh Cảnh sát môi trường 2014", 2014, None, "10/2014/UBTVQH13"),
        # laws of the years before numbers had a year
        ("Luật Thuế sử dụng đất nông nghiệp năm 1993", 1993, None, "23-L/CTN"),
        # a law that amends, by its whole name
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế năm 2014",
            *(2014, None, "46/2014/QH13"),
        ),
        # a law of which no text was found that states its day
        ("Luật Đất đai năm 2003", 2003, None, "13/2003/QH11"),
    ],
)
def test_forms_of_names(mention: str, year: int, day: str | None, identifier: str) -> None:
    law = find_law(look_up_key(None, mention, year, day), year)
    assert law is not None
    assert law.identifier == identifier


@pytest.mark.parametrize("year", [1946, 1959, 1980, 1992, 2013])
def test_each_constitution_is_found_by_its_year(year: int) -> None:
    law = find_law(look_up_key(None, f"Hiến pháp năm {year}", year), year)
    assert law is not None
    assert (law.identifier, law.adopted and law.adopted[:4]) == (None, str(year))


@pytest.mark.parametrize(
    ("mention", "year"),
    [
        # no law of that name and year
        ("Luật Đất đai năm 2012", 2012),
        # two of them, and no day to tell them by
        ("Luật Tổ chức chính quyền địa phương năm 2025", 2025),
    ],
)
def test_what_the_table_does_not_tell_keeps_its_name(mention: str, year: int) -> None:
    assert find_law(look_up_key(None, mention, year), year) is None


def test_name_and_number_are_one_document(publish: Publish, catalogue: Catalogue) -> None:
    publish("Luật Đất đai năm 2024 (Luật số 31/2024/QH15) có hiệu lực.", day="2024-08-01")
    with catalogue.session() as session:
        (document,) = session.scalars(select(DocumentRow))
        assert document.key == KEY
        assert (document.title, document.document_type) == ("Luật Đất đai", "Luật")
        assert (document.identifier, document.issued_on) == ("31/2024/QH15", "2024-01-18")
        assert document.evidence[-1] == {"kind": "mentions", "articles": 1, "naming_body": 1}


def test_resolution_of_the_same_number_is_not_the_law(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish("Nghị quyết số 55/2010/QH12 về miễn thuế sử dụng đất nông nghiệp.", day="2016-12-01")
    with catalogue.session() as session:
        (document,) = session.scalars(select(DocumentRow))
        assert document.document_type == "Nghị quyết"
        assert document.title == "miễn thuế sử dụng đất nông nghiệp"


def test_law_is_found_by_what_people_type(publish: Publish, catalogue: Catalogue) -> None:
    publish("Luật Đất đai năm 2013 và Luật số 31/2024/QH15.", day="2024-08-01")
    with catalogue.session() as session:

        def keys(text: str) -> list[str]:
            return [row.key for row in find_documents(session, read_request(text)).documents]

        older = "quoc-hoi/45-2013-qh13/2013"
        assert keys("Luật Đất đai 2013") == [older]
        assert keys("luat dat dai nam 2024") == [KEY]
        assert keys("Luật Đất đai") == [KEY, older]
        assert keys("45/2013/QH13") == [older]
        near = near_documents(session, read_request("Luật Đất"))
        assert [row.key for row in near] == [KEY, older]


def test_near_numbers(publish: Publish, catalogue: Catalogue) -> None:
    for number, written in enumerate(("4204/KH-UBND", "4240/KH-UBND", "4204/QĐ-UBND", "42/TB-SYT")):
        publish(
            f"Văn bản số {written} ngày 5/3/2023 của UBND tỉnh.", day="2023-03-06", number=number
        )
    with catalogue.session() as session:
        near = [row.identifier for row in near_documents(session, read_request("4204/KH-STP"))]
        assert near == ["4204/KH-UBND", "4204/QĐ-UBND"]
        near = [row.identifier for row in near_documents(session, read_request("4205/KH-UBND"))]
        assert near == ["4204/KH-UBND", "4240/KH-UBND"]
