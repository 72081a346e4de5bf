"""Who crawls what and when: timetables become jobs, and workers do them."""

from operations.scheduling.processes import Limits
from operations.scheduling.timetables import ask_for_due, follow_files, next_due
from operations.scheduling.working import Worker

__all__ = ["Limits", "Worker", "ask_for_due", "follow_files", "next_due"]
