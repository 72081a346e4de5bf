"""What is Vietnamese on a page in English says so, so that screen readers speak it as such."""

import re
from typing import Any

import pytest
from flask import Flask
from lxml.html import fromstring

from tests.search_ui.library import Library
from tests.search_ui.page_types import LIBRARY_PAGES, REGISTER_PAGES, address_of
from tests.search_ui.registers import Registers
from vietnamese.folding import has_diacritics

#: Numbers of documents and addresses have no language, and names in a sentence (“now part of Quảng
#: Ngãi”) need not have their own (WCAG 3.1.2 excepts them); our own name is one.
NUMBER = re.compile(r"\d+/\S*-\S+")
SENTENCE = re.compile(r"^/api/|Cổng Tin|\b(?:the|of|for|in|by|now|until|[A-Za-z]+:)(?!\w)")


def language(text: Any) -> str:
    """The language that a text is said to be in, by what it stands in."""
    at = "ancestor::*" if text.is_tail else "ancestor-or-self::*"
    return str(text.getparent().xpath(f"string({at}[@lang][1]/@lang)"))


@pytest.mark.parametrize("name", [*LIBRARY_PAGES, *REGISTER_PAGES])
def test_vietnamese_is_told_from_english(
    app: Flask, registers_app: Flask, library: Library, registers: Registers, name: str
) -> None:
    client = (registers_app if name in REGISTER_PAGES else app).test_client()
    client.set_cookie("lang", "en")
    page = fromstring(client.get(address_of(name, library, registers)).get_data(as_text=True))
    assert page.get("lang") == "en"
    texts: Any = page.xpath("//main//text()[not(ancestor::code)]")
    untold = [
        text.strip()
        for text in texts
        if has_diacritics(NUMBER.sub("", text))
        and not SENTENCE.search(text)
        and language(text) != "vi"
    ]
    assert untold == [], untold
