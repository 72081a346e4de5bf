"""How the mail server is named, and spoken to."""

from pathlib import Path

import pytest

from operations.alerts.failures import DeliveryError
from operations.alerts.mailing import MailSettingsError, mailing, read_mail
from tests.crawler.certificates import certificate, serving
from tests.operations.smtp_server import SmtpServer

FROM = "tin@example.vn"

# How it is named: host, port, TLS, user.
NAMED = [
    ("smtp://mail.example.vn", ("mail.example.vn", 25, "offered", "")),
    ("smtp://mail.example.vn:2525/", ("mail.example.vn", 2525, "offered", "")),
    ("smtp://u%40x:p%2Fw@mail.example.vn", ("mail.example.vn", 587, "required", "u@x")),
    ("smtp://u:p@127.0.0.1:25", ("127.0.0.1", 25, "offered", "u")),
    ("smtp://u:p@localhost", ("localhost", 25, "offered", "u")),
    ("smtp://u:p@mail.example.vn?tls=off", ("mail.example.vn", 25, "off", "u")),
    ("smtp://mail.example.vn?tls=required", ("mail.example.vn", 587, "required", "")),
    ("smtps://u:p@mail.example.vn", ("mail.example.vn", 465, "implicit", "u")),
    ("smtp://[::1]:2525", ("::1", 2525, "offered", "")),
]


@pytest.mark.parametrize(("url", "named"), NAMED)
def test_how_it_is_named(url: str, named: tuple[object, ...]) -> None:
    mail = read_mail(url, FROM)
    assert mail is not None
    assert (mail.host, mail.port, mail.tls, mail.user) == named
    assert "p/w" not in repr(mail)


# Senders, and what a reader sees of them.
@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ("tin@example.vn", "tin@example.vn"),
        ("<tin@Example.VN>", "tin@example.vn"),
        ("Cổng Tin <tin@example.vn>", "Cổng Tin <tin@example.vn>"),
        ('"Cổng Tin, Kon Tum" <tin@example.vn>', '"Cổng Tin, Kon Tum" <tin@example.vn>'),
    ],
)
def test_senders(sender: str, shown: str) -> None:
    mail = read_mail("smtp://mail.example.vn", sender)
    assert mail is not None
    assert str(mail.sender) == shown


# What names no mail server, and which setting is to blame.
@pytest.mark.parametrize(
    ("url", "sender", "blamed"),
    [
        ("smtp://mail.example.vn", "", "mail_from"),
        ("", FROM, "smtp_url"),
        ("mail.example.vn", FROM, "smtp_url"),
        ("http://mail.example.vn", FROM, "smtp_url"),
        ("smtp://", FROM, "smtp_url"),
        ("smtp://mail.example.vn:99999", FROM, "smtp_url"),
        ("smtp://mail.example.vn/inbox", FROM, "smtp_url"),
        ("smtp://mail.example.vn?tls=maybe", FROM, "smtp_url"),
        ("smtp://mail.example.vn?ssl=1", FROM, "smtp_url"),
        ("smtp://mail.example.vn", "Cổng Tin", "mail_from"),
        ("smtp://mail.example.vn", "a@b.vn\r\nBcc: c@d.vn", "mail_from"),
        ("smtp://mail.example.vn", "A\r\nBcc: x <a@b.vn>", "mail_from"),
    ],
)
def test_what_is_refused(url: str, sender: str, blamed: str) -> None:
    with pytest.raises(MailSettingsError, match=f"^{blamed}"):
        read_mail(url, sender)


def test_none_is_named() -> None:
    assert read_mail("", "") is None


def sent(url: str) -> None:
    with mailing(read_mail(url, FROM)) as mailer:
        assert mailer is not None
        mailer.send("a@example.vn", b"Subject: a\r\n\r\nb\r\n")


def test_login(smtp_server: SmtpServer) -> None:
    with SmtpServer(with_login=True) as server:
        sent(f"smtp://u:s3cret@127.0.0.1:{server.port}")
        assert server.logins == [("u", "s3cret")]
        with pytest.raises(DeliveryError, match="535") as raised:
            sent(f"smtp://u:wr0ng@127.0.0.1:{server.port}")
    assert raised.value.fault == "ours"
    assert "wr0ng" not in str(raised.value)


def test_a_server_that_asks_for_no_login_but_is_given_one(smtp_server: SmtpServer) -> None:
    with pytest.raises(DeliveryError, match="AUTH") as raised:
        sent(f"smtp://u:p@127.0.0.1:{smtp_server.port}")
    assert raised.value.fault == "ours"


def test_starttls_is_used_and_certificates_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, key = certificate(tmp_path)
    with SmtpServer(serving(pem, key)) as server:
        url = f"smtp://127.0.0.1:{server.port}"
        with pytest.raises(DeliveryError, match="certificate verify failed"):
            sent(url)
        assert server.received == []
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        sent(url)
        sent(f"{url}?tls=off")
    assert [envelope.rcpt_tos for envelope in server.received] == [["a@example.vn"]] * 2


def test_nothing_is_sent_where_tls_is_required_and_not_offered(smtp_server: SmtpServer) -> None:
    with pytest.raises(DeliveryError, match="STARTTLS") as raised:
        sent(f"smtp://127.0.0.1:{smtp_server.port}?tls=required")
    assert raised.value.fault == "ours"
    assert smtp_server.received == []
