"""What document registers know of documents comes before what news says."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change, read_changes
from archive.catalogue.legislation import delete_legislation, record_legislation
from archive.catalogue.portals import record_portal
from archive.catalogue.tables import DocumentRedirectRow, DocumentRow, LegislationRow
from archive.items import Legislation
from documents.resolving import resolve_changes
from documents.tracing import trace
from tests.documents.conftest import Publish, Register
from tests.documents.test_resolving import PLAN, keys

KEY = "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"
ENTRY = {
    "identifier": "4204/KH-UBND",
    "document_type": "KẾ HOẠCH",
    "issuer": "UBND tỉnh Kon Tum",
    "signer": "Lê Ngọc Tuấn",
    "issued_on": "2022-12-10",
    "status": "Còn hiệu lực",
    "title": "Phát triển thông tin cơ sở trên địa bàn tỉnh",
}


def documents(catalogue: Catalogue) -> dict[str, DocumentRow]:
    with catalogue.session() as session:
        return {row.key: row for row in session.scalars(select(DocumentRow))}


KEY_CASES = [
    # As registers have it.
    (ENTRY, KEY),
    # Number, symbol and type in other spellings; the issuer without its name.
    ({"identifier": "4204 / kh-ubnd", "issuer": "UBND tỉnh", "issued_on": "2022-12-10"}, KEY),
    # A ministry's, by the symbol alone; the year stands in the number.
    ({"identifier": "12/2021/TT-BTTTT"}, "bo-thong-tin-va-truyen-thong/12-2021-tt-btttt/2021"),
    # A law by its number, and by its name.
    ({"identifier": "45/2013/QH13", "title": "Luật Đất đai"}, "quoc-hoi/45-2013-qh13/2013"),
    # Its number tells that it is of before the mergers.
    (
        {"identifier": "12/2022/QĐ-UBND", "issuer": "UBND tỉnh"},
        "ubnd-tinh-kon-tum/12-2022-qd-ubnd/2022",
    ),
    # A resolution of the National Assembly is not the law of that number.
    (
        {"identifier": "45/2013/QH13", "document_type": "NGHỊ QUYẾT"},
        "quoc-hoi/45-2013-nq-qh13/2013",
    ),
    # A body that did not exist in that year.
    (
        {"identifier": "12/2026/QĐ-UBND", "issuer": "UBND tỉnh Kon Tum"},
        "_/12-2026-qd-ubnd/2026",
    ),
    # Neither issuer nor day.
    ({"identifier": "4204/KH-UBND"}, "_/4204-kh-ubnd/_"),
    # A number in no usual form.
    (
        {"identifier": "Số 5 (bis)", "issuer": "UBND tỉnh Kon Tum", "issued_on": "2022-12-10"},
        "ubnd-tinh-kon-tum/so-5-bis/2022",
    ),
    # No number: the title stands for it.
    (
        {"title": "Quy chế làm việc", "issuer": "UBND tỉnh Kon Tum", "issued_on": "2022-12-10"},
        "ubnd-tinh-kon-tum/quy-che-lam-viec/2022",
    ),
]


@pytest.mark.parametrize(("fields", "expected"), KEY_CASES)
def test_key(
    register: Register, catalogue: Catalogue, fields: dict[str, str], expected: str
) -> None:
    entry_id = register(**fields)
    with catalogue.session() as session:
        entry = session.get(LegislationRow, entry_id)
        assert entry is not None
        assert entry.document_key == expected
    assert list(documents(catalogue)) == [expected]


def cong_bao(session: Session, province: str = "gia-lai") -> None:
    record_portal(
        session,
        "cong-bao",
        title="Công báo",
        province=province,
        department=None,
        platform="dnn",
        definition={},
    )


def of_cong_bao(session: Session) -> None:
    entry = Legislation(
        "http://a.vn/1",
        portal="cong-bao",
        identifier="4204/KH-UBND",
        issuer="UBND tỉnh",
        issued_on="2022-12-10",
    )
    record_legislation(session, entry, "2026-01-01T00:00:00Z", None)


@pytest.mark.parametrize("order", [(cong_bao, of_cong_bao), (of_cong_bao, cong_bao)])
def test_the_portal_tells_the_province(
    catalogue: Catalogue, order: tuple[Callable[[Session], None], ...]
) -> None:
    for record in order:
        with catalogue.begin() as session:
            record(session)
        resolve_changes(catalogue)
    assert list(documents(catalogue)) == ["ubnd-tinh-gia-lai/4204-kh-ubnd/2022"]
    with catalogue.begin() as session:
        cong_bao(session)
    assert resolve_changes(catalogue) == 0  # nothing is new
    with catalogue.begin() as session:
        cong_bao(session, "kon-tum")
    resolve_changes(catalogue)
    assert list(documents(catalogue)) == ["ubnd-tinh-kon-tum/4204-kh-ubnd/2022"]


def test_document_that_only_a_register_knows(register: Register, catalogue: Catalogue) -> None:
    entry_id = register(**ENTRY)
    document = documents(catalogue)[KEY]
    assert document.identifier == "4204/KH-UBND"
    assert document.document_type == "Kế hoạch"
    assert document.body_name == "UBND tỉnh Kon Tum"
    assert (document.issued_on, document.title) == ("2022-12-10", ENTRY["title"])
    assert document.evidence == [
        {
            "kind": "register",
            "legislation_id": entry_id,
            "url": "https://portal.example/kon-tum/van-ban/1",
            "portal": "kon-tum",
            "issued_on": "2022-12-10",
            "title": ENTRY["title"],
            "signer": "Lê Ngọc Tuấn",
            "status": "Còn hiệu lực",
        }
    ]
    with catalogue.session() as session:
        traced = trace(session, KEY)
        assert traced is not None
        assert traced.certainty.level == "certain"
        assert [entry.signer for entry in traced.register] == ["Lê Ngọc Tuấn"]
        assert traced.mentions == ()
        kinds = [(c.item_type, c.kind) for c in read_changes(session)]
        assert kinds == [("Legislation", "added"), ("Legislation", "resolved")]


def test_the_register_comes_before_news_and_the_contradiction_is_kept(
    publish: Publish, register: Register, catalogue: Catalogue
) -> None:
    article = publish(PLAN, day="2022-12-15")
    entry = register(**ENTRY)
    document = documents(catalogue)[KEY]
    assert (document.issued_on, document.title) == ("2022-12-10", ENTRY["title"])
    assert [item["kind"] for item in document.evidence] == [
        "register",
        "announcement",
        "mentions",
        "contradiction",
    ]
    assert document.evidence[-1] == {
        "kind": "contradiction",
        "field": "issued_on",
        "stated": {"2022-12-11": 1},
        "articles": {"2022-12-11": [article]},
        "register": "2022-12-10",
        "entries": {"2022-12-10": [entry]},
    }
    with catalogue.session() as session:
        traced = trace(session, KEY)
        assert traced is not None
        assert traced.certainty.level == "certain"
        assert "contradiction" in traced.certainty.reasons


def test_a_register_completes_a_key(
    publish: Publish, register: Register, catalogue: Catalogue
) -> None:
    bare = publish("Thực hiện Kế hoạch số 4204/KH-UBND.", day="2023-06-01")
    assert keys(catalogue, bare) == ["_/4204-kh-ubnd/_"]
    with catalogue.session() as session:
        before = latest_change(session)
    register(**ENTRY)
    assert keys(catalogue, bare) == [KEY]
    with catalogue.session() as session:
        assert bare in {c.item_id for c in read_changes(session, after=before)}
        redirect = session.get(DocumentRedirectRow, "_/4204-kh-ubnd/_")
        assert redirect is not None
        assert redirect.key == KEY


def test_when_the_entry_goes_so_does_what_it_told(
    publish: Publish, register: Register, catalogue: Catalogue
) -> None:
    bare = publish("Thực hiện Kế hoạch số 4204/KH-UBND.", day="2023-06-01")
    entry_id = register(**ENTRY)
    with catalogue.begin() as session:
        delete_legislation(session, entry_id)
    resolve_changes(catalogue)
    assert keys(catalogue, bare) == ["_/4204-kh-ubnd/_"]
    assert list(documents(catalogue)) == ["_/4204-kh-ubnd/_"]
    with catalogue.session() as session:
        assert session.scalars(select(DocumentRedirectRow.old_key)).all() in ([], [KEY])


def test_document_of_an_entry_alone_goes_with_it(register: Register, catalogue: Catalogue) -> None:
    entry_id = register(**ENTRY)
    with catalogue.begin() as session:
        delete_legislation(session, entry_id)
    resolve_changes(catalogue)
    assert documents(catalogue) == {}


def test_an_entry_that_is_corrected_takes_its_document_along(
    register: Register, catalogue: Catalogue
) -> None:
    register(**ENTRY)
    register(**ENTRY | {"issued_on": "2023-12-10"})
    assert list(documents(catalogue)) == ["ubnd-tinh-kon-tum/4204-kh-ubnd/2023"]
    with catalogue.session() as session:
        traced = trace(session, KEY)
        assert traced is not None
        assert traced.document.key == "ubnd-tinh-kon-tum/4204-kh-ubnd/2023"
