"""What a crawl enters into the catalogue."""

from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from crawler.portals import Portal, StartAddress
from crawler.records import PortalBusyError, begin_run, finish_run
from crawler.runs import RunSummary, RunTally


def portal(name: str) -> Portal:
    start = (StartAddress(url=f"http://{name}.example/"),)
    return Portal(name=name, title=name, platform="generic", start=start)


def test_a_portal_is_crawled_once_at_a_time(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path}/catalogue.sqlite")
    catalogue.migrate()
    run_id = begin_run(catalogue, portal("stp")).run_id
    with pytest.raises(PortalBusyError, match="stp is being crawled already"):
        begin_run(catalogue, portal("stp"))
    begin_run(catalogue, portal("stttt"))  # another portal is another matter
    summary = RunSummary("stp", run_id, "finished", RunTally().counts, None, complete=True)
    finish_run(catalogue, summary)
    assert begin_run(catalogue, portal("stp")).complete
