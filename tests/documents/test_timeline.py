"""Register entries and mentions on one line of time; what sources disagree on."""

from documents.contradictions import contradictions
from documents.timeline import earliest, timeline
from tests.traces import entry, mention, traced


def test_register_entries_stand_among_the_articles() -> None:
    years = timeline(
        traced(
            register=(entry("r", "2023-05-02"), entry("không ngày", None)),
            mentions=(
                mention("trước", "2022-12-01"),
                mention("cùng ngày", "2023-05-02T07:00:00+07:00"),
                mention("sau", "2023-06-01"),
                mention("không ngày", None),
            ),
        )
    )
    told = [
        (year.year, [(event.entry is not None, event.day) for event in year.events])
        for year in years
    ]
    assert told == [
        ("2022", [(False, "2022-12-01")]),
        (
            "2023",
            [
                (True, "2023-05-02"),
                (False, "2023-05-02T07:00:00+07:00"),
                (False, "2023-06-01"),
            ],
        ),
        (None, [(True, None), (False, None)]),
    ]


def test_the_earliest_are_kept() -> None:
    years = timeline(
        traced(mentions=tuple(mention(str(n), f"202{n // 3}-01-0{n % 3 + 1}") for n in range(7)))
    )
    assert [(y.year, len(y.events)) for y in earliest(years, 4)] == [("2020", 3), ("2021", 1)]
    assert earliest(years, 7) == years


def test_an_article_is_one_event_with_each_sentence_once() -> None:
    twice = [mention("a", "2023-05-02", "Một."), mention("a", "2023-05-02", "Một.")]
    (year,) = timeline(traced(mentions=(*twice, mention("a", "2023-05-02", "Hai."))))
    (event,) = year.events
    assert event.article is not None
    assert [m.sentence for m in event.article.mentions] == ["Một.", "Hai."]


def test_contradictions_name_who_says_what() -> None:
    evidence = {
        "kind": "contradiction",
        "field": "issued_on",
        "stated": {"2022-12-11": 2, "2022-11-12": 1},
        "register": "2022-12-11",
    }
    (found,) = contradictions(
        traced(
            evidence=(evidence, {"kind": "mentions", "articles": 3}),
            register=(entry("r", "2022-12-11", portal="công báo"),),
            mentions=(
                mention("a", "2022-12-12", issued_on="2022-12-11"),
                mention("b", "2022-12-13", issued_on="2022-11-12"),
                mention("c", "2022-12-14"),
            ),
        )
    )
    right, wrong = found.claims
    assert (right.value, right.portals, right.times) == ("2022-12-11", ("công báo",), 2)
    assert [a.article_id for a in right.articles] == ["a"]
    assert (wrong.value, wrong.portals, wrong.times) == ("2022-11-12", (), 1)
    assert [a.article_id for a in wrong.articles] == ["b"]


def test_articles_that_the_evidence_names_are_shown() -> None:
    issuers = {
        "kind": "contradiction",
        "field": "issuer",
        "stated": {"UBND tỉnh Kon Tum": 1, "UBND tỉnh Gia Lai": 1},
        "articles": {"UBND tỉnh Gia Lai": ["b"]},
        "register": "UBND tỉnh Quảng Ngãi",
    }
    (found,) = contradictions(
        traced(
            evidence=(issuers,),
            mentions=(mention("a", None), mention("b", None, issuer="tỉnh Gia Lai")),
        )
    )
    told = [(c.value, c.registered, [a.article_id for a in c.articles]) for c in found.claims]
    assert told == [
        ("UBND tỉnh Quảng Ngãi", 1, []),
        ("UBND tỉnh Kon Tum", 0, []),
        ("UBND tỉnh Gia Lai", 0, ["b"]),
    ]
