"""JSON Resume 1.0.0 (https://jsonresume.org/schema): validates, and is read again without loss.

What the schema has no word for stands in members of our own (`kind`, `current`, `expires`,
`score`, `location` of a school), which it allows.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ordholden.copies.held import Row
from ordholden.copies.portable import SCHEMA
from ordholden.cvs import showing
from ordholden.cvs.kinds import BY_CATEGORY
from ordholden.cvs.writers.about import About

MEDIA_TYPE = "application/json"
# Words that other programs use; read back in `readers.found`.
FLUENCY = {"native": "Native speaker"}
PRACTICE = {"basic": "Beginner", "skilled": "Intermediate", "expert": "Advanced"}


def write(about: About) -> bytes:
    """The file of somebody's CV."""
    basics: dict[str, Any] = {"name": about.name, "email": about.email}
    if about.phone:
        basics["phone"] = about.phone
    if about.presentation:
        basics["summary"] = about.presentation
    if about.address:
        basics["location"] = {"address": about.address}
    resume: dict[str, Any] = {"$schema": SCHEMA, "basics": basics}
    for parts in showing.for_others(about.person).values():
        for part in parts:
            section, members = member(part.category, vars(part))
            there = basics if section == "profiles" else resume
            there.setdefault(section, []).append(members)
    resume["meta"] = {"version": "v1.0.0", "lastModified": about.made}
    return json.dumps(resume, ensure_ascii=False, indent=2).encode()


def of_row(row: Row) -> tuple[str, dict[str, Any]]:
    """Section and members of a part as the copy of everything reads it."""
    return member(row.category, row.values)


def member(category: str, part: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Section and members of one part; part: its columns."""
    kind = BY_CATEGORY[category].key
    section, said = _SECTIONS[kind](part)
    return section, {key: value for key, value in said.items() if value not in ("", None, [])}


def _work(part: Mapping[str, Any], kind: str = "") -> tuple[str, dict[str, Any]]:
    return "work", {
        "name": part.get("organisation"),
        "position": part.get("title"),
        "location": part.get("place"),
        **_time(part),
        "summary": part.get("text"),
        "kind": kind,
    }


def _education(part: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "education", {
        "institution": part.get("organisation"),
        "area": part.get("title"),
        "location": part.get("place"),
        **_time(part),
        "summary": part.get("text"),
    }


def _course(part: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "education", {
        "institution": part.get("organisation"),
        "area": part.get("title"),
        "studyType": "",
        "startDate": part.get("starts"),
        "current": False,
        "summary": part.get("text"),
        "kind": "courses",
    }


def _certificate(part: Mapping[str, Any], kind: str = "") -> tuple[str, dict[str, Any]]:
    return "certificates", {
        "name": part.get("title"),
        "date": part.get("starts"),
        "issuer": part.get("organisation"),
        "url": part.get("link"),
        "expires": str(part.get("expires_on") or ""),
        "score": part.get("level"),
        "kind": kind,
    }


def _language(part: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    level = str(part.get("level") or "")
    return "languages", {"language": part.get("title"), "fluency": FLUENCY.get(level, level)}


def _skill(part: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    level = str(part.get("level") or "")
    words = part.get("text")
    return "skills", {
        "name": part.get("title"),
        "level": PRACTICE.get(level, level),
        "keywords": [words] if words else [],
    }


def _time(part: Mapping[str, Any]) -> dict[str, Any]:
    current = str(part.get("is_current")) == "True"
    return {"startDate": part.get("starts"), "endDate": part.get("ends"), "current": current}


_SECTIONS: dict[str, Callable[[Mapping[str, Any]], tuple[str, dict[str, Any]]]] = {
    "experience": _work,
    "wishes": lambda part: (
        "wishes",
        {
            "position": part.get("title"),
            "location": part.get("place"),
            "hours": part.get("level"),
            "summary": part.get("text"),
        },
    ),
    "internship": lambda part: _work(part, "internship"),
    "education": _education,
    "courses": _course,
    "tests": lambda part: _certificate(part, "tests"),
    "certificates": _certificate,
    "driving-licence": lambda part: _certificate(part, "driving-licence"),
    "languages": _language,
    "skills": _skill,
    "interests": lambda part: ("interests", {"name": part.get("title")}),
    "links": lambda part: ("profiles", {"network": part.get("title"), "url": part.get("link")}),
}
