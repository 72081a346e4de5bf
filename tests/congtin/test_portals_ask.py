"""What a portal file asks for of requests, through the commands that make them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from congtin.demo import write_portal_files
from congtin.settings import load_settings
from crawler.portals import Portal
from tests.congtin.conftest import Congtin
from tests.crawler.certificates import certificate, serving
from tests.crawler.crawling import article_page, article_path, listing_page, portal_at
from tests.crawler.hostile_site import HostileSite, serve_hostile_site
from tests.crawler.loopback_site import Site, redirect

pytestmark = pytest.mark.slow


@pytest.fixture
def site() -> Iterator[HostileSite]:
    with serve_hostile_site() as served:
        publish(served)
        yield served


def publish(site: HostileSite) -> None:
    site.answers["/tin"] = listing_page([1])
    site.answers[article_path(1)] = article_page(1)


def write_portal(congtin: Congtin, site: HostileSite, **more: object) -> None:
    fields = portal_at(Site(site.url)).model_dump(mode="json")
    portal = Portal.model_validate({**fields, **more})
    home = congtin.home
    write_portal_files(load_settings(home=home, portals_folder=home / "portals"), [portal])


def test_a_page_of_an_old_server_is_tried_as_its_portal_is_crawled(
    congtin: Congtin, tmp_path: Path
) -> None:
    with serve_hostile_site(tls=serving(*certificate(tmp_path))) as site:
        publish(site)
        url = site.url + article_path(1)
        refused = congtin("portals", "check", url, code=1)
        assert url in refused.err
        assert "certificate" in refused.err
        write_portal(congtin, site, tls="lenient", cookies={"VT": "1"})
        tried = congtin("portals", "check", url)
        assert "Hội nghị triển khai công tác tư pháp lần thứ 1" in tried.out
        congtin("portals", "case", url, "--to", str(tmp_path / "one"))
        asked = [headers for path, headers in site.asked if path == article_path(1)]
        assert [headers.get("Cookie") for headers in asked] == ["VT=1", "VT=1"]


def test_a_page_is_tried_through_its_portal_s_proxy(congtin: Congtin, site: HostileSite) -> None:
    url = "http://stp.invalid" + article_path(1)
    site.answers[url] = article_page(1)
    start = [{"url": "http://stp.invalid/tin"}]
    write_portal(congtin, site, proxy=site.url, start=start)
    assert "4201/KH-UBND" in congtin("portals", "check", url).out
    assert url in site.paths


def test_a_proxy_that_is_dead_is_named(congtin: Congtin, site: HostileSite) -> None:
    write_portal(congtin, site, proxy="http://nguoi:mat-khau@127.0.0.9:9/")  # nobody answers there
    tried = congtin("portals", "check", site.url + article_path(1), code=1)
    crawled = congtin("crawl", "stp", code=1)
    for told in (tried.err, crawled.out + crawled.err):
        assert "the connection was refused" in told
        assert "through the proxy http://127.0.0.9:9" in told
        assert "mat-khau" not in told
    assert site.asked == []


def test_where_an_address_leads_is_told(congtin: Congtin, site: HostileSite) -> None:
    url = site.url + article_path(1)
    site.answers["/cu"] = redirect(site.url + "/cu-hon")
    site.answers["/cu-hon"] = redirect(url)
    told = congtin("portals", "check", site.url + "/cu")
    assert f"{site.url}/cu redirects to {site.url}/cu-hon" in told.err
    assert f"{site.url}/cu-hon redirects to {url}" in told.err
    assert "4201/KH-UBND" in told.out
    assert "redirects" not in congtin("portals", "check", url).err


def test_a_page_that_leads_to_another_site_is_not_followed(
    congtin: Congtin, site: HostileSite
) -> None:
    with serve_hostile_site("127.0.0.2") as elsewhere:
        publish(elsewhere)
        site.answers["/cu"] = redirect(elsewhere.url + article_path(1))
        refused = congtin("portals", "check", site.url + "/cu", code=1)
        assert f"leads to {elsewhere.url}" in refused.err
        assert elsewhere.asked == []


def test_a_portal_is_crawled_in_its_hours_or_by_request(
    congtin: Congtin, site: HostileSite
) -> None:
    far = datetime.now(UTC) + timedelta(hours=7 + 10)  # ten hours from now, in Viet Nam
    write_portal(congtin, site, hours=f"{far:%H:%M}-{far + timedelta(hours=1):%H:%M}")
    closed = congtin("crawl", "stp", code=1)
    assert f"its hours are {far:%H:%M}-" in closed.err
    assert f"next from {far:%Y-%m-%d %H:%M}; --any-time" in closed.err
    assert site.asked == []
    assert "stp: finished" in congtin("crawl", "stp", "--any-time").out
