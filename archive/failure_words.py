"""What came of a page or a crawl, in the reader's language.

Reasons are kept as the crawler said them, in English. Here is what it says, part by part; what
others said (a browser's error, a quotation of the page) stays as it is.
"""

import re
from functools import partial

#: What the crawler says, and that in Vietnamese; `{}` is what differs from case to case.
SAID: tuple[tuple[str, str], ...] = (
    # of a page (`crawler.classification`, `crawler.extraction`)
    ("the response has no body", "trang trả về rỗng"),
    ("the response is a file, not a page", "đó là tệp, không phải trang"),
    ("the response is a feed or sitemap, not a page", "đó là nguồn tin, không phải trang"),
    ("the response has status {}", "máy chủ trả lời mã {}"),
    ("the title says {}", "tiêu đề có {}"),
    ("the text says {}", "nội dung có {}"),
    ("the page asks to log in", "trang đòi đăng nhập"),
    ("there is little on the page but a password field", "trang hầu như chỉ có ô mật khẩu"),
    ("the page shows no text", "trang không có chữ"),
    ("the article has no headline", "bài không có tiêu đề"),
    ("the entry has neither number nor title", "mục không có số hiệu lẫn trích yếu"),
    ("reading it raised {}", "đọc trang gặp lỗi {}"),
    # of a portal that does not want us, or cannot (`crawler.patience`)
    (
        "the portal asks for a browser (a script sets a cookie and reloads)",
        "cổng đòi trình duyệt (mã kịch bản đặt cookie rồi tải lại)",
    ),
    ("the portal refuses us (status {})", "cổng từ chối (mã {})"),
    ("the portal refuses us: {}", "cổng từ chối: {}"),
    ("the portal is busy (status {})", "cổng đang quá tải (mã {})"),
    ("also after {} waits in a row", "kể cả sau {} lần chờ liền nhau"),
    (
        "to wait {} s more is longer than the {} s left",
        "phải chờ thêm {} giây, nhiều hơn {} giây còn lại",
    ),
    # of a request (`crawler.failures`, `crawler.middlewares`)
    ("the host name cannot be resolved", "không phân giải được tên máy chủ"),
    ("the connection was refused", "kết nối bị từ chối"),
    ("no answer in time", "hết giờ chờ mà không có trả lời"),
    ("the answer broke off", "trả lời bị đứt giữa chừng"),
    (
        "the answer is larger than the limit or was cancelled",
        "trả lời lớn hơn giới hạn hoặc bị hủy",
    ),
    ("the connection was lost", "mất kết nối"),
    ("through the proxy {}", "qua máy trung gian {}"),
    ("not fetched ({})", "không tải ({})"),
    (
        "robots.txt cannot be read ({}), and until it can, all is forbidden",
        "không đọc được robots.txt ({}), nên coi như cấm hết",
    ),
    ("it cannot be unpacked", "không giải nén được"),
    ("{} leads to {}", "{} dẫn sang {}"),
    ("{} is another site", "{} là trang khác"),
    ("it is no http or https address", "không phải địa chỉ http hay https"),
    ("{} is at {}, which is no public address", "{} ở {}, không phải địa chỉ công cộng"),
    ("{} answered, which is no public address", "{} trả lời, không phải địa chỉ công cộng"),
    # of a crawl (`crawler.runs`)
    ("the listings show no articles", "danh sách không có bài nào"),
    ("none of {} article pages could be read", "không đọc được trang nào trong {} trang bài"),
    (
        "lately; a full crawl asks for them again",
        "gần đây; thu thập toàn bộ (--full) sẽ hỏi lại",
    ),
    ("it was stopped before its end", "bị dừng giữa chừng"),
    ("it did not begin", "chưa bắt đầu được"),
    ("the portal's hours ({}) are over", "đã hết giờ của cổng ({})"),
    ("the catalogue cannot be written to", "không ghi được vào cơ sở dữ liệu"),
)

#: What differs: an address, a number, a quotation; in parentheses, all that is in them.
_VALUE, _IN_PARENTHESES = r"((?:'[^']*'|[^\s;,()])+)", r"\(([^()]+)\)"


def _pattern(said: str) -> re.Pattern[str]:
    escaped = re.escape(said)
    for what, pattern in ((r"\(\{\}\)", _IN_PARENTHESES), (r"\{\}", _VALUE)):
        escaped = escaped.replace(what, pattern)
    return re.compile(rf"(?<!\w){escaped}" + (r"(?!\w)" if said[-1].isalnum() else ""))


_TRANSLATED = tuple((_pattern(said), vietnamese) for said, vietnamese in SAID)


def failure_words(reason: str, language: str) -> str:
    """A reason in `vi` or `en`; what nobody here says is left as it is."""
    if language != "vi":
        return reason
    for pattern, vietnamese in _TRANSLATED:
        reason = pattern.sub(partial(_told, vietnamese), reason)
    return reason


def _told(vietnamese: str, found: re.Match[str]) -> str:
    return vietnamese.format(*found.groups())
