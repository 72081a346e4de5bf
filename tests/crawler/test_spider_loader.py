"""The portals as Scrapy sees them."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings

from archive.catalogue import Catalogue
from archive.catalogue.portal_files import keep_portal_file
from crawler.scrapy_defaults import SCRAPY_DEFAULTS
from crawler.spider_loader import PortalSpiderLoader
from crawler.spiders.portal import PortalSpider

ROOT = Path(__file__).parents[2]
PORTAL_FILE = """
name = "thu-nghiem"
title = "Sở Thử nghiệm"
platform = "kontum"
download_delay = 2.5
start = [{ url = "http://thu-nghiem.example.vn/tin", section = "Tin tức" }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "thu-nghiem.toml").write_text(PORTAL_FILE, encoding="utf-8")
    return tmp_path


def loader_for(folder: Path) -> PortalSpiderLoader:
    return PortalSpiderLoader.from_settings(Settings({"CONGTIN_PORTALS_FOLDER": str(folder)}))


def test_each_portal_is_a_spider_with_its_own_delay(folder: Path) -> None:
    spider = loader_for(folder).load("thu-nghiem")
    settings = Settings(SCRAPY_DEFAULTS)
    spider.update_settings(settings)
    assert issubclass(spider, PortalSpider)
    assert spider.name == "thu-nghiem"
    assert settings.getfloat("DOWNLOAD_DELAY") == 2.5


def test_an_unknown_name_lists_the_near_ones(folder: Path) -> None:
    with pytest.raises(KeyError, match="thu-nghiem"):
        loader_for(folder).load("thu-nghiemm")


def test_an_address_finds_its_portal(folder: Path) -> None:
    request = Request("http://thu-nghiem.example.vn/tin/1")
    assert loader_for(folder).find_by_request(request) == ["thu-nghiem"]


@pytest.mark.slow
def test_scrapy_list_names_the_portals(folder: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "CONGTIN_HOME": str(tmp_path / "home"),
        "CONGTIN_PORTALS_FOLDER": str(folder),
    }
    command = [sys.executable, "-m", "scrapy", "list"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    names = done.stdout.split()
    assert "thu-nghiem" in names
    assert "kontum-stp" in names, "the shipped portals are there, too"


def test_what_the_catalogue_keeps_is_a_spider_too(
    sqlite_catalogue: Catalogue, folder: Path
) -> None:
    kept = PORTAL_FILE.replace("thu-nghiem", "chung")
    with sqlite_catalogue.begin() as session:
        keep_portal_file(session, "chung", kept, "lan", datetime.now(UTC))
    url = {"CONGTIN_DATABASE_URL": sqlite_catalogue.url}
    settings = Settings({"CONGTIN_PORTALS_FOLDER": str(folder), **url})
    assert {"chung", "thu-nghiem"} <= set(PortalSpiderLoader.from_settings(settings).list())
