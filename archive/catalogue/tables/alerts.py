"""The tables of saved searches and of the alerts that tell of what came to match them."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class SavedSearchRow(Table):
    """A search that somebody wants to be told of: what, where to, and up to where it was looked.

    What is told is what came to match after the change `start_sequence` of the log, which was made
    at `start_moment`; these are null until the address is confirmed. `looked_to` is the last change
    that has been looked at.
    """

    __tablename__ = "saved_searches"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]  # what its owner calls it
    query: Mapped[str]  # the query string of the search page's address
    channel: Mapped[str]  # email, webhook
    address: Mapped[str]  # an e-mail address, or a webhook's URL
    token: Mapped[str]  # who knows it may confirm, pause and remove
    secret: Mapped[str | None]  # what messages to a webhook are signed with
    created_at: Mapped[str]
    confirmed_at: Mapped[str | None]
    paused_at: Mapped[str | None]
    pause_reason: Mapped[str | None]  # why it was paused; null: because somebody wanted it so
    start_sequence: Mapped[int | None]
    start_moment: Mapped[str | None]
    looked_to: Mapped[int | None]
    looked_at: Mapped[str | None]
    __table_args__ = (UniqueConstraint("token"), Index("ix_saved_searches_address", "address"))


class AlertRow(Table):
    """A message to the owner of a saved search: to confirm the address, or with matches.

    `key` names it to the outside, the same however often it is tried. Who sends it sets
    `next_attempt_at` to when others may take it for abandoned.
    """

    __tablename__ = "alerts"
    id: Mapped[int] = mapped_column(primary_key=True)
    saved_search_id: Mapped[int] = mapped_column(ForeignKey("saved_searches.id"))
    kind: Mapped[str]  # confirmation, matches
    key: Mapped[str]
    state: Mapped[str]  # pending, sent, given_up, empty (nothing it tells of is kept any more)
    created_at: Mapped[str]
    attempts: Mapped[int]
    next_attempt_at: Mapped[str]
    last_error: Mapped[str | None]
    ended_at: Mapped[str | None]  # when it was sent, given up or found empty
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_alerts_state_next_attempt_at", "state", "next_attempt_at"),
        Index("ix_alerts_saved_search_id_state", "saved_search_id", "state"),
    )


class AlertMatchRow(Table):
    """An item that came to match a saved search, and the alert that tells of it: one, for ever."""

    __tablename__ = "alert_matches"
    saved_search_id: Mapped[int] = mapped_column(ForeignKey("saved_searches.id"), primary_key=True)
    item_type: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alerts.id"))
    __table_args__ = (Index("ix_alert_matches_alert_id", "alert_id"),)
