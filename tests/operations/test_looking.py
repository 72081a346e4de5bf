"""What is told of: each new match once, and nothing that was there before."""

from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine

from archive.catalogue.saved_searches import pause, resume
from archive.clock import now
from archive.urls import article_id
from indexer.updating import rebuild_index
from tests.operations.world import SITE, World, one_world

pytestmark = pytest.mark.slow

FIRE = "Diễn tập phòng cháy rừng ở thôn"
OTHER = "Lịch tiếp công dân tháng 11"

#: What was there when the search was saved (a headline, or nothing), what happens then, and whether
#: that is told. `p` is where it happens.
Event = Callable[[World, str], object]
TOLD: dict[str, tuple[str | None, Event, bool]] = {
    # an article of today
    "published": (None, lambda w, p: w.publish(p, FIRE), True),
    # an old article that is crawled only now
    "old-date": (None, lambda w, p: w.publish(p, FIRE, date="2018-01-01"), True),
    # one without a date
    "no-date": (None, lambda w, p: w.publish(p, FIRE, date=None), True),
    # a capture of years ago, taken in only now
    "old-capture": (None, lambda w, p: w.publish(p, FIRE, at="2019-05-05T00:00:00Z"), True),
    # an entry of a register
    "entry": (None, lambda w, p: w.register(p, "Kế hoạch phòng cháy rừng"), True),
    # what does not match
    "other": (None, lambda w, p: w.publish(p, OTHER), False),
    # without diacritics, where the query has them
    "folded": (None, lambda w, p: w.publish(p, "Dien tap phong chay rung"), False),
    # what matched before, changed
    "changed": (FIRE, lambda w, p: w.publish(p, FIRE, body=["Khác."]), False),
    # what was there before and did not match, changed so that it does
    "edited": (OTHER, lambda w, p: w.publish(p, f"{OTHER}, phòng cháy rừng"), True),
    # what was there before and did not match, changed so that it does not either
    "edited-otherwise": (OTHER, lambda w, p: w.publish(p, "Lịch tiếp dân"), False),
    # what was there before, seen again as it was
    "seen-again": (FIRE, lambda w, p: w.publish(p, FIRE), False),
    # only its section is another
    "moved": (FIRE, lambda w, p: w.publish(p, FIRE, section="Tin tức"), False),
    # taken out of the catalogue before anybody looked
    "deleted": (None, lambda w, p: w.delete(w.publish(p, FIRE)), False),
    # changed twice before anybody looked, and in the end as it was
    "changed-back": (OTHER, lambda w, p: (w.publish(p, FIRE), w.publish(p, OTHER)), False),
}


