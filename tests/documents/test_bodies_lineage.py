"""What became of bodies, and what they were made of."""

import pytest

from documents.bodies import find_body, identify_body, predecessors_of, successors_of

SUCCESSORS = [
    # Ministries, 1 March 2025; the main successor comes first.
    (
        "bo-thong-tin-va-truyen-thong",
        ["bo-khoa-hoc-va-cong-nghe", "bo-van-hoa-the-thao-va-du-lich"],
    ),
    ("bo-ke-hoach-va-dau-tu", ["bo-tai-chinh"]),
    ("bo-giao-thong-van-tai", ["bo-xay-dung"]),
    (
        "bo-lao-dong-thuong-binh-va-xa-hoi",
        ["bo-noi-vu", "bo-giao-duc-va-dao-tao", "bo-y-te"],
    ),
    ("bo-tai-nguyen-va-moi-truong", ["bo-nong-nghiep-va-moi-truong"]),
    ("bo-nong-nghiep-va-phat-trien-nong-thon", ["bo-nong-nghiep-va-moi-truong"]),
    ("uy-ban-dan-toc", ["bo-dan-toc-va-ton-giao"]),
    # Ministries, 2007.
    ("bo-buu-chinh-vien-thong", ["bo-thong-tin-va-truyen-thong"]),
    ("bo-thuong-mai", ["bo-cong-thuong"]),
    ("bo-thuy-san", ["bo-nong-nghiep-va-phat-trien-nong-thon"]),
    # The party's boards, February 2025.
    ("ban-dan-van-trung-uong", ["ban-tuyen-giao-va-dan-van-trung-uong"]),
    ("ban-tuyen-giao-tinh-uy-kon-tum", ["ban-tuyen-giao-va-dan-van-tinh-uy-kon-tum"]),
    # A department ends in March 2025, the one that took it over with its province in July.
    (
        "so-thong-tin-va-truyen-thong-tinh-kon-tum",
        ["so-khoa-hoc-va-cong-nghe-tinh-kon-tum"],
    ),
    (
        "so-khoa-hoc-va-cong-nghe-tinh-kon-tum",
        ["so-khoa-hoc-va-cong-nghe-tinh-quang-ngai-2025"],
    ),
    ("so-khoa-hoc-va-cong-nghe-tinh-quang-ngai-2025", []),
    # Provinces.
    ("ubnd-tinh-kon-tum", ["ubnd-tinh-quang-ngai-2025"]),
    ("ubnd-tinh-quang-ngai", ["ubnd-tinh-quang-ngai-2025"]),
    ("ubnd-tinh-thua-thien-hue", ["ubnd-thanh-pho-hue"]),
    ("ubnd-tinh-ha-tay", ["ubnd-thanh-pho-ha-noi"]),
    ("ubnd-thanh-pho-ha-noi", []),
    # Two changes, one after the other.
    ("ubnd-tinh-binh-phuoc", ["ubnd-tinh-dong-nai-2025"]),
    ("ubnd-tinh-dong-nai-2025", ["ubnd-thanh-pho-dong-nai"]),
    ("tinh-uy-quang-ninh", ["thanh-uy-quang-ninh"]),
    ("so-y-te-tinh-bac-ninh-2025", ["so-y-te-thanh-pho-bac-ninh"]),
    ("ubnd-tinh-can-tho", ["ubnd-thanh-pho-can-tho"]),
    ("tinh-uy-binh-duong", ["thanh-uy-ho-chi-minh-2025"]),
    # A district's territory went to communes.
    (
        "ubnd-huyen-dak-ha-kon-tum",
        [
            "ubnd-xa-dak-ha-quang-ngai-2025",
            "ubnd-xa-dak-pxi-quang-ngai-2025",
            "ubnd-xa-dak-mar-quang-ngai-2025",
            "ubnd-xa-dak-ui-quang-ngai-2025",
            "ubnd-xa-ngok-reo-quang-ngai-2025",
        ],
    ),
    ("huyen-uy-con-co-quang-tri", ["dang-uy-dac-khu-con-co-quang-tri-2025"]),
    # A district that ended earlier went to another.
    ("ubnd-quan-9-ho-chi-minh", ["ubnd-thanh-pho-thu-duc-ho-chi-minh"]),
    # Communes.
    ("ubnd-xa-dak-pxi-kon-tum", ["ubnd-xa-dak-pxi-quang-ngai-2025"]),
    # One that became a ward afterwards.
    ("ubnd-thi-tran-trang-bom-dong-nai", ["ubnd-xa-trang-bom-dong-nai-2025"]),
    ("ubnd-xa-trang-bom-dong-nai-2025", ["ubnd-phuong-trang-bom-dong-nai-2026"]),
    ("dang-uy-ubnd-tinh-bac-giang", ["dang-uy-ubnd-tinh-bac-ninh-2025"]),
    # Not every province has this office: what it became is not known.
    ("so-du-lich-tinh-quang-ninh", []),
    ("so-du-lich-thanh-pho-da-nang", []),
]


