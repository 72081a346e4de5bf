"""What pictures show, recognised by the real Tesseract."""

import time
from pathlib import Path

import pytest

from crawler.attachments import pdf
from crawler.attachments.facts import directive_facts
from crawler.attachments.pdf import read_pdf
from crawler.attachments.reading import read_file
from crawler.attachments.recognising import RecognitionError, recognise
from tests.crawler.attachments import files

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tesseract")]


def test_a_scan_is_recognised_and_its_stamp_is_not_taken_for_its_text() -> None:
    found = read_file(files.scan(*files.picture("Ke hoach 4204 nam 2023"), "Signed"))
    assert found.text_source == "ocr"
    assert found.failure is None
    assert "4204 nam 2023" in found.pages[0]


def test_a_picture_by_itself() -> None:
    width, height, dots = files.picture("Ke hoach 4204 nam 2023")
    assert "4204 nam 2023" in recognise(b"P5 %d %d 255\n%s" % (width, height, dots), 60)


def test_a_broken_picture_says_so() -> None:
    found = read_file(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert found.failure is not None
    assert found.failure.startswith("not read: a picture: tesseract cannot read it")


def test_a_page_that_takes_too_long() -> None:
    width, height, dots = files.picture("Ke hoach")
    with pytest.raises(RecognitionError, match="took too long"):
        recognise(b"P5 %d %d 255\n%s" % (width * 4, height * 4, dots * 16), 0)


def test_a_signed_directive_without_a_text_layer(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MAX_RECOGNISED", 1)  # its first page is enough here
    body = (shared_data / "pdf" / "signed-thong-tu-02-2022-tt-btp.pdf").read_bytes()
    found = read_pdf(body, time.monotonic() + 120)
    assert found.source == "mixed" or found.source == "ocr"
    assert found.problems == ["1 of 15 pages without a text layer were recognised"]
    facts = directive_facts(found.pages)
    assert facts["identifier"] == "02/2022/TT-BTP"
    assert facts["issued_on"] == "2022-02-08"
    assert facts["document_type"] == "Thông tư"
    assert facts["issuer"] == "BỘ TƯ PHÁP"
