"""What a kept file is called: as its server said, however it wrote that."""

from dataclasses import replace

import pytest
from flask import Flask

from archive.warc import StoredResponse
from search_ui.file_names import given_name
from search_ui.replaying import download


@pytest.mark.parametrize(
    ("said", "name"),
    [
        # as the standard has it, beside a plainer name for old browsers
        (
            "attachment; filename=ke-hoach.docx; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.docx",
            "Kế hoạch.docx",
        ),
        ('attachment; filename="Ke hoach (ban ky).pdf"', "Ke hoach (ban ky).pdf"),
        # UTF-8 as it is, which HTTP hands on as Latin-1, with and without quotes
        ('attachment; filename="Kế hoạch.pdf"'.encode().decode("latin-1"), "Kế hoạch.pdf"),
        ("attachment;filename=Kế hoạch 5.pdf".encode().decode("latin-1"), "Kế hoạch 5.pdf"),
        # written as in an address
        ("inline; filename=K%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "Kế hoạch.pdf"),
        # no path leads out of the reader's folder
        ('attachment; filename="../../etc/passwd"', "etcpasswd"),
        ("attachment; filename=%2e%2e%2fx.pdf", "x.pdf"),
        # nothing told, or nothing to be used
        (None, ""),
        ("attachment", ""),
        ('attachment; filename=""', ""),
        ('attachment; filename="..."', ""),
    ],
)
def test_the_name_that_a_server_gave(said: str | None, name: str) -> None:
    headers = (("Content-Disposition", said),) if said is not None else ()
    stored = StoredResponse(
        "http://kontum.gov.vn/download.aspx?id=5", 200, headers, b"", "", None, "response"
    )
    assert given_name(stored) == name


def test_a_file_is_kept_by_that_name_or_by_its_address(registers_app: Flask) -> None:
    named = (("Content-Disposition", "attachment; filename=Ke hoach.docx"),)
    stored = StoredResponse("http://a.gov.vn/", 200, named, b"PK", "", None, "response")
    with registers_app.test_request_context():
        kept = download(stored, "download.aspx")
        unnamed = download(replace(stored, headers=()), "download.aspx")
    assert 'filename="Ke hoach.docx"' in kept.headers["Content-Disposition"]
    assert "filename=download.aspx" in unnamed.headers["Content-Disposition"]
