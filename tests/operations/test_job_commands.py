"""What workers do for a job, as somebody would type it."""

import pytest

from archive.catalogue import wishes
from archive.catalogue.jobs import NewJob
from archive.catalogue.tables import JobRow
from operations.scheduling.commands import words_of


@pytest.mark.parametrize(
    ("job", "words"),
    [
        # what a run could not read, one page of it, all of a portal
        (wishes.extract(12, "lan"), "extract --yes --run 12"),
        (wishes.extract_page(55, "lan"), "extract --yes --snapshot 55"),
        (wishes.extract_portal("kontum-stp", "lan"), "extract --yes -- kontum-stp"),
        (wishes.crawl("kontum-stp", "https://stp.kontum.gov.vn/", "lan"), "crawl -- kontum-stp"),
    ],
)
def test_a_job_is_a_command(job: NewJob, words: str) -> None:
    assert " ".join(words_of(JobRow(kind=job.kind, subject=job.subject))) == words
