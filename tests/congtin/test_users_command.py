"""`congtin users`: the first admin is made here, and nobody sees a password."""

import os
import pty
import subprocess

import pytest

from tests.congtin.conftest import Congtin, audited

PASSWORD = "một mật khẩu đủ dài"


def add(congtin: Congtin, name: str, role: str) -> None:
    congtin("users", "add", name, "--role", role, "--password-file", "-", stdin=PASSWORD + "\n")


@pytest.mark.slow
def test_from_the_first_admin_to_an_empty_house(congtin: Congtin) -> None:
    assert "makes the first" in congtin("users", "list").err
    add(congtin, "Lan", "admin")
    add(congtin, "minh", "viewer")
    congtin("users", "role", "minh", "operator")
    congtin("users", "lock", "minh")
    lan, minh = congtin("users", "list", "--json").lines
    assert (lan["name"], lan["role"], lan["locked_at"]) == ("lan", "admin", None)
    assert (minh["name"], minh["role"], minh["locked_at"] is None) == ("minh", "operator", False)
    congtin("users", "unlock", "minh")
    assert "minh is not locked" in congtin("users", "unlock", "minh", code=2).err
    congtin("users", "password", "minh", "--password-file", "-", stdin="another password\n")
    congtin("users", "remove", "minh")
    assert congtin("users", "list").out == "lan: admin; signed in never\n"
    assert audited(congtin) == [
        ("user_added", "lan"),
        ("user_added", "minh"),
        ("role_set", "minh"),
        ("user_locked", "minh"),
        ("user_unlocked", "minh"),
        ("password_set", "minh"),
        ("user_removed", "minh"),
    ]


# What is typed, what is on standard input, what is said.
WRONG = [
    # no terminal to ask on
    (("add", "lan"), "", "no terminal"),
    # a password that is guessed
    (("add", "lan", "--password-file", "-"), "123\n", "12 to 1024 characters"),
    # a password where everybody can read it
    (("add", "lan", "--password", PASSWORD), "", "No such option"),
    # nobody of that name
    (("lock", "minh"), "", "no user is named 'minh'"),
    (("role", "minh", "king"), "", "'king' is not one of"),
]


@pytest.mark.parametrize(("words", "stdin", "said"), WRONG)
def test_what_is_wrong_is_said(
    congtin: Congtin, words: tuple[str, ...], stdin: str, said: str
) -> None:
    assert said in congtin("users", *words, stdin=stdin, code=2).err


@pytest.mark.slow
def test_on_a_terminal_the_password_is_asked_for_and_not_shown(congtin: Congtin) -> None:
    terminal, end = pty.openpty()
    command = congtin.command("users", "add", "lan", "--role", "admin")
    process = subprocess.Popen(
        command,
        env=congtin.environment,
        stdin=end,
        stdout=end,
        stderr=end,
        start_new_session=True,
    )
    os.close(end)
    shown = b""
    for prompt in (b"Password: ", b"Repeat for confirmation: "):
        while not shown.endswith(prompt):
            shown += os.read(terminal, 1000)
        os.write(terminal, f"{PASSWORD}\n".encode())
    assert process.wait(60) == 0
    shown += os.read(terminal, 1000)
    os.close(terminal)
    assert PASSWORD not in shown.decode()
    assert "lan: admin" in shown.decode()
