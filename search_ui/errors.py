"""What goes wrong, told to people on a page and to programs as problem+json (RFC 9457)."""

import json
import logging

from flask import Flask, Response, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, NotFound

from archive.catalogue import CatalogueError
from archive.catalogue.tables import WithheldRow
from archive.items import ItemType
from archive.warc import BrokenRecordError
from indexer.search import InvalidRequestError, SearchUnavailableError
from search_ui.formatting import day
from search_ui.labels import PARAMETER_LABELS
from search_ui.parameters import InvalidParameterError
from search_ui.translating import current_language
from search_ui.translating import gettext as _
from search_ui.withheld import withholding_of

logger = logging.getLogger(__name__)

_FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics")


class NamesWithheldError(Exception):
    """A capture that is not shown, because it names an item that is withheld."""

    def __init__(self, item_type: ItemType, item_id: str) -> None:
        super().__init__(item_id)
        self.item_type = item_type
        self.item_id = item_id


def problem(status: int, title: str, detail: str, **more: str) -> Response:
    """An answer of the type `application/problem+json`."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(
        json.dumps(body, ensure_ascii=False) + "\n",
        status=status,
        content_type="application/problem+json",
    )


def _is_for_program() -> bool:
    return request.path.startswith(_FOR_PROGRAMS)


def _answer(status: int, title: str, detail: str, **more: str) -> Response:
    if _is_for_program():
        return problem(status, title, detail, **more)
    page = render_template("error.html", status=status, title=title, detail=detail)
    return Response(page, status=status, content_type="text/html; charset=utf-8")


def _on_invalid_parameter(error: InvalidParameterError) -> Response:
    if _is_for_program():
        title, detail = _("Tham số không hợp lệ"), f"{error.name}: {error.expected}"
        return problem(400, title, detail, parameter=error.name, value=error.value)
    name = PARAMETER_LABELS.get(error.name, error.name)
    detail = f"{name} “{error.value[:100]}”: {error.expected}."
    return _answer(400, _("Yêu cầu không hợp lệ"), detail)


def _on_invalid_request(error: InvalidRequestError) -> Response:
    """What the engine refuses of a request whose parameters are all well formed: the cursor."""
    detail = error.why[current_language()]
    return _answer(400, _("Tham số không hợp lệ"), detail, parameter="cursor")


def _on_search_unavailable(error: SearchUnavailableError) -> Response:
    logger.warning("search is unavailable: %s", error)
    title = _("Máy tìm kiếm tạm thời không trả lời")
    if error.remedy == "index":
        title = _("Chưa có chỉ mục tìm kiếm")
    response = _answer(503, title, _advice(error))
    response.headers["Retry-After"] = "30"
    return response


def _advice(error: SearchUnavailableError) -> str:
    """What to do; where the engine is looked for, nobody else's business, is in the log."""
    by_remedy = {
        "start": _(
            "Không kết nối được với máy tìm kiếm. Người quản trị khởi động máy tìm kiếm, hoặc đặt "
            "CONGTIN_SEARCH_URL về địa chỉ đúng."
        ),
        "index": _("Người quản trị chạy congtin index để lập."),
        "rebuild": _(
            "Không mở được chỉ mục tìm kiếm. "
            "Người quản trị chạy congtin index --rebuild để lập lại."
        ),
        "password": _(
            "Máy tìm kiếm không nhận tên hoặc mật khẩu. Người quản trị kiểm tra CONGTIN_SEARCH_URL."
        ),
        "wait": _("Người quản trị xem nhật ký máy chủ để biết nguyên nhân."),
    }
    return by_remedy[error.remedy]


def _on_catalogue_unavailable(error: CatalogueError | OperationalError) -> Response:
    logger.error("the catalogue cannot be read", exc_info=error)
    detail = _("Người quản trị xem nhật ký máy chủ để biết nguyên nhân.")
    response = _answer(503, _("Danh mục tạm thời không đọc được"), detail)
    response.headers["Retry-After"] = "30"
    return response


