"""One round of alerts: send what is due, look for new matches, send these."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from archive.catalogue import Catalogue
from archive.catalogue.saved_searches import remove_unconfirmed
from archive.clock import moment
from indexer.search import SearchUnavailableError
from indexer.searching import SearchEngine
from operations.alerts.looking import Look, look_for_matches
from operations.alerts.sending import Outgoing, send_due

#: So long an address has to confirm that it wants to be told; then it is forgotten.
CONFIRM_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AlertReport:
    """What came of a round.

    Attributes:
        looked: saved searches that were looked at, for there was something new in the index.
        found: new matches.
        sent: messages that got through.
        failed: messages that did not, and will be tried again.
        given_up: messages that will not; their searches are paused.
        forgotten: saved searches that nobody confirmed in time.
        problems: what went wrong, a line each.
    """

    looked: int
    found: int
    sent: int
    failed: int
    given_up: int
    forgotten: int
    problems: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as one JSON object."""
        return asdict(self)


def run_alerts(catalogue: Catalogue, engine: SearchEngine, outgoing: Outgoing) -> AlertReport:
    """Tell of every new match that has not been told yet.

    Any number of processes may do so at once, and any may be killed: what one of them has begun to
    send, the others leave alone for ten minutes, then take up. Where the search engine is away,
    what was found before is sent all the same.
    """
    catalogue = catalogue.public
    with catalogue.begin() as session:
        forgotten = remove_unconfirmed(session, moment(datetime.now(UTC) - CONFIRM_WITHIN))
    before = send_due(catalogue, outgoing)
    try:
        look = look_for_matches(catalogue, engine)
    except SearchUnavailableError as error:
        look = Look(0, 0, (str(error),))
    after = send_due(catalogue, outgoing)
    return AlertReport(
        looked=look.searches,
        found=look.found,
        sent=before.sent + after.sent,
        failed=before.failed + after.failed,
        given_up=before.given_up + after.given_up,
        forgotten=forgotten,
        problems=(*before.problems, *look.problems, *after.problems),
    )
