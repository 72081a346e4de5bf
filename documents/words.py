"""What is said of documents, in Vietnamese: on the command line as it stands, on pages translated.

A text for each code that is kept of a document. `_` changes nothing: it marks what translators are
to be given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.traces import BodyName, TracedBody


def _(message: str) -> str:
    return message


#: How an article refers to a document.
RELATIONS: dict[str, str] = {
    "issued": _("ban hành"),
    "based_on": _("căn cứ"),
    "implements": _("triển khai"),
    "amends": _("sửa đổi, bổ sung"),
    "replaces": _("thay thế"),
    "repeals": _("bãi bỏ"),
    "mentions": _("nhắc đến"),
}

#: The same where the text says which of the two documents changes the other.
ROLES: dict[tuple[str, str], str] = {
    ("amends", "target"): _("được sửa đổi"),
    ("amends", "agent"): _("sửa đổi văn bản khác"),
    ("replaces", "target"): _("bị thay thế"),
    ("replaces", "agent"): _("thay thế văn bản khác"),
    ("repeals", "target"): _("bị bãi bỏ"),
    ("repeals", "agent"): _("bãi bỏ văn bản khác"),
}

#: How a document stands to another: (relation, does this one do it to the other?).
DOCUMENT_RELATIONS: dict[tuple[str, bool], str] = {
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

#: How sure a document is (documents.certainty).
LEVELS: dict[str, str] = {
    "certain": _("Chắc chắn"),
    "likely": _("Nhiều khả năng đúng"),
    "uncertain": _("Chưa chắc"),
}

#: Why it is as sure as that.
REASONS: dict[str, str] = {
    "register": _("có trong mục văn bản của một cổng thông tin"),
    "law-table": _("có trong bảng tên luật"),
    "announced": _("có bài viết đưa tin ban hành"),
    "told-later": _("có bài viết kể lại việc ban hành, hơn một năm sau"),
    "several-articles": _("nhiều bài viết cùng nhắc đến"),
    "single-mention": _("chỉ một bài viết nhắc qua"),
    "dated-ahead": _("bài đưa tin đăng trước ngày ban hành mà bài nêu"),
    "body-unknown": _("không rõ cơ quan ban hành"),
    "year-unknown": _("không rõ năm ban hành"),
    "body-by-territory": _("không bài nào nêu tên cơ quan: suy ra từ địa bàn của cổng thông tin"),
    "contradiction": _("các nguồn ghi khác nhau"),
    "registers-disagree": _("các mục văn bản ghi khác nhau"),
}

#: What sources can disagree on.
FACTS: dict[str, str] = {
    "issued_on": _("Ngày ban hành"),
    "document_type": _("Loại văn bản"),
    "title": _("Trích yếu"),
    "issuer": _("Cơ quan ban hành"),
    "signer": _("Người ký"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in which `%(day)s` stands for `day` (ISO 8601), to be written as readers write it, and
    `%(names)s` for `names`."""

    text: str
    day: str | None = None
    names: str = ""


def relation_words(relation: str, role: str | None = None) -> str:
    """How a mention of this relation and role refers to the document."""
    return ROLES.get((relation, role or "")) or RELATIONS[relation]


def body_history(body: TracedBody) -> list[Phrase]:
    """When the body existed, what it was and became, as far as that is known."""
    told = []
    if body.since:
        told.append(Phrase(_("từ %(day)s"), day=body.since))
    if body.predecessors:
        told.append(Phrase(_("trước là %(names)s"), names=_names(body.predecessors)))
    if body.until:
        told.append(Phrase(_("đến %(day)s"), day=body.until))
    if body.successors:
        told.append(Phrase(_("nay là %(names)s"), names=_names(body.successors)))
    return told


def _names(bodies: Sequence[BodyName]) -> str:
    return ", ".join(body.name for body in bodies)
