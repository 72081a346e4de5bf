"""What an e-mail looks like, and that nothing a page or a query says commands a mail program."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from lxml.html import fromstring

from operations.alerts.links import Links
from operations.alerts.mail_texts import MOST_LISTED, compose
from operations.alerts.messages import Message, ToldItem

ITEM = ToldItem(
    type="NewsArticle",
    id="e47f511e88fa05a9",
    url="https://stp.kontum.gov.vn/a",
    headline="Diễn tập phòng cháy rừng",
    date="2026-11-20T07:30:00+07:00",
    office="Sở Tư pháp",
    portal="kontum-stp",
    publisher="Cổng thông tin Sở Tư pháp Kon Tum",
    province="kon-tum",
    first_seen="2026-11-20T02:00:00Z",
)
MESSAGE = Message(
    key="0f8f1c1e-6b1e-4d8e-9a43-6a9d8e5f3c21",
    kind="matches",
    created_at="2026-11-21T01:00:00Z",
    search_id=12,
    name="phòng cháy rừng · Kon Tum",
    query="q=ph%C3%B2ng+ch%C3%A1y&province=kon-tum",
    channel="email",
    address="ban.doc@example.vn",
    token="T" * 32,
    secret=None,
    items=(ITEM,),
)
SENDER = Address("Cổng Tin", addr_spec="tin@example.vn")
LINKS = Links("https://tin.example.vn")


def read(message: Message, links: Links = LINKS) -> EmailMessage:
    """As a mail program reads it."""
    sent = compose(message, links, SENDER)
    assert compose(message, links, SENDER) == sent  # however often it is tried
    assert max(map(len, sent.split(b"\r\n"))) <= 998  # RFC 5322, section 2.1.1
    sent.decode("ascii")  # no server need take 8 bits
    return message_from_bytes(sent, policy=policy.default)


def parts(mail: EmailMessage) -> tuple[str, str]:
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_what_a_reader_sees() -> None:
    mail = read(MESSAGE)
    assert mail["From"] == "Cổng Tin <tin@example.vn>"
    assert mail["To"] == "ban.doc@example.vn"
    assert mail["Subject"] == "Cổng Tin: 1 kết quả mới cho “phòng cháy rừng · Kon Tum”"
    plain, html = parts(mail)
    assert plain.splitlines()[2:5] == [
        "Diễn tập phòng cháy rừng",
        "  20/11/2026 · Sở Tư pháp",
        "  https://tin.example.vn/articles/e47f511e88fa05a9",
    ]
    links = [a.get("href", "") for a in fromstring(html).iter("a")]
    assert links == [
        "https://tin.example.vn/articles/e47f511e88fa05a9",
        f"https://tin.example.vn/search?{MESSAGE.query}",
        f"https://tin.example.vn/follow/{MESSAGE.token}",
    ]
    assert all(link in plain for link in links)


def test_what_mail_programs_read() -> None:
    mail = read(MESSAGE)
    assert mail["Message-ID"] == f"<{MESSAGE.key}@example.vn>"
    assert mail["Date"] == "Sat, 21 Nov 2026 01:00:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == f"<https://tin.example.vn/follow/{MESSAGE.token}/remove>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<12.tin.example.vn>"


# Addresses of the UI, and whether one click is offered there.
@pytest.mark.parametrize(
    ("address", "one_click"),
    [
        ("https://kho-luu-tru-tin-tuc.so-thong-tin-va-truyen-thong.tinh-nao-do.gov.vn:8443", True),
        ("http://127.0.0.1:8640", False),  # RFC 8058 has it for HTTPS alone
    ],
)
def test_a_long_link_stays_one(address: str, one_click: bool) -> None:
    sent = compose(MESSAGE, Links(address), SENDER)
    line = f"List-Unsubscribe: <{address}/follow/{MESSAGE.token}/remove>\r\n"
    assert line.encode() in sent
    assert (b"List-Unsubscribe-Post" in sent) == one_click


# What a query or a page may say: headers, markup, what turns the direction of writing.
HOSTILE = [
    "tin\r\nBcc: nan-nhan@example.vn",
    "tin\nSubject: khác\n\nnội dung khác",
    "\r\n.\r\nMAIL FROM:<a@b.vn>",
    "</title><script>alert(1)</script>",
    '"><img src=https://xau.example/x.gif>',
    "=?utf-8?q?Bcc:_a=40b.vn?=",
    "a\u202eb\u2028c\x00d\x1be",
    "”, nan-nhan@example.vn",
    "x" * 5000,
    "{{ 7 * 7 }} {% raw %}",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["matches", "confirmation"])
def test_hostile_words_stay_words(text: str, kind: str) -> None:
    item = replace(ITEM, headline=text, office=text, date=None)
    mail = read(replace(MESSAGE, kind=kind, name=text, items=(item,)))
    usual = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language"}
    usual |= {"MIME-Version", "Content-Type", "List-Id", "List-Unsubscribe"}
    assert set(mail.keys()) <= usual | {"List-Unsubscribe-Post"}
    assert str(mail["To"]) == "ban.doc@example.vn"
    assert len(mail["Subject"]) < 200
    plain, html = parts(mail)
    assert not set("\u202e\u2028\x00\x1b") & set(plain + html)
    assert "49" not in plain.replace(MESSAGE.key, "")
    page = fromstring(html)
    assert list(page.iter("script", "img")) == []
    assert all(a.get("href", "").startswith("https://tin.example.vn/") for a in page.iter("a"))
    if kind == "confirmation":  # as little as may be of what a stranger typed
        assert len(plain) < 600


def test_a_long_list_is_told_by_its_newest_and_its_number() -> None:
    items = tuple(
        replace(ITEM, id=f"{n:016x}", headline=f"Tin {n}") for n in range(MOST_LISTED + 7)
    )
    mail = read(replace(MESSAGE, items=items))
    assert mail["Subject"].startswith(f"Cổng Tin: {MOST_LISTED + 7} kết quả mới")
    plain, html = parts(mail)
    assert "… và 7 kết quả nữa." in plain
    assert "… và 7 kết quả nữa." in html
    assert plain.count("/articles/") == html.count("/articles/") == MOST_LISTED


def test_entries_and_undated_items() -> None:
    item = replace(ITEM, type="Legislation", id="a/b", date=None, office=None)
    plain, _ = parts(read(replace(MESSAGE, items=(item,))))
    assert plain.splitlines()[3:5] == [
        "  không rõ ngày · Cổng thông tin Sở Tư pháp Kon Tum",
        "  https://tin.example.vn/legislation/a%2Fb",
    ]
