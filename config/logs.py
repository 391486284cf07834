"""Logs without people: an exception's kind and place are written, its message is not.

A database's message quotes the row that was refused, a form's the value that was typed.
"""

import logging
import traceback
from types import TracebackType


class Discreet(logging.Formatter):
    """Formats an exception as file, line and function of every step, and the kind of fault."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _, trace = ei
        steps = traceback.extract_tb(trace) if trace else []
        lines = [f"  {step.filename}:{step.lineno} in {step.name}" for step in steps]
        return "\n".join([*lines, f"{kind.__module__}.{kind.__qualname__}" if kind else ""])


CONFIGURATION = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {"()": Discreet, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers would mail or print tracebacks in full.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # A page that is not there is not a fault, and its address may be anything.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL"},
    },
}
