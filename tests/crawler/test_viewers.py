"""Viewers' addresses, and the files that pages show inside them."""

import pytest

from crawler.extraction import extract
from crawler.pages import Page
from crawler.viewers import file_of_viewer

SITE = "https://sotuphap.daklak.gov.vn"


@pytest.mark.parametrize(
    ("url", "file"),
    [
        # pdf.js as VNPT's portal v5 writes it
        (
            f"{SITE}/pdfviewer/web/viewer.html?file={SITE}/uploads/kh-4204.pdf",
            f"{SITE}/uploads/kh-4204.pdf",
        ),
        # pdf.js with an address of the same site, escaped
        (
            f"{SITE}/lib/pdfjs/web/viewer.html?lang=vi&file=%2Fuploads%2FK%E1%BA%BF%20ho%E1%BA%A1ch.pdf",
            f"{SITE}/uploads/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf",
        ),
        # relative to the viewer, and opened at a page
        (f"{SITE}/pdf/web/viewer.html?file=../a.pdf%23page=2", f"{SITE}/pdf/a.pdf"),
        # a file whose address does not say that it is one
        (f"{SITE}/web/viewer.html?file=/api/download/17", f"{SITE}/api/download/17"),
        # Office Online
        (
            f"https://view.officeapps.live.com/op/view.aspx?src={SITE}/a%20b.docx&wdStartOn=1",
            f"{SITE}/a%20b.docx",
        ),
        (f"https://view.officeapps.live.com/op/embed.aspx?src={SITE}/a.xlsx", f"{SITE}/a.xlsx"),
        # Google's
        (f"https://docs.google.com/gview?url={SITE}/a.pdf&embedded=true", f"{SITE}/a.pdf"),
        (f"http://docs.google.com/viewer?url={SITE}/a.pdf", f"{SITE}/a.pdf"),
        (f"https://drive.google.com/viewerng/viewer?url={SITE}/a.pdf", f"{SITE}/a.pdf"),
        # a viewer that is told no file, and one that is told none of the web
        (f"{SITE}/pdfviewer/web/viewer.html", None),
        (f"{SITE}/pdfviewer/web/viewer.html?file=data:application/pdf;base64,JVBERi0x", None),
        # no viewer
        (f"{SITE}/uploads/kh-4204.pdf", None),
        (f"{SITE}/tim-kiem?file=/a.pdf", None),
        ("https://www.youtube.com/embed/x?src=/a.pdf", None),
        ("https://[broken/viewer.html?file=/a.pdf", None),
    ],
)
def test_file_of_viewer(url: str, file: str | None) -> None:
    assert file_of_viewer(url) == file


def test_files_inside_a_page_count_on_any_platform() -> None:
    html = f"""<html><body><h1>Kế hoạch tổ chức hội nghị phổ biến pháp luật năm 2023</h1>
    <p>Ngày đăng: 01/05/2023 08:00</p>
    <p>Sở Tư pháp ban hành Kế hoạch tổ chức hội nghị phổ biến pháp luật năm 2023 tại các xã.</p>
    <p><a href="/uploads/kh.doc">Kế hoạch (bản Word)</a></p>
    <iframe src="/pdfviewer/web/viewer.html?file={SITE}/uploads/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf">
    </iframe>
    <embed src="/uploads/phu-luc.pdf" title="Phụ lục">
    <object data="/uploads/bieu-mau.xlsx" type="application/vnd.ms-excel"></object>
    <iframe src="https://www.youtube.com/embed/hoi-nghi"></iframe>
    <p>Lượt xem: 5</p></body></html>"""
    article = extract(Page(f"{SITE}/tin-tuc/ke-hoach-4204.html", html.encode())).article
    assert article is not None
    assert [(file.url, file.name) for file in article.attachments] == [
        (f"{SITE}/uploads/kh.doc", "Kế hoạch (bản Word)"),
        (f"{SITE}/uploads/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "kế hoạch.pdf"),
        (f"{SITE}/uploads/phu-luc.pdf", "Phụ lục"),
        (f"{SITE}/uploads/bieu-mau.xlsx", "bieu-mau.xlsx"),
    ]
