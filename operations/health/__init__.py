"""The health of portals: judged from their crawls, written down, and told when it turns."""

from operations.health.checking import check_interrupted, check_portals
from operations.health.refusing import note_refused_files
from operations.health.telling import HealthReport, Recipients, tell_turns

__all__ = [
    "HealthReport",
    "Recipients",
    "check_interrupted",
    "check_portals",
    "note_refused_files",
    "tell_turns",
]
