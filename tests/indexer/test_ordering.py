"""Articles by date, the same in every engine, and where a page ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.ordering import date_order, published_at, tie_of


@pytest.mark.parametrize(
    ("date_published", "moment"),
    [
        ("2023-05-01", "2023-05-01T00:00:00+07:00"),
        ("2023-05-01T08:30:00+07:00", "2023-05-01T08:30:00+07:00"),
        # a moment in another zone is told in Vietnam's, where it may be another day
        ("2023-04-30T20:00:00Z", "2023-05-01T03:00:00+07:00"),
        ("2023-05-01T08:30", "2023-05-01T08:30:00+07:00"),
        # none
        (None, None),
        ("", None),
        ("1/5/2023", None),
    ],
)
def test_dates_as_items_have_them(date_published: str | None, moment: str | None) -> None:
    found = published_at(date_published)
    assert (found.isoformat() if found else None) == moment


DATES = st.one_of(
    st.none(),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.sampled_from(["2023-05-01", "2023-05-02"]),
)
ARTICLES = st.lists(st.tuples(st.text(min_size=1), DATES), unique_by=lambda article: article[0])


@given(ARTICLES)
def test_newest_and_oldest_are_orders_by_date_with_the_undated_last(
    articles: list[tuple[str, str | None]],
) -> None:
    orders = {}
    for article_id, date in articles:
        orders[article_id] = date_order(published_at(date), tie_of(article_id))
    dates = dict(articles)
    newest = [dates[i] for i in sorted(orders, key=lambda i: -orders[i][0])]
    oldest = [dates[i] for i in sorted(orders, key=lambda i: orders[i][1])]
    for dated in (newest, oldest[::-1]):
        days = [date[:10] for date in dated if date and "1900" < date < "2155"]
        assert days == sorted(days, reverse=True)
    for dated in (newest, oldest):
        undated = [date is None for date in dated]
        assert undated == sorted(undated)
    assert all(0 <= key < 1 << 63 for keys in orders.values() for key in keys)


def test_articles_of_one_day_are_in_one_order_in_both() -> None:
    moment = published_at("2023-05-01")
    orders = {i: date_order(moment, tie_of(str(i))) for i in range(100)}
    newest = sorted(orders, key=lambda i: -orders[i][0])
    assert newest == sorted(orders, key=lambda i: orders[i][1])
    assert newest == sorted(orders, key=lambda i: tie_of(str(i)))