def _on_broken_record(error: BrokenRecordError) -> Response:
    logger.error("an archived page cannot be read: %s", error)
    detail = _("Bản ghi WARC thiếu hoặc hỏng. Những bản chụp khác không bị ảnh hưởng.")
    return _answer(404, _("Không đọc được bản chụp này"), detail)


def _on_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    titles = {
        400: (_("Yêu cầu không hợp lệ"), _("Địa chỉ hoặc tham số có chỗ không hiểu được.")),
        403: (_("Không được phép"), error.description or ""),
        404: (
            _("Không có trang này"),
            _("Địa chỉ có thể đã gõ sai, hoặc bài viết, văn bản này chưa được lưu."),
        ),
        405: (_("Không dùng được cách gọi này"), _("Địa chỉ này không nhận cách gọi như vậy.")),
        413: (
            _("Gửi lên nhiều quá"),
            _("Hãy chia thành nhiều lần, mỗi lần ít hơn."),
        ),
        414: (
            _("Địa chỉ dài quá"),
            _("Hãy tìm bằng ít từ hơn hoặc ít điều kiện hơn."),
        ),
        421: (
            _("Không phải địa chỉ của Cổng Tin"),
            _("Máy chủ này không trả lời cho tên miền đã gọi."),
        ),
        429: (
            _("Gọi quá nhiều lần"),
            _("Hãy đợi một lát rồi thử lại; phần lớn giới hạn tính theo phút."),
        ),
        500: (
            _("Có lỗi ở phía chúng tôi"),
            _("Lỗi đã được ghi lại. Hãy thử lại sau ít phút."),
        ),
        503: (_("Đang bận"), _("Nhiều người cùng tải tệp một lúc. Hãy thử lại sau ít phút.")),
    }
    title, detail = titles.get(status, (error.name, error.description or error.name))
    response = _answer(status, title, detail)
    for name, value in error.get_headers(request.environ):
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _on_not_found(error: NotFound) -> Response:
    """What is not there because it is withheld says so, with the reason (RFC 7725)."""
    withholding = withholding_of(request.view_args)
    return _on_http_error(error) if withholding is None else _withheld(withholding)


def _on_named(error: NamesWithheldError) -> Response:
    """A listing that names a withheld item is withheld for that item's reason."""
    place = "article_id" if error.item_type == "NewsArticle" else "legislation_id"
    withholding = withholding_of({place: error.item_id})
    if withholding is None:  # lifted this moment
        return _on_http_error(NotFound())
    return _withheld(withholding)


def _withheld(withholding: WithheldRow) -> Response:
    detail = _(
        "Nội dung này không được hiển thị từ %(day)s. Lý do: %(reason)s",
        day=day(withholding.withheld_at),
        reason=withholding.reason,
    )
    return _answer(451, _("Nội dung đã ngừng hiển thị"), detail, since=withholding.withheld_at)


def _on_redirect_or_error(error: HTTPException) -> Response | HTTPException:
    """Redirects that routing raises are answers, not errors."""
    if error.code is not None and error.code < 400:
        return error
    return _on_http_error(error)


def register(app: Flask) -> None:
    """Give `app` an answer for everything that can go wrong."""
    app.register_error_handler(InvalidParameterError, _on_invalid_parameter)
    app.register_error_handler(InvalidRequestError, _on_invalid_request)
    app.register_error_handler(SearchUnavailableError, _on_search_unavailable)
    app.register_error_handler(CatalogueError, _on_catalogue_unavailable)
    app.register_error_handler(OperationalError, _on_catalogue_unavailable)
    app.register_error_handler(BrokenRecordError, _on_broken_record)
    app.register_error_handler(NotFound, _on_not_found)
    app.register_error_handler(NamesWithheldError, _on_named)
    app.register_error_handler(HTTPException, _on_redirect_or_error)
