"""The Europass passport in JSON, version 3.4, as its official examples write it."""

import json
from typing import Any

from ordholden.cvs import showing
from ordholden.cvs.kinds import PRACTICE
from ordholden.cvs.models import Part
from ordholden.cvs.readers.europass import SCALES
from ordholden.cvs.writers.about import About
from ordholden.web.dates import long_date

MEDIA_TYPE = "application/json"
Tree = dict[str, Any]
OTHERS = {"courses": "courses", "certificates": "certifications", "tests": "certifications"}


def write(about: About) -> bytes:
    """The file of somebody's CV."""
    parts = showing.for_others(about.person)
    learner: Tree = {
        "Identification": _identity(about, parts.get("links", [])),
        "WorkExperience": [
            _work(one) for key in ("experience", "internship") for one in parts.get(key, [])
        ],
        "Education": [_education(one) for one in parts.get("education", [])],
        "Skills": _skills(parts),
        "Achievement": [
            {
                "Title": {"Code": code},
                "Description": "\n".join(_line(one) for one in parts[key]),
            }
            for key, code in OTHERS.items()
            if key in parts
        ],
    }
    if about.presentation:
        learner["Headline"] = {
            "Type": {"Code": "personal_statement"},
            "Description": {"Label": about.presentation},
        }
    passport = {
        "Locale": about.person.locale or "en",
        "DocumentInfo": {
            "DocumentType": "ECV",
            "CreationDate": about.made,
            "LastUpdateDate": about.made,
            "XSDVersion": "V3.4",
        },
        "LearnerInfo": {key: value for key, value in learner.items() if value},
    }
    return json.dumps({"SkillsPassport": passport}, ensure_ascii=False, indent=2).encode()


def _identity(about: About, links: list[Part]) -> Tree:
    first, _space, last = about.name.rpartition(" ")
    contact: Tree = {"Email": {"Contact": about.email}}
    if about.phone:
        contact["Telephone"] = [{"Contact": about.phone}]
    if about.address:
        contact["Address"] = {"Contact": {"AddressLine": about.address}}
    if links:
        contact["Website"] = [{"Contact": one.link} for one in links if one.link]
    name = {"FirstName": first or last, "Surname": last if first else ""}
    return {"PersonName": name, "ContactInfo": contact}


def _period(part: Part) -> Tree:
    found: Tree = {"Current": part.is_current}
    for word, month in (("From", part.starts), ("To", part.ends)):
        if month:
            year, _dash, number = month.partition("-")
            found[word] = {"Year": int(year), **({"Month": int(number)} if number else {})}
    return found


def _at(part: Part) -> Tree:
    found: Tree = {"Name": part.organisation}
    if part.place:
        found["ContactInfo"] = {"Address": {"Contact": {"Municipality": part.place}}}
    return found


def _work(part: Part) -> Tree:
    said = {
        "Period": _period(part),
        "Position": {"Label": part.title},
        "Activities": part.text,
        "Employer": _at(part),
    }
    return {key: value for key, value in said.items() if value}


def _education(part: Part) -> Tree:
    said = {
        "Period": _period(part),
        "Title": part.title,
        "Activities": part.text,
        "Organisation": _at(part),
    }
    return {key: value for key, value in said.items() if value}


def _skills(parts: dict[str, list[Part]]) -> Tree:
    found: Tree = {}
    spoken = parts.get("languages", [])
    if spoken:
        found["Linguistic"] = {
            "MotherTongue": [
                {"Description": {"Label": one.title}} for one in spoken if one.level == "native"
            ],
            "ForeignLanguage": [_foreign(one) for one in spoken if one.level != "native"],
        }
    if skills := parts.get("skills"):
        levels = dict(PRACTICE)
        lines = [
            f"{one.title} ({levels[one.level]})" if one.level in levels else one.title
            for one in skills
        ]
        found["JobRelated"] = {"Description": "\n".join(lines)}
    if licences := parts.get("driving-licence"):
        found["Driving"] = {"Description": [one.title for one in licences]}
    return found


def _foreign(part: Part) -> Tree:
    found: Tree = {"Description": {"Label": part.title}}
    if part.level:
        found["ProficiencyLevel"] = dict.fromkeys(SCALES, part.level)
    return found


def _line(part: Part) -> str:
    valid = long_date(part.expires_on) if part.expires_on else ""
    said = (part.title, part.organisation, part.span, part.level, valid)
    return ", ".join(one for one in said if one)
