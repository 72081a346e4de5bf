"""Queries that are to do harm: as long, as deep, as wild or as odd as they can be."""

import random
import string
from collections.abc import Callable, Sequence


def hostile_queries(words: Sequence[str]) -> dict[str, str]:
    """Queries by what they are made of; `words` are what an index may have."""
    chance = random.Random(1)

    def many(count: int, form: Callable[[], str], between: str = " ") -> str:
        return between.join(form() for _ in range(count))

    def word() -> str:
        return chance.choice(words)

    def misspelt() -> str:
        right = word()
        return right[:1] + chance.choice(string.ascii_lowercase) + right[1:]

    def number() -> str:
        return f"{chance.randint(1, 9999)}/QĐ-UBND"

    def pair() -> str:
        return f'"{word()} {word()}"'

    return {
        "10,000 words": many(10_000, word),
        "10,000 words that none has": " ".join(f"từ{n}" for n in range(10_000)),
        "10,000 words spelt wrongly": many(10_000, misspelt),
        "4 words spelt wrongly": many(4, misspelt),
        "5,000 parentheses": "(" * 5_000 + "đất" + ")" * 5_000,
        "2,000 alternatives, nested": "(đất OR " * 2_000 + "nhà" + ")" * 2_000,
        "2,000 negations, nested": "-(" * 2_000 + "đất" + ")" * 2_000,
        "1,000 negations": many(1_000, lambda: f"-{word()}"),
        "3,000 wildcards": "a* " * 3_000,
        "wildcards of all kinds": "* ? đất* *đất đ?t *a ** .* [a-z]* /.*/ ~2 ^3 [a TO b] *:*",
        "control characters": "".join(map(chr, range(32))) * 100 + "đất\x7f\ufffe",
        "half a character": "đất \ud800",
        "a phrase of 1,000 words": f'"{many(1_000, word)}"',
        "a phrase of 1,000 times one word": '"' + "của " * 1_000 + '"',
        "400 phrases": many(400, pair),
        "400 alternative phrases": many(400, pair, " OR "),
        "1,000 alternatives": many(1_000, word, " OR "),
        "1,000 headlines": many(1_000, lambda: f"title:{word()}"),
        "500 departments and authors": many(500, lambda: f"sở:{word()} tác giả:{word()}"),
        "1,000 numbers": many(1_000, number),
        "1,000 alternative numbers": many(1_000, lambda: f"cites:{number()}", " OR "),
        "1,000 dates": "after:2023-05 before:2024 " * 500,
        "1,000 abbreviations": "UBND HĐND " * 500,
        "a word of 100,000 letters": "a" * 100_000,
        "50,000 marks on a letter": "đ" + "\u0301" * 50_000,
        "10,000 quotes": '"' * 9_999,
        "10,000 minus signs": "-" * 10_000,
        "3,000 fields without words": "title:" * 3_000,
        "10,000 invisible characters": "\u202e\u200b" * 5_000 + "đất",
        "5,000 pictures": "😀" * 5_000,
        "6,000 words as keys are struck": "dduwowngf quyeets nghij " * 2_000,
    }
