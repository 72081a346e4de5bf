"""The fields that a query may name, in English and in Vietnamese."""

from collections.abc import Mapping

from vietnamese.folding import fold

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "tiêu đề"),
    "author": ("author", "tác giả"),
    "department": ("department", "cơ quan", "sở"),
    "province": ("province", "tỉnh", "thành phố"),
    "type": ("type", "loại"),
    "cites": ("cites", "trích dẫn", "dẫn"),
    "before": ("before", "trước"),
    "after": ("after", "sau", "từ"),
}

#: Field by name. A name is known with its diacritics and without any, nothing between: `số:` (the
#: number of a document) is not `sở:`.
FIELD_NAMES: Mapping[str, str] = {
    form: field for field, names in _NAMES.items() for name in names for form in (fold(name), name)
}
