"""Crawls of registers whose pages have to be posted for, and of gazettes that come in issues."""

import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from archive.catalogue.legislation import iter_legislation
from crawler.portals import Portal, StartAddress
from tests.crawler.crawling import Home, portal_at
from tests.crawler.loopback_site import Answer, Site, html, serve_site

pytestmark = pytest.mark.slow

PAGES = Path(__file__).parent / "pages"


def portal(site: Site, platform: str, path: str, **start: object) -> Portal:
    address = StartAddress.model_validate({"url": site.url + path, **start})
    return portal_at(site, "cong-bao").model_copy(
        update={"platform": platform, "start": (address,)}
    )


def identifiers(home: Home) -> list[str]:
    with home.catalogue.session() as session:
        return sorted(str(entry.identifier) for entry in iter_legislation(session))


def grid(number: int, pages: int) -> Answer:
    """A page of a grid whose pager posts the form back."""
    links = "".join(
        f"<td><span>{n}</span></td>"
        if n == number
        else f"<td><a href=\"javascript:__doPostBack('grv','Page${n}')\">{n}</a></td>"
        for n in range(1, pages + 1)
    )
    return html(
        f"""<html><body><form method="post" action="/van-ban.aspx">
        <input type="hidden" name="__EVENTTARGET" value=""/>
        <input type="hidden" name="__EVENTARGUMENT" value=""/>
        <input type="hidden" name="__VIEWSTATE" value="trang-{number}"/>
        <table><tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>
        <tr><td>{number}/QĐ-UBND</td><td>0{number}/05/2023</td><td>Về việc nạo vét kênh {number}
        </td></tr><tr class="grid-pager"><td colspan="3"><table><tr>{links}</tr></table></td></tr>
        </table></form></body></html>"""
    )


def posted(number: int) -> bytes:
    fields = {
        "__EVENTTARGET": "grv",
        "__EVENTARGUMENT": f"Page${number + 1}",
        "__VIEWSTATE": f"trang-{number}",
    }
    return urlencode(fields).encode()


def test_a_grid_is_walked_by_posting_its_form(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        site.answers["/van-ban.aspx"] = grid(1, 3)
        for number in (1, 2):
            site.posted["/van-ban.aspx", posted(number)] = grid(number + 1, 3)
        summary = home.crawl(portal(site, "webforms", "/van-ban.aspx"))["cong-bao"]
    assert identifiers(home) == ["1/QĐ-UBND", "2/QĐ-UBND", "3/QĐ-UBND"]
    assert (summary.outcome, summary.counts["pages"]) == ("finished", 3)


def test_a_back_end_is_asked_for_page_after_page(tmp_path: Path) -> None:
    home = Home(tmp_path)
    form = {"PageIndex": "0", "Site": "/CP0="}
    link = "<a href='/{0}-4260710091642{0}.htm'><h3 class='news-title'>Tin số {0}</h3></a>"
    card = f"<div class='news-item'>{link}</div>"
    with serve_site() as site:
        for page, body in enumerate((card.format("501"), card.format("502"), "<p>Hết</p>")):
            asked = urlencode({**form, "PageIndex": str(page)}).encode()
            site.posted["/api/NewsZone/NewsZone", asked] = html(body)
        start = portal(site, "json_api", "/api/NewsZone/NewsZone", form=form)
        home.crawl(start)
        requests = site.take_requests()
    assert requests.count("/api/NewsZone/NewsZone") == 3
    assert [path for path in requests if path.endswith(".htm")] == [
        "/501-4260710091642501.htm",
        "/502-4260710091642502.htm",
    ]


def test_a_gazette_is_walked_year_by_year_and_issue_by_issue(tmp_path: Path) -> None:
    home = Home(tmp_path)
    database = "/congbao.nsf/"
    years = "<select id='gazette-year'><option>2025</option></select>"
    year = f"<html><body><form><p>Công báo</p>{years}</form>"
    issues = "".join(
        f"<a href='/x'><span doccate='2025' value='Số {n}'>‣</span> Số {n}</a>" for n in (2, 1)
    )
    issue = (PAGES / "domino" / "issue.html").read_text()
    properties = (PAGES / "domino" / "properties.html").read_text()
    with serve_site() as site:
        asked = f"{database}{{}}?openView&Count=-1&RestrictToCategory={{}}"
        site.answers[f"{database}DanhMucVB"] = html(year)
        site.answers[asked.format("GazettesByYearMonth", "2025")] = html(issues)
        for number in (1, 2):
            documents = re.sub(r"(ParentUNID=\w+)\d\b", rf"\g<1>{number}", issue)
            address = asked.format("DocumentsByGazette", quote(f"Số {number}"))
            site.answers[address] = html(documents)
            unid = re.findall(r"ParentUNID=(\w+)", documents)[0]
            site.answers[f"{database}ThuocTinh?openForm&ParentUNID={unid}"] = html(properties)
        summary = home.crawl(portal(site, "domino", f"{database}DanhMucVB"))["cong-bao"]
        requests = site.take_requests()
    assert requests[:2] == [f"{database}DanhMucVB", asked.format("GazettesByYearMonth", "2025")]
    assert sum("DocumentsByGazette" in path for path in requests) == 2
    assert "112/2025/NQ-HĐND" in identifiers(home)
    assert summary.outcome == "finished"