@pytest.mark.parametrize(("key", "successors"), SUCCESSORS)
def test_successors(key: str, successors: list[str]) -> None:
    body = find_body(key)
    assert body is not None
    assert [later.key for later in successors_of(body)] == successors


PREDECESSORS = [
    ("bo-cong-thuong", {"bo-cong-nghiep", "bo-thuong-mai"}),
    ("ubnd-tinh-quang-ngai-2025", {"ubnd-tinh-quang-ngai", "ubnd-tinh-kon-tum"}),
    (
        "so-khoa-hoc-va-cong-nghe-tinh-kon-tum",
        {"so-thong-tin-va-truyen-thong-tinh-kon-tum"},
    ),
    ("ubnd-thanh-pho-dong-nai", {"ubnd-tinh-dong-nai-2025"}),
    ("ubnd-phuong-bo-ha-bac-ninh-2026", {"ubnd-xa-bo-ha-bac-ninh-2025"}),
    # It began with its province: it took over those of the provinces that this was made of.
    (
        "so-khoa-hoc-va-cong-nghe-tinh-quang-ngai-2025",
        {"so-khoa-hoc-va-cong-nghe-tinh-kon-tum", "so-khoa-hoc-va-cong-nghe-tinh-quang-ngai"},
    ),
    # A commune took over communes, and a part of their district.
    (
        "ubnd-xa-dak-pxi-quang-ngai-2025",
        {
            "ubnd-xa-dak-pxi-kon-tum",
            "ubnd-xa-dak-long-huyen-dak-ha-kon-tum",
            "ubnd-huyen-dak-ha-kon-tum",
        },
    ),
    # Thủy sản was a department of some provinces alone; Kon Tum is far from the sea.
    ("so-nong-nghiep-va-phat-trien-nong-thon-tinh-kon-tum", set()),
    ("chu-tich-nuoc", {"hoi-dong-nha-nuoc"}),
    ("evn", set()),
]


@pytest.mark.parametrize(("key", "predecessors"), PREDECESSORS)
def test_predecessors(key: str, predecessors: set[str]) -> None:
    body = find_body(key)
    assert body is not None
    assert {earlier.key for earlier in predecessors_of(body)} == predecessors


@pytest.mark.parametrize(
    "key",
    [
        "",
        "no-such-body",
        "ubnd-",
        "ubnd-tinh-atlantis",
        # The department had ended when this province began.
        "so-thong-tin-va-truyen-thong-tinh-quang-ngai-2025",
        # Districts have no departments of the tables.
        "so-y-te-huyen-dak-ha-kon-tum",
    ],
)
def test_keys_of_no_body(key: str) -> None:
    assert find_body(key) is None


def test_a_body_known_by_the_text_alone_has_no_lineage() -> None:
    body = identify_body("UBND", "UBND huyện Thuận An", "binh-duong", "2009-05-01")
    assert body is not None
    assert body.parent == "ubnd-tinh-binh-duong"
    assert body.until == "2025-06-30"
    assert find_body(body.key) is None
    assert successors_of(body) == predecessors_of(body) == ()
