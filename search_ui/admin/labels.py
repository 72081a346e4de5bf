"""What roles, deeds, jobs and states are called on the pages of administration."""

from archive.catalogue.audit import ON_COMMAND_LINE
from search_ui.translating import gettext, lazy_pgettext
from search_ui.translating import lazy_gettext as _

ROLE_LABELS: dict[str, str] = {
    "viewer": _("người xem"),
    "operator": _("người vận hành"),
    "admin": _("quản trị viên"),
}

ACTION_LABELS: dict[str, str] = {
    "signed_in": _("đăng nhập"),
    "sign_in_failed": _("đăng nhập không được"),
    "signed_out": _("đăng xuất"),
    "password_changed": _("đổi mật khẩu của mình"),
    "user_added": _("thêm người dùng"),
    "user_removed": _("xóa người dùng"),
    "user_locked": _("khóa người dùng"),
    "user_unlocked": _("mở khóa người dùng"),
    "role_set": _("đổi vai trò"),
    "password_set": _("đặt lại mật khẩu"),
    "crawl_asked": _("yêu cầu thu thập"),
    "stop_asked": _("yêu cầu dừng"),
    "paused": _("tạm dừng lịch"),
    "resumed": _("chạy lại theo lịch"),
    "schedule_set": _("đặt lịch"),
    "schedule_off": _("bỏ lịch"),
    "schedule_cleared": _("dùng lịch trong tệp cổng"),
    "extract_asked": _("yêu cầu trích xuất lại"),
    "rebuild_asked": _("yêu cầu lập lại chỉ mục"),
    "backup_asked": _("yêu cầu sao lưu"),
    "preview_asked": _("yêu cầu xem thử một địa chỉ"),
    "portal_asked": _("yêu cầu lưu cấu hình cổng"),
    "withheld": _("ngừng hiển thị"),
    "lifted": _("cho hiển thị lại"),
    "portal_kept": _("lưu cấu hình cổng"),
    "portal_forgotten": _("bỏ cấu hình cổng đã lưu"),
    "habit_accepted": _("coi cách đăng mới của cổng là bình thường"),
}

#: What can be withheld.
WITHHELD_LABELS: dict[str, str] = {
    "article": lazy_pgettext("one", "bài viết"),
    "legislation": _("mục văn bản"),
    "document": _("văn bản"),
    "snapshot": _("bản chụp"),
}

#: What a withholding would hide, by the table, in the order in which it is told.
HIDDEN_LABELS: dict[str, str] = {
    "articles": _("Bài viết"),
    "article_versions": _("Phiên bản của bài viết"),
    "legislation": _("Mục văn bản"),
    "legislation_versions": _("Phiên bản của mục văn bản"),
    "documents": _("Văn bản"),
    "snapshots": _("Bản chụp"),
    "attachments": _("Tệp đính kèm"),
}

JOB_LABELS: dict[str, str] = {
    "crawl": _("thu thập"),
    "index": _("cập nhật chỉ mục"),
    "alerts": _("báo tin"),
    "health": _("xem tình trạng"),
    "extract": _("trích xuất lại"),
    "rebuild": _("lập lại chỉ mục"),
    "backup": _("sao lưu"),
    "preview": _("xem thử"),
    "portal": _("lưu cấu hình cổng"),
    "tidy": _("dọn dẹp"),
}

#: How a job stands.
STATE_LABELS: dict[str, str] = {
    "waiting": _("đang đợi"),
    "running": _("đang chạy"),
    "done": _("xong"),
    "failed": _("thất bại"),
    "stopped": _("đã dừng"),
}

#: What is counted of a run (crawler.runs), in the order in which it is told.
COUNT_LABELS: dict[str, str] = {
    "pages": _("trang đã tải"),
    "new": _("bài mới"),
    "changed": _("bài đổi"),
    "unchanged": _("bài như cũ"),
    "failed": _("trang không đọc được"),
    "gone": _("bài đã gỡ"),
    "skipped": _("bỏ qua"),
    "errors": _("trang không tải được"),
    "refused": _("địa chỉ bị từ chối"),
    "not_modified": _("trang không đổi"),
    "attachments": _("tệp đính kèm"),
    "assets": _("hình ảnh, kiểu dáng"),
    "replayed": _("trang lấy lại từ lần trước"),
}

RUN_KIND_LABELS: dict[str, str] = {
    "crawl": _("thu thập"),
    "extract": _("trích xuất lại"),
    "backfill": _("lấy bản chụp của nơi khác"),
}


def actor_label(name: str) -> str:
    """Who did something, as the audit log has it."""
    user = name.removesuffix(ON_COMMAND_LINE)
    return name if user == name else gettext("%(name)s (dòng lệnh)", name=user)
