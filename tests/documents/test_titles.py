"""A document's title as its announcing article gives it."""

import unicodedata

import pytest

from documents.titles import announced_title, title_after

CASES = [
    # To the end of the sentence.
    (
        "Công văn số 1235/UBND-KGVX| về việc triển khai Kế hoạch hành động năm 2023. Theo đó, …",
        "triển khai Kế hoạch hành động năm 2023",
    ),
    # Day and issuer stand between.
    (
        "Kế hoạch số 77/KH-UBND| ngày 3/4/2021 của UBND tỉnh về phòng, chống thiên tai năm 2021.",
        "phòng, chống thiên tai năm 2021",
    ),
    # To the end of the clause, where another body begins to act.
    (
        "Quyết định số 5/QĐ-UBND| về việc phê duyệt đề án, UBND tỉnh yêu cầu các sở báo cáo.",
        "phê duyệt đề án",
    ),
    # What follows the issuer's name goes on with what people do: they go back to a place.
    (
        "Đề án 06| của Thủ tướng Chính phủ và giúp người dân không phải về nơi đăng ký cũ để xin "
        "trích lục.",
        None,
    ),
    # Official texts end with ./.
    ("Công văn số 9/STP-HC| về việc rà soát văn bản./.", "rà soát văn bản"),
    # Another number in between: the words belong to that one.
    ("Quyết định số 5/QĐ-UBND| và Kế hoạch số 6/KH-UBND về việc trồng rừng thay thế.", None),
    # The words belong to what was reported, not to the report.
    ("Báo cáo số 345/BC-STTTT| tổng kết kế hoạch hành động về thông tin cơ sở.", None),
    # The text goes on to say what the document says.
    (
        "Nghị quyết số 09-NQ/TU| về chuyển đổi số tỉnh đến năm 2025 nhấn mạnh sự thuận tiện.",
        "chuyển đổi số tỉnh đến năm 2025",
    ),
    # A comma, and the article speaks again.
    (
        "Kế hoạch số 4204/KH-UBND| về việc lồng ghép các chương trình, tránh ban hành nhiều kế "
        "hoạch trùng lặp nội dung, gây khó khăn khi thực hiện.",
        "lồng ghép các chương trình",
    ),
    # Nothing tells that it does, but the title has been going on for long.
    (
        "Kế hoạch số 5/KH-UBND| về việc phòng, chống thiên tai và tìm kiếm cứu nạn trên địa bàn "
        "tỉnh Kon Tum năm 2023, các sở theo chức năng của mình thực hiện.",
        "phòng, chống thiên tai và tìm kiếm cứu nạn trên địa bàn tỉnh Kon Tum năm 2023",
    ),
    # What a legal document does, said of its issuer, after its day, or as its name.
    (
        "Nghị định số 126/2020/NĐ-CP| ngày 19/10/2020 của Chính phủ quy định chi tiết một số điều "
        "của Luật Quản lý thuế.",
        "quy định chi tiết một số điều của Luật Quản lý thuế",
    ),
    (
        "Nghị định số 96/2014/NĐ-CP| ngày 3/10/2012 quy định xử phạt vi phạm hành chính về thuế.",
        "quy định xử phạt vi phạm hành chính về thuế",
    ),
    (
        "Thông tư số 08/2020/TT-BTTTT| Ban hành Danh mục thiết bị viễn thông.",
        "Ban hành Danh mục thiết bị viễn thông",
    ),
    # What an article says that the document lays down is no title.
    ("Nghị định số 141/2018/NĐ-CP| quy định phạt tiền từ 80-100 triệu đồng.", None),
    # The issuer's name has a comma, or an abbreviation with a full stop, in it.
    (
        "Thông tư số 5/2019/TT-BVHTTDL| của Bộ Văn hóa, Thể thao và Du lịch về lễ hội dân gian.",
        "lễ hội dân gian",
    ),
    (
        "Quyết định số 7/QĐ-UBND| của UBND TP. HCM về diện tích tối thiểu được tách thửa.",
        "diện tích tối thiểu được tách thửa",
    ),
    # So has the title.
    (
        "Nghị quyết số 54/2017/QH14| về cơ chế phát triển TP. HCM và các nội dung khác.",
        "cơ chế phát triển TP. HCM và các nội dung khác",
    ),
    # The year alone stands between.
    (
        "Nghị định số 24| năm 2014 về tổ chức các cơ quan chuyên môn.",
        "tổ chức các cơ quan chuyên môn",
    ),
    # A register's card: the day on a line of its own, "V/v".
    (
        "1982/QĐ-UBND|\n2026-08-05\nV/v giao bổ sung chỉ tiêu kinh tế - xã hội.\nXem thêm",
        "giao bổ sung chỉ tiêu kinh tế - xã hội",
    ),
    (
        "1324/UBND-VX|\n25/03/2020\nvề việc phòng dịch trong trường học",
        "phòng dịch trong trường học",
    ),
    # In quotation marks, which commas do not break; a mark without its other half goes.
    (
        "Quyết định số 5/QĐ-UBND| về việc phê duyệt Đề án “Đổi mới thi tốt nghiệp, tuyển sinh "
        "đại học, cao đẳng sư phạm, trung cấp sư phạm hệ chính quy giai đoạn 2018-2020”.",
        "phê duyệt Đề án “Đổi mới thi tốt nghiệp, tuyển sinh đại học, cao đẳng sư phạm, trung "
        "cấp sư phạm hệ chính quy giai đoạn 2018-2020”",
    ),
    ('Nghị quyết số 42/2017/QH14| " về thí điểm xử lý nợ xấu " (NQ 42).', "thí điểm xử lý nợ xấu"),
    # A list that goes on.
    (
        "Nghị định số 5/2020/NĐ-CP| về quản lý, cung cấp và sử dụng dịch vụ Internet của các cơ "
        "quan nhà nước, đơn vị sự nghiệp.",
        "quản lý, cung cấp và sử dụng dịch vụ Internet của các cơ quan nhà nước, đơn vị sự nghiệp",
    ),
    # Another document is named after it; one that it is about belongs to it.
    (
        "Nghị định số 12/2012/NĐ-CP| về quản lý các tổ chức và Nghị định 93/2009/NĐ-CP ban hành "
        "Quy chế.",
        "quản lý các tổ chức",
    ),
    (
        "Kế hoạch số 9/KH-UBND| về việc tiếp tục thực hiện Chỉ thị 27-CT/TW ngày 12/1/1998 của Bộ "
        "Chính trị.",
        "tiếp tục thực hiện Chỉ thị 27-CT/TW ngày 12/1/1998 của Bộ Chính trị",
    ),
    # Its own day and its fate come after it.
    (
        "Quyết định số 19/2014/QĐ-TTg| Về việc áp dụng Hệ thống quản lý ngày 05/03/2014 của Bộ",
        "áp dụng Hệ thống quản lý",
    ),
    (
        "Nghị định số 105/2017/NĐ-CP| về kinh doanh rượu vừa được Chính phủ ban hành, quy định rõ.",
        "kinh doanh rượu",
    ),
    # A listing cuts it.
    (
        "Công văn số 654/STTTT-BC| về việc tăng cường tuyên truyền các biện...",
        "tăng cường tuyên truyền các biện …",
    ),
    # A comma within the title, before a member of a list of any length.
    (
        "Quyết định số 8/QĐ-UBND| về việc sửa đổi Quy định về quản lý và cấp phép xây dựng trạm "
        "gốc, cột treo cáp thông tin di động của các doanh nghiệp trên địa bàn tỉnh Kon Tum.",
        "sửa đổi Quy định về quản lý và cấp phép xây dựng trạm gốc, cột treo cáp thông tin di động "
        "của các doanh nghiệp trên địa bàn tỉnh Kon Tum",
    ),
    (
        "Nghị định số 9/2021/NĐ-CP| hướng dẫn thi hành Luật Đo đạc, Bản đồ và Khí tượng năm 2020.",
        None,
    ),
    (
        "Công văn số 9/SNV-LĐ| về việc báo cáo thực hiện pháp luật lao động, Luật Việc làm 2013.",
        "báo cáo thực hiện pháp luật lao động, Luật Việc làm 2013",
    ),
    # After a comma the article speaks again: of somebody, or with a verb of its own.
    (
        "Quyết định số 8/QĐ-UBND| về việc thành lập Trung tâm Phục vụ hành chính công tỉnh Kon "
        "Tum, đánh dấu một bước mới.",
        "thành lập Trung tâm Phục vụ hành chính công tỉnh Kon Tum",
    ),
    (
        "Kế hoạch số 8/KH-UBND| về việc tăng cường công tác phòng cháy và chữa cháy rừng trong mùa "
        "khô, Ban quản lý rừng báo cáo kết quả hằng tháng.",
        "tăng cường công tác phòng cháy và chữa cháy rừng trong mùa khô",
    ),
    # Without a comma.
    (
        "Quyết định số 8/QĐ-UBND| về việc phê duyệt Đề án trồng rừng với mục tiêu là phủ xanh đồi.",
        "phê duyệt Đề án trồng rừng",
    ),
    (
        "Nghị quyết số 8/NQ-HĐND| về kế hoạch đầu tư công năm 2021 đã nêu sử dụng 10 tỷ đồng.",
        "kế hoạch đầu tư công năm 2021",
    ),
    (
        "Thông tư số 8/2020/TT-BTC| về phí trước bạ hết hiệu lực kể từ ngày 1/1/2022.",
        "phí trước bạ",
    ),
    (
        "Kế hoạch số 8/KH-UBND| về trồng rừng, các sở báo cáo kết quả.",
        "trồng rừng",
    ),
    # Brackets belong to it, but not those that say what it is called or became.
    (
        "Quyết định số 8/QĐ-BNN| về việc loại thuốc bảo vệ thực vật (BVTV) chứa hoạt chất độc.",
        "loại thuốc bảo vệ thực vật (BVTV) chứa hoạt chất độc",
    ),
    (
        "Quyết định số 8/QĐ-UBND| về việc đầu tư xây dựng cầu Đăk Bla (ĐT.671).",
        "đầu tư xây dựng cầu Đăk Bla (ĐT.671)",
    ),
    (
        "Quyết định số 8/QĐ-UBND| về việc trồng rừng thay thế (sau đây gọi là Quyết định số 8).",
        "trồng rừng thay thế",
    ),
    # The day of a document that it names is not its own; nor a day that something begins on.
    (
        "Công văn số 8/UBND-KT| về việc thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020 của "
        "Thủ tướng Chính phủ.",
        "thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ",
    ),
    (
        "CV số 8/UBND-VX| về việc tổ chức kỷ niệm Ngày Nhà giáo và thi đua từ ngày 1/11/2020.",
        "tổ chức kỷ niệm Ngày Nhà giáo và thi đua từ ngày 1/11/2020",
    ),
    # Of several documents that it is about all are named.
    (
        "QĐ số 8/QĐ-UBND| về việc bãi bỏ Quyết định số 5/QĐ-UBND và Quyết định số 6/QĐ-UBND.",
        "bãi bỏ Quyết định số 5/QĐ-UBND và Quyết định số 6/QĐ-UBND",
    ),
    # Another document in lower case; who issued it; a question.
    (
        "Nghị quyết số 27-NQ/TW| về cải cách tiền lương và nghị quyết số 107/NQ-CP của Chính phủ.",
        "cải cách tiền lương",
    ),
    (
        "Nghị quyết số 26/NQ-MTTW| về tổ chức Ngày hội Đại đoàn kết do Đoàn Chủ tịch Ủy ban Trung "
        "ương Mặt trận Tổ quốc Việt Nam ban hành có bốn phần.",
        "tổ chức Ngày hội Đại đoàn kết",
    ),
    ("Thông tư số 5/2019/TT-BTC| về phí trước bạ? Ai phải nộp?", "phí trước bạ"),
    # Quotation marks around all of it are no part of it, and end it.
    (
        "Chỉ thị số 27-CT/TW| của Ban Bí thư “về nếp sống văn minh trong lễ hội”, Thông tri số 7",
        "nếp sống văn minh trong lễ hội",
    ),
    (
        "Công điện số 4/CĐ-KTNN| về việc “Siết chặt kỷ luật, kỷ cương”.",
        "Siết chặt kỷ luật, kỷ cương",
    ),
    # In brackets after the number.
    ("Quyết định số 8/QĐ-UBND| (về việc trồng rừng thay thế).", "trồng rừng thay thế"),
    # To whom it was sent; that it was issued.
    (
        "Công văn số 8/UBND-NN| gửi Sở NN&PTNT và UBND H. Chư Păh về việc tuần tra rừng mùa khô.",
        "tuần tra rừng mùa khô",
    ),
    (
        "Nghị quyết số 19/2017/NQ-CP| của Chính phủ vừa ban hành về cải thiện môi trường đầu tư.",
        "cải thiện môi trường đầu tư",
    ),
    # Its issuers are several bodies, or a name of many words.
    (
        "Thông tư liên tịch số 8/2007/TTLT-BTC-BNG| của Bộ Tài chính, Bộ Ngoại giao hướng dẫn chế "
        "độ cấp học bổng.",
        "hướng dẫn chế độ cấp học bổng",
    ),
    (
        "Hướng dẫn số 25-HD/BTCTW| của Ban Tổ chức Trung ương về kiểm điểm hằng năm.",
        "kiểm điểm hằng năm",
    ),
    # The day stands in the mention itself.
    (
        "Nghị quyết số 15/2020/NQ-HĐND ngày 10/7/2020| quy định phí khai thác tài liệu đất đai.",
        "quy định phí khai thác tài liệu đất đai",
    ),
    # A rule that an article quotes.
    (
        "Thông tư số 5/2019/TT-BCA ngày 1/2/2019| quy định người lái xe phải mang giấy phép.",
        None,
    ),
    # What changes another may be said of the number alone.
    (
        "Thông tư số 10/2017/TT-BTC| sửa đổi Thông tư 234/2012/TT-BTC về giao dịch trái phiếu.",
        "sửa đổi Thông tư 234/2012/TT-BTC về giao dịch trái phiếu",
    ),
    # Cards: the type on a line of its own, or before the title.
    (
        "6/2021/NĐ-CP|\nNghị định\nQuy định chi tiết về một số điều của Luật Quốc phòng\n25/3/2021",
        "Quy định chi tiết về một số điều của Luật Quốc phòng",
    ),
    (
        "193/KH-UBND|\n2024-11-01\nKế hoạch triển khai trồng cây xanh trên địa bàn tỉnh",
        "triển khai trồng cây xanh trên địa bàn tỉnh",
    ),
    # The head of a document itself, its lines broken, or none left.
    (
        "Số: 5/QĐ-UBND|\nKon Tum, ngày 5 tháng 3 năm 2021\nQUYẾT ĐỊNH\nVề việc phê duyệt đề án "
        "trồng\nrừng thay thế\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Lâm nghiệp;",
        "phê duyệt đề án trồng rừng thay thế",
    ),
    (
        "Số: 5/QĐ-UBND| Kon Tum, ngày 5 tháng 3 năm 2021 QUYẾT ĐỊNH BAN HÀNH QUY ĐỊNH NUÔI TÔM ỦY "
        "BAN NHÂN DÂN TỈNH Căn cứ Luật Thủy sản;",
        "BAN HÀNH QUY ĐỊNH NUÔI TÔM",
    ),
    # Letters and marks apart (NFD), bold type, notes.
    (
        "Nghị định số 8/2017/NĐ-CP| " + unicodedata.normalize("NFD", "về kinh doanh rượu mạnh."),
        "kinh doanh rượu mạnh",
    ),
    (
        "Sắc lệnh số 60-SL| về việc thành lập\n**Cục Quân huấn**.[1]",
        "thành lập Cục Quân huấn",
    ),
    # What was told before.
    ("Nghị quyết số 44| về vấn đề này.", None),
    # Another sentence.
    ("theo Quyết định số 5/QĐ-UBND|. Sở đã báo cáo về việc trồng rừng.", None),
    # Nothing follows.
    ("theo Quyết định số 5/QĐ-UBND|", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_title(text: str, expected: str | None) -> None:
    before, _, after = text.partition("|")
    assert before
    assert title_after(after, before) == expected


ANNOUNCED = [
    # Without "về việc": what the document is there to do.
    (
        " ngày 3/4/2021 của UBND tỉnh thực hiện Chiến lược phát triển gia đình đến năm 2030.",
        "thực hiện Chiến lược phát triển gia đình đến năm 2030",
    ),
    (
        " phê duyệt Đề án trồng rừng giai đoạn 2021-2025.",
        "phê duyệt Đề án trồng rừng giai đoạn 2021-2025",
    ),
    # "về việc" says it better.
    (" về việc trồng rừng thay thế.", "trồng rừng thay thế"),
    (
        " của Thủ tướng Chính phủ : Phê duyệt Quy hoạch phát triển khu công nghệ cao",
        "Phê duyệt Quy hoạch phát triển khu công nghệ cao",
    ),
    # What it appoints, founds, repeals, assigns.
    (
        " chỉ định đồng chí Nguyễn Văn An, Phó Chủ tịch huyện, giữ chức Bí thư Huyện ủy.",
        "chỉ định đồng chí Nguyễn Văn An, Phó Chủ tịch huyện, giữ chức Bí thư Huyện ủy",
    ),
    (
        " thành lập Tổ công tác liên ngành, trong đó Sở Nội vụ là thường trực.",
        "thành lập Tổ công tác liên ngành",
    ),
    (" vào tháng 2-2018 về thi hành Luật Quy hoạch.", "thi hành Luật Quy hoạch"),
    # What a body is told to do is no title.
    (", giao Sở Nội vụ theo dõi.", None),
    (" yêu cầu Sở Nội vụ báo cáo trước ngày 5/3/2021.", None),
    (" thực hiện từ ngày 1/3/2021.", None),
    # What the article says of the document is no title.
    (" nêu rõ các nhiệm vụ phải làm.", None),
    (". Các sở thực hiện Chiến lược phát triển gia đình.", None),
]


@pytest.mark.parametrize(("following", "expected"), ANNOUNCED)
def test_title_where_the_document_is_announced(following: str, expected: str | None) -> None:
    assert announced_title(following) == expected


def test_long_title_is_cut_between_words() -> None:
    title = title_after(" về việc " + "trồng rừng " * 80)
    assert title is not None
    assert len(title) <= 402
    assert title.endswith((" trồng …", " rừng …"))


def test_a_long_text_takes_no_longer_than_it_must() -> None:
    """Nothing but words that may be an issuer's: a pattern that tries them all would hang."""
    assert title_after(" của " + "Ban " * 200) is None
    assert title_after(" \n" * 400) is None
    assert title_after("\n" + "Nghị định\n" * 80) is None
    assert title_after(" của" + " Bộ," * 200) is None
    assert announced_title(" ngày " + "1/" * 300) is None
