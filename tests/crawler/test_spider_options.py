"""Spider arguments, read and written."""

import pytest

from crawler.options import CrawlOptions, parse_options


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ({}, CrawlOptions()),
        ({"full": "1"}, CrawlOptions(full=True)),
        ({"full": "no", "since": "2023-05-01"}, CrawlOptions(since="2023-05-01")),
        ({"limit": "20"}, CrawlOptions(limit=20)),
    ],
)
def test_arguments_are_read(arguments: dict[str, str | None], options: CrawlOptions) -> None:
    assert parse_options(arguments) == options


@pytest.mark.parametrize(
    "options", [CrawlOptions(), CrawlOptions(full=True, since="2024-02-29", limit=3)]
)
def test_options_go_through_scrapy_unchanged(options: CrawlOptions) -> None:
    assert parse_options(options.to_spider_arguments()) == options


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"full": "maybe"}, "full=maybe"),
        ({"since": "1/5/2023"}, "since=1/5/2023"),
        ({"limit": "-3"}, "limit=-3"),
        ({"limit": "0"}, "limit=0"),
        ({"ful": "1"}, "ful"),
    ],
)
def test_bad_arguments_are_named(arguments: dict[str, str | None], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        parse_options(arguments)
