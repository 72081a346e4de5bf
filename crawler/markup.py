"""Markup as the parser needs it: libxml2's work on a tag grows with the square of its attributes.

Measured with lxml 6: 60,000 attributes on one tag take 7 seconds, a million would take half an
hour, in which nothing else is crawled.
"""

import re

#: Tags shorter than this are left alone. Pictures inside a page make long ones of few attributes.
_LONG = 10_000
#: Pages have less than a dozen attributes a tag.
_MOST_ATTRIBUTES = 500

_LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9:-]{{0,40}})([^<>]{{{_LONG},}})(?=[<>]|\Z)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


_PARAGRAPH_END = re.compile(r"</[pP]\s*>")


def bearable(markup: str) -> str:
    """The markup, with tags that have hundreds of attributes left without any."""
    step = _LONG // 2
    places = range(0, len(markup) - step + 1, step)
    if all(markup.find(">", place, place + step) >= 0 for place in places):
        return markup  # nearly all: so no tag can be that long
    return _LONG_TAG.sub(_without_attributes, markup)


def with_line_breaks(markup: str) -> str:
    """Markup with a line break behind each paragraph.

    A `</p>` that closes nothing is, to a browser, an empty paragraph and so a line break; libxml2
    drops it, and the lines around it would run together.
    """
    if "</P" in markup or markup.count("</p") != markup.count("</p>"):
        return _PARAGRAPH_END.sub("</p><br>", markup)
    return markup.replace("</p>", "</p><br>")


def _without_attributes(tag: re.Match[str]) -> str:
    attributes = len(_QUOTED.sub("", tag[2]).replace("/", " ").split())
    return f"<{tag[1]}" if attributes > _MOST_ATTRIBUTES else tag[0]
