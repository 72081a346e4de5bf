"""Who crawls what and when: timetables become jobs, and workers do them."""

from operations.scheduling.commands import words_of
from operations.scheduling.due_crawls import ask_for_due, crawl_of, follow_files
from operations.scheduling.processes import Limits, starter
from operations.scheduling.signs_of_life import SILENT, SignsOfLife, silence
from operations.scheduling.working import Worker

__all__ = [
    "SILENT",
    "Limits",
    "SignsOfLife",
    "Worker",
    "ask_for_due",
    "crawl_of",
    "follow_files",
    "silence",
    "starter",
    "words_of",
]
