"""What is withheld is nowhere: every public address is asked for it, before, while and after.

- test_withheld_is_nowhere: each kind of thing, by every GET route there is, index old and new
- test_documents_tell_nothing_of_it_at_once: their evidence and counts, before any job has run
- test_preview_names_the_pictures_that_go_with_an_article: and no others
- test_page_says_since_when_and_why: 451, on pages and for programs, also by an alias and a capture
- test_later_crawls_respect_it: new versions, captures and addresses stay hidden, until it is lifted
- test_what_takes_things_out_respects_it: exports, alerts, documents' titles
"""

import gzip
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from archive.catalogue import Catalogue
from archive.catalogue.articles import iter_articles, mark_gone, record_article
from archive.catalogue.attachment_readings import Reading, record_attachment_text
from archive.catalogue.attachments import record_attachment
from archive.catalogue.legislation import record_legislation
from archive.catalogue.sessions import begin_session
from archive.catalogue.snapshots import NewSnapshot, record_snapshot, set_outcome
from archive.catalogue.tables import UserRow
from archive.catalogue.withholding import (
    Kind,
    WithholdingError,
    find_kind,
    lift,
    withhold,
    withhold_along,
)
from archive.items import Article, Attachment, Legislation
from archive.urls import article_id
from archive.warc import HttpExchange, WarcWriter
from documents.resolving import resolve_changes
from documents.withholding import follow_withholding
from indexer.engines import open_engine
from indexer.labels import catalogue_labels
from indexer.updating import update_index
from search_ui import Options, Services, create_app
from search_ui.own_pictures import own_pictures
from tests.fixtures.catalogues import copy_of
from tests.search_ui.evidence import pdf
from vietnamese.folding import fold

pytestmark = pytest.mark.slow

PORTAL, SITE = "stp", "https://stp.example"
FIRST, LATER, LAST = "2024-04-16T02:15:00Z", "2024-06-16T02:15:00Z", "2024-07-16T02:15:00Z"
NUMBER = "7771/KH-UBND"
CITED = "ubnd-tinh-kon-tum/1-kh-ubnd/2023"
REASON = "Có số điện thoại của công dân"

_OF_ARTICLE = (
    "Xylozan",
    "Trịnh Hoài Bão",
    "quánh quạnh",
    "7771/KH",
    "Vũng Rô Sâu",
    "VXQ",
    "qwymptre",
)
#: Words that stand in one thing alone, by the thing.
WORDS: Mapping[str, tuple[str, ...]] = {
    "article": (*_OF_ARTICLE, "pixrieng"),
    "current snapshot": _OF_ARTICLE,  # that what the article is now was read from
    "legislation": ("Zylophon", "Mạc Thị Kín", "7772/QĐ"),
    "document": ("Zylophon", "Mạc Thị Kín", "7772/QĐ"),
    "snapshot": ("qwymptre",),
    "cited document": (CITED,),  # what a shown article cites has a number there, and no page
}
#: And one of a picture that two articles show.
ALL = frozenset({"pixchung", *(word for words in WORDS.values() for word in words)})


def secret(body: str = "Số máy quánh quạnh.") -> Article:
    return Article(
        url=f"{SITE}/bi-mat",
        id=article_id(f"{SITE}/bi-mat"),
        portal=PORTAL,
        province="kon-tum",
        department="Sở Vũng Rô Sâu",
        headline="Hội nghị Xylozan về pháp luật",
        body=[
            body,
            f"Hội nghị quán triệt Kế hoạch số {NUMBER} ngày 11/12/2022 của UBND tỉnh về việc "
            "Xylozan phổ biến pháp luật.",
            "UBND tỉnh ban hành Kế hoạch số 1/KH-UBND ngày 1/2/2023.",
        ],
        author="Trịnh Hoài Bão",
        date_published="2023-05-01",
        attachments=[Attachment(f"{SITE}/tep/VXQ.pdf", "Tệp VXQ.pdf")],
    )


