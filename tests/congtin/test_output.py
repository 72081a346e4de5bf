"""What stands on pages of others cannot command a terminal."""

import json

import pytest

from congtin.cli.output import note, printable, say, write_json
from congtin.cli.search import show_hit
from indexer.search import Highlight, Hit

# What a terminal would obey, titles, clearings, colours, other directions; and what it shows.
HOSTILE = [
    ("Tin \x1b]0;tựa\x07", "Tin  ]0;tựa "),
    ("\x1b[2Jtin", " [2Jtin"),
    ("\x9b31mtin", " 31mtin"),  # the same in one character
    ("a\rb\tc\x00\x7f", "a b c  "),
    ("a\u202eb\u2066c", "a b c"),
    ("Kế hoạch\n  số 1", "Kế hoạch\n  số 1"),  # lines and letters stay
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_printable(capsys: pytest.CaptureFixture[str], text: str, shown: str) -> None:
    assert printable(text) == shown
    say(text)
    note(text)
    assert capsys.readouterr() == (f"{shown}\n", f"{shown}\n")


@pytest.mark.parametrize("text", [text for text, _ in HOSTILE])
def test_json_says_the_same_without_it(capsys: pytest.CaptureFixture[str], text: str) -> None:
    write_json({"headline": text})
    written = capsys.readouterr().out
    assert json.loads(written) == {"headline": text}
    assert all(character.isprintable() or character in "\n\u202e\u2066" for character in written)


def test_articles_found_cannot_command(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "Tin \x1b]0;tựa\x07 \x9b2J"
    nothing = dict.fromkeys(
        ("date_published", "portal", "province", "section", "author", "document_type")
    )
    found = (Highlight("body", evil, ((0, 5),)), Highlight("attachment", evil, ((0, 5),), evil))
    hit = Hit(
        type="Legislation",
        id="a",
        url=evil,
        headline=evil,
        department=evil,
        identifier=evil,
        score=1.0,
        highlights=found,
        **nothing,
    )
    show_hit(hit)
    told = capsys.readouterr().out
    assert "tựa" in told
    assert not set(told) & set("\x1b\x07\x9b"), "but the bold that is ours, which a pipe is without"
