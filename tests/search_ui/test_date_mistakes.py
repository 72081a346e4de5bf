"""Dates that people mistype: the search stays, and the mistake stands beside the field."""

import pytest
from flask.testing import FlaskClient

from tests.search_ui.test_pages import page, texts


# What was asked, the field that is told of, what both fields show, and how many articles are found.
@pytest.mark.parametrize(
    ("query", "wrong", "shown", "total"),
    [
        # the wrong way round: neither is used
        ("from=2020-05-01&to=2019-05-01", "to", ["2020-05-01", "2019-05-01"], "12"),
        # no day at all: the other one is used
        ("from=2020-13-45&to=2020-06-30", "from", ["", "2020-06-30"], "6"),
        ("from=2020-07-01&to=hôm qua", "to", ["2020-07-01", ""], "6"),
    ],
)
def test_mistyped_date_keeps_the_search(
    client: FlaskClient, query: str, wrong: str, shown: list[str], total: str
) -> None:
    found = page(client, f"/search?q=pháp luật&year=2020&{query}")
    assert texts(found, "#total") == [f"{total} bài viết"]
    assert found.cssselect("input[name=year][value='2020'][checked]")
    assert [field.get("value") for field in found.cssselect(".dates input")] == shown
    (field,) = found.cssselect("[aria-invalid]")
    assert field.get("name") == wrong
    (mistake,) = filter(None, texts(found, ".mistake"))
    assert found.get_element_by_id(field.get("aria-describedby")).text_content() == mistake
    assert "from" not in mistake
    assert found.cssselect("details#filters[open]"), "or nobody on a phone would see it"


def test_date_fields_offer_days_that_can_be_meant(client: FlaskClient) -> None:
    found = page(client, "/search")
    for field in found.cssselect(".dates input"):
        assert field.get("min") == "1945-01-01"
        assert field.get("max") > "2026-01-01"
    assert not any(texts(found, ".mistake"))


def test_a_day_asked_for_is_never_out_of_range(client: FlaskClient) -> None:
    found = page(client, "/search?from=1930-02-03&to=2999-12-31")
    for field in found.cssselect(".dates input"):
        assert (field.get("min"), field.get("max")) == ("1930-02-03", "2999-12-31")