def ordinary() -> Article:
    return Article(
        url=f"{SITE}/thuong",
        id=article_id(f"{SITE}/thuong"),
        portal=PORTAL,
        province="kon-tum",
        department="Sở Tư pháp",
        headline="Hội nghị thường kỳ về pháp luật",
        body=["Hội nghị quán triệt Kế hoạch số 1/KH-UBND ngày 1/2/2023 của UBND tỉnh."],
        author="Nguyễn Văn An",
        date_published="2023-05-02",
    )


def entry() -> Legislation:
    return Legislation(
        url=f"{SITE}/van-ban/7772",
        id="van-ban-7772",
        portal=PORTAL,
        province="kon-tum",
        identifier="7772/QĐ-UBND",
        document_type="Quyết định",
        issuer="UBND tỉnh Kon Tum",
        signer="Mạc Thị Kín",
        issued_on="2023-02-03",
        title="Quyết định Zylophon về pháp luật",
    )


@dataclass(frozen=True)
class World:
    catalogue: Catalogue
    index: str
    archive_url: str
    captures: tuple[int, ...]
    file: int
    entry_page: int
    pictures: tuple[int, ...]

    def bring_up_to_date(self) -> None:
        resolve_changes(self.catalogue)
        with open_engine(self.index) as engine:
            update_index(self.catalogue, engine)

    def app(self) -> Flask:
        """A server that knows nothing of before."""
        labels = catalogue_labels(self.catalogue.public)
        services = Services(
            self.catalogue, lambda: open_engine(self.index, labels), self.archive_url
        )
        return create_app(services, Options(metrics_token="x"))

    def withhold(self, what: str) -> None:
        """Withhold one of what has a name, as it is found by that, and as its page does."""
        name, is_article = self.names()[what], what == "article"
        with self.catalogue.public.session() as session:
            pictures = own_pictures(session, self.archive_url, name) if is_article else []
        with self.catalogue.begin() as session:
            kind, item_id = find_kind(session, name)
            assert (kind, item_id) == (what.split()[-1], name)
            row = withhold(session, kind, name, REASON, "an")
            withhold_along(session, row, [picture.id for picture in pictures])
        follow_withholding(self.catalogue, [row])

    def lift(self, kind: Kind, name: str) -> None:
        with self.catalogue.begin() as session:
            row = lift(session, kind, name, "Đã gỡ", "binh")
        follow_withholding(self.catalogue, [row])

    def names(self) -> dict[str, str]:
        return {
            "article": secret().id,
            "legislation": entry().id,
            "document": next(key for key in document_keys(self.catalogue) if "7772" in key),
            "snapshot": str(self.captures[-1]),
            "current snapshot": str(self.captures[1]),
            "cited document": CITED,
        }


def document_keys(catalogue: Catalogue) -> list[str]:
    from sqlalchemy import select

    from archive.catalogue.tables import DocumentRow

    with catalogue.session() as session:
        return list(session.scalars(select(DocumentRow.key).order_by(DocumentRow.key)))


def capture(session, writer: WarcWriter, url: str, text: bytes, at: str, **more: str) -> int:  # type: ignore[no-untyped-def]
    content_type = more.pop("content_type", "text/html; charset=utf-8")
    exchange = HttpExchange(url, at, 200, [("Content-Type", content_type)], text)
    written = writer.write_exchange(exchange)
    number = record_snapshot(
        session,
        NewSnapshot(
            portal=PORTAL,
            run_id=None,
            url=url,
            fetched_at=at,
            status=200,
            content_type=content_type,
            payload_digest=written.payload_digest,
            record_type=written.record_type,
            record_id=written.record_id,
            warc=written.warc,
            offset=written.offset,
            length=written.length,
            kind=more.get("kind", "article"),
        ),
    )
    if "kind" not in more or more["kind"] == "legislation":
        set_outcome(
            session,
            number,
            more.get("kind", "article"),
            **{key: value for key, value in more.items() if key.endswith("_id")},
        )
    return number


