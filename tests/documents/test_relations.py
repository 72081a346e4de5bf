"""What an article says of two documents: forms of sentences, and what the trace makes of them."""

import pytest

from archive.catalogue import Catalogue
from archive.items import Mention
from archive.mentions import find_mentions
from documents.tracing import trace
from tests.documents.conftest import Publish

A = "ubnd-tinh-kon-tum/10-kh-ubnd/2023"
B = "ubnd-tinh-kon-tum/20-qd-ubnd/2022"

#: Paragraphs, and what they say: who does what to whom, in any order.
FORMS = [
    # --- Issued for something, in one sentence
    # The plan that is issued implements what follows.
    (
        ["Ngày 5/3/2023, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thực hiện Nghị quyết 02/NQ-CP."],
        ["10/KH-UBND implements 02/NQ-CP"],
    ),
    # With its day, its issuer and its title between.
    (
        [
            "UBND tỉnh vừa ban hành Kế hoạch số 10/KH-UBND ngày 5/3/2023 về phát triển du lịch, "
            "dịch vụ và triển khai Nghị quyết số 02/NQ-CP."
        ],
        ["10/KH-UBND implements 02/NQ-CP"],
    ),
    # The purpose comes after a comma.
    (
        ["UBND tỉnh ban hành Kế hoạch số 10/KH-UBND, nhằm triển khai Nghị quyết số 02/NQ-CP."],
        ["10/KH-UBND implements 02/NQ-CP"],
    ),
    # What it is issued for comes first.
    (
        ["Thực hiện Nghị quyết số 02/NQ-CP, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND."],
        ["10/KH-UBND implements 02/NQ-CP"],
    ),
    # The Executive Committee (Ban Chấp hành) carries nothing out.
    (
        [
            "Cụ thể hóa Nghị quyết số 19-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương, Quyết "
            "định số 263/QĐ-TTg, UBND tỉnh ban hành Kế hoạch số 2411/KH-UBND."
        ],
        ["2411/KH-UBND implements 19-NQ/TW", "2411/KH-UBND implements 263/QĐ-TTg"],
    ),
    # Said as a purpose.
    (
        ["Để triển khai Nghị quyết số 02/NQ-CP, ngày 5/3, UBND tỉnh ban hành Kế hoạch 10/KH-UBND."],
        ["10/KH-UBND implements 02/NQ-CP"],
    ),
    # The basis comes first, the commonest opening of this press.
    (
        [
            "Căn cứ Nghị định số 10/2021/NĐ-CP ngày 02/02/2021 của Chính phủ, UBND tỉnh ban hành "
            "Quyết định số 2500/QĐ-UBND ngày 05/3/2022."
        ],
        ["2500/QĐ-UBND based_on 10/2021/NĐ-CP"],
    ),
    # A list of bases.
    (
        [
            "Căn cứ Nghị định số 10/2021/NĐ-CP, Nghị định số 40/2020/NĐ-CP và Thông tư số "
            "16/2019/TT-BXD, UBND tỉnh ban hành Quyết định số 2500/QĐ-UBND."
        ],
        [
            "2500/QĐ-UBND based_on 10/2021/NĐ-CP",
            "2500/QĐ-UBND based_on 16/2019/TT-BXD",
            "2500/QĐ-UBND based_on 40/2020/NĐ-CP",
        ],
    ),
    # Several reasons of one sentence, parted by semicolons.
    (
        [
            "Căn cứ Nghị định số 10/2021/NĐ-CP; thực hiện Nghị quyết số 02/NQ-CP, UBND tỉnh ban "
            "hành Kế hoạch số 10/KH-UBND."
        ],
        ["10/KH-UBND based_on 10/2021/NĐ-CP", "10/KH-UBND implements 02/NQ-CP"],
    ),
    # The basis comes last.
    (
        ["Quyết định số 10/QĐ-UBND được ban hành căn cứ Nghị định số 10/2021/NĐ-CP."],
        ["10/QĐ-UBND based_on 10/2021/NĐ-CP"],
    ),
    # Who issues acts on a basis.
    (
        ["UBND tỉnh căn cứ Nghị định số 10/2021/NĐ-CP ban hành Quyết định số 10/QĐ-UBND."],
        ["10/QĐ-UBND based_on 10/2021/NĐ-CP"],
    ),
    # Two documents of one type are issued together on one basis.
    (
        [
            "Căn cứ Nghị định số 10/2021/NĐ-CP, UBND tỉnh ban hành Quyết định số 10/QĐ-UBND và "
            "Quyết định số 11/QĐ-UBND."
        ],
        ["10/QĐ-UBND based_on 10/2021/NĐ-CP", "11/QĐ-UBND based_on 10/2021/NĐ-CP"],
    ),
    # Of two of different types, the last is the one that a verb after it is of.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND và Kế hoạch số 11/KH-UBND thực hiện Nghị "
            "quyết số 05/NQ-CP."
        ],
        ["11/KH-UBND implements 05/NQ-CP"],
    ),
    # An official letter about carrying something out.
    (
        ["Sở Y tế có Công văn số 55/SYT-NVY về việc triển khai Thông tư số 18/2022/TT-BYT."],
        ["55/SYT-NVY implements 18/2022/TT-BYT"],
    ),
    # A headline says it.
    (
        ["Kế hoạch số 10/KH-UBND triển khai Nghị quyết số 02/NQ-CP", "Nội dung ở dưới."],
        ["10/KH-UBND implements 02/NQ-CP"],
    ),
    # --- Neither is said to be issued
    # A plan carries out a programme.
    (
        ["Kế hoạch số 903/KH-UBND triển khai Chương trình số 33-CTr/TU của Tỉnh ủy."],
        ["903/KH-UBND implements 33-CTr/TU"],
    ),
    # So it does with its issuer and day.
    (
        [
            "Kế hoạch số 903/KH-UBND ngày 5/3/2023 của UBND tỉnh về triển khai Chương trình số "
            "33-CTr/TU của Tỉnh ủy đã đạt nhiều kết quả."
        ],
        ["903/KH-UBND implements 33-CTr/TU"],
    ),
    # A circular guides a decree.
    (
        ["Thông tư số 04/2021/TT-BTP hướng dẫn thi hành Nghị định số 110/2013/NĐ-CP."],
        ["04/2021/TT-BTP implements 110/2013/NĐ-CP"],
    ),
    # Amending.
    (
        [
            "Nghị định số 10/2023/NĐ-CP ngày 03/4/2023 của Chính phủ sửa đổi, bổ sung một số điều "
            "của Nghị định số 43/2014/NĐ-CP."
        ],
        ["10/2023/NĐ-CP amends 43/2014/NĐ-CP"],
    ),
    # Replacing a document of the same number.
    (
        [
            "Quyết định số 490/QĐ-BKHCN ngày 15/4/2025 của Bộ trưởng Bộ Khoa học và Công nghệ thay "
            "thế Quyết định số 490/QĐ-BTTTT ngày 20/3/2024."
        ],
        ["490/QĐ-BKHCN replaces 490/QĐ-BTTTT"],
    ),
    # Laws by name.
    (
        ["Luật Đất đai năm 2024 thay thế Luật Đất đai năm 2013."],
        ["Luật Đất đai năm 2024 replaces Luật Đất đai năm 2013"],
    ),
    # Repealing.
    (
        ["Nghị định số 71/2024/NĐ-CP bãi bỏ Nghị định số 44/2014/NĐ-CP."],
        ["71/2024/NĐ-CP repeals 44/2014/NĐ-CP"],
    ),
    # Replacing several.
    (
        [
            "Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 110/2004/NĐ-CP và Nghị định số "
            "09/2010/NĐ-CP."
        ],
        ["30/2020/NĐ-CP replaces 09/2010/NĐ-CP", "30/2020/NĐ-CP replaces 110/2004/NĐ-CP"],
    ),
    # A second verb is of the same document.
    (
        [
            "Quyết định số 25/2022/QĐ-UBND sửa đổi, bổ sung một số điều của Quyết định số "
            "20/2022/QĐ-UBND và bãi bỏ Quyết định số 9/2015/QĐ-UBND."
        ],
        [
            "25/2022/QĐ-UBND amends 20/2022/QĐ-UBND",
            "25/2022/QĐ-UBND repeals 9/2015/QĐ-UBND",
        ],
    ),
    # After a comma, too.
    (
        [
            "UBND tỉnh ban hành Quyết định số 25/2022/QĐ-UBND sửa đổi Quyết định số "
            "20/2022/QĐ-UBND, đồng thời thay thế Quyết định số 9/2015/QĐ-UBND."
        ],
        [
            "25/2022/QĐ-UBND amends 20/2022/QĐ-UBND",
            "25/2022/QĐ-UBND replaces 9/2015/QĐ-UBND",
        ],
    ),
    # Who proposed it stands between, with a document.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND theo đề nghị của Sở Tài chính tại Tờ "
            "trình số 12/TTr-STC, thay thế Quyết định số 9/QĐ-UBND."
        ],
        ["10/QĐ-UBND replaces 9/QĐ-UBND"],
    ),
    # The day of effect stands between.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND, có hiệu lực từ ngày 1/1/2024, thay thế "
            "Quyết định số 9/QĐ-UBND."
        ],
        ["10/QĐ-UBND replaces 9/QĐ-UBND"],
    ),
    # A resolution repeals by its title.
    (
        [
            "HĐND tỉnh thông qua Nghị quyết số 12/2024/NQ-HĐND về việc bãi bỏ Nghị quyết số "
            "80/2018/NQ-HĐND."
        ],
        ["12/2024/NQ-HĐND repeals 80/2018/NQ-HĐND"],
    ),
    # A title in quotes is passed over.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND “Về quy chế quản lý, vận hành hệ thống” "
            "thay thế Quyết định số 9/QĐ-UBND."
        ],
        ["10/QĐ-UBND replaces 9/QĐ-UBND"],
    ),
    # What amends another, by its title.
    (
        ["Căn cứ Nghị định số 20/2021/NĐ-CP sửa đổi Nghị định số 10/2019/NĐ-CP, các xã rà soát."],
        ["20/2021/NĐ-CP amends 10/2019/NĐ-CP"],
    ),
    # --- The passive voice
    # Repealed.
    (
        ["Nghị định số 44/2014/NĐ-CP bị bãi bỏ bởi Nghị định số 71/2024/NĐ-CP."],
        ["71/2024/NĐ-CP repeals 44/2014/NĐ-CP"],
    ),
    # Replaced, with the issuer between.
    (
        [
            "Quyết định số 15/2018/QĐ-UBND ngày 10/5/2018 của UBND tỉnh được thay thế bởi Quyết "
            "định số 20/2022/QĐ-UBND ngày 05/8/2022 của UBND tỉnh."
        ],
        ["20/2022/QĐ-UBND replaces 15/2018/QĐ-UBND"],
    ),
    # Replaced by a law.
    (
        ["Luật Đất đai năm 2013 đã được thay thế bằng Luật Đất đai năm 2024."],
        ["Luật Đất đai năm 2024 replaces Luật Đất đai năm 2013"],
    ),
    # Amended, in brackets, by several.
    (
        [
            "Theo Luật Quy hoạch năm 2017 (được sửa đổi, bổ sung bởi Luật số 35/2018/QH14, Luật số "
            "61/2020/QH14), các tỉnh lập quy hoạch."
        ],
        [
            "35/2018/QH14 amends Luật Quy hoạch năm 2017",
            "61/2020/QH14 amends Luật Quy hoạch năm 2017",
        ],
    ),
    # The one that was replaced stands in brackets.
    (
        [
            "Quyết định số 08/2022/QĐ-UBND (thay thế Quyết định số 16/2019/QĐ-UBND) được sửa đổi "
            "bởi Quyết định số 21/2024/QĐ-UBND."
        ],
        ["08/2022/QĐ-UBND replaces 16/2019/QĐ-UBND", "21/2024/QĐ-UBND amends 08/2022/QĐ-UBND"],
    ),
    # The new one is put in the place of the old one.
    (
        ["HĐND tỉnh thay thế Nghị quyết số 80/2018/NQ-HĐND bằng Nghị quyết số 12/2024/NQ-HĐND."],
        ["12/2024/NQ-HĐND replaces 80/2018/NQ-HĐND"],
    ),
    # Who amends stands between.
    (
        ["Nghị định số 43/2014/NĐ-CP được Nghị định số 10/2023/NĐ-CP sửa đổi, bổ sung."],
        ["10/2023/NĐ-CP amends 43/2014/NĐ-CP"],
    ),
    # One ends when the other begins.
    (
        [
            "Thông tư số 21/2015/TT-BTP hết hiệu lực kể từ ngày Thông tư số 04/2021/TT-BTP có hiệu "
            "lực thi hành."
        ],
        ["04/2021/TT-BTP repeals 21/2015/TT-BTP"],
    ),
    # --- The next sentence begins with what was just named
    # This decision.
    (
        [
            "Chủ tịch UBND tỉnh vừa ký Quyết định số 415/QĐ-UBND ngày 05/3/2024. Quyết định này "
            "thay thế Quyết định số 1022/QĐ-UBND."
        ],
        ["415/QĐ-UBND replaces 1022/QĐ-UBND"],
    ),
    # With the day of effect, in a new paragraph.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND.",
            "Quyết định này có hiệu lực từ ngày 01/01/2024 và thay thế Quyết định số 9/QĐ-UBND.",
        ],
        ["10/QĐ-UBND replaces 9/QĐ-UBND"],
    ),
    # Without `này`.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND. Quyết định có hiệu lực từ ngày "
            "01/01/2024 "
            "và thay thế Quyết định số 9/QĐ-UBND."
        ],
        ["10/QĐ-UBND replaces 9/QĐ-UBND"],
    ),
    # The plan of the headline.
    (
        [
            "UBND tỉnh ban hành Kế hoạch số 10/KH-UBND",
            "Kế hoạch này triển khai Nghị quyết số 02/NQ-CP.",
        ],
        ["10/KH-UBND implements 02/NQ-CP"],
    ),
    # It is the one that was issued, not the one that it replaces.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND thay thế Quyết định số 9/QĐ-UBND. Quyết "
            "định này cũng bãi bỏ Quyết định số 8/QĐ-UBND."
        ],
        ["10/QĐ-UBND repeals 8/QĐ-UBND", "10/QĐ-UBND replaces 9/QĐ-UBND"],
    ),
    # The sentence says two things.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND. Theo đó, Quyết định này thay thế Quyết "
            "định số 9/QĐ-UBND, bãi bỏ Quyết định số 8/QĐ-UBND."
        ],
        ["10/QĐ-UBND repeals 8/QĐ-UBND", "10/QĐ-UBND replaces 9/QĐ-UBND"],
    ),
    # From the day on which it takes effect.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND. Bãi bỏ Quyết định số 9/QĐ-UBND kể từ "
            "ngày Quyết định này có hiệu lực."
        ],
        ["10/QĐ-UBND repeals 9/QĐ-UBND"],
    ),
    # The other ends by itself.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND. Quyết định số 9/QĐ-UBND hết hiệu lực kể "
            "từ ngày Quyết định này có hiệu lực."
        ],
        ["10/QĐ-UBND repeals 9/QĐ-UBND"],
    ),
    # Any document.
    (
        [
            "Chính phủ ban hành Nghị định số 30/2020/NĐ-CP. Văn bản này thay thế Nghị định số "
            "110/2004/NĐ-CP."
        ],
        ["30/2020/NĐ-CP replaces 110/2004/NĐ-CP"],
    ),
    # The document of a type, not that of another issued beside it.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND và Kế hoạch số 11/KH-UBND. Kế hoạch này "
            "thay thế Kế hoạch số 7/KH-UBND."
        ],
        ["11/KH-UBND replaces 7/KH-UBND"],
    ),
    # Nobody knows which of two.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND và Quyết định số 11/QĐ-UBND. Quyết định "
            "này thay thế Quyết định số 9/QĐ-UBND."
        ],
        [],
    ),
    # No such type was named.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND. Thông tư này thay thế Thông tư số "
            "16/2019/TT-BXD."
        ],
        [],
    ),
    # What others do because of it is not what it does.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND. Quyết định này được gửi các sở, các "
            "huyện "
            "tiếp tục thực hiện Nghị quyết số 02/NQ-CP."
        ],
        [],
    ),
    # --- A preamble
    # Before the issuing.
    (
        [
            "Tin",
            "Căn cứ Luật Đầu tư công năm 2019;",
            "Căn cứ Nghị định số 40/2020/NĐ-CP ngày 06/4/2020 của Chính phủ quy định, hướng dẫn;",
            "Theo đề nghị của Sở Tài chính;",
            "UBND tỉnh ban hành Kế hoạch số 10/KH-UBND như sau:",
        ],
        [
            "10/KH-UBND based_on 40/2020/NĐ-CP",
            "10/KH-UBND based_on Luật Đầu tư công năm 2019",
        ],
    ),
    # After the headline that announces it.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND",
            "Căn cứ Luật Đầu tư công năm 2019;",
            "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 12/TTr-STC;",
            "QUYẾT ĐỊNH:",
            "Điều 1. Phê duyệt dự án.",
        ],
        [
            "10/QĐ-UBND based_on 12/TTr-STC",
            "10/QĐ-UBND based_on Luật Đầu tư công năm 2019",
        ],
    ),
    # After the document's own heading.
    (
        [
            "Kế hoạch số 10/KH-UBND của UBND tỉnh",
            "Thực hiện Nghị quyết số 02/NQ-CP của Chính phủ;",
            "Căn cứ Nghị định số 40/2020/NĐ-CP.",
        ],
        ["10/KH-UBND based_on 40/2020/NĐ-CP", "10/KH-UBND implements 02/NQ-CP"],
    ),
    # Between two announcements it belongs to what follows.
    (
        [
            "Tin",
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND.",
            "Căn cứ Nghị định số 40/2020/NĐ-CP;",
            "UBND tỉnh ban hành Quyết định số 11/QĐ-UBND.",
        ],
        ["11/QĐ-UBND based_on 40/2020/NĐ-CP"],
    ),
    # With other news between, it belongs to nothing.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND",
            "Hội nghị bàn về công tác mùa vụ của các địa phương.",
            "Căn cứ Nghị định số 40/2020/NĐ-CP;",
        ],
        [],
    ),
    # --- What stands elsewhere relates to nothing
    # Another body does something in the next sentence.
    (
        [
            "Chính phủ ban hành Nghị định số 15/2023/NĐ-CP. Tại hội nghị khác, UBND tỉnh thực hiện "
            "Nghị quyết số 02/NQ-CP."
        ],
        [],
    ),
    # Other matters, a basis of which is that of pupils.
    (
        [
            "UBND tỉnh ban hành Quyết định số 8001/QĐ-UBND về hỗ trợ tiền điện. Trong khi đó, "
            "ngành "
            "giáo dục vẫn triển khai Kế hoạch số 8002/KH-UBND. Căn cứ Luật Giáo dục năm 2019, học "
            "sinh được miễn học phí."
        ],
        [],
    ),
    # In the same sentence, but of others.
    (
        [
            "UBND tỉnh ban hành Quyết định số 8001/QĐ-UBND về hỗ trợ tiền điện, trong khi ngành "
            "giáo "
            "dục vẫn triển khai Kế hoạch số 8002/KH-UBND."
        ],
        [],
    ),
    # Two years of carrying out the old one are no carrying out by the new one.
    (
        [
            "Chủ tịch UBND tỉnh ký Quyết định số 415/QĐ-UBND thay thế Quyết định số 1022/QĐ-UBND. "
            "Qua hai năm thực hiện Quyết định số 1022/QĐ-UBND, các tổ đã hướng dẫn nhiều người."
        ],
        ["415/QĐ-UBND replaces 1022/QĐ-UBND"],
    ),
    # In one sentence, too.
    (
        ["Sau 5 năm thực hiện Nghị quyết số 02/NQ-CP, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND."],
        [],
    ),
    # Who issues one tells others to go on with another.
    (
        [
            "UBND tỉnh ban hành Kế hoạch số 10/KH-UBND, yêu cầu các sở tiếp tục thực hiện Chỉ "
            "thị số "
            "16/CT-TTg."
        ],
        [],
    ),
    # A semicolon, and another body.
    (
        [
            "Bộ Y tế ban hành Thông tư số 18/2022/TT-BYT; UBND tỉnh chỉ đạo thực hiện Chỉ thị số "
            "16/CT-TTg."
        ],
        [],
    ),
    # A report on the results of a plan does not carry it out.
    (["Báo cáo số 345/BC-STTTT về kết quả thực hiện Kế hoạch số 4204/KH-UBND."], []),
    # Nor does a plan to inspect how.
    (["Kế hoạch số 12/KH-TTr kiểm tra việc thực hiện Quyết định số 52/2024/QĐ-UBND."], []),
    # Cited beside one another.
    (["Kế hoạch số 10/KH-UBND và Quyết định số 20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh."], []),
    # According to one, bodies carry out another.
    (["Theo Kế hoạch số 10/KH-UBND, các sở thực hiện Quyết định số 20/QĐ-UBND."], []),
    # In one, a body asks for another.
    (
        ["Tại Công văn số 55/UBND-VX, UBND tỉnh yêu cầu triển khai Chỉ thị số 16/CT-TTg."],
        [],
    ),
    # What is amended is a law that is not told; the decree is only named beside it.
    (
        [
            "Quy chế xuất phát từ Luật số 63/2020/QH14 sửa đổi, bổ sung một số điều của Luật Ban "
            "hành văn bản quy phạm pháp luật và Nghị định số 154/2020/NĐ-CP."
        ],
        [],
    ),
    # Only proposed.
    (
        [
            "UBND tỉnh có Tờ trình số 12/TTr-UBND đề nghị HĐND tỉnh sửa đổi Nghị quyết số "
            "5/2019/NQ-HĐND."
        ],
        [],
    ),
    # Denied.
    (["Nghị định số 10/2023/NĐ-CP không thay thế Nghị định số 43/2014/NĐ-CP."], []),
    # The basis of what others do, in the next paragraph.
    (
        [
            "UBND tỉnh ban hành Quyết định số 10/QĐ-UBND",
            "Căn cứ Luật Giáo dục năm 2019, học sinh được miễn học phí.",
        ],
        [],
    ),
    # The plan that carries it out is not named; the document sent with it is another.
    (
        [
            "UBND tỉnh ban hành kế hoạch thực hiện Nghị quyết số 02/NQ-CP. Sở Y tế có Công văn số "
            "55/SYT-NVY."
        ],
        [],
    ),
    # --- Several announcements
    # Each in its sentence.
    (
        [
            "Bộ Y tế ban hành Thông tư số 18/2022/TT-BYT thay thế Thông tư số 30/2018/TT-BYT. UBND "
            "tỉnh ban hành Kế hoạch số 10/KH-UBND thực hiện Nghị quyết số 02/NQ-CP."
        ],
        ["10/KH-UBND implements 02/NQ-CP", "18/2022/TT-BYT replaces 30/2018/TT-BYT"],
    ),
    # In one sentence, each for its own reason.
    (
        [
            "Thực hiện Nghị quyết số 02/NQ-CP, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND; thực "
            "hiện "
            "Chỉ thị số 16/CT-TTg, UBND huyện ban hành Kế hoạch số 20/KH-UBND."
        ],
        ["10/KH-UBND implements 02/NQ-CP", "20/KH-UBND implements 16/CT-TTg"],
    ),
    # A chain: the new one carries out what amends another.
    (
        [
            "UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thực hiện Nghị định số 10/2023/NĐ-CP sửa "
            "đổi "
            "Nghị định số 43/2014/NĐ-CP."
        ],
        ["10/2023/NĐ-CP amends 43/2014/NĐ-CP", "10/KH-UBND implements 10/2023/NĐ-CP"],
    ),
    # Two sentences that contradict each other are both told.
    (
        [
            "Quyết định số 20/2022/QĐ-UBND thay thế Quyết định số 15/2018/QĐ-UBND. Quyết định số "
            "15/2018/QĐ-UBND thay thế Quyết định số 20/2022/QĐ-UBND."
        ],
        [
            "15/2018/QĐ-UBND replaces 20/2022/QĐ-UBND",
            "20/2022/QĐ-UBND replaces 15/2018/QĐ-UBND",
        ],
    ),
    # --- As pages write
    # Decomposed letters, blanks that do not break and dashes.
    (
        ["Kê\u0301 hoạch sô\u0301 903/KH–UBND\u00a0triê\u0309n khai Chương trình số 33–CTr/TU."],
        ["903/KH-UBND implements 33-CTr/TU"],
    ),
]


