"""What can be asked of the API: the one table that OpenAPI and the guide for people are made from.

Addresses and methods are those of the routes, names of parameters the sets that the views accept;
here is said what they mean. An OpenAPI layer (APIFlask and the like) would parse requests a second
time beside `search_ui.parameters`, which pages and feeds share.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.search import FACETS
from indexer.searching import MAX_OFFSET
from search_ui.api.schemas import TEXT, Schema, an_object, listed, optional, ref
from search_ui.asking_changes import KIND_LABELS
from search_ui.asking_changes import PARAMETERS as CHANGE_PARAMETERS
from search_ui.document_list import MOST_LINES
from search_ui.document_lookup import LOOKUP_PARAMETERS
from search_ui.labels import FACET_LABELS
from search_ui.parameters import (
    MAX_QUERY_CHARACTERS,
    MAX_SIZE,
    MAX_VALUES,
    RECENCIES,
    SEARCH_PARAMETERS,
    SORTS,
)
from search_ui.translating import LANGUAGES
from search_ui.translating import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query string: what it means, and what it may be."""

    about: str
    schema: Schema
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask.

    `example` is a query string to try it by, or the body to send; `fails` are the codes of errors
    besides those that anything may be answered with.
    """

    endpoint: str
    about: str
    answer: Schema
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    fails: tuple[int, ...] = ()
    body: Schema | None = None
    example: str = ""


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


_DAY: Schema = {"type": "string", "format": "date"}
_VALUES: Schema = {"type": "array", "items": TEXT, "maxItems": MAX_VALUES}
_CURSOR = Parameter(_("Chỗ đi tiếp, lấy từ câu trả lời trước."), {"type": "string"})
_SIZE = Parameter(_("Số kết quả mỗi lần."), _whole(1, MAX_SIZE))
_FROM = Parameter(_("Ngày đầu, tính cả ngày ấy."), _DAY)
_TO = Parameter(_("Ngày cuối, tính cả ngày ấy."), _DAY)
_QUERY: Schema = {"type": "string", "maxLength": MAX_QUERY_CHARACTERS}

_FACETS = {name: Parameter(FACET_LABELS[name], _VALUES) for name in FACETS}

_SEARCH = {
    "q": Parameter(_("Câu tìm, viết như ở trang tìm kiếm."), _QUERY),
    **_FACETS,
    "from": _FROM,
    "to": _TO,
    "sort": Parameter(_("Thứ tự; mặc định: phù hợp nhất nếu có q."), _one_of(SORTS)),
    "recency": Parameter(
        _("Tin mới có được hơn chút ít (mild) khi xếp theo độ phù hợp, hay không (off)."),
        _one_of(RECENCIES),
    ),
    "page": Parameter(_("Trang kết quả, từ 1."), _whole(1, MAX_OFFSET)),
    "size": _SIZE,
    "cursor": _CURSOR,
}

_LANGUAGE = Parameter(_("Ngôn ngữ của understood và của lời báo lỗi."), _one_of(LANGUAGES))

_LOOKUP = {
    "q": Parameter(
        _("Số và ký hiệu, tên luật hoặc khóa của văn bản."),
        {"type": "string", "minLength": 1, "maxLength": 300},
        required=True,
    ),
    "province": Parameter(FACET_LABELS["province"], TEXT),
    "issuer": Parameter(_("Tên cơ quan ban hành, hoặc một phần tên."), TEXT),
    "year": Parameter(_("Năm ban hành."), _whole(1900, 2999)),
}

_CHANGES = {
    "q": Parameter(_("Những chữ phải có trong tiêu đề hoặc chỗ đã đổi."), _QUERY),
    "portal": _FACETS["portal"],
    "province": _FACETS["province"],
    "department": _FACETS["department"],
    "kind": Parameter(
        _("Sửa (edited) hoặc gỡ (gone)."), {"type": "array", "items": _one_of(KIND_LABELS)}
    ),
    "from": _FROM,
    "to": _TO,
    "size": _SIZE,
    "cursor": _CURSOR,
}

_PAGED = {
    "page": Parameter(_("Phần của các lần dẫn, từ 1."), _whole(1, 1_000_000)),
    "size": Parameter(_("Số bài viết dẫn mỗi phần."), _whole(1, 1000)),
}

_ALIKE = {"size": _SIZE}


def _known(parameters: Mapping[str, Parameter], accepted: frozenset[str]) -> dict[str, Parameter]:
    """What is said of each parameter that a view accepts: of all of them, or nothing works."""
    return {name: parameters[name] for name in sorted(accepted, key=list(parameters).index)}


_VERSIONS = an_object({"versions": listed(ref("Version"))})
_SNAPSHOTS = an_object({"snapshots": listed(ref("Snapshot"))})

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "api.articles",
        _("Tìm bài viết và mục văn bản; kèm số đếm theo từng bộ lọc và theo tháng."),
        ref("SearchAnswer"),
        {**_known(_SEARCH, SEARCH_PARAMETERS), "lang": _LANGUAGE},
        (400,),
        example="q=bảng+tin+điện+tử&size=5",
    ),
    Operation("api.article", _("Một bài viết."), ref("Article"), fails=(404,)),
    Operation(
        "api.versions", _("Các phiên bản của bài viết, mới nhất trước."), _VERSIONS, fails=(404,)
    ),
    Operation("api.snapshots", _("Các bản chụp trang của bài viết."), _SNAPSHOTS, fails=(404,)),
    Operation(
        "api.similar",
        _("Bài viết và mục văn bản cùng chủ đề, giống nhất trước."),
        an_object({"hits": listed(ref("Hit"))}),
        _ALIKE,
        (400, 404),
    ),
    Operation("api.entry", _("Một mục văn bản."), ref("Legislation"), fails=(404,)),
    Operation(
        "api.entry_similar",
        _("Bài viết và mục văn bản cùng chủ đề, giống nhất trước."),
        an_object({"hits": listed(ref("Hit"))}),
        _ALIKE,
        (400, 404),
    ),
    Operation(
        "api.entry_versions",
        _("Các phiên bản của mục văn bản, mới nhất trước."),
        _VERSIONS,
        fails=(404,),
    ),
    Operation(
        "api.entry_captures", _("Các bản chụp trang của mục văn bản."), _SNAPSHOTS, fails=(404,)
    ),
    Operation(
        "api.documents",
        _("Những văn bản mà một số hiệu có thể chỉ; nếu không có, những văn bản gần giống."),
        {"anyOf": [ref("Found"), ref("Near")]},
        _known(_LOOKUP, LOOKUP_PARAMETERS),
        (400,),
        example="q=4204/KH-UBND",
    ),
    Operation(
        "api.lookup",
        _("Tra một danh sách số hiệu: mỗi dòng là văn bản nào."),
        an_object({"results": listed(ref("ListedDocument"))}),
        fails=(400, 413),
        body={"type": "array", "items": TEXT, "maxItems": MOST_LINES},
        example='["4204/KH-UBND", "490/QĐ-BTTTT"]',
    ),
    Operation(
        "api.document",
        _("Mọi điều đã biết về một văn bản: các lần được dẫn, quan hệ, bằng chứng."),
        ref("DocumentTrace"),
        _PAGED,
        (400, 404),
    ),
    Operation(
        "api.changes",
        _("Những gì cổng đã sửa hoặc gỡ sau khi đăng, mới nhất trước."),
        an_object({"changes": listed(ref("Change")), "cursor": optional(TEXT)}),
        _known(_CHANGES, CHANGE_PARAMETERS),
        (400,),
        example="size=5",
    ),
    Operation(
        "api.suggest",
        _("Gợi ý cho người đang gõ: văn bản, cơ quan, tác giả, tiêu đề."),
        an_object({"suggestions": listed(ref("Suggestion"))}),
        {"q": Parameter(_("Những gì đã gõ."), _QUERY)},
        (400,),
        example="q=4204",
    ),
    Operation(
        "api.portals",
        _("Các cổng thông tin, số bài đã lưu và lần thu thập gần nhất."),
        an_object({"portals": listed(ref("Portal"))}),
        fails=(400,),
    ),
    Operation(
        "api.status",
        _("Các cổng và tình trạng của từng cổng, cổng có sự cố trước."),
        an_object({"healthy": {"type": "boolean"}, "portals": listed(ref("PortalHealth"))}),
        fails=(400,),
    ),
    Operation(
        "api.openapi",
        _("Mô tả này, dạng OpenAPI 3.1."),
        {"type": "object"},
    ),
)

#: What any of them may be answered with: too often, and what is away.
ALWAYS_FAILS = (429, 503)

#: Parts of addresses.
PLACES: dict[str, str] = {
    "article_id": _("Mã bài viết; cả mã cũ."),
    "legislation_id": _("Mã mục văn bản."),
    "key": _("Khóa của văn bản; cả khóa đã gộp."),
}
