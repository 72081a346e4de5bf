"""What `congtin document` says of a document."""

from congtin.cli.document_words import told
from documents.certainty import Certainty
from documents.traces import BodyName, TracedBody
from tests.traces import cited, entry, mention, relation, summary, traced

BODY = TracedBody(
    key="so-tttt-tinh-kon-tum",
    name="Sở TT&TT tỉnh Kon Tum",
    level="department",
    province="kon-tum",
    parent="ubnd-tinh-kon-tum",
    since=None,
    until="2025-02-28",
    predecessors=(),
    successors=(BodyName("so-khcn-tinh-kon-tum", "Sở KH&CN tỉnh Kon Tum"),),
)
EVIDENCE = (
    {"kind": "register", "portal": "công báo", "url": "https://x.example/1", "legislation_id": "r"},
    {"kind": "announcement", "article_id": "a", "date_published": "2022-12-12T08:00:00+07:00"},
    {"kind": "mentions", "articles": 2},
    {
        "kind": "contradiction",
        "field": "issued_on",
        "stated": {"2022-12-11": 1, "2022-11-12": 1},
        "register": "2022-12-11",
    },
)


def test_everything_known_is_said_in_order() -> None:
    trace = traced(
        body=BODY,
        certainty=Certainty("certain", ("register", "announced")),
        evidence=EVIDENCE,
        register=(
            entry(
                "r",
                "2022-12-11",
                portal="công báo",
                title="Kế hoạch thông tin cơ sở",
                signer="Lê Ngọc Tuấn",
                status="Còn hiệu lực",
            ),
        ),
        mentions=(
            mention("a", "2022-12-12", "Ban hành Kế hoạch.", issued_on="2022-12-11"),
            mention(
                "b", None, "Kế hoạch cũ.", relation="repeals", relation_role="target",
                issued_on="2022-11-12",
            ),
        ),
        unresolved=(mention("c", "2023-01-01", "Kế hoạch số 4204/KH-UBND."),),
        possible=(summary("khác", "4204/KH-UBND", body_name="UBND tỉnh Gia Lai", year=2022),),
        relations=(relation("replaces", True, "cũ"), relation("implements", False, "sau")),
        co_cited=(cited("cùng", 3),),
    )  # fmt: skip
    assert list(told(trace)) == [
        "Kế hoạch 4204/KH-UBND",
        "  Cơ quan ban hành: UBND tỉnh Kon Tum (đến 28/02/2025; nay là Sở KH&CN tỉnh Kon Tum)",
        "  Ngày ban hành: 11/12/2022",
        "  Mức độ chắc chắn: chắc chắn (có trong mục văn bản của một cổng thông tin; "
        "có bài viết đưa tin ban hành)",
        "  Khóa: ubnd-tinh-kon-tum/4204-kh-ubnd/2022",
        "  Bằng chứng: mục văn bản của công báo",
        "  Bằng chứng: bài đưa tin ban hành, 12/12/2022 (a)",
        "  Bằng chứng: 2 bài nhắc đến",
        "  Các nguồn ghi khác nhau về ngày ban hành:",
        "    11/12/2022 (1 lần): mục văn bản của công báo; “Bài a”",
        "    12/11/2022 (1 lần): “Bài b”",
        "\nCó thể chính là:",
        "  4204/KH-UBND · UBND tỉnh Gia Lai · 2022  [khác]",
        "\nTheo thời gian (1 mục văn bản, 2 lần nhắc):",
        "  11/12/2022  [mục văn bản] Kế hoạch thông tin cơ sở",
        "              người ký: Lê Ngọc Tuấn · Còn hiệu lực",
        "              https://portal.example/van-ban/r",
        "  12/12/2022  Bài a",
        "              [nhắc đến] Ban hành Kế hoạch.",
        "              https://portal.example/a",
        "  không rõ ngày  Bài b",
        "              [bị bãi bỏ] Kế hoạch cũ.",
        "              https://portal.example/b",
        "\nChưa phân biệt được, có thể nói về văn bản khác cùng số:",
        "  01/01/2023  Bài c",
        "              [nhắc đến] Kế hoạch số 4204/KH-UBND.",
        "              https://portal.example/c",
        "\nQuan hệ:",
        "  Thay thế: cũ · (cơ quan chưa rõ) · không rõ năm  [cũ]",
        "  Được triển khai bởi: sau · (cơ quan chưa rõ) · không rõ năm  [sau]",
        "\nThường được nhắc cùng:",
        "    3  cùng · (cơ quan chưa rõ) · không rõ năm  [cùng]",
    ]