@pytest.fixture(scope="module")
def told_of(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of what was told, all of it having happened between two looks."""
    with one_world(sqlite_template, tmp_path_factory) as world:
        with time_machine.travel("2026-11-20T01:00:00Z", tick=False):
            for path, (before, _, _) in TOLD.items():
                if before is not None:
                    world.publish(path, before)
            world.index()
            world.follow()
            assert world.run().found == 0
        with time_machine.travel("2026-11-21T01:00:00Z", tick=False):
            for path, (_, event, _) in TOLD.items():
                event(world, path)
            assert world.run().found == 0  # nothing of it is indexed yet
            world.index()
            report = world.run()
            assert (report.sent, len(world.server.received)) == (1, 1)
            assert world.run().looked == 0
        told = set(world.told())
        assert report.found == len(told)
        return {path for path in TOLD if article_id(SITE + path) in told}


@pytest.mark.parametrize("path", TOLD)
def test_what_is_told(told_of: set[str], path: str) -> None:
    assert (path in told_of) == TOLD[path][2]


def test_each_match_is_told_once(world: World) -> None:
    world.follow()
    first = world.publish("a", FIRE)
    world.index()
    assert world.run().sent == 1
    world.publish("a", FIRE, body=["Đã sửa."])  # changed: no news
    second = world.publish("b", FIRE)
    third = world.register("c", "Phòng cháy rừng")
    world.index()
    assert world.run().found == 2
    world.publish("a", OTHER)  # does not match any more
    world.index()
    world.run()
    world.publish("a", FIRE)  # and does again
    rebuild_index(world.catalogue, world.engine)
    assert world.run().found == 0
    assert world.told() == [first, *sorted([second, third])]
    assert len(world.server.received) == 2


def test_searches_of_several_people_are_told_by_themselves(world: World) -> None:
    world.follow()
    world.follow(address="khac@example.vn")
    world.follow("", [("province", "lao-cai")], address="lao-cai@example.vn")
    world.publish("a", FIRE)
    world.publish("b", OTHER, at=now())
    world.index()
    report = world.run()
    assert (report.looked, report.found, report.sent) == (3, 2, 2)
    assert {e.rcpt_tos[0] for e in world.server.received} == {
        "ban.doc@example.vn",
        "khac@example.vn",
    }


#: A search, and whether an article that says FIRE and cites a document is told of it.
ASKED: dict[tuple[str, tuple[tuple[str, str], ...]], bool] = {
    ("", (("province", "kon-tum"),)): True,  # all of a province
    ("", (("province", "kon-tum"), ("province", "lao-cai"))): True,  # of either
    ("phong chay rung", ()): True,  # typed without diacritics
    ("phòng cháy rưng", ()): True,  # no item is spelt so: read without diacritics
    ('"cháy rừng" -thôn', ()): False,  # a word that must not be there
    ("title:diễn department:tư", ()): True,  # fields
    ("phòng chái rừng", ()): False,  # misspelt: another spelling is a guess
    ("phòng cháy nhà cao tầng đô thị", ()): False,  # fewer words are one, too
    ("cites:4204/KH-UBND", ()): True,  # a document
    ("", (("document", "4204/kh ubnd"),)): True,
    ("", (("type", "Legislation"),)): False,
    ("", (("year", "2019"),)): False,
}


@pytest.fixture(scope="module")
def answered(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the searches that were told of the article."""
    with one_world(sqlite_template, tmp_path_factory) as world:
        world.publish("nha", "Nhà cao tầng ở đô thị: phòng cháy")
        world.index()
        for q, filters in ASKED:
            world.follow(q, filters, name=f"{q}{filters}")
        world.publish("a", FIRE, body=["Theo Kế hoạch số 4204/KH-UBND ngày 11/12/2018."])
        world.index()
        assert world.run().problems == ()
        told = {alert.saved_search_id for alert in world.alerts()}
        return {search.name for search in world.searches() if search.id in told}


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_what_is_asked(answered: set[str], asked: tuple[str, tuple[tuple[str, str], ...]]) -> None:
    assert (f"{asked[0]}{asked[1]}" in answered) == ASKED[asked]


def test_a_citation_that_is_added_by_an_edit_is_told(small_world: World) -> None:
    world = small_world
    with time_machine.travel("2026-11-20T01:00:00Z", tick=False):
        world.publish("a", OTHER)
        world.publish("b", OTHER, body=["Theo Kế hoạch số 4204/KH-UBND ngày 11/12/2018."])
        world.register("c", "Quyết định", "77/QĐ-UBND")
        world.index()
        world.follow("", [("document", "4204/KH-UBND")])
        world.follow("cites:78/QĐ-UBND")
    with time_machine.travel("2026-11-21T01:00:00Z", tick=False):
        cited = world.publish("a", OTHER, body=["Kế hoạch số 4204/KH-UBND ngày 11/12/2018."])
        world.publish("b", OTHER, body=["Theo Kế hoạch 4204/KH-UBND ngày 11/12/2018, đã sửa."])
        renamed = world.register("c", "Quyết định", "78/QĐ-UBND")
        world.index()
        assert world.run().found == 2
    assert sorted(world.told()) == sorted([cited, renamed])


def test_what_is_gone_before_it_is_told_is_not_told(world: World) -> None:
    world.follow()
    world.server.stop()
    first = world.publish("a", FIRE)
    world.index()
    assert world.run().failed == 1
    world.delete(first)
    world.server.start()
    with time_machine.travel("2026-12-24T01:00:00Z"):
        world.run()
    assert [alert.state for alert in world.alerts()] == ["empty"]
    assert world.server.received == []


def test_paused_is_told_later_of_all_that_came_meanwhile(world: World) -> None:
    search = world.follow()
    with world.catalogue.begin() as session:
        pause(session, search.id)
    world.publish("a", FIRE)
    world.index()
    assert world.run().looked == 0
    with world.catalogue.begin() as session:
        resume(session, search.id)
    world.publish("b", FIRE)
    world.index()
    assert world.run().found == 2
    assert len(world.server.received) == 1


def test_while_a_message_waits_nothing_is_piled_up(world: World) -> None:
    world.follow()
    world.publish("a", FIRE)
    world.index()
    world.server.answers = ["451 later"]
    assert world.run().failed == 1
    world.publish("b", FIRE)
    world.index()
    assert (world.run().found, len(world.alerts())) == (0, 1)
    with time_machine.travel("2026-12-24T01:00:00Z"):
        report = world.run()
    assert (report.found, report.sent) == (1, 2)


def test_an_index_that_is_behind_or_another_is_waited_for(small_world: World) -> None:
    world = small_world
    world.publish("chua", FIRE)
    world.follow()  # when what was published last could not be found yet
    world.index()
    assert world.run().found == 1


@pytest.mark.slow
def test_many_changes_are_looked_at(small_world: World) -> None:
    world = small_world
    world.follow()
    for number in range(600):
        world.publish(f"tin-{number}", FIRE if number % 3 == 0 else OTHER)
    world.index()
    assert world.run().found == 200
    (message,) = world.server.messages
    text = message.get_body(("plain",))
    assert text is not None
    assert "… và 100 kết quả nữa." in text.get_content()
