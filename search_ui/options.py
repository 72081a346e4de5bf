"""How the UI is published: under which address, for which hosts, for how many requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, cast
from urllib.parse import urlsplit

from flask import Flask, current_app

from archive.due_times import SPREAD

#: Kinds of expensive requests, each counted by itself (search_ui.limiting).
Expense = Literal["search", "suggest", "list", "export", "archived"]


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever runs the UI decides.

    Attributes:
        public_address: where readers reach it, without a slash at its end. What is kept elsewhere
            (feeds, exports, sitemaps) has addresses that begin so, whatever a request says.
        trusted_hosts: hosts that are answered for, `.example.vn` for all below; none: any.
        offers_mail: whether somebody sends the e-mail that readers ask for on pages.
        proxies: so many reverse proxies add to X-Forwarded-For what they were asked by.
        limits: for each kind how often one client may ask (`300 per minute`); empty: as it likes.
        metrics_token: the bearer token that /metrics is shown for; empty: to nobody.
        limit_storage: where that is counted, as the library `limits` names it.
        schedule_spread: portals of one timetable begin within so long of each other.
    """

    public_address: str = "http://127.0.0.1:8640"
    trusted_hosts: tuple[str, ...] = ()
    offers_mail: bool = False
    proxies: int = 0
    limits: Mapping[Expense, str] = field(default_factory=dict)
    limit_storage: str = "memory://"
    schedule_spread: timedelta = SPREAD
    metrics_token: str = field(default="", repr=False)

    @property
    def public_host(self) -> str:
        """The host of the public address, without its port."""
        return urlsplit(self.public_address).hostname or "localhost"


_KEY = "congtin.options"


def attach(app: Flask, options: Options) -> None:
    """Make the options known to the views of `app`."""
    app.extensions[_KEY] = options


def options() -> Options:
    """The options of the running application."""
    return cast("Options", current_app.extensions[_KEY])
