"""What facets, relations and outcomes are called on pages."""

from search_ui.translating import lazy_gettext as _
from search_ui.translating import lazy_pgettext

FACET_LABELS: dict[str, str] = {
    "province": _("Tỉnh, thành phố"),
    "department": _("Cơ quan"),
    "portal": lazy_pgettext("one", "Cổng thông tin"),
    "section": _("Chuyên mục"),
    "document_type": _("Loại văn bản được dẫn"),
    "document": lazy_pgettext("one", "Văn bản được dẫn"),
    "year": _("Năm đăng"),
    "author": _("Tác giả"),
}

SORT_LABELS: dict[str, str] = {
    "relevance": _("Phù hợp nhất"),
    "newest": _("Mới nhất"),
    "oldest": _("Cũ nhất"),
}

#: What parameters other than facets hold, for pages that tell of one that cannot be understood.
PARAMETER_LABELS: dict[str, str] = {
    **FACET_LABELS,
    "q": _("Từ khóa hoặc số văn bản"),
    "sort": _("Sắp xếp"),
    "page": _("Trang kết quả"),
    "size": _("Số kết quả mỗi trang"),
    "issuer": _("Cơ quan ban hành"),
}

#: What a suggestion leads to.
SUGGESTION_LABELS: dict[str, str] = {
    "document": _("văn bản"),
    "department": _("cơ quan"),
    "article": lazy_pgettext("one", "bài viết"),
}

#: How an article refers to a document.
RELATION_LABELS: dict[str, str] = {
    "issued": _("ban hành"),
    "based_on": _("căn cứ"),
    "implements": _("triển khai"),
    "amends": _("sửa đổi, bổ sung"),
    "replaces": _("thay thế"),
    "repeals": _("bãi bỏ"),
    "mentions": _("nhắc đến"),
}

#: The same where the text says which of the two documents changes the other.
ROLE_LABELS: dict[tuple[str, str], str] = {
    ("amends", "target"): _("được sửa đổi"),
    ("amends", "agent"): _("sửa đổi văn bản khác"),
    ("replaces", "target"): _("bị thay thế"),
    ("replaces", "agent"): _("thay thế văn bản khác"),
    ("repeals", "target"): _("bị bãi bỏ"),
    ("repeals", "agent"): _("bãi bỏ văn bản khác"),
}

#: How a document stands to another: (relation, does this one do it to the other?).
DOCUMENT_RELATION_LABELS: dict[tuple[str, bool], str] = {
    ("based_on", True): _("Căn cứ vào"),
    ("based_on", False): _("Là căn cứ của"),
    ("implements", True): _("Triển khai"),
    ("implements", False): _("Được triển khai bởi"),
    ("amends", True): _("Sửa đổi, bổ sung"),
    ("amends", False): _("Được sửa đổi, bổ sung bởi"),
    ("replaces", True): _("Thay thế"),
    ("replaces", False): _("Bị thay thế bởi"),
    ("repeals", True): _("Bãi bỏ"),
    ("repeals", False): _("Bị bãi bỏ bởi"),
}

#: How sure a document is (documents.certainty), and why.
CERTAINTY_LABELS: dict[str, str] = {
    "certain": _("Chắc chắn"),
    "likely": _("Nhiều khả năng đúng"),
    "uncertain": _("Chưa chắc"),
}

REASON_LABELS: dict[str, str] = {
    "register": _("có trong mục văn bản của một cổng thông tin"),
    "law-table": _("có trong bảng tên luật"),
    "announced": _("có bài viết đưa tin ban hành"),
    "several-articles": _("nhiều bài viết cùng nhắc đến"),
    "single-mention": _("chỉ một bài viết nhắc qua"),
    "body-unknown": _("không rõ cơ quan ban hành"),
    "year-unknown": _("không rõ năm ban hành"),
    "body-by-territory": _("không bài nào nêu tên cơ quan: suy ra từ địa bàn của cổng thông tin"),
    "contradiction": _("các nguồn ghi khác nhau"),
    "registers-disagree": _("các mục văn bản ghi khác nhau"),
}

#: What sources can disagree on.
FACT_LABELS: dict[str, str] = {
    "issued_on": _("Ngày ban hành"),
    "document_type": _("Loại văn bản"),
    "title": _("Trích yếu"),
    "body": _("Cơ quan ban hành"),
    "issuer": _("Cơ quan ban hành"),
    "signer": _("Người ký"),
}

#: What came of looking up a line of a list.
STATUS_LABELS: dict[str, str] = {
    "found": _("tìm thấy"),
    "ambiguous": _("nhiều văn bản"),
    "unknown": _("chưa biết"),
}

VERSIONED_FIELD_LABELS: dict[str, str] = {
    "headline": _("Tiêu đề"),
    "lead": _("Tóm tắt"),
    "body": _("Nội dung"),
    "author": _("Tác giả"),
    "source": _("Nguồn"),
    "section": _("Chuyên mục"),
    "date_published": _("Ngày đăng"),
    "date_modified": _("Ngày sửa"),
    "attachments": _("Tệp đính kèm"),
}

OUTCOME_LABELS: dict[str, str] = {
    "finished": _("hoàn thành"),
    "empty": _("không thu được gì"),
    "failed": _("thất bại"),
    "interrupted": _("bị ngắt"),
}


def relation_label(relation: str, role: str | None = None) -> str:
    """What a reader calls this way of referring to a document."""
    return ROLE_LABELS.get((relation, role or ""), RELATION_LABELS.get(relation, relation))
