"""What tests of alerts do: publish, index, save searches, run a round."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.articles import delete_article, record_article
from archive.catalogue.legislation import record_legislation
from archive.catalogue.saved_searches import (
    Channel,
    NewSavedSearch,
    save_confirmed,
    save_unconfirmed,
)
from archive.catalogue.tables import AlertMatchRow, AlertRow, SavedSearchRow
from archive.clock import now
from archive.items import Article, Legislation
from archive.urls import article_id
from documents.resolving import resolve_changes
from indexer.engines import open_engine
from indexer.matching import indexed_to
from indexer.searching import SearchEngine
from indexer.updating import update_index
from operations.alerts import Mail, Outgoing, read_mail
from operations.alerts.requests import query_string
from operations.alerts.running import AlertReport, run_alerts
from tests.fixtures.catalogues import copy_of
from tests.operations.smtp_server import SmtpServer

READER = "ban.doc@example.vn"
SITE = "https://stp.kontum.gov.vn/"


@dataclass
class World:
    catalogue: Catalogue
    engine: SearchEngine
    server: SmtpServer
    public_address: str = "https://tin.example.vn"
    trusted: tuple[str, ...] = ()

    @property
    def mail(self) -> Mail | None:
        url = f"smtp://127.0.0.1:{self.server.port}"
        return read_mail(url, "Cổng Tin <tin@example.vn>")

    @property
    def outgoing(self) -> Outgoing:
        return Outgoing(self.mail, self.public_address, "congtin/test", self.trusted)

    def publish(self, path: str, headline: str, at: str | None = None, **more: Any) -> str:
        """Record an article as a crawl does now, or as a capture of another moment; its id."""
        date, body = more.pop("date", "2026-11-20"), more.pop("body", ["Đoạn một."])
        url = SITE + path
        article = Article(
            url=url,
            portal="kontum-stp",
            province="kon-tum",
            department="Sở Tư pháp",
            headline=headline,
            body=body,
            date_published=date,
            **more,
        )
        with self.catalogue.begin() as session:
            record_article(session, article, at or now(), None)
        return article_id(url)

    def register(self, path: str, title: str, identifier: str = "12/QĐ-UBND") -> str:
        """Record an entry of a register; its id."""
        url = SITE + path
        entry = Legislation(url=url, identifier=identifier, title=title, issuer="UBND tỉnh")
        with self.catalogue.begin() as session:
            record_legislation(session, entry, now(), None)
        return article_id(url)

    def delete(self, item_id: str) -> None:
        with self.catalogue.begin() as session:
            delete_article(session, item_id)

    def index(self) -> None:
        resolve_changes(self.catalogue)
        update_index(self.catalogue, self.engine)

    def follow(
        self,
        q: str = "phòng cháy rừng",
        filters: Collection[tuple[str, str]] = (),
        channel: Channel = "email",
        address: str = READER,
        name: str | None = None,
    ) -> SavedSearchRow:
        """Save a search that is confirmed."""
        wanted = NewSavedSearch(name or q, query_string(q, filters, "", ""), channel, address)
        last = indexed_to(self.catalogue, self.engine)
        with self.catalogue.begin() as session:
            return save_confirmed(session, wanted, last)

    def ask(self, q: str = "phòng cháy rừng", address: str = READER) -> SavedSearchRow:
        """Save a search that is not confirmed."""
        wanted = NewSavedSearch(q, query_string(q, (), "", ""), "email", address)
        with self.catalogue.begin() as session:
            return save_unconfirmed(session, wanted)

    def run(self, **changes: Any) -> AlertReport:
        return run_alerts(self.catalogue, self.engine, replace(self.outgoing, **changes))

    def told(self) -> list[str]:
        """The ids of the items told of, in the order of the messages."""
        with self.catalogue.session() as session:
            return list(
                session.scalars(
                    select(AlertMatchRow.item_id).order_by(
                        AlertMatchRow.alert_id, AlertMatchRow.item_id
                    )
                )
            )

    def alerts(self) -> list[AlertRow]:
        with self.catalogue.session() as session:
            return list(session.scalars(select(AlertRow).order_by(AlertRow.id)))

    def searches(self) -> list[SavedSearchRow]:
        with self.catalogue.session() as session:
            return list(session.scalars(select(SavedSearchRow).order_by(SavedSearchRow.id)))


@contextmanager
def world_of(catalogue: Catalogue, folder: Path, server: SmtpServer) -> Iterator[World]:
    """A world in which one article matches what is searched for already."""
    with open_engine(f"tantivy://{folder / 'index'}") as engine:
        world = World(catalogue, engine, server)
        world.publish("cu", "Hội nghị phòng cháy rừng năm 2019", date="2019-03-01")
        world.index()
        yield world


@contextmanager
def one_world(template: Path, folders: pytest.TempPathFactory) -> Iterator[World]:
    """One that several tests look at."""
    folder = folders.mktemp("world")
    with (
        copy_of(template, folder) as catalogue,
        SmtpServer() as server,
        world_of(catalogue, folder, server) as world,
    ):
        yield world
