"""What facets, relations and outcomes are called on pages."""

from collections.abc import Mapping
from typing import TypeVar

from documents import words
from search_ui.translating import lazy_gettext as _
from search_ui.translating import lazy_pgettext

Code = TypeVar("Code")


def _translated(texts: Mapping[Code, str]) -> dict[Code, str]:
    return {code: _(text) for code, text in texts.items()}


#: What a hit is, and how many of them there are; the values of the facet `type`.
TYPE_LABELS: dict[str, str] = {
    "NewsArticle": _("Tin tức"),
    "Legislation": lazy_pgettext("one", "Văn bản"),
}

FACET_LABELS: dict[str, str] = {
    "type": _("Loại nội dung"),
    "province": _("Tỉnh, thành phố"),
    "department": _("Cơ quan"),
    "portal": lazy_pgettext("one", "Cổng thông tin"),
    "section": _("Chuyên mục"),
    "document_type": _("Loại văn bản được dẫn"),
    "document": lazy_pgettext("one", "Văn bản được dẫn"),
    "year": _("Năm đăng, ban hành"),
    "author": _("Tác giả, người ký"),
}

SORT_LABELS: dict[str, str] = {
    "relevance": _("Phù hợp nhất"),
    "newest": _("Mới nhất"),
    "oldest": _("Cũ nhất"),
}

#: What documents are browsed by.
DIMENSION_LABELS: dict[str, str] = {
    "type": _("Loại văn bản"),
    "body": _("Cơ quan ban hành"),
    "year": _("Năm ban hành"),
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
    "author": _("tác giả, người ký"),
    "article": lazy_pgettext("one", "bài viết"),
    "entry": _("mục văn bản"),
}

#: The words that the command line has for documents, to be translated.
RELATION_LABELS = _translated(words.RELATIONS)
ROLE_LABELS = _translated(words.ROLES)
DOCUMENT_RELATION_LABELS = _translated(words.DOCUMENT_RELATIONS)
CERTAINTY_LABELS = _translated(words.LEVELS)
REASON_LABELS = _translated(words.REASONS)
FACT_LABELS = _translated(words.FACTS)

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
    "identifier": _("Số, ký hiệu"),
    "document_type": _("Loại văn bản"),
    "issuer": _("Cơ quan ban hành"),
    "signer": _("Người ký"),
    "issued_on": _("Ngày ban hành"),
    "effective_on": _("Ngày có hiệu lực"),
    "status": _("Tình trạng"),
    "title": _("Trích yếu"),
}

#: How the text of a file was come by.
TEXT_SOURCE_LABELS: dict[str, str] = {
    "layer": _("chữ lấy từ chính tệp"),
    "ocr": _("chữ do máy nhận dạng từ ảnh quét, có thể sai"),
    "mixed": _("một phần chữ do máy nhận dạng từ ảnh quét, có thể sai"),
    "none": _("không đọc được chữ nào trong tệp"),
}

OUTCOME_LABELS: dict[str, str] = {
    "finished": _("hoàn thành"),
    "empty": _("không thu được gì"),
    "blocked": _("bị cổng chặn"),
    "failed": _("thất bại"),
    "interrupted": _("bị ngắt"),
}

#: The days of a week, short and in full, from Monday on.
WEEKDAYS: tuple[tuple[str, str], ...] = (
    (_("T2"), _("Thứ Hai")),
    (_("T3"), _("Thứ Ba")),
    (_("T4"), _("Thứ Tư")),
    (_("T5"), _("Thứ Năm")),
    (_("T6"), _("Thứ Sáu")),
    (_("T7"), _("Thứ Bảy")),
    (_("CN"), _("Chủ Nhật")),
)


def relation_label(relation: str, role: str | None = None) -> str:
    """What a reader calls this way of referring to a document."""
    return ROLE_LABELS.get((relation, role or ""), RELATION_LABELS.get(relation, relation))
