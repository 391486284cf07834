"""What another service can take over (GDPR art. 20): what the person gave, in JSON Resume form.

https://jsonresume.org/schema (1.0.0). The law asks for what rests on consent or contract; given
here is everything the person provided, with its bases beside it (X-35).
"""

from collections.abc import Callable, Iterator
from typing import Any

from ordholden.copies.contents import Making
from ordholden.copies.held import Row
from ordholden.people.models import Detail
from ordholden.policy.declarations import Source

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
PORTABLE_BASES = ("6.1.a", "6.1.b", "9.2.a")
# Category -> section of the schema and the member that takes what was written.
LISTS = {
    "profile.experience": ("work", "summary"),
    "profile.workplaces": ("work", "name"),
    "profile.internship": ("work", "summary"),
    "profile.education": ("education", "area"),
    "profile.courses": ("education", "area"),
    "profile.certificates": ("certificates", "name"),
    "profile.driving_licence": ("certificates", "name"),
    "profile.skills": ("skills", "name"),
    "profile.languages": ("languages", "language"),
    "profile.interests": ("interests", "name"),
}
BASICS = {
    "person.name": "name",
    "person.email": "email",
    "person.phone": "phone",
    "profile.presentation": "summary",
}

# Table -> what one of its rows is in the schema: (section, its members). Rooms above add theirs.
STRUCTURED: dict[str, Callable[[Row], tuple[str, dict[str, Any]]]] = {}


def resume(making: Making) -> dict[str, Any]:
    """The schema's document; what it has no word for, and the bases, stand under `meta`."""
    basics: dict[str, Any] = {}
    found: dict[str, Any] = {"$schema": SCHEMA, "basics": basics}
    others: list[dict[str, Any]] = []
    bases: dict[str, list[str]] = {}
    for category, value, why in _given(making):
        bases[category] = why
        if category in BASICS:
            basics[BASICS[category]] = value
        elif category == "person.address":
            basics["location"] = {"address": value}
        elif category == "person.social_profile":
            basics.setdefault("profiles", []).append({"url": value})
        elif category in LISTS:
            section, member = LISTS[category]
            found.setdefault(section, []).append({member: value})
        else:
            others.append({"category": category, "value": value})
    for section, members, category, why in _structured(making):
        bases[category] = why
        there = basics if section == "profiles" else found
        there.setdefault(section, []).append(members)
    found["meta"] = {
        "canonical": making.policy.document.controller.name,
        "lastModified": making.made,
        "others": others,
        "files": sorted(making.files.values()),
        "bases": bases,
        "on_consent_or_contract": sorted(
            category for category, why in bases.items() if set(why) & set(PORTABLE_BASES)
        ),
    }
    return found


def _structured(making: Making) -> Iterator[tuple[str, dict[str, Any], str, list[str]]]:
    """Section, members, category and bases of rows that are a part of a CV by themselves."""
    for row in making.rows:
        if row.table.table in STRUCTURED and _from_subject(row, row.category):
            why = next(one for one in row.why if one["category"] == row.category)
            yield (*STRUCTURED[row.table.table](row), row.category, why["bases"])


def _given(making: Making) -> list[tuple[str, str, list[str]]]:
    """Category, value and bases of everything that came from the person themself."""
    found = []
    for row in making.rows:
        if row.table.table in STRUCTURED:
            continue
        for name, column in row.table.holds.personal.items():
            category = column.category or row.category
            if not column.portable or not _from_subject(row, category):
                continue
            why = next(one for one in row.why if one["category"] == category)
            if text := _text(making, row, name):
                found.append((category, text, why["bases"]))
    return found


def _from_subject(row: Row, category: str) -> bool:
    return any(
        one["category"] == category and str(Source.SUBJECT) in one["source"] for one in row.why
    )


def _text(making: Making, row: Row, name: str) -> str:
    if row.table.model is Detail and name == "value":
        return making.texts[row.key]
    return str(row.values.get(name, ""))