@pytest.fixture(scope="module")
def built(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("withheld")
    archive_url = (folder / "archive").as_uri()
    with copy_of(sqlite_template, folder) as catalogue:
        with catalogue.begin() as session, WarcWriter(archive_url) as writer:
            shared, own_picture = f"{SITE}/anh/chung.png", f"{SITE}/anh/rieng.png"
            images = f'<img src="/anh/chung.png"><img data-src="{own_picture}">'
            page = f"<h1>Hội nghị Xylozan</h1><p>quánh quạnh</p>{images}".encode()
            article = secret()
            first = capture(session, writer, article.url, page, FIRST, article_id=article.id)
            record_article(session, article, FIRST, first, other_urls=[f"{SITE}/ten-cu"])
            told = secret("Số máy qwymptre.")
            page = b"<p>qwymptre</p>"
            second = capture(session, writer, article.url, page, LATER, article_id=article.id)
            record_article(session, told, LATER, second)
            page = "<h1>Hội nghị Xylozan</h1>".encode()
            third = capture(session, writer, article.url, page, LAST, article_id=article.id)
            record_article(session, secret("Số máy quánh quạnh như trước."), LAST, third)
            # a capture of the same page of which nothing was read
            lost = capture(session, writer, article.url, b"<p>Xylozan hong", LAST, kind="failed")
            file = capture(
                *(session, writer, article.attachments[0].url, pdf("VXQ 1", "VXQ 2"), FIRST),
                kind="attachment",
                content_type="application/pdf",
            )
            record_attachment(session, article.attachments[0].url, PORTAL, file, FIRST)
            page = b'<h1>B</h1><img src="/anh/chung.png">'
            other = capture(session, writer, ordinary().url, page, LATER, article_id=ordinary().id)
            record_article(session, ordinary(), LATER, other)
            pictures = tuple(
                capture(
                    *(session, writer, url, text, FIRST), kind="asset", content_type="image/png"
                )
                for url, text in ((shared, b"\x89PNG pixchung"), (own_picture, b"\x89PNG pixrieng"))
            )
            gone = replace(ordinary(), url=f"{SITE}/gone", id="gone", headline="Tin đã gỡ")
            record_article(session, gone, FIRST, None)
            mark_gone(session, "gone", LATER)
            own = capture(
                *(session, writer, entry().url, b"<p>Zylophon", FIRST),
                kind="legislation",
                legislation_id=entry().id,
            )
            record_legislation(session, replace(entry(), status="Chưa có hiệu lực"), FIRST, own)
            record_legislation(session, replace(entry(), status="Còn hiệu lực"), LATER, own)
        with catalogue.begin() as session:
            from archive.catalogue.tables import SnapshotRow

            digest = session.get_one(SnapshotRow, file).payload_digest
            reading = Reading("application/pdf", 10, ["Toàn văn VXQ", "VXQ"], "layer")
            record_attachment_text(session, digest, reading)
        world = World(
            *(catalogue, f"tantivy://{folder / 'index'}", archive_url),
            captures=(first, third, lost, second),
            file=file,
            entry_page=own,
            pictures=pictures,
        )
        world.bring_up_to_date()
        yield world


@pytest.fixture
def world(built: World) -> Iterator[World]:
    """The archive, with what a test has withheld lifted after it."""
    yield built
    from archive.catalogue.withholding import withholdings

    with built.catalogue.begin() as session:
        for row in withholdings(session):
            if row.lifted_at is None:
                lift(session, row.kind, row.item_id, "Hết", "an")  # type: ignore[arg-type]
    built.bring_up_to_date()


#: What is asked of addresses that take a question; none of it is one of the words itself.
TYPED = (
    "q=hội nghị",
    "q=pháp luật",
    "q=Xyloza",
    "q=xylozam",
    "q=7771",
    "q=777",
    "q=Zylo",
    "q=Trinh Hoai",
)
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("search.search", "api.articles", "api.suggest", "documents.documents"), TYPED),
    **dict.fromkeys(("opensearch.suggested", "api.documents"), TYPED),
    **dict.fromkeys(("exports.export", "feeds.search", "search.facet_values"), TYPED[:2]),
    **dict.fromkeys(("changes.changes", "changes.feed", "api.changes"), ("", TYPED[0])),
    "follow.follow": TYPED[:1],
    "documents.document_list": ("lines=777%0A7771",),
}


