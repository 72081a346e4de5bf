"""Passwords: which may be chosen, and what is kept of them (argon2id, RFC 9106)."""

import unicodedata
from functools import cache

#: NIST SP 800-63B-4, section 3.1.1.2: length alone is asked for, of passwords used by themselves.
SHORTEST = 12
LONGEST = 1024


class PasswordError(ValueError):
    """A password that may not be chosen: too short, too long, one character, or the user's name."""


def check_choice(password: str, name: str) -> None:
    """May a user of this name have this password?

    Raises:
        PasswordError: no, and why.
    """
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise PasswordError(f"a password has {SHORTEST} to {LONGEST} characters")
    if len(set(plain)) == 1:
        raise PasswordError("a password may not be one character again and again")
    if name in plain.lower() and len(plain) < SHORTEST + len(name):
        raise PasswordError("a password may not be made of the user's name")


def digest(password: str) -> str:
    """What is kept of a password."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(_plain(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password that this is kept of; it takes as long where nothing is (None)."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    try:
        right = PasswordHasher().verify(kept or _nobodys(), _plain(password)[:LONGEST])
    except VerificationError:
        return False
    return right and kept is not None


@cache
def _nobodys() -> str:
    return digest("nobody has this password")


def _plain(password: str) -> str:
    """The same characters however a keyboard composes them (NIST SP 800-63B-4: NFKC)."""
    return unicodedata.normalize("NFKC", password)
