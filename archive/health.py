"""What is said of a portal's health: what a crawl meets, what is judged of it, in which words.

`operations.health` judges; the command line, pages, metrics and messages say it from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from archive.failure_words import failure_words
from archive.items import Article

#: The fields whose absence may mean that a portal's pages are read wrongly.
HealthField = Literal["date_published", "author", "body"]
HEALTH_FIELDS: tuple[HealthField, ...] = ("date_published", "author", "body")

#: What articles usually have is told by so many of them.
HABITUAL_ARTICLES = 10

#: Of so many sites that a crawl was led to it is told.
_MOST_SITES = 10

#: So many pages that could not be fetched are told by name.
_MOST_UNFETCHED = 100


@dataclass(slots=True)
class Observed:
    """What a crawl met, as a run's row keeps it.

    Attributes:
        listed: how many items the listings showed.
        items: how many items were read, known ones too: articles, and entries of registers.
        articles: how many of them were articles that pages of the crawl showed.
        failed: how many pages should have had an item and had none that could be read.
        bounded: whether items were left out on purpose.
        having: by field how many of the articles have it.
        moves: by site the first address that redirects there for good, and where it leads.
        moved: by site how many addresses do.
        elsewhere: by site how many listed items lie there, which is none of the portal's.
        unfetched: why pages could not be fetched, by address; the first of them.
    """

    listed: int = 0
    items: int = 0
    articles: int = 0
    failed: int = 0
    bounded: bool = False
    having: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HEALTH_FIELDS, 0))
    moves: dict[str, list[str]] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, int] = field(default_factory=dict)
    unfetched: dict[str, str] = field(default_factory=dict)

    def add(self, article: Article) -> None:
        """Take note of an article that was read."""
        self.articles += 1
        for name in HEALTH_FIELDS:
            self.having[name] += bool(getattr(article, name))

    def note_move(self, url: str, led_to: str) -> None:
        """Take note of an address of the portal that redirects to another site for good."""
        site = urlsplit(led_to).netloc
        if site in self.moved or len(self.moved) < _MOST_SITES:
            self.moves.setdefault(site, [url, led_to])
            self.moved[site] = self.moved.get(site, 0) + 1

    def note_elsewhere(self, site: str) -> None:
        """Take note of an item that the portal lists on another site."""
        if site in self.elsewhere or len(self.elsewhere) < _MOST_SITES:
            self.elsewhere[site] = self.elsewhere.get(site, 0) + 1

    def note_unfetched(self, url: str, reason: str) -> None:
        """Take note of a page that could not be fetched."""
        if len(self.unfetched) < _MOST_UNFETCHED:
            self.unfetched[url] = reason


#: What a portal may be, and whether that is a reason to alarm somebody.
State = Literal[
    "never",
    "ok",
    "interrupted",
    "refused",
    "overdue",
    "moved",
    "blocked",
    "failed",
    "empty",
    "fewer",
    "unreadable",
    "incomplete",
    "stale",
]
HEALTHY: frozenset[str] = frozenset(("never", "ok", "interrupted"))

#: The state of those whose files cannot be used, and the kind of reason that says why.
REFUSED: Literal["refused"] = "refused"

#: The reasons of those that are due and are not crawled.
OVERDUE: frozenset[str] = frozenset(("unattended", "not_begun"))

STATE_WORDS: Mapping[str, tuple[str, str]] = {
    "never": ("chưa thu thập", "not crawled yet"),
    "ok": ("khỏe", "healthy"),
    "interrupted": ("bị ngắt", "interrupted"),
    "refused": ("tệp cổng không dùng được", "file refused"),
    "overdue": ("đến hẹn mà chưa thu thập", "overdue"),
    "moved": ("đã chuyển chỗ", "moved"),
    "blocked": ("bị cổng chặn", "blocked"),
    "failed": ("thất bại", "failing"),
    "empty": ("không thu được gì", "yields nothing"),
    "fewer": ("ít hơn thường lệ", "yields less"),
    "unreadable": ("nhiều trang không đọc được", "unreadable"),
    "incomplete": ("bài thiếu phần", "incomplete"),
    "stale": ("không có bài mới", "stale"),
}

_FIELD_WORDS: Mapping[HealthField, tuple[str, str]] = {
    "date_published": ("ngày đăng", "date"),
    "author": ("tác giả", "author"),
    "body": ("nội dung", "body"),
}

#: What each kind of reason says, in Vietnamese and in English.
_REASON_WORDS: Mapping[str, tuple[str, str]] = {
    "refused": (
        "tệp cổng bị từ chối: {what}",
        "its file is refused: {what}",
    ),
    "unattended": (
        "đến hẹn từ {since} mà không ai thu thập: tiến trình nền có chạy không?",
        "due since {since}, and nobody crawls it: is a worker running?",
    ),
    "not_begun": (
        "đến hẹn từ {since} mà chưa lần nào bắt đầu được",
        "due since {since}, and no crawl of it could begin",
    ),
    "moved": ("cổng đã chuyển sang {site}", "the portal has moved to {site}"),
    "blocked": ("cổng từ chối chương trình thu thập: {why}", "the portal refuses us: {why}"),
    "failed": ("lần thu thập cuối thất bại: {why}", "the last crawl failed: {why}"),
    "empty": ("lần thu thập cuối không thu được gì: {why}", "the last crawl got nothing: {why}"),
    "interrupted": (
        "{times} lần thu thập liền nhau bị ngắt",
        "{times} crawls in a row were interrupted",
    ),
    "few_listed": (
        "danh sách chỉ có {now} mục, thường lệ {usual}",
        "the listings show {now} items, usually {usual}",
    ),
    "few_published": (
        "{now} bài trong {days} ngày làm việc, thường lệ {usual}",
        "{now} articles in {days} working days, usually {usual}",
    ),
    "few_at_first": (
        "lần đầu chỉ đọc được {now} bài, tệp của cổng mong ít nhất {expected}",
        "{now} articles at first, the portal's file expects at least {expected}",
    ),
    "unreadable": (
        "{failed} trong {pages} trang bài viết không đọc được, thường lệ {usual} %",
        "{failed} of {pages} article pages could not be read, usually {usual} %",
    ),
    "without": (
        "{missing} trong {articles} bài không có {field}, thường lệ {usual} % có",
        "{missing} of {articles} articles have no {field}, usually {usual} % have",
    ),
    "stale": (
        "bài mới nhất ngày {newest}, đã {days} ngày làm việc; thường lệ không quá {usual}",
        "the newest article is of {newest}, {days} working days ago; usually at most {usual}",
    ),
}

#: What the change to the file of a portal that has moved says of its lines: while the old addresses
#: lead to the new ones, and after.
WHILE_LED, ONCE_GONE = "# while_led", "# once_gone"
_REMARKS: Mapping[str, tuple[str, str]] = {
    WHILE_LED: (
        "# khi địa chỉ cũ còn dẫn sang địa chỉ mới (bài viết giữ nguyên mã):",
        "# while the old addresses lead to the new ones (articles keep their ids):",
    ),
    ONCE_GONE: (
        "# khi địa chỉ cũ không còn nữa, thay cho các địa chỉ bắt đầu:",
        "# once they do not any more, in place of the start addresses:",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a portal is not healthy: the kind of reason, and the values its words have."""

    kind: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """The reason in `vi` or `en`."""
        index = _index(language)
        values: dict[str, Any] = dict(self.values)
        if "field" in values:
            values["field"] = field_words(values["field"], language)
        if "why" in values:
            values["why"] = failure_words(values["why"], language)
        return _REASON_WORDS[self.kind][index].format(**values)

    def to_json(self) -> dict[str, Any]:
        """The reason as a JSON object, with its English words."""
        return {"kind": self.kind, "text": self.words("en"), "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a portal is: `proposal` is the change to make to its file, where there is one.

    `proposal_words` makes its remarks readable.
    """

    state: State
    reasons: tuple[Reason, ...] = ()
    proposal: str | None = None

    @property
    def healthy(self) -> bool:
        """Whether nobody has to do anything."""
        return self.state in HEALTHY


def state_words(state: str, language: str) -> str:
    """A state in `vi` or `en`."""
    return STATE_WORDS[state][_index(language)]


def field_words(name: HealthField, language: str) -> str:
    """A field in `vi` or `en`."""
    return _FIELD_WORDS[name][_index(language)]


def proposal_words(proposal: str, language: str) -> str:
    """The change proposed to a portal's file, its remarks in `vi` or `en`."""
    lines = proposal.splitlines()
    return "\n".join(
        _REMARKS[line][_index(language)] if line in _REMARKS else line for line in lines
    )


def reasons_of(stored: list[Any]) -> tuple[Reason, ...]:
    """The reasons that a row of the catalogue keeps."""
    return tuple(Reason(reason["kind"], reason["values"]) for reason in stored)


def stored(reasons: Iterable[Reason]) -> list[Any]:
    """The reasons as a row of the catalogue keeps them."""
    return [asdict(reason) for reason in reasons]


def refusals(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Those of the reasons that say what is wrong with a refused file."""
    return tuple(reason for reason in reasons if reason.kind == REFUSED)


def _index(language: str) -> int:
    return 0 if language == "vi" else 1
