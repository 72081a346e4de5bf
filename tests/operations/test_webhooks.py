"""Webhooks: signed, posted once, and never to where somebody has no business to send us."""

import hashlib
import hmac
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine

from archive.clock import parse_moment
from operations.alerts import looking, webhooks
from operations.alerts.failures import DeliveryError
from operations.alerts.links import Links
from operations.alerts.webhooks import post
from tests.crawler.certificates import certificate, serving
from tests.operations.test_mail_texts import MESSAGE
from tests.operations.webhook_server import WebhookServer
from tests.operations.world import World

FIRE = "Diễn tập phòng cháy rừng ở thôn"
LINKS = Links("https://tin.example.vn")


def send(url: str, *trusted: str) -> None:
    message = replace(MESSAGE, channel="webhook", address=url, secret="bí mật")
    post(message, LINKS, trusted, "congtin/test")


def test_what_is_posted(world: World, webhook: WebhookServer) -> None:
    world.trusted = (webhook.host,)
    search = world.follow(channel="webhook", address=webhook.url, name="Cháy rừng")
    article = world.publish("a", FIRE)
    entry = world.register("b", "Phòng cháy rừng")
    world.index()
    assert world.run().sent == 1
    assert world.run().sent == 0
    (posted,) = webhook.posted
    assert posted.path == "/hook?a=b"
    assert posted.headers["Host"] == webhook.host
    assert posted.headers["Content-Type"] == "application/json; charset=utf-8"
    assert posted.headers["User-Agent"] == "congtin/test"
    assert posted.headers["Idempotency-Key"] == posted.json["id"]
    assert search.secret is not None
    expected = hmac.new(search.secret.encode(), posted.body, hashlib.sha256).hexdigest()
    assert posted.headers["Congtin-Signature"] == f"sha256={expected}"
    told = posted.json
    assert told["saved_search"] == {
        "id": search.id,
        "name": "Cháy rừng",
        "query": "q=ph%C3%B2ng+ch%C3%A1y+r%E1%BB%ABng",
        "url": "https://tin.example.vn/search?q=ph%C3%B2ng+ch%C3%A1y+r%E1%BB%ABng",
    }
    assert (told["type"], told["total"]) == ("matches", 2)
    first, second = told["matches"]
    assert (first["type"], first["id"], first["headline"]) == ("NewsArticle", article, FIRE)
    assert first["permalink"] == f"https://tin.example.vn/articles/{article}"
    assert first["url"] == "https://stp.kontum.gov.vn/a"
    assert first["date_published"] == "2026-11-20"
    assert (second["type"], second["id"]) == ("Legislation", entry)
    assert second["headline"] == "12/QĐ-UBND – Phòng cháy rừng"


# What a server answers, and what becomes of the message.
@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, "sent"),
        (202, "sent"),
        (301, "pending"),  # redirects are not followed: they would lead anywhere
        (307, "pending"),
        (400, "pending"),
        (410, "given_up"),  # gone, and says so
        (500, "pending"),
        (503, "pending"),
    ],
)
def test_answers(small_world: World, webhook: WebhookServer, status: int, state: str) -> None:
    world = small_world
    world.trusted = (webhook.host,)
    webhook.answers = [status]
    webhook.headers = {"Location": f"http://{webhook.host}/elsewhere"}
    world.follow(channel="webhook", address=webhook.url)
    world.publish("a", FIRE)
    world.index()
    world.run()
    (alert,) = world.alerts()
    assert alert.state == state
    assert [posted.path for posted in webhook.posted] == ["/hook?a=b"]
    if state == "pending":
        assert f"answers {status}" in (alert.last_error or "")
        with time_machine.travel(parse_moment(alert.next_attempt_at)):
            assert world.run().sent == 1
        first, again = webhook.posted
        assert first.body == again.body
        assert first.headers["Idempotency-Key"] == again.headers["Idempotency-Key"]


