"""Saved searches as readers ask for them on pages: for an e-mail address that has to confirm.

Nothing is sent here: rows are written, and what runs by itself sends what they say.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from flask import url_for
from sqlalchemy.orm import Session

from archive.catalogue.saved_searches import (
    NewSavedSearch,
    count_unconfirmed,
    same_as,
    save_unconfirmed,
)
from indexer.search import FacetValue, SearchRequest
from search_ui.addresses import in_no_order, search_query, with_query
from search_ui.formatting import day
from search_ui.labels import TYPE_LABELS
from search_ui.parameters import DEFAULT_SIZE
from search_ui.translating import gettext as _

#: So many searches may wait to be confirmed by one address, and by all: whoever gives addresses of
#: others has no more messages sent to them than this.
MOST_UNCONFIRMED_OF_ONE = 3
MOST_UNCONFIRMED = 500

#: What would be a link in a message to somebody who has not asked for it.
_LINK = re.compile(r"://|www\.", re.IGNORECASE)


class NotFollowedError(ValueError):
    """A search that is not saved, and why, for the reader."""


class TooManyUnconfirmedError(NotFollowedError):
    """A search that is not saved before others are confirmed."""


def followed(asked: SearchRequest) -> SearchRequest:
    """What of a search is followed: not its order, nor how much of it is shown."""
    return replace(in_no_order(asked), size=DEFAULT_SIZE, recency="mild")


def follow_address(asked: SearchRequest) -> str:
    """Where a reader asks to be told of what comes to match a search."""
    return with_query(url_for("follow.follow"), search_query(followed(asked)))


def search_name(asked: SearchRequest, facets: Mapping[str, tuple[FacetValue, ...]]) -> str:
    """What a search is called: its words, and the values chosen as readers see them."""
    labels = {
        (name, value.value): value.label for name, values in facets.items() for value in values
    }
    labels |= {("type", value): str(label) for value, label in TYPE_LABELS.items()}
    chosen = [labels.get((n, v), v) for n, values in asked.filters.items() for v in values]
    return " · ".join(filter(None, (asked.q, *chosen, _period(asked))))


def ask_to_follow(session: Session, asked: SearchRequest, name: str, address: str) -> None:
    """Save a search for an address, which is asked whether it wants that.

    What is saved for it already is not saved again, and nobody learns that it was.

    Raises:
        NotFollowedError: it is no search to be followed.
        TooManyUnconfirmedError: others have to be confirmed first.
    """
    query = urlencode(search_query(followed(asked)))
    if not query:
        raise NotFollowedError(_("Hãy tìm bằng từ khóa hoặc chọn điều kiện lọc trước."))
    if _LINK.search(name):
        raise NotFollowedError(_("Hãy bỏ địa chỉ trang mạng khỏi từ khóa."))
    wanted = NewSavedSearch(name, query, "email", address)
    if same_as(session, wanted) is not None:
        return
    if (
        count_unconfirmed(session, address) >= MOST_UNCONFIRMED_OF_ONE
        or count_unconfirmed(session) >= MOST_UNCONFIRMED
    ):
        raise TooManyUnconfirmedError(
            _("Còn nhiều đăng ký chưa được xác nhận. Hãy mở thư đã gửi, hoặc thử lại sau vài ngày.")
        )
    save_unconfirmed(session, wanted)


def _period(asked: SearchRequest) -> str:
    first, last = day(asked.date_from), day(asked.date_to)
    if first and last:
        return f"{first}–{last}"
    return _("từ %(day)s", day=first) if first else _("đến %(day)s", day=last) if last else ""
