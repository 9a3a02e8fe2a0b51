"""Where the log goes: the console, a line an event, for the supervisor to keep."""

from typing import Any


def logging_at(level: str) -> dict[str, Any]:
    """Django's LOGGING for a level (`WARNING`, `INFO`, `DEBUG`)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
    }