def addresses(world: World, app: Flask) -> Iterator[tuple[str, str]]:
    """Addresses of every public page: its endpoint and the address."""
    keys = document_keys(world.catalogue)
    places: dict[str, list[object]] = {
        "article_id": [secret().id, ordinary().id, article_id(f"{SITE}/ten-cu")],
        "legislation_id": [entry().id],
        "key": list(keys),
        "snapshot_id": [*world.captures, world.file, world.entry_page, *world.pictures],
        "number": [1, 2],
        "name": [PORTAL],
        "token": ["x"],
        "form": ["csv", "jsonl", "xlsx"],
        "facet": ["author", "department", "document", "document_type", "section"],
        "kind": ["articles", "legislation", "documents"],
        "page": ["search"],
    }
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or _is_private(rule):
            continue
        for values in product(*(places[name] for name in sorted(rule.arguments))):
            named = dict(zip(sorted(rule.arguments), values, strict=True))
            with app.test_request_context():
                built = rule.build(named)
            assert built is not None
            for question in QUESTIONS.get(rule.endpoint, ("",)):
                yield rule.endpoint, f"{built[1]}?{quote(question, safe='=&%')}"
    for day in (FIRST, LATER, LAST):
        yield "portals.portal", f"/portals/{PORTAL}?day={day[:10]}"


def _is_private(rule: Rule) -> bool:
    return str(rule.endpoint).startswith(("admin", "static"))


def found(world: World) -> dict[str, set[str]]:
    """By word the endpoints that say it."""
    app = world.app()
    client = app.test_client()
    said: dict[str, set[str]] = {}
    asked = set()
    for endpoint, address in addresses(world, app):
        response = client.get(address, follow_redirects=True, headers={"Authorization": "Bearer x"})
        assert response.status_code < 500, (address, response.text)
        asked.add(endpoint)
        text = fold(_text(response.data)).replace(fold(address.partition("?")[0]), "")
        response.close()
        for word in ALL:
            if fold(word) in text:
                said.setdefault(word, set()).add(endpoint)
    public = {rule.endpoint for rule in app.url_map.iter_rules() if not _is_private(rule)}
    unasked = {
        endpoint
        for endpoint in public - asked
        if any("GET" in (r.methods or ()) for r in app.url_map.iter_rules(endpoint))
    }
    assert unasked == set()
    return said


