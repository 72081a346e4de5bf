import csv
import io
import json
import re

import pytest

from archive.exporting import CSV_COLUMNS, Kept, to_bibtex, to_json_line, to_ris, write_csv
from archive.items import Article, Attachment, Legislation, Mention
from tests.archive.articles import URL, article
from vietnamese import Reference

CITED = article(
    id="0123456789abcdef",
    last_seen="2026-11-23T02:00:00Z",
    references=[
        Mention("body", Reference(0, 3, "…", "legal", identifier="30/2020/NĐ-CP")),
        Mention("body", Reference(5, 9, "…", "legal", identifier="30/2020/NĐ-CP")),
        Mention("body", Reference(9, 21, "Luật Đất đai", "law-by-name")),
    ],
)


def test_json_line_is_the_article_in_one_line() -> None:
    line = to_json_line(article(body=["một\nhai"]))
    assert "\n" not in line
    assert "Sở Tư pháp" in line  # not escaped
    read = json.loads(line)
    assert read["type"] == "NewsArticle"
    assert read["body"] == ["một\nhai"]
    assert read["attachments"] == [
        {"url": "http://stp.kontum.gov.vn/f/1.pdf", "name": "Kế hoạch.pdf"}
    ]


def rows(*articles: Article) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    write_csv(articles, file)
    file.seek(0)
    return list(csv.DictReader(file))


def test_csv_has_the_columns_people_look_for() -> None:
    (row,) = rows(CITED)
    assert tuple(row) == CSV_COLUMNS
    assert row["headline"] == CITED.headline
    assert row["body"] == CITED.text
    assert row["views"] == "295"
    assert row["source"] == ""
    assert row["documents"] == "30/2020/NĐ-CP\nLuật Đất đai"
    assert row["attachments"] == "http://stp.kontum.gov.vn/f/1.pdf"


def test_csv_survives_quotes_and_separators() -> None:
    headline = 'Nói "vì dân", làm;\r\nhai dòng'
    assert rows(article(headline=headline))[0]["headline"] == headline


def test_csv_computes_nothing() -> None:
    sly = article(headline='=HYPERLINK("http://x")', author="@SUM(1)", lead="-1+1", body=["+1"])
    (row,) = rows(sly)
    assert row["headline"] == '\'=HYPERLINK("http://x")'
    assert (row["author"], row["lead"], row["body"]) == ("'@SUM(1)", "'-1+1", "'+1")


def test_bibtex() -> None:
    assert to_bibtex(CITED) == (
        "@online{0123456789abcdef,\n"
        "  author = {{Lệ Quỳnh}},\n"
        "  title = {{Triển khai Công văn số 1235/UBND-KGVX}},\n"
        "  organization = {Sở Tư pháp},\n"
        "  date = {2023-05-01},\n"
        f"  url = {{{URL}}},\n"
        "  urldate = {2026-11-23},\n"
        "  langid = {vietnamese},\n"
        "}\n"
    )


def test_bibtex_escapes_what_latex_would_read() -> None:
    entry = to_bibtex(
        article(
            id="báo 1",
            headline="100% {A_B} & C #1 $5 ~x^2 \\end\n2",
            author=None,
            url="http://a.vn/a_b?x={y}&z=%20",
            date_published="2023-05-01T08:30:00+07:00",
        )
    )
    assert re.match(r"@online\{b-o-1-[0-9a-f]{8},\n", entry)  # and not the key of "bao 1"
    assert (
        r"{{100\% \{A\_B\} \& C \#1 \$5 \textasciitilde{}x\textasciicircum{}2"
        r" \textbackslash{}end 2}}" in entry
    )
    assert "author = {{Sở Tư pháp}}" in entry  # the office speaks where nobody signs
    assert "url = {http://a.vn/a_b?x=%7By%7D&z=%20}" in entry
    assert "date = {2023-05-01}" in entry
    assert "urldate" not in entry


def test_ris() -> None:
    assert to_ris(CITED).split("\r\n") == [
        "TY  - NEWS",
        "ID  - 0123456789abcdef",
        "TI  - Triển khai Công văn số 1235/UBND-KGVX",
        "AU  - Lệ Quỳnh",
        "T2  - kontum-stp",
        "PB  - Sở Tư pháp",
        "PY  - 2023",
        "DA  - 2023/05/01",
        "AB  - Thực hiện Quyết định số 490/QĐ-BTTTT ngày 30/3/2023.",
        f"UR  - {URL}",
        "Y2  - 2026/11/23",
        "LA  - vi",
        "ER  - ",
        "",
    ]


ENTRY = Legislation(
    url="http://kontum.gov.vn/van-ban/4204",
    id="fedcba9876543210",
    portal="kontum",
    identifier="4204/KH-UBND",
    document_type="Kế hoạch",
    issuer="UBND tỉnh Kon Tum",
    issued_on="2022-12-11",
    title="Phát triển thông tin cơ sở",
    last_seen="2026-11-23T02:00:00Z",
)


