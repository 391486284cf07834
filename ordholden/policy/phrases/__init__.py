"""How every word of the language reads to a person, in each language notices are written in.

One folder per language, one phrase per word of the vocabulary, and the patterns sentences are
built from. A language is complete or it does not exist: tests compare it with the vocabulary.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

_HERE = Path(__file__).parent
_FILES = ("about", "records", "words", "promises", "sentences", "details")
LOCALES: tuple[str, ...] = ("da", "nb", "sv", "en")


class NoSuchLanguage(ValueError):
    """Notices cannot be written in that language. The message says in which they can."""


@dataclass(frozen=True, eq=False)
class Phrases:
    """The phrases of one language."""

    locale: str
    tables: dict[str, dict[str, Any]]

    def of(self, table: str, key: str) -> str:
        """One phrase: of("people", "candidate"). Raises KeyError if the word has none."""
        found = self.tables[table][key]
        if not isinstance(found, str):
            raise KeyError(f"{table}.{key} is not one phrase")
        return found

    def form(self, table: str, key: str, form: str) -> str:
        """One form of a phrase that has several: form("anchors", "last_login", "event")."""
        return str(self.tables[table][key][form])


@cache
def phrases(locale: str) -> Phrases:
    """The phrases of a language. Raises NoSuchLanguage."""
    if locale not in LOCALES:
        raise NoSuchLanguage(
            f"no notice can be written in “{locale}”; the languages are {', '.join(LOCALES)}"
        )
    tables: dict[str, dict[str, Any]] = {}
    for name in _FILES:
        text = (_HERE / locale / f"{name}.toml").read_text(encoding="utf-8")
        tables.update(tomli.loads(text))
    return Phrases(locale, tables)
