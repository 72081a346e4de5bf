"""Rules that find something else have another version: archived articles are read anew by them."""

import hashlib
import json

from vietnamese.references import FINDER_VERSION, find_references

#: The last version, and the digest of what it finds in `TEXT`.
KNOWN = (3, "371cf28193fedd26")

#: Each way in which a document is named, in as few words as show it.
TEXT = """
Ngày 11/12/2022, UBND tỉnh ban hành Kế hoạch số 4204/KH-UBND về việc phát triển thông tin cơ sở.
Thực hiện Công văn số 1235/UBND-KGVX ngày 28/4/2023 của UBND tỉnh Kon Tum, Sở đã báo cáo.
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
Căn cứ khoản 2 Điều 5 Luật Đất đai năm 2013, Bộ luật Dân sự 2015 và Hiến pháp năm 2013;
Theo điểm a khoản 2, khoản 3 Điều 10 Thông tư số 12/2021/TT-BTTTT của Bộ Thông tin và Truyền thông.
Các Nghị định số 43/2014/NĐ-CP, 44/2014/NĐ-CP và 01/2017/NĐ-CP hết hiệu lực từ ngày 01/8/2024.
Kế hoạch số 180-KH/TU của Tỉnh ủy thực hiện Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương.
Nghị quyết số 1211/2016/UBTVQH13 và Nghị quyết 45/2013/QH13, được thay bằng Luật số 72/2025/QH15.
Quyết định số 490/QĐ-BTTTT sửa đổi, bổ sung Quyết định 12/QĐ-BTTTT; bãi bỏ Quyết định số 7/QĐ-BTTTT.
Công văn số 2027 ngày 5/3/2023 của Sở; văn bản số 1704STTTT-BCVT; QĐ 33/2024/QĐ-STTTT.
Công điện 15/CĐ-TTg, Chỉ thị 20/CT-TTg, Thông báo kết luận số 57-TB/TW, Hướng dẫn số 05 HD/BTGTU.
theo quyết định số 15/qđ-ubnd và công văn 88/ubnd–nc
Không phải văn bản: ngày 5/3/2023, tỉ lệ 3/4, nhà số 12/5 đường Lê Lợi, TCVN 9001:2015,
biển 82A-123.45, thửa đất số 25, tờ bản đồ số 7, điện thoại 0260.3862345,
hợp đồng số 12/2023/HĐ-XD, giải 1/2025.
Nghị định này thay thế Nghị định 110/2004/NĐ-CP. Theo BLHS 2015, Luật BHXH,
Pháp lệnh 02/2020/UBTVQH14; Báo cáo số 12/BC-SYT của Sở Y tế; Tờ trình 45/TTr-SNN;
Quyết định số 5/QĐ-UBND của UBND huyện Đăk Tô.
"""


def test_version_is_raised_with_the_rules() -> None:
    lines = [[r.to_json() for r in find_references(line)] for line in TEXT.splitlines()]
    whole = [reference.to_json() for reference in find_references(TEXT)]
    found = json.dumps([lines, whole], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(found.encode()).hexdigest()[:16]
    assert (FINDER_VERSION, digest) == KNOWN, (
        "The rules find something else in the same text than those that archived articles were "
        "read by: raise FINDER_VERSION in vietnamese/references/__init__.py, and let KNOWN here be "
        f"({FINDER_VERSION if digest == KNOWN[1] else KNOWN[0] + 1}, {digest!r})."
    )
