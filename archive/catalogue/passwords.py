"""Passwords: which may be chosen, and what is kept of them (argon2id, RFC 9106)."""

import unicodedata
from functools import cache
from itertools import pairwise

#: NIST SP 800-63B-4, section 3.1.1.2: length alone is asked for, of passwords used by themselves,
#: and that it is none which is guessed first: repeated or sequential, the user's or service's name.
SHORTEST = 12
LONGEST = 1024

#: The name of the service.
_SERVICE = "congtin"

#: What follows each other: on the keyboard too.
_ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_FOLLOWING = frozenset(
    pair for row in _ROWS for a, b in pairwise(row) for pair in (a + a, b + b, a + b, b + a)
)


class PasswordError(ValueError):
    """A password that may not be chosen: too short, too long, or one that is guessed first."""


def check_choice(password: str, name: str) -> None:
    """May a user of this name have this password?

    Raises:
        PasswordError: no, and why.
    """
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise PasswordError(f"a password has {SHORTEST} to {LONGEST} characters")
    lower = plain.lower()
    if _repeated(lower) < SHORTEST and _repeated(lower) * 2 <= len(lower):
        raise PasswordError("a password may not be the same characters again and again")
    if _runs(lower) * 3 <= len(lower):
        raise PasswordError("a password may not be made of sequences such as 123456 or qwerty")
    for word in (name, _SERVICE):
        if word in lower and len(lower) < SHORTEST + len(word):
            raise PasswordError("a password may not be made of the user's or the service's name")


def _repeated(text: str) -> int:
    """How many characters at the beginning make all of it, again and again."""
    return next(n for n in range(1, len(text) + 1) if text.startswith(text[n:]))


def _runs(text: str) -> int:
    """Of how many sequences a text is made; of so many as it has characters where none are."""
    return 1 + sum(a + b not in _FOLLOWING for a, b in pairwise(text))


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