def _text(data: bytes) -> str:
    """What an answer says, unpacked as far as it is packed."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(_text(packed.read(name)) for name in packed.namelist())
    return data.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def before(built: World) -> dict[str, set[str]]:
    said = found(built)
    assert said.keys() == ALL
    return said


@pytest.mark.parametrize("what", list(WORDS))
def test_withheld_is_nowhere(world: World, before: dict[str, set[str]], what: str) -> None:
    world.withhold(what)
    # at once, with the index of before; and when it is up to date
    twice = what in ("article", "cited document")
    for bring_up_to_date in (world.bring_up_to_date, None)[: 2 if twice else 1]:
        still = found(world)
        assert {word: still[word] for word in WORDS[what] if word in still} == {}
        assert still.keys() == ALL - set(WORDS[what])  # and nothing else is gone
        if bring_up_to_date:
            bring_up_to_date()
    if what == "article":
        world.lift("article", world.names()[what])
        world.bring_up_to_date()
        assert found(world) == before


def test_documents_tell_nothing_of_it_at_once(world: World) -> None:
    client = world.app().test_client()
    places = [f"/documents/{CITED}", f"/api/v1/documents/{CITED}"]

    def tell(number: int) -> list[bool]:
        assert client.get(places[1]).get_json()["counts"]["articles"] == number
        return [secret().id in client.get(place).text for place in places]

    assert tell(3) == [True, True]
    world.withhold("article")
    assert tell(2) == [False, False]
    world.lift("article", secret().id)
    assert tell(3) == [True, True]


def test_preview_names_the_pictures_that_go_with_an_article(world: World) -> None:
    client, at = world.app().test_client(), datetime.now(UTC)
    with world.catalogue.begin() as session:
        admin = UserRow(name="admin", role="admin", password="-", created_at=LAST)
        session.add(admin)
        session.flush()
        client.set_cookie("congtin", begin_session(session, admin.id, "127.0.0.1", at))
    page = client.get(f"/admin/withholding/new?of={secret().id}").text
    assert f"{SITE}/anh/rieng.png" in page
    assert f"{SITE}/anh/chung.png" not in page  # another article shows it, too


@pytest.mark.parametrize(
    ("what", "address"),
    [
        ("article", "/articles/{article}"),
        ("article", "/articles/{article}/versions/1"),
        ("article", "/articles/{article}.bib"),
        ("article", "/api/v1/articles/{article}"),
        # by the address it had before
        ("article", "/articles/{alias}"),
        # its captures, those of which nothing was read too
        ("article", "/snapshots/{first}/content"),
        ("article", "/snapshots/{first}/page.wacz"),
        ("legislation", "/legislation/{legislation}"),
        ("legislation", "/legislation/{legislation}.ris"),
        ("legislation", "/snapshots/{own}"),
        ("document", "/documents/{document}"),
        ("document", "/api/v1/documents/{document}"),
        ("document", "/legislation/{legislation}"),
        ("snapshot", "/snapshots/{snapshot}"),
        ("snapshot", "/snapshots/{snapshot}/capture.warc.gz"),
        # what was read from it: a version, or what the article is now
        ("snapshot", "/articles/{article}/versions/2"),
        ("current snapshot", "/articles/{article}"),
        ("current snapshot", "/snapshots/{first}"),
    ],
)
def test_page_says_since_when_and_why(world: World, what: str, address: str) -> None:
    names = world.names()
    alias = article_id(f"{SITE}/ten-cu")
    own, first = world.entry_page, world.captures[0]
    asked = address.format(**names, alias=alias, own=own, first=first)
    client: FlaskClient = world.app().test_client()
    before = client.get(asked, follow_redirects=True)
    assert before.status_code == 200
    before.close()
    world.withhold(what)
    answer = client.get(asked, follow_redirects=True)
    assert answer.status_code == 451
    if address.startswith("/api/"):
        problem = answer.get_json()
        assert REASON in problem["detail"]
        assert problem["since"].endswith("Z")
    else:
        assert REASON in answer.text
        assert "This is withheld" in client.get(f"{asked}?lang=en", follow_redirects=True).text


def test_later_crawls_respect_it(world: World) -> None:
    world.withhold("article")
    with world.catalogue.begin() as session, WarcWriter(world.archive_url) as writer:
        again = secret("Số máy quánh quạnh, sửa lần nữa.")
        page = b"<p>Xylozan"
        number = capture(session, writer, again.url, page, "2024-08-01T00:00:00Z", kind="failed")
        outcome = record_article(session, again, "2024-08-01T00:00:00Z", number)
    assert outcome == "changed"  # it is kept
    world.bring_up_to_date()
    client = world.app().test_client()
    assert client.get(f"/articles/{again.id}").status_code == 451
    assert client.get(f"/snapshots/{number}/content").status_code in (404, 451)
    assert "Xylozan" not in client.get("/search?q=hội nghị").text
    world.lift("article", secret().id)
    world.bring_up_to_date()
    client = world.app().test_client()
    assert "sửa lần nữa" in client.get(f"/articles/{again.id}").text
    assert "Xylozan" in client.get("/search?q=hội nghị").text


def test_what_takes_things_out_respects_it(world: World) -> None:
    world.withhold("article")
    with world.catalogue.public.session() as session:
        assert secret().id not in {article.id for article in iter_articles(session)}
    with world.catalogue.session() as session:
        assert secret().id in {article.id for article in iter_articles(session)}


@pytest.mark.parametrize(
    ("again", "reason", "by", "said"),
    [
        (False, " ", "an", "say why"),
        (False, "vì", "", "who says so"),
        (True, "vì", "an", "withheld already"),
    ],
)
def test_what_cannot_be_withheld(
    world: World, again: bool, reason: str, by: str, said: str
) -> None:
    if again:
        world.withhold("article")
    with pytest.raises(WithholdingError, match=said), world.catalogue.begin() as session:
        withhold(session, "article", secret().id, reason, by)
    with (
        pytest.raises(WithholdingError, match="is not withheld"),
        world.catalogue.begin() as session,
    ):
        lift(session, "article", "khac", "vì", "an")
    with pytest.raises(WithholdingError, match="no article"), world.catalogue.session() as session:
        find_kind(session, "khong-co")
