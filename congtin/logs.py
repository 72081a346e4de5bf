"""Logs: lines for people, or one JSON object a line for what collects logs."""

import logging
import sys
from pathlib import Path
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from congtin.settings import Settings

_TEXT = "%(asctime)s %(message)s"


class JsonLines(JsonFormatter):
    """A record as a JSON object: `time` (UTC), `level`, `logger`, `message`, and `exc_info`."""

    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="time",
            json_ensure_ascii=False,
        )


def log_to_stderr(settings: Settings) -> None:
    """Have this process log to standard error, as the settings have it."""
    handler = logging.StreamHandler(sys.stderr)
    as_json = settings.log_format == "json"
    handler.setFormatter(JsonLines() if as_json else logging.Formatter(_TEXT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def log_crawls_to(file: Path, settings: Settings) -> dict[str, Any]:
    """Have crawls of this process log to a file; what Scrapy is to be told for it."""
    if settings.log_format == "text":
        return {"LOG_FILE": str(file)}
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(JsonLines())
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return {"LOG_INSTALL_ROOT_HANDLER": False}


def gunicorn_options_of_logs(settings: Settings) -> dict[str, Any]:
    """What gunicorn is to be told of the log's form: its own log and that of the pages."""
    if settings.log_format == "text":
        return {}
    through_root = {"level": "WARNING", "handlers": [], "propagate": True}
    return {
        "logconfig_dict": {
            "root": {"level": "WARNING", "handlers": ["error_console"]},
            "loggers": {"gunicorn.error": through_root, "gunicorn.access": through_root},
            "formatters": {"generic": {"()": f"{__name__}.{JsonLines.__name__}"}},
        }
    }
