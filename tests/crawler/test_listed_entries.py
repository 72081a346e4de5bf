"""What a register's list tells of an entry, and what its own page adds."""

from archive.items import Attachment, Legislation
from crawler.registers.listed_entries import completed, kept_from_list

LISTED = Legislation(
    url="http://stp.example.vn/van-ban/1",
    identifier="1/QĐ-UBND",
    signer="Lệ Quỳnh",
    title="Quyết định phê duyệt…",
    provenance={"identifier": "x:register", "signer": "x:register", "title": "x:register"},
)
OWN = Legislation(
    url="http://stp.example.vn/van-ban/1",
    identifier="1/QĐ-UBND",
    title="Quyết định phê duyệt kế hoạch năm 2023",
    attachments=[Attachment("http://stp.example.vn/1.pdf", "1.pdf")],
    provenance={"identifier": "x:labels", "title": "x:labels"},
)


def test_the_page_goes_before_the_list() -> None:
    entry = completed(OWN, LISTED)
    assert (entry.title, entry.signer) == (OWN.title, "Lệ Quỳnh")
    assert entry.attachments == OWN.attachments
    assert entry.provenance == {**OWN.provenance, "signer": "listed:x:register"}


def test_what_the_list_told_is_kept_where_the_page_is_read_alone() -> None:
    known = completed(OWN, LISTED)
    assert kept_from_list(OWN, known) == known
    # but nothing that the page itself said once and says no more
    silent = Legislation(url=OWN.url, identifier=OWN.identifier, provenance={})
    assert kept_from_list(silent, known).title is None
    assert kept_from_list(silent, known).signer == "Lệ Quỳnh"