def name(mention: Mention) -> str:
    return mention.reference.identifier or mention.reference.text


@pytest.mark.parametrize(("paragraphs", "expected"), FORMS)
def test_what_a_text_says(paragraphs: list[str], expected: list[str]) -> None:
    headline, *body = paragraphs if len(paragraphs) > 1 else ["Tin", *paragraphs]
    mentions = find_mentions(headline, None, body)
    by_place = {(m.field, m.reference.start): m for m in mentions}
    stated: dict[bool, set[str]] = {True: set(), False: set()}
    for mention in mentions:
        for way in mention.relating:
            pair = [name(mention), name(by_place[way.field, way.start])]
            subject, target = pair if way.outgoing else pair[::-1]
            stated[way.outgoing].add(f"{subject} {way.relation} {target}")
    assert sorted(stated[True]) == expected
    assert stated[False] == stated[True]  # both are told


CASES = [
    # A relation after the document that is issued.
    (
        "Ngày 5/3/2023, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thực hiện Quyết định số "
        "20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh.",
        [("implements", True, B)],
    ),
    # And before it.
    (
        "Căn cứ Quyết định số 20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh, ngày 5/3/2023 UBND tỉnh ban "
        "hành Kế hoạch số 10/KH-UBND.",
        [("based_on", True, B)],
    ),
    # Replacing.
    (
        "Ngày 5/3/2023, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thay thế Quyết định số "
        "20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh.",
        [("replaces", True, B)],
    ),
    # Only cited beside one another.
    (
        "Kế hoạch số 10/KH-UBND ngày 5/3/2023 của UBND tỉnh và Quyết định số 20/QĐ-UBND ngày "
        "1/2/2022 của UBND tỉnh.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_relation(
    publish: Publish, catalogue: Catalogue, text: str, expected: list[tuple[str, bool, str]]
) -> None:
    publish(text, day="2023-03-06")
    with catalogue.session() as session:
        traced = trace(session, A)
        assert traced is not None
        assert [(r.relation, r.outgoing, r.document.key) for r in traced.relations] == expected
        other = trace(session, B)
        assert other is not None
        assert [(r.relation, r.outgoing, r.document.key) for r in other.relations] == [
            (relation, not outgoing, A) for relation, outgoing, _ in expected
        ]


def test_a_relation_is_said_of_the_document_reported_last(
    publish: Publish, catalogue: Catalogue
) -> None:
    publish(
        "Ngày 1/3/2023, Bộ Thông tin và Truyền thông ban hành Quyết định số 30/QĐ-BTTTT.",
        "Ngày 5/3/2023, UBND tỉnh ban hành Kế hoạch số 10/KH-UBND thực hiện Quyết định số "
        "20/QĐ-UBND ngày 1/2/2022 của UBND tỉnh.",
        day="2023-03-06",
    )
    with catalogue.session() as session:
        ministry = trace(session, "bo-thong-tin-va-truyen-thong/30-qd-btttt/2023")
        assert ministry is not None
        assert ministry.relations == ()
        assert {cited.document.key for cited in ministry.co_cited} == {A, B}


def test_trace_is_in_order_of_time(publish: Publish, catalogue: Catalogue) -> None:
    mention = "Kế hoạch số 10/KH-UBND ngày 5/3/2023 của UBND tỉnh."
    for number, day in enumerate(("2024-01-01", "2023-03-06", "2023-10-10")):
        publish(mention, day=day, number=number)
    with catalogue.session() as session:
        traced = trace(session, A)
        assert traced is not None
        days = [m.date_published for m in traced.mentions]
        assert days == ["2023-03-06", "2023-10-10", "2024-01-01"]
        assert {m.sentence[m.start : m.end] for m in traced.mentions} == {
            "Kế hoạch số 10/KH-UBND ngày 5/3/2023"
        }


def test_unknown_key_has_no_trace(catalogue: Catalogue) -> None:
    with catalogue.session() as session:
        assert trace(session, "nobody/1-kh/2020") is None
