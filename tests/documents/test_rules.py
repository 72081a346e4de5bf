"""Better tables of bodies and laws reach what is resolved already."""

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import ConsumerRow
from documents.resolving import CONSUMER, resolve_changes
from documents.rules import digest_of_rules
from tests.documents.conftest import Publish
from tests.documents.test_redirects import redirects
from tests.documents.test_resolving import keys

NAMED = "quoc-hoi/luat-trong-rau/2030"
NUMBERED = "quoc-hoi/99-2030-qh20/2030"


def become(monkeypatch: pytest.MonkeyPatch, rules: str, look_up: str) -> None:
    """Let the rules be others, by which the law has this look-up key."""
    monkeypatch.setattr("documents.resolving.digest_of_rules", lambda: rules)
    monkeypatch.setattr("documents.clues.look_up_key", lambda *_: look_up)


def test_law_that_comes_into_the_table(
    publish: Publish, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Theo Luật Trồng rau năm 2030.", day="2031-05-01")
    publish("Không nhắc đến văn bản nào.", day="2031-05-01", number=2)
    assert keys(catalogue) == [NAMED]
    become(monkeypatch, "newer", "99-2030-qh20")
    reports: list[tuple[int, int]] = []
    assert resolve_changes(catalogue, lambda done, total: reports.append((done, total))) == 2
    assert reports[-1][0] == reports[-1][1] > 0
    assert keys(catalogue) == [NUMBERED]
    assert redirects(catalogue) == {NAMED: NUMBERED}
    assert resolve_changes(catalogue) == 0


def test_rules_that_others_took_the_place_of(
    publish: Publish, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Theo Luật Trồng rau năm 2030.", day="2031-05-01")
    with monkeypatch.context() as newer:
        become(newer, "newer", "99-2030-qh20")
        resolve_changes(catalogue)
    # a machine that is not brought up to date yet
    assert resolve_changes(catalogue) == 0
    assert keys(catalogue) == [NUMBERED]
    with catalogue.session() as session:
        known = session.scalar(select(ConsumerRow.rules).where(ConsumerRow.name == CONSUMER))
    assert known == [digest_of_rules(), "newer"]
