"""The query language: one row per form, and no text that it fails on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.query import describe, parse
from indexer.query.describing_words import Remark
from indexer.query.lexing import is_read_whole
from indexer.query.nodes import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Cites,
    DocumentNumber,
    DocumentTypeIs,
    Issued,
    Name,
    Node,
    Not,
    Phrase,
    Province,
    Published,
    Quotation,
    Title,
    Words,
)
from indexer.query.periods import Period, read_period

KH = DocumentNumber("4204/KH-UBND", "4204-kh-ubnd")
QH = DocumentNumber("202/2025/QH15", "202-2025-qh15")
FROM_MAY = Published("2023-05-01", None, "2023-05")
BEFORE_2016 = Published(None, "2016-01-01", "2016")


def words(*runs: str) -> Words:
    return Words(runs)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        # nothing asked for
        ("", EVERYTHING),
        ("  \n", EVERYTHING),
        ('- " ( ) | OR !', EVERYTHING),
        # words, in runs
        ("bảng tin điện tử", words("bảng tin điện tử")),
        ('bảng "năm 2023" tin', AllOf((words("bảng", "tin"), Phrase("năm 2023")))),
        # phrases, with the quotes that word processors make; one that is never closed is words
        ('"chuyển đổi số"', Phrase("chuyển đổi số")),
        ("“chuyển đổi số”", Phrase("chuyển đổi số")),
        ('"chuyển đổi', words("chuyển đổi")),
        # digits, letters and signs as wide as an ideograph, and what nobody sees within a word
        ("＂chuyển đổi số＂ năm ２０２３", AllOf((words("năm 2023"), Phrase("chuyển đổi số")))),
        ("４２０４／ＫＨ－ＵＢＮＤ", KH),
        ("bả\u200bng t\u200din", words("bảng tin")),
        # quotations of a long text are words, better found to the letter; single words are words
        (
            'Tỉnh phát động phong trào "Bình dân học vụ số" đến “mọi nhà” và "mạng" 4204/KH-UBND',
            AllOf(
                (
                    AllOf(
                        (
                            words(
                                "Tỉnh phát động phong trào Bình dân học vụ số đến mọi nhà và mạng"
                            ),
                            KH,
                        )
                    ),
                    Quotation("Bình dân học vụ số"),
                    Quotation("mọi nhà"),
                )
            ),
        ),
        (
            'một hai ba bốn năm sáu bảy "tám -chín OR"',
            AllOf((words("một hai ba bốn năm sáu bảy"), Phrase("tám -chín OR"))),
        ),
        (
            'một hai ba bốn năm sáu bảy tám "chín -mười OR"',
            AllOf(
                (
                    words("một hai ba bốn năm sáu bảy tám chín -mười OR"),
                    Quotation("chín -mười OR"),
                )
            ),
        ),
        # they are phrases where anything else is said in the language
        (
            'một hai ba bốn năm sáu bảy tám "chín mười" -không',
            AllOf(
                (
                    words("một hai ba bốn năm sáu bảy tám"),
                    Phrase("chín mười"),
                    Not(words("không")),
                )
            ),
        ),
        # without
        ("đất -rừng", AllOf((words("đất"), Not(words("rừng"))))),
        ('-"rừng phòng hộ"', Not(Phrase("rừng phòng hộ"))),
        ("-(rừng OR biển)", Not(AnyOf((words("rừng"), words("biển"))))),
        ("-tỉnh:kon-tum", Not(Province("kon-tum", "Kon Tum", "tỉnh"))),
        # a hyphen in or between words is none
        ("nông thôn - miền núi", words("nông thôn miền núi")),
        ("giai đoạn 2019-2020", words("giai đoạn 2019-2020")),
        # or, which binds loosest
        ("kế hoạch OR quyết định", AnyOf((words("kế hoạch"), words("quyết định")))),
        ("kế hoạch HOẶC quyết định", AnyOf((words("kế hoạch"), words("quyết định")))),
        ("kế hoạch | quyết định", AnyOf((words("kế hoạch"), words("quyết định")))),
        ("OR kế hoạch OR", words("kế hoạch")),
        ("đất OR đất", words("đất")),
        # and, which goes without saying, and not, as some write them
        ("đất AND (rừng OR biển)", AllOf((words("đất"), AnyOf((words("rừng"), words("biển")))))),
        ("đất NOT rừng", AllOf((words("đất"), Not(words("rừng"))))),
        ("đất NOT", words("đất NOT")),
        ("ANDROID NOTE and not", words("ANDROID NOTE and not")),
        # what is said twice
        ('"a b" "a b" -c -c', AllOf((Phrase("a b"), Not(words("c"))))),
        ("hoặc ORION", words("hoặc ORION")),
        # parentheses, closed or not
        ("(a OR b) c", AllOf((words("c"), AnyOf((words("a"), words("b")))))),
        ("a) b", AllOf((words("a"), words("b")))),
        ("((a", words("a")),
        # fields, in English and Vietnamese, with diacritics and blanks and without
        ("title:đất đai", AllOf((words("đai"), Title(words("đất"))))),
        ('tiêu đề:"đất đai"', Title(Phrase("đất đai"))),
        ("TIEUDE: (đất đai)", Title(words("đất đai"))),
        ("author:quỳnh", Name("author", "quỳnh")),
        ("tác giả:Lệ Quỳnh đưa tin", AllOf((words("đưa tin"), Name("author", "Lệ Quỳnh")))),
        ('tac gia:"lệ quỳnh"', Name("author", "lệ quỳnh")),
        ('department:"Sở Tư pháp"', Name("department", "Sở Tư pháp")),
        ('sở:"Tư pháp"', Name("department", "Tư pháp")),
        ("cơ quan:tư", Name("department", "tư")),
        ("province:kon-tum", Province("kon-tum", "Kon Tum", "tỉnh")),
        (
            "tỉnh:Kon Tum bảng tin",
            AllOf((words("bảng tin"), Province("kon-tum", "Kon Tum", "tỉnh"))),
        ),
        ("tinh: gia lai", Province("gia-lai", "Gia Lai", "tỉnh")),
        ("thành phố:đà nẵng", Province("da-nang", "Đà Nẵng", "thành phố")),
        ("co quan:tư", Name("department", "tư")),
        ("trich dan:4204/KH-UBND", Cites(KH)),
        ("type:QĐ", DocumentTypeIs("Quyết định")),
        ("loại:quyết định đất", AllOf((words("đất"), DocumentTypeIs("Quyết định")))),
        ('loai:"ke hoach"', DocumentTypeIs("Kế hoạch")),
        ("cites:4204/KH-UBND", Cites(KH)),
        ("trích dẫn:4204/kh ubnd", Cites(KH)),
        ("dẫn: 4204 KH-UBND", Cites(KH)),
        # a field whose value is none of its kind, and one without a value, are words
        ("tỉnh:Xyz", words("tỉnh:", "Xyz")),
        ("before:2023-13", words("before:", "2023-13")),
        ('tỉnh:"Xyz abc"', Phrase("Xyz abc")),
        ("tác giả:", words("tác giả:")),
        # what looks like a field and is none
        ("http://kontum.gov.vn", words("http://kontum.gov.vn")),
        ("kế hoạch: đất", words("kế hoạch: đất")),
        # dates, of the whole query however it is cut by OR
        ("after:2023-05", FROM_MAY),
        ("từ: 5/2023", FROM_MAY),
        ("before:2023-05", Published(None, "2023-05-01", "2023-05")),
        ("truoc:1/5/2023", Published(None, "2023-05-01", "2023-05-01")),
        ("sau:tháng 5/2023 đất", AllOf((words("đất"), FROM_MAY))),
        ("từ:ngày 1/5/2023", Published("2023-05-01", None, "2023-05-01")),
        ('từ:"năm 2023"', Published("2023-01-01", None, "2023")),
        ("từ:tháng nào", words("từ:", "tháng nào")),
        ("trước:1/5/2023", Published(None, "2023-05-01", "2023-05-01")),
        ("a OR b after:2023-05", AllOf((AnyOf((words("a"), words("b"))), FROM_MAY))),
        ("(a after:2023-05) OR b", AnyOf((AllOf((words("a"), FROM_MAY)), words("b")))),
        ("before:2016 OR after:2023-05", AllOf((BEFORE_2016, FROM_MAY))),
        # within parentheses, also alone there, they hold in these
        ("(before:2016) OR (after:2023-05)", AnyOf((BEFORE_2016, FROM_MAY))),
        ("(after:2023-05) OR đất", AnyOf((FROM_MAY, words("đất")))),
        ("title:đất OR ((trước:2016))", AnyOf((Title(words("đất")), BEFORE_2016))),
        ("(after:2023-05) đất", AllOf((words("đất"), FROM_MAY))),
        ("đất -(after:2023-05)", AllOf((words("đất"), Not(FROM_MAY)))),
        # document numbers in any spelling, among other words
        ("4204/KH-UBND", KH),
        ("4204/kh ubnd", KH),
        ("4204 KH-UBND", KH),
        ("4204KHUBND", KH),  # a known type and a known issuer, typed as one
        ("4204khubnd", KH),
        ("490qdbtttt", DocumentNumber("490/QĐ-BTTTT", "490-qd-btttt")),
        ("12 ctxyz", words("12 ctxyz")),  # no issuer has these letters
        ("kế hoạch số 4204/KH-UBND", KH),
        ("so: 4204/KH-UBND", KH),
        # what an answer says of it leads to it again
        ("số hiệu 4204/KH-UBND", KH),
        ("số hiệu:4204/KH-UBND", KH),
        ("Số và ký hiệu: 4204/KH-UBND", KH),
        ("bảng tin số ký hiệu 4204/kh ubnd", AllOf((words("bảng tin"), KH))),
        ("số hiệu đất", words("số hiệu đất")),
        ('"4204/kh-ubnd"', KH),
        ("QD 490/BTTTT", DocumentNumber("490/QĐ-BTTTT", "490-qd-btttt")),
        ("công văn 1235/UBND-KGVX", DocumentNumber("1235/UBND-KGVX", "1235-ubnd-kgvx")),
        ("bảng tin 4204/KH-UBND thôn", AllOf((words("bảng tin", "thôn"), KH))),
        ("đất -4204/KH-UBND", AllOf((words("đất"), Not(KH)))),
        # a resolution of the National Assembly, as everybody writes it
        ("Nghị quyết số 202/2025/QH15", QH),
        ('cites:"Nghị quyết 202/2025/QH15"', Cites(QH)),
        # a word behind a number is a word, though it could be a part of another symbol
        ("4204/KH-UBND OCOP", AllOf((words("OCOP"), KH))),
        ("4204/KH-UBND, ocop", AllOf((words("ocop"), KH))),
        ("4204 kh ubnd internet", AllOf((words("internet"), KH))),
        # a pasted citation: day and issuer say which document of the number is meant
        (
            "Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh",
            AllOf((KH, Issued(KH, "2022-12-11", "UBND tỉnh"))),
        ),
        (
            "4204/KH-UBND, ngày 11 tháng 12 năm 2022, của Ủy ban nhân dân tỉnh Kon Tum, đất đai",
            AllOf(
                (
                    words("đất đai"),
                    KH,
                    Issued(KH, "2022-12-11", "Ủy ban nhân dân tỉnh Kon Tum"),
                )
            ),
        ),
        (
            "kế hoạch 4204/KH-UBND của UBND tỉnh về đất",
            AllOf((words("về đất"), KH, Issued(KH, None, "UBND tỉnh"))),
        ),
        ("4204/KH-UBND 11-12-2022", AllOf((KH, Issued(KH, "2022-12-11", None)))),
        # without diacritics: a known body, and its place
        (
            "ke hoach 4204/kh-ubnd ngay 11 thang 12 nam 2022 cua ubnd tinh kon tum ve dat",
            AllOf((words("ve dat"), KH, Issued(KH, "2022-12-11", "ubnd tinh kon tum"))),
        ),
        ("4204/kh-ubnd cua chinh phu", AllOf((KH, Issued(KH, None, "chinh phu")))),
        ("4204/kh-ubnd cua hdnd tinh ta", AllOf((words("ta"), KH, Issued(KH, None, "hdnd tinh")))),
        # neither a day nor a body
        ("4204/KH-UBND ngày 31/2/2022", AllOf((words("ngày 31/2/2022"), KH))),
        ("4204/KH-UBND năm 2022", AllOf((words("năm 2022"), KH))),
        ("4204/KH-UBND của tôi", AllOf((words("của tôi"), KH))),
        ("4204/KH-UBND cua", AllOf((words("cua"), KH))),
        # a number that is no document's
        ("covid 19", words("covid 19")),
        ("1/5/2023", words("1/5/2023")),
    ],
)
def test_forms(query: str, tree: Node) -> None:
    assert parse(query) == tree


@given(st.text(max_size=300))
def test_any_text_can_be_parsed(query: str) -> None:
    assert describe(parse(query))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "(",
                ")",
                '"',
                "-",
                " ",
                "OR",
                "đất",
                "tỉnh:",
                "after:",
                "2023-05",
                "4204/KH-UBND",
                "|",
            ]
        ),
        max_size=40,
    )
)
def test_any_operators_can_be_parsed(pieces: list[str]) -> None:
    assert describe(parse("".join(pieces)))


@pytest.mark.parametrize(
    "query",
    ["(" * 100_000 + "a", "-" * 100_000, '"' * 99_999, "a OR " * 50_000, "từ " * 10_000, "\ud800"],
)
def test_hostile_queries_cost_little(query: str) -> None:
    assert len(describe(parse(query))) < 10_000


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("", True),
        ("đất " * 150, True),
        ("đất " * 151, False),
        ("đ" * 2_000, True),
        ("đ" * 2_001, False),
        (" " * 3_000, True),
    ],
)
def test_whether_all_of_a_query_is_read(query: str, whole: bool) -> None:
    assert is_read_whole(query) is whole


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("", "tất cả bài viết"),
        ("4204/kh ubnd after:2023-05", "tìm số hiệu 4204/KH-UBND, từ tháng 5/2023"),
        (
            '"bảng tin" -đất (a OR b) author:Lệ Quỳnh tỉnh:kontum',
            "tìm nguyên văn “bảng tin”, (“a” hoặc “b”), tác giả “Lệ Quỳnh”, tỉnh Kon Tum, "
            "trừ “đất”",
        ),
        (
            "loại:QĐ x OR dẫn:30/2020/nđ-cp",
            "tìm (“x”, loại văn bản Quyết định) hoặc bài dẫn văn bản 30/2020/NĐ-CP",
        ),
        (
            'một hai ba bốn năm sáu bảy tám "chín mười"',
            "tìm “một hai ba bốn năm sáu bảy tám chín mười”, ưu tiên bài có nguyên văn “chín mười”",
        ),
        # what is excluded alone, and what tells no words, are told of articles
        ("-xyz", "tất cả bài viết, trừ “xyz”"),
        ("-xyz -(a OR b)", "tất cả bài viết, trừ “xyz”, trừ (“a” hoặc “b”)"),
        ("-xyz after:2023", "tìm bài từ năm 2023, trừ “xyz”"),
        ("a OR -xyz", "tìm “a” hoặc mọi bài trừ “xyz”"),
        ("dẫn:30/2020/nđ-cp", "tìm bài dẫn văn bản 30/2020/NĐ-CP"),
        ("đất -dẫn:30/2020/nđ-cp", "tìm “đất”, trừ bài dẫn văn bản 30/2020/NĐ-CP"),
        ("tỉnh:kontum before:2023", "tìm bài của tỉnh Kon Tum, trước năm 2023"),
        # what is a city is not told as a province
        ("tỉnh:Hà Nội đất", "tìm “đất”, thành phố Hà Nội"),
        ("province:Huế", "tìm bài của thành phố Huế"),
        ("author:Lệ Quỳnh", "tìm bài của tác giả “Lệ Quỳnh”"),
        ("(before:2016) OR (after:2023)", "tìm bài trước năm 2016 hoặc bài từ năm 2023"),
        (
            "Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh",
            "tìm số hiệu 4204/KH-UBND, ưu tiên văn bản ngày 11/12/2022 của UBND tỉnh",
        ),
        (
            "4204/KH-UBND ngày 11/12/2022 đất",
            "tìm “đất”, số hiệu 4204/KH-UBND, ưu tiên văn bản ngày 11/12/2022",
        ),
        (
            "4204/KH-UBND của UBND tỉnh",
            "tìm số hiệu 4204/KH-UBND, ưu tiên văn bản của UBND tỉnh",
        ),
        ("loại:QĐ", "tìm bài dẫn loại văn bản Quyết định"),
        ("(a OR b) -c", "tìm (“a” hoặc “b”), trừ “c”"),
        (
            'title:"đất đai" cơ quan:"sở tư pháp"',
            "tìm tiêu đề có nguyên văn “đất đai”, cơ quan “sở tư pháp”",
        ),
    ],
)
def test_what_was_understood(query: str, understood: str) -> None:
    assert describe(parse(query)) == understood


@pytest.mark.parametrize(
    ("query", "remarks", "understood"),
    [
        ("", (), "all articles"),
        # a field with each kind of value, alone and among others
        ("dẫn:30/2020/nđ-cp", (), "search for articles citing document 30/2020/NĐ-CP"),
        ("author:Lệ Quỳnh", (), "search for articles of author “Lệ Quỳnh”"),
        ("loại:QĐ", (), "search for articles citing document type Quyết định"),
        (
            'title:"đất đai" cơ quan:"sở tư pháp" tỉnh:kontum 4204/kh ubnd {0}',
            (),
            "search for “{0}”, headline with the exact phrase “đất đai”, office “sở tư pháp”, "
            "province Kon Tum, document number 4204/KH-UBND",
        ),
        (
            'một hai ba bốn năm sáu bảy tám "chín mười"',
            (),
            "search for “một hai ba bốn năm sáu bảy tám chín mười”, "
            "those with the exact phrase “chín mười” first",
        ),
        ("tỉnh:Hà Nội", (), "search for articles of the city of Hà Nội"),
        # a citation
        (
            "4204/KH-UBND ngày 11/12/2022 của UBND tỉnh",
            (),
            "search for document number 4204/KH-UBND, the one of 11 December 2022 by UBND tỉnh "
            "first",
        ),
        (
            "4204/KH-UBND ngày 11/12/2022",
            (),
            "search for document number 4204/KH-UBND, the one of 11 December 2022 first",
        ),
        (
            "4204/KH-UBND của UBND tỉnh",
            (),
            "search for document number 4204/KH-UBND, the one by UBND tỉnh first",
        ),
        # what is excluded, and choices
        ("-xyz -(a OR b)", (), "all articles, without “xyz”, without (“a” or “b”)"),
        ("a OR -xyz", (), "search for “a” or all articles without “xyz”"),
        # periods: a year, a month, a day
        ("đất before:2023", (), "search for “đất”, before 2023"),
        ("after:5/2023", (), "search for articles from May 2023 on"),
        ("after:2023-12-01", (), "search for articles from 1 December 2023 on"),
        # remarks
        (
            "đất",
            ("respelt", "folded", "cut"),
            "search for “đất”; "
            "nothing matches what was typed, so the nearest spelling was searched for; "
            "nothing has these diacritics, so they were ignored; "
            "the query is too long, so only its beginning was read",
        ),
        (
            "đất",
            ("fewer_words",),
            "search for “đất”; nothing has all of the words, so what has at least 3 of them was "
            "searched for",
        ),
    ],
)
def test_what_was_understood_in_english(
    query: str, remarks: tuple[Remark, ...], understood: str
) -> None:
    assert describe(parse(query), remarks, "en") == understood


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023", Period("2023-01-01", "2024-01-01", "2023")),
        ("2023-05", Period("2023-05-01", "2023-06-01", "2023-05")),
        ("12/2023", Period("2023-12-01", "2024-01-01", "2023-12")),
        ("2023-12-31", Period("2023-12-31", "2024-01-01", "2023-12-31")),
        ("1/5/2023", Period("2023-05-01", "2023-05-02", "2023-05-01")),
        ("01.05.2023", Period("2023-05-01", "2023-05-02", "2023-05-01")),
        ("31/2/2023", None),  # no such day
        ("9999", None),  # its end is no date
        ("0000-01", None),
        ("5/23", None),
        ("hôm qua", None),
    ],
)
def test_periods(text: str, period: Period | None) -> None:
    assert read_period(text) == period