# Addresses of the network that we stand in, in every spelling.
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0",
        "10.0.0.8",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[fe80::1]",
        "[fc00::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
    ],
)
def test_hidden_addresses_are_not_posted_to(webhook: WebhookServer, host: str) -> None:
    port = webhook.host.partition(":")[2]
    with pytest.raises(DeliveryError, match=r"no public address|cannot be resolved"):
        send(f"http://{host}:{port}/")
    assert webhook.posted == []


# A literal address, a name of one, and one with a port; who is trusted; what cannot be resolved.
@pytest.mark.parametrize(
    ("url", "trusted", "said"),
    [
        ("http://10.0.0.1/hook", (), "10.0.0.1 is at 10.0.0.1, which is no public address"),
        ("https://localhost:8443/", ("localhost:1",), "localhost is at "),
        ("http://[::1]/", (), "::1 is at ::1, which is no public address"),
        ("http://10.0.0.1/hook", ("10.0.0.1",), None),
        ("https://localhost:8443/", ("localhost:8443",), None),
        ("http://203.0.114.1/", (), None),
        (f"http://{'a' * 64}.vn/", (), None),
    ],
)
def test_why_a_webhook_is_not_taken(url: str, trusted: tuple[str, ...], said: str | None) -> None:
    why = webhooks.why_not_posted_to(url, trusted)
    assert why is None if said is None else (why or "").startswith(said)


def test_a_trusted_host_is_that_host_alone(webhook: WebhookServer) -> None:
    send(webhook.url, "127.0.0.1")
    send(webhook.url, webhook.host)
    for trusted in ("127.0.0.1:1", "localhost", "example.vn", ""):
        with pytest.raises(DeliveryError, match="no public address"):
            send(webhook.url, trusted)
    assert len(webhook.posted) == 2


def test_a_name_that_leads_elsewhere_by_the_second_look(
    webhook: WebhookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the address that was looked at is the one connected to."""
    port = int(webhook.host.partition(":")[2])
    looks = iter(["203.0.114.1", "127.0.0.1", "127.0.0.1"])
    connected: list[tuple[str, int]] = []

    def resolve(host: str, at: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        address = next(looks) if host == "doi.example.vn" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, at))]

    def connect(self: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(DeliveryError):
        send(f"http://doi.example.vn:{port}/")
    assert connected == [("203.0.114.1", port)]


def test_tls_is_checked_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem, key = certificate(tmp_path)
    with WebhookServer() as server:
        server.speak_tls(serving(pem, key))
        url = server.url.replace("http:", "https:")
        with pytest.raises(DeliveryError, match="certificate verify failed"):
            send(url, server.host)
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        send(url, server.host)
        with pytest.raises(DeliveryError, match="certificate verify failed"):
            send(url.replace("127.0.0.1", "localhost"), "localhost")
        assert len(server.posted) == 1


def test_a_server_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "DEADLINE", 0.5)
    stopped = threading.Event()

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            for number in range(1000):
                if stopped.wait(0.05):
                    return
                try:
                    connection.sendall(b"X-%d: a\r\n" % number)
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=(listener,))
        thread.start()
        began = time.monotonic()
        with pytest.raises(DeliveryError, match="no whole answer"):
            send(f"http://127.0.0.1:{listener.getsockname()[1]}/", "127.0.0.1")
        assert time.monotonic() - began < 20  # a hundred times less than it would go on
        stopped.set()
        thread.join()


def test_a_long_list_is_posted_in_parts(
    small_world: World, webhook: WebhookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(looking.MOST_IN_ONE, "webhook", 2)
    world = small_world
    world.trusted = (webhook.host,)
    world.follow(channel="webhook", address=webhook.url)
    ids = {world.publish(f"tin-{number}", FIRE) for number in range(5)}
    world.index()
    assert world.run().sent == 3
    assert sorted(m["id"] for p in webhook.posted for m in p.json["matches"]) == sorted(ids)
    assert len({posted.headers["Idempotency-Key"] for posted in webhook.posted}) == 3
