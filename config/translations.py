"""The words on the screen: found in the code, compiled for Django, and complete.

Everything is done with Babel, so that no program but Python is needed.
"""

import io
import os
import tokenize
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

BASE = Path(__file__).resolve().parent.parent
LANGUAGES = ("da", "nb")  # English stands in the code
HEADER = """\
# Ordholden's words. English stands in the code, the words of the notice in ordholden/policy.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def source(language: str) -> Path:
    """The file translators edit."""
    return BASE / "locale" / language / "LC_MESSAGES" / "django.po"


def compile_stale() -> None:
    """Compile each translation that is newer than its compiled form."""
    for language in LANGUAGES:
        path = source(language)
        compiled = path.with_suffix(".mo")
        if not path.exists():
            continue
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        draft = io.BytesIO()
        write_mo(draft, _read(language))
        whole = compiled.with_name(f"{compiled.name}.{os.getpid()}")  # others may do the same
        whole.write_bytes(draft.getvalue())
        whole.rename(compiled)


def faults() -> list[str]:
    """What is missing or left over in the translations, one sentence each."""
    wanted = _messages()
    found = []
    for language in LANGUAGES:
        there = _read(language)
        for message in filter(lambda message: message.id, wanted):
            known = there.get(message.id, context=message.context)
            if known is None or not known.string or (known.pluralizable and not all(known.string)):
                found.append(f"{language}: no translation of {message.id!r}")
            elif known.fuzzy:
                found.append(f"{language}: {message.id!r} is marked as unsure")
        for message in there:
            if message.id and wanted.get(message.id, context=message.context) is None:
                found.append(f"{language}: {message.id!r} is no longer used")
    return found


def update() -> None:
    """Bring the files translators edit in line with the code; translations are kept."""
    wanted = _messages()
    for language in LANGUAGES:
        path = source(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        there = _read(language)
        there.update(wanted, no_fuzzy_matching=True)
        there.obsolete.clear()
        for message in there:
            message.locations = []
        _write(language, there)


def _write(language: str, catalog: Catalog) -> None:
    """One order and no dates, so that two who translate get in each other's way least."""
    draft = io.BytesIO()
    write_po(draft, catalog, sort_output=True, no_location=True, omit_header=True, width=100)
    header = HEADER.format(language=language, plurals=catalog.plural_forms)
    source(language).write_text(header + draft.getvalue().decode(), encoding="utf-8")


def _read(language: str) -> Catalog:
    path = source(language)
    if not path.exists():
        return Catalog(locale=language, project="Ordholden", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _messages() -> Catalog:
    """Every message of the program, in English."""
    catalog = Catalog(project="Ordholden")
    for path, text in _texts():
        lines = io.BytesIO(text.encode())
        for _, message, comments, context in extract("python", lines, KEYWORDS, ("Translators:",)):
            catalog.add(message, auto_comments=comments, context=context, locations=[(path, 0)])
    return catalog


def _texts() -> Iterator[tuple[str, str]]:
    """Python as it is, and templates in the form Django gives them for this purpose."""
    from django.utils.translation.template import templatize

    for path in sorted(BASE.glob("ordholden/**/*")):
        if "tests" in path.parts or "policy" in path.relative_to(BASE).parts[:2]:
            continue
        name = str(path.relative_to(BASE))
        if path.suffix == ".py":
            with tokenize.open(path) as file:
                yield name, file.read()
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            yield name, templatize(path.read_text(encoding="utf-8"), origin=name)
