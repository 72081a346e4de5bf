"""The words there are for what is kept of documents."""

from dataclasses import replace
from typing import get_args

from documents import words
from documents.certainty import Level, Reason
from documents.relations import BETWEEN_DOCUMENTS
from documents.traces import BodyName, TracedBody

BODY = TracedBody(
    key="so-khcn-tinh-lam-dong-2025",
    name="Sở KH&CN tỉnh Lâm Đồng",
    level="department",
    province="lam-dong",
    parent=None,
    since="2025-07-01",
    until="2026-06-30",
    predecessors=(BodyName("a", "Sở KH&CN tỉnh Đắk Nông"), BodyName("b", "Sở TT&TT")),
    successors=(BodyName("c", "Sở Khoa học"),),
)


def test_there_are_words_for_everything() -> None:
    assert set(get_args(Level)) == set(words.LEVELS)
    assert set(get_args(Reason)) == set(words.REASONS)
    assert set(words.RELATIONS) == {*BETWEEN_DOCUMENTS, "issued", "mentions"}
    between = {(name, outgoing) for name in BETWEEN_DOCUMENTS for outgoing in (True, False)}
    assert set(words.DOCUMENT_RELATIONS) == between


def test_which_of_two_changes_the_other() -> None:
    assert words.relation_words("repeals", "target") == "bị bãi bỏ"
    assert words.relation_words("repeals", "agent") == "bãi bỏ văn bản khác"
    assert words.relation_words("based_on", "target") == words.relation_words("based_on")


def test_history_of_a_body() -> None:
    told = [(phrase.text, phrase.day, phrase.names) for phrase in words.body_history(BODY)]
    assert told == [
        ("từ %(day)s", "2025-07-01", ""),
        ("trước là %(names)s", None, "Sở KH&CN tỉnh Đắk Nông, Sở TT&TT"),
        ("đến %(day)s", "2026-06-30", ""),
        ("nay là %(names)s", None, "Sở Khoa học"),
    ]


def test_bodies_of_one_name_are_told_apart() -> None:
    same = (BodyName("old", BODY.name),)
    body = replace(BODY, predecessors=same, successors=same)
    named = [phrase.names for phrase in words.body_history(body) if phrase.names]
    assert named == ["Sở KH&CN tỉnh Lâm Đồng cũ", "Sở KH&CN tỉnh Lâm Đồng mới"]


def test_of_very_many_bodies_three_are_named() -> None:
    wards = tuple(BodyName(f"p{n}", f"UBND phường {n}") for n in range(12))
    last = words.body_history(replace(BODY, successors=wards))[-1]
    assert last.names == "UBND phường 0, UBND phường 1, UBND phường 2"
    assert last.more == 9
