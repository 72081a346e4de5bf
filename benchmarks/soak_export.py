"""A result of more than a hundred thousand rows, taken out in each form: is all of it there, and
does memory stay where it was?

    python -m benchmarks.soak_export [--articles N]

The pages' own addresses are asked, in each order, over the embedded index; each export in a process
of its own, whose memory before the first row and at its highest is told, with its processor time.
Exit code 1 if a row is missing or comes twice, or if memory grew by more than MOST_GROWTH.
"""

import argparse
import csv
import io
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import insert

from archive.catalogue import Catalogue
from archive.catalogue.tables import ArticleRow, MentionRow
from indexer.engines import open_engine
from indexer.engines.questions import Checkpoint
from indexer.index_documents import make_index_document
from indexer.indexed_items import IndexedItem
from indexer.schema import INDEX_VERSION
from search_ui import Services, create_app

#: Megabytes. In order of relevance the embedded engine goes through all that is better again for
#: each page, and remembers where it is: some bytes a row.
MOST_GROWTH = 150.0

_BATCH = 5_000


def main() -> None:
    """Build, take out, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=105_000)
    options = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        _build(Path(folder), options.articles)
        print(f"{options.articles} articles", flush=True)
        for sort in ("newest", "relevance"):
            for form in ("jsonl", "csv", "xlsx"):
                good &= _measured(folder, form, sort, options.articles)
    sys.exit(0 if good else 1)


def _build(folder: Path, articles: int) -> None:
    catalogue = _catalogue(folder)
    catalogue.migrate()
    with open_engine(_index(folder)) as engine:
        with engine.store.build() as writer:
            for first in range(0, articles, _BATCH):
                numbers = range(first, min(first + _BATCH, articles))
                items = [_item(number) for number in numbers]
                writer.write(map(make_index_document, items), (), as_of=1)
                with catalogue.begin() as session:
                    session.execute(insert(ArticleRow), [_row(item) for item in items])
                    session.execute(insert(MentionRow), [_mention(item) for item in items])
            writer.commit(Checkpoint("soak", INDEX_VERSION, 1))
        engine.store.publish()


def _catalogue(folder: Path) -> Catalogue:
    return Catalogue(f"sqlite:///{folder / 'catalogue.db'}")


def _index(folder: Path) -> str:
    return f"tantivy://{folder / 'index'}"


def _item(number: int) -> IndexedItem:
    return IndexedItem(
        type="NewsArticle",
        id=f"{number:016x}",
        url=f"https://example.gov.vn/tin/{number}",
        headline=f"Triển khai kế hoạch số {number} về bảng tin điện tử công cộng",
        lead="Kế hoạch nêu rõ mục tiêu." * (number % 3),
        date=f"20{number % 20:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        portal="mau",
        province="kon-tum",
        department=f"Sở {number % 20}",
    )


def _row(item: IndexedItem) -> dict[str, object]:
    moment = "2026-01-01T00:00:00Z"
    kept = {name: getattr(item, name) for name in ("id", "url", "headline", "portal", "province")}
    return {
        **kept,
        "body": [],
        "attachments": [],
        "provenance": {},
        "content_digest": "",
        "version": 1,
        "first_seen": moment,
        "last_seen": moment,
        "date_published": item.date,
    }


def _mention(item: IndexedItem) -> dict[str, object]:
    number = str(int(item.id, 16))
    identifier = f"{number}/KH-UBND"
    return {
        "article_id": item.id,
        "field": "headline",
        "start": 10,
        "end": 20,
        "text": identifier,
        "kind": "administrative",
        "number": number,
        "symbol": "KH-UBND",
        "identifier": identifier,
        "provisions": [],
        "relation": "mentions",
    }


def _measured(folder: str, form: str, sort: str, articles: int) -> bool:
    """Take it out in a process of its own; whether all of it came, and memory held."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_take_out, args=(sending, folder, form, sort))
    process.start()
    sending.close()
    wall, cpu, first, size, before, peak, ids = receiving.recv()
    process.join()
    whole = len(ids) == len(set(ids)) == articles
    print(
        f"{form:5} {sort:9} {len(ids)} rows, {size / 1e6:.0f} MB in {wall:.1f} s "
        f"({cpu:.1f} s of processor, first byte after {first:.1f} s), "
        f"memory {before:.0f} MB, at most {peak:.0f} MB",
        flush=True,
    )
    return whole and peak - before <= MOST_GROWTH


def _take_out(
    sending: "multiprocessing.connection.Connection", folder: str, form: str, sort: str
) -> None:
    place = Path(folder)
    services = Services(_catalogue(place), lambda: open_engine(_index(place)), "")
    client = create_app(services).test_client()
    # So that what is loaded once does not count.
    _written(client.get(f"/search.{form}?q=bảng+tin+105").iter_encoded(), place / "warm")
    before = _peak()
    began, cpu = time.perf_counter(), time.process_time()
    answer = client.get(f"/search.{form}", query_string={"q": "bảng tin điện tử", "sort": sort})
    file = place / f"{sort}.{form}"
    first = _written(answer.iter_encoded(), file) - began
    wall, cpu, peak = time.perf_counter() - began, time.process_time() - cpu, _peak()
    size, ids = file.stat().st_size, list(_ids(file, form))
    file.unlink()
    sending.send((wall, cpu, first, size, before, peak, ids))


def _written(pieces: Iterator[bytes], file: Path) -> float:
    """Write them; when the first came."""
    first = 0.0
    with file.open("wb") as out:
        for piece in pieces:
            first = first or time.perf_counter()
            out.write(piece)
    return first


def _peak() -> float:
    """Megabytes; of this program alone, not of the one that began it (`getrusage` adds it)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _ids(file: Path, form: str) -> Iterator[str]:
    if form == "xlsx":
        for sheet in load_workbook(file, read_only=True).worksheets:
            yield from (str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True))
    elif form == "csv":
        text = io.StringIO(file.read_text("utf-8-sig"), newline="")
        yield from (row["id"] for row in csv.DictReader(text))
    else:
        yield from (json.loads(line)["id"] for line in file.read_text().splitlines())


if __name__ == "__main__":
    main()