def test_bibtex_of_a_register_entry() -> None:
    assert to_bibtex(ENTRY) == (
        "@legislation{fedcba9876543210,\n"
        "  author = {{UBND tỉnh Kon Tum}},\n"
        "  title = {{Kế hoạch 4204/KH-UBND}},\n"
        "  subtitle = {{Phát triển thông tin cơ sở}},\n"
        "  number = {4204/KH-UBND},\n"
        "  type = {Kế hoạch},\n"
        "  organization = {kontum},\n"
        "  date = {2022-12-11},\n"
        "  url = {http://kontum.gov.vn/van-ban/4204},\n"
        "  urldate = {2026-11-23},\n"
        "  langid = {vietnamese},\n"
        "}\n"
    )


def test_ris_of_a_register_entry() -> None:
    assert to_ris(ENTRY, "Cổng Kon Tum").split("\r\n") == [
        "TY  - STAT",
        "ID  - fedcba9876543210",
        "TI  - Kế hoạch 4204/KH-UBND",
        "AU  - UBND tỉnh Kon Tum",
        "M1  - 4204/KH-UBND",
        "DP  - Cổng Kon Tum",
        "PY  - 2022",
        "DA  - 2022/12/11",
        "AB  - Phát triển thông tin cơ sở",
        "UR  - http://kontum.gov.vn/van-ban/4204",
        "Y2  - 2026/11/23",
        "LA  - vi",
        "ER  - ",
        "",
    ]


def test_a_register_entry_without_a_number_is_cited_by_its_title() -> None:
    bare = Legislation(url="", id="a", document_type="Công văn", title="Về việc\nhọp")
    assert to_bibtex(bare) == (
        "@legislation{a,\n"
        "  title = {{Về việc họp}},\n"
        "  type = {Công văn},\n"
        "  langid = {vietnamese},\n"
        "}\n"
    )
    assert to_ris(bare).split("\r\n") == [
        "TY  - STAT",
        "ID  - a",
        "TI  - Về việc họp",
        "LA  - vi",
        "ER  - ",
        "",
    ]


# Where it is kept: with a capture, and of an import, which has none.
@pytest.mark.parametrize(
    ("kept", "bibtex", "ris"),
    [
        (
            Kept("http://c.vn/articles/a_b", "2026-11-22T18:30:00Z", "sha256:12ab"),
            r"Lưu tại Cổng Tin lúc 01:30, 23/11/2026: \url{http://c.vn/articles/a_b} (sha256:12ab)",
            "Lưu tại Cổng Tin lúc 01:30, 23/11/2026: http://c.vn/articles/a_b (sha256:12ab)",
        ),
        (
            Kept("http://c.vn/articles/a"),
            r"Lưu tại Cổng Tin: \url{http://c.vn/articles/a}",
            "Lưu tại Cổng Tin: http://c.vn/articles/a",
        ),
    ],
)
def test_citations_say_where_it_is_kept(kept: Kept, bibtex: str, ris: str) -> None:
    assert f"  note = {{{bibtex}}},\n" in to_bibtex(CITED, kept=kept)
    assert f"L2  - {kept.permalink}\r\nN1  - {ris}\r\n" in to_ris(CITED, kept=kept)


def test_who_signed_together_is_several_authors() -> None:
    both = article(author="Lệ Quỳnh; Văn An ;")
    assert "author = {{Lệ Quỳnh} and {Văn An}}" in to_bibtex(both)
    assert "AU  - Lệ Quỳnh\r\nAU  - Văn An\r\n" in to_ris(both)


def test_day_it_was_seen_is_that_of_vietnam() -> None:
    late = article(last_seen="2026-11-22T18:30:00Z")
    assert "urldate = {2026-11-23}" in to_bibtex(late)
    assert "Y2  - 2026/11/23" in to_ris(late)


def test_portal_is_cited_by_its_title_where_it_is_given() -> None:
    title = "Cổng thông tin Sở Tư pháp"
    assert f"T2  - {title}\r\n" in to_ris(CITED, title)
    unsigned = article(department=None)
    assert f"organization = {{{title}}}" in to_bibtex(unsigned, title)


def test_ris_leaves_out_what_is_not_known_and_keeps_to_lines() -> None:
    bare = Article(url="", id="a", headline="Hai\r\nER  - dòng")
    assert to_ris(bare).split("\r\n") == [
        "TY  - NEWS",
        "ID  - a",
        "TI  - Hai ER - dòng",
        "LA  - vi",
        "ER  - ",
        "",
    ]


def test_attachments_without_a_name() -> None:
    (row,) = rows(article(attachments=[Attachment("http://a.vn/1.pdf", "")]))
    assert row["attachments"] == "http://a.vn/1.pdf"
