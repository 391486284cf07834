"""Every word of the language reads well in every language, or the language is not finished."""

import re
from collections.abc import Iterable
from typing import Any

import pytest

from ordholden.policy import vocabulary as words
from ordholden.policy.phrases import LOCALES, NoSuchLanguage, phrases

LISTS: dict[str, Iterable[str]] = {
    "records": words.RECORDS,
    "categories": words.CATEGORIES,
    "anchors": words.ANCHORS,
    "actions": words.ACTIONS,
    "it": words.ACTIONS,
    "conditions": words.CONDITIONS,
    "people": words.PEOPLE,
    "stages": words.STAGES,
    "roles": words.ROLES,
    "audiences": words.AUDIENCES,
    "bases": words.BASES,
    "grounds": words.GROUNDS,
    "recipient_kinds": words.RECIPIENT_KINDS,
    "services": words.SERVICES,
    "contacts": words.CONTACTS,
    "requests": words.REQUESTS,
    "rights_text": words.REQUESTS,
    "mail_classes": words.MAIL_CLASSES,
    "modules": words.MODULES,
    "promises": words.PROMISES,
    "measures": words.MEASURES,
}
each = pytest.mark.parametrize("locale", LOCALES)
TO_THE_READER = {
    "da": r"\b(du|dig|din|dit|dine)\b",
    "nb": r"\b(du|deg|din|ditt|dine)\b",
    "sv": r"\b(du|dig|din|ditt|dina)\b",
    "en": r"\b(you|your|yourself)\b",
}


def _flat(table: dict[str, Any], start: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found.update(_flat(value, f"{start}{key}."))
        elif isinstance(value, str):
            found[f"{start}{key}"] = value
        else:
            found.update({f"{start}{key}.{n}": text for n, text in enumerate(value)})
    return found


@each
@pytest.mark.parametrize("table", LISTS)
def test_every_word_has_its_phrase(locale: str, table: str) -> None:
    missing = sorted(set(LISTS[table]) - set(phrases(locale).tables[table]))
    assert missing == []


@each
def test_languages_have_the_same_phrases_and_the_same_holes(locale: str) -> None:
    def shape(tongue: str) -> dict[str, list[str]]:
        tables = _flat({k: v for k, v in phrases(tongue).tables.items() if k != "laws"})
        return {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in tables.items()}

    assert shape(locale) == shape("en")


@each
def test_staff_read_about_people_and_are_never_taken_for_them(locale: str) -> None:
    tables = phrases(locale).tables
    held, about = tables["records"] | tables["categories"], tables["about_somebody"]
    read = {key: str(about.get(key, text)) for key, text in held.items()}
    spoken_to = [key for key, text in read.items() if re.search(TO_THE_READER[locale], text)]
    assert spoken_to == []
    assert set(about) <= set(held)


@each
def test_no_phrase_is_empty_or_ends_in_blanks(locale: str) -> None:
    for key, text in _flat(phrases(locale).tables).items():
        assert text.strip(), key
        assert text == text.rstrip(), key
        assert "  " not in text, key


@each
def test_a_promise_and_a_measure_are_whole_sentences(locale: str) -> None:
    book = phrases(locale)
    for table in ("promises", "measures"):
        for key, text in book.tables[table].items():
            assert text[0].isupper(), key
            assert text.endswith("."), key


def test_a_language_we_do_not_write_is_refused_with_those_we_do() -> None:
    with pytest.raises(NoSuchLanguage, match="da, nb, sv, en"):
        phrases("fi")
