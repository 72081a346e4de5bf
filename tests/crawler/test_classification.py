"""Errors and logins that come with status 200, with and without the portal's menu around them."""

import pytest

from crawler.extraction import extract
from crawler.pages import Page

MENU = "".join(f"<li><a href='/muc-{n}'>Chuyên mục số {n}</a></li>" for n in range(8))
FORM = "<form><input name='u'><input type='PASSWORD' name='p'><button>Vào</button></form>"
SITE = "Sở Tư pháp"


def kind(title: str, body: str) -> str:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return extract(Page("https://stp.example/tin-tuc/bai-123.html", markup.encode())).kind


@pytest.mark.parametrize("menu", ["", f"<ul>{MENU}</ul>"], ids=["alone", "in the portal's frame"])
@pytest.mark.parametrize(
    ("title", "body"),
    [
        # what portals say themselves
        ("Thông báo lỗi", "<p>Có lỗi trong quá trình xử lý.</p>"),
        (SITE, "<h1>Lỗi hệ thống</h1><p>Vui lòng thử lại sau.</p>"),
        (SITE, "<p>Đã có lỗi xảy ra trong quá trình xử lý.</p>"),
        (SITE, "<h1>Rất tiếc, đã xảy ra sự cố</h1><p>Correlation ID: 1a2b</p>"),
        (SITE, "<p>Bài viết không tồn tại hoặc đã bị xóa.</p>"),
        (SITE, "<p>Nội dung bạn yêu cầu không tồn tại hoặc đã bị xoá</p>"),
        (SITE, "<p>Trang bạn yêu cầu không tìm thấy</p>"),
        (SITE, "<p>Xin lỗi! Trang bạn đang tìm kiếm không tồn tại.</p>"),
        ("Thông báo", "<p>Liên kết không tồn tại hoặc đã bị xóa khỏi hệ thống.</p>"),
        (SITE, "<p>Bạn không có quyền truy cập trang này</p>"),
        ("Trang không tồn tại", "<p>404</p>"),
        # closed for the time being
        ("Bảo trì hệ thống", "<p>Vui lòng quay lại sau.</p>"),
        (SITE, "<p>Website đang bảo trì, xin vui lòng quay trở lại sau!</p>"),
        (SITE, "<p>Hệ thống tạm ngừng hoạt động</p>"),
        # what servers say
        ("Error", "<h1>Sorry, something went wrong</h1>"),
        ("IIS Windows Server", "<p>Internet Information Services</p>"),
        ("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"),
        ("Index of /", "<h1>Index of /</h1><a href='a/'>a/</a>"),
        ("Object moved", "<h2>Object moved to <a href='/'>here</a>.</h2>"),
        ("403 Forbidden", "<h1>403 Forbidden</h1>"),
        (SITE, "<p>Error establishing a database connection</p>"),
        (SITE, "<p>Fatal error: Uncaught Error: Call to a member function in /www/a.php:12</p>"),
    ],
)
def test_errors(title: str, body: str, menu: str) -> None:
    assert kind(title, menu + body) == "error"


@pytest.mark.parametrize("menu", ["", f"<ul>{MENU}</ul>"], ids=["alone", "in the portal's frame"])
@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Đăng nhập hệ thống", FORM),
        ("Sở Tư pháp - Đăng nhập", FORM),
        ("Server Login", f"<p>Please type your user name and password</p>{FORM}"),
        (SITE, f"<h1>Đăng nhập</h1>{FORM}"),
        (SITE, "<p>Bạn cần đăng nhập để xem nội dung này</p>"),
        ("Đăng nhập", "<p>Đăng nhập bằng tài khoản định danh điện tử</p>"),
        # without a password: by another site's name, for a new password
        (f"Đăng nhập - {SITE}", "<form method=post action='/dang-nhap?a=2'><input name=o></form>"),
        ("Quên mật khẩu", "<form method=post action='/login/forgot'><input name=o></form>"),
    ],
)
def test_logins(title: str, body: str, menu: str) -> None:
    assert kind(title, menu + body) == "login"


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Lỗi hệ thống thoát nước gây ngập ở ba phường", "Đã xảy ra sự cố tại trạm bơm Đầu Sấu."),
        (
            "Bảo trì hệ thống một cửa điện tử trong hai ngày cuối tuần",
            "Hệ thống một cửa được bảo trì từ 8 giờ ngày 13/5/2023; trong thời gian đó người dân "
            "nộp hồ sơ tại bộ phận một cửa.",
        ),
        (
            "Cảnh báo trang web giả mạo cổng dịch vụ công",
            "Trang giả yêu cầu người dân đăng nhập để xem kết quả hồ sơ; trang thật không làm vậy.",
        ),
    ],
)
def test_articles_that_tell_of_errors_and_logins(headline: str, text: str) -> None:
    body = (
        f"<h1>{headline}</h1><p>12/05/2023 08:15</p><p>{text} Sở Thông tin và Truyền thông đề nghị "
        "các đơn vị phối hợp thông báo tới người dân trên địa bàn.</p><p>Đăng nhập để bình luận</p>"
    )
    assert kind(f"{headline} - {SITE}", body) == "article"
