"""Laws by name and by number are one document."""

import tomllib
from importlib.resources import files

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRow
from documents.laws import find_law, laws_named, look_up_key
from documents.looking_up import find_documents, near_documents
from tests.documents.conftest import Publish
from vietnamese.identifiers import parse_identifier

TABLE = tomllib.loads(files("documents").joinpath("laws.toml").read_text("utf-8"))
KEY = "quoc-hoi/31-2024-qh15/2024"


def test_table_does_not_contradict_itself() -> None:
    numbers = [row["identifier"] for row in TABLE["law"] if "identifier" in row]
    assert len(numbers) == len(set(numbers))
    for row in TABLE["law"]:
        assert row["adopted"].year == row["year"], row
        if "identifier" in row:
            parsed = parse_identifier(row["identifier"])
            assert parsed is not None
            assert (parsed.canonical, parsed.year) == (row["identifier"], row["year"])
        else:
            assert row["name"] == "Hiến pháp", row


def test_every_law_is_found_by_name_and_by_number() -> None:
    for row in TABLE["law"]:
        day = row["adopted"].isoformat()
        look_up = look_up_key(None, f"{row['name']} năm {row['year']}", row["year"], day)
        law = find_law(look_up, row["year"])
        assert law is not None
        assert (law.name, law.identifier, law.adopted) == (row["name"], row.get("identifier"), day)
    for other in TABLE["other_names"]:
        assert laws_named(look_up_key(None, other)), other


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
            return [row.key for row in find_documents(session, text)]

        older = "quoc-hoi/45-2013-qh13/2013"
        assert keys("Luật Đất đai 2013") == [older]
        assert keys("luat dat dai nam 2024") == [KEY]
        assert keys("Luật Đất đai") == [KEY, older]
        assert keys("45/2013/QH13") == [older]
        assert [row.key for row in near_documents(session, "Luật Đất")] == [KEY, older]


def test_near_numbers(publish: Publish, catalogue: Catalogue) -> None:
    for number, written in enumerate(("4204/KH-UBND", "4240/KH-UBND", "4204/QĐ-UBND", "42/TB-SYT")):
        publish(
            f"Văn bản số {written} ngày 5/3/2023 của UBND tỉnh.", day="2023-03-06", number=number
        )
    with catalogue.session() as session:
        near = [row.identifier for row in near_documents(session, "4204/KH-STP")]
        assert near == ["4204/KH-UBND", "4204/QĐ-UBND"]
        assert [row.identifier for row in near_documents(session, "4205/KH-UBND")] == [
            *("4204/KH-UBND", "4240/KH-UBND")
        ]
