"""Typed readers for the environment. Each setting says in one line what it is for.

docs/settings.md is written from these lines (`bin/ordholden settings`), and a test compares.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from ordholden.kit.database.faults import CannotStart


@dataclass(frozen=True)
class Setting:
    """One variable of the environment: its name, kind, default as people read it, and purpose."""

    name: str
    kind: str
    default: str
    purpose: str


KNOWN: dict[str, Setting] = {}


def _value(kind: str, name: str, purpose: str, default: str) -> str:
    KNOWN[name] = Setting(name, kind, default, purpose)
    return os.environ.get(name, "").strip()


def text(name: str, purpose: str, default: str = "", shown: str = "") -> str:
    """A text. `shown` is what the documentation says instead of the default."""
    return _value("text", name, purpose, shown or default) or default


def flag(name: str, purpose: str, default: bool = False, shown: str = "") -> bool:
    """Yes or no: 1, true, yes, on or 0, false, no, off."""
    given = _value("yes or no", name, purpose, shown or ("yes" if default else "no")).lower()
    if not given:
        return default
    if given in ("1", "true", "yes", "on"):
        return True
    if given in ("0", "false", "no", "off"):
        return False
    raise CannotStart(f"{name} is {given!r}; it must be yes or no.")


def number(name: str, purpose: str, default: int, least: int = 0, most: int = 65535) -> int:
    """A whole number from `least` to `most`."""
    given = _value("number", name, purpose, str(default))
    if not given:
        return default
    if not given.isdecimal() or not least <= int(given) <= most:
        raise CannotStart(f"{name} is {given!r}; it must be a number from {least} to {most}.")
    return int(given)


def names(name: str, purpose: str, default: str = "") -> list[str]:
    """Several names, separated by commas."""
    given = _value("names", name, purpose, default) or default
    return [part.strip() for part in given.split(",") if part.strip()]


def folder(name: str, purpose: str, default: Path, shown: str) -> Path:
    """A folder; a relative one is counted from where the program is started."""
    given = _value("folder", name, purpose, shown)
    return Path(given).expanduser().absolute() if given else default


def secret(name: str, purpose: str, shown: str = "none") -> str:
    """A secret, given as NAME, or as NAME_FILE: the path of a file that holds it."""
    given = _value("secret", name, f"{purpose} Or `{name}_FILE`: a file that holds it.", shown)
    path = os.environ.get(f"{name}_FILE", "").strip()
    if not path:
        return given
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise CannotStart(f"{name}_FILE names {path}, which cannot be read.") from fault


def page() -> str:
    """The documentation of every setting, as docs/settings.md holds it."""
    lines = [
        "# Settings",
        "",
        "The program runs with none of these. Written by `bin/ordholden settings`; do not edit.",
        "",
        "| variable | kind | default | what it is for |",
        "|---|---|---|---|",
    ]
    for setting in KNOWN.values():
        default = f"`{setting.default}`" if setting.default else "none"
        lines.append(f"| `{setting.name}` | {setting.kind} | {default} | {setting.purpose} |")
    return "\n".join(lines) + "\n"
