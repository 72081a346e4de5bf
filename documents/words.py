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


#: Bodies named of those that a body became or was before: a city became twelve wards.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in which `%(day)s` stands for `day` (ISO 8601), to be written as readers write it,
    `%(names)s` for `names` and `%(more)s` for `more`, the number of those that are not named."""

    text: str
    day: str | None = None
    names: str = ""
    more: int = 0


def relation_words(relation: str, role: str | None = None) -> str:
    """How a mention of this relation and role refers to the document."""
    return ROLES.get((relation, role or "")) or RELATIONS[relation]


def body_history(body: TracedBody) -> list[Phrase]:
    """When the body existed, what it was and became, as far as that is known."""
    told = []
    if body.since:
        told.append(Phrase(_("từ %(day)s"), day=body.since))
    if body.predecessors:
        before = (_("trước là %(names)s"), _("trước là %(names)s và %(more)s cơ quan khác"))
        told.append(_bodies(*before, body.predecessors, body, "cũ"))
    if body.until:
        told.append(Phrase(_("đến %(day)s"), day=body.until))
    if body.successors:
        now = (_("nay là %(names)s"), _("nay là %(names)s và %(more)s cơ quan khác"))
        told.append(_bodies(*now, body.successors, body, "mới"))
    return told


def _bodies(
    all_named: str, some_named: str, bodies: Sequence[BodyName], of: TracedBody, apart: str
) -> Phrase:
    """The bodies' names; one that is named as the body itself is told `apart` from it."""
    names = [f"{body.name} {apart}" if body.name == of.name else body.name for body in bodies]
    more = len(names) - NAMED
    if more <= 1:
        return Phrase(all_named, names=", ".join(names))
    return Phrase(some_named, names=", ".join(names[:NAMED]), more=more)
