"""Ordholden: recruitment and staffing in which the privacy notice is the program.

Each package in here is a room. Rooms import downwards only; `pyproject.toml` holds the order.
"""

import re
from pathlib import Path

_CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"


def _version() -> str:
    """The first version heading of the changelog: those who run it read the same number."""
    found = re.search(r"^## (\d+\.\d+\.\d+)", _CHANGELOG.read_text(encoding="utf-8"), re.M)
    return found[1] if found else "0.0.0"


__version__ = _version()
