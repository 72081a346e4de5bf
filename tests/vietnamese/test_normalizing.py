import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.normalizing import INVISIBLE, normalize


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Kon Tum", "Kon Tum"),  # nothing to do
        ("Ti\u00ea\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),  # letters and marks apart
        ("tie\u0301\u0302ng", "tiếng"),  # the tone typed before the circumflex
        ("tr\u01b0\u0301\u01a1\u0301c", "trứớc"),  # horns stay where they are
        ("u\u0301\u031bng", "ứng"),  # the tone typed before the horn
        ("Q\u00d0-UBND", "QĐ-UBND"),  # Icelandic eth
        ("\u0189\u00f0\u0256", "Đđđ"),  # African D, and the small ones
        ("Số\u00a0490", "Số 490"),  # no-break space
        ("a\tb\u2009c\u3000d", "a b c d"),  # tab, thin and ideographic space
        ("a  b", "a  b"),  # the number of blanks is the author's
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),  # line ends of other systems
        ("Ủy\u200b ban\ufeff nhân\u00ad dân", "Ủy ban nhân dân"),  # invisible
        ("\bYếu tố\x00", "Yếu tố"),  # control characters
        ("", ""),
    ],
)
def test_one_form(given_text: str, expected: str) -> None:
    assert normalize(given_text) == expected


def test_nothing_invisible_is_passed_over() -> None:
    invisible = re.compile(f"[{INVISIBLE}]")
    passed_over = [
        hex(code)
        for code in range(0x10000)
        if invisible.match(chr(code)) and normalize(f"ă{chr(code)}b") != "ăb"
    ]
    assert passed_over == []


@given(st.text())
def test_normalizing_twice_changes_nothing_and_the_result_is_nfc(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
