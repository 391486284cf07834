"""Europass: the passport of 2012-2020 (JSON, XML) and the profile since 2020 (XML).

The older one is a tree of the same names in both spellings, so XML is turned into what the JSON
says. The newer one follows HR Open Standards ("Candidate").
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from ordholden.cvs.readers.found import Found, plain
from ordholden.cvs.readers.safe import NotRead

Tree = dict[str, Any]
SCALES = ("Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing")
STEPS = ("A1", "A2", "B1", "B2", "C1", "C2")


def read_json(data: Tree) -> Found:
    """A passport in JSON."""
    return _passport(_tree(_tree(data.get("SkillsPassport")).get("LearnerInfo")))


def read_xml(root: Element) -> Found:
    """A passport or a profile in XML. Raises NotRead for other XML."""
    if root.tag == "SkillsPassport":
        learner = root.find("LearnerInfo")
        return _passport(_tree(_as_tree(learner)) if learner is not None else {})
    if root.tag == "Candidate":
        return _candidate(root)
    raise NotRead(_("This XML is not a Europass CV. Nothing was stored."))


# ------------------------------------------------------------------ the passport
def _as_tree(element: Element) -> Any:
    """An element as the JSON says it: lists without their wrapping, attributes as members."""
    if len(element) == 0 and not element.attrib:
        return element.text or ""
    found: Tree = {name.capitalize(): value for name, value in element.attrib.items()}
    for child in element:
        if child.tag.endswith("List") and len(child):
            found[child.tag.removesuffix("List")] = [_as_tree(one) for one in child]
        elif child.tag in found:
            before = found[child.tag]
            found[child.tag] = [
                *(before if isinstance(before, list) else [before]),
                _as_tree(child),
            ]
        else:
            found[child.tag] = _as_tree(child)
    return found


def _passport(learner: Tree) -> Found:
    found = Found()
    _identity(found, _tree(learner.get("Identification")))
    headline = _label(_tree(learner.get("Headline")).get("Description"))
    kind = plain(_tree(_tree(learner.get("Headline")).get("Type")).get("Code"))
    if kind == "personal_statement":
        found.value("profile.presentation", headline)
    for one in _rows(learner.get("WorkExperience")):
        employer = _tree(one.get("Employer"))
        found.part(
            "experience",
            title=_label(one.get("Position")),
            organisation=employer.get("Name"),
            place=_town(employer),
            text=one.get("Activities"),
            **_period(one),
        )
    for one in _rows(learner.get("Education")):
        school = _tree(one.get("Organisation"))
        found.part(
            "education",
            title=_label(one.get("Title")),
            organisation=school.get("Name"),
            place=_town(school),
            text=one.get("Activities"),
            **_period(one),
        )
    _skills(found, _tree(learner.get("Skills")))
    for one in _rows(learner.get("Achievement")):
        code = plain(_tree(one.get("Title")).get("Code"))
        if code in ("certifications", "courses"):
            kind = "certificates" if code == "certifications" else "courses"
            for line in plain(one.get("Description")).split("\n"):
                found.part(kind, title=line.strip("-• "))
        if code == "references":
            found.others.add("profile.references")
    return found


def _identity(found: Found, said: Tree) -> None:
    name = _tree(said.get("PersonName"))
    both = (plain(name.get("FirstName")), plain(name.get("Surname")))
    found.value("person.name", " ".join(one for one in both if one))
    contact = _tree(said.get("ContactInfo"))
    for one in _rows(contact.get("Telephone")):
        found.value("person.phone", one.get("Contact"))
    place = _tree(_tree(contact.get("Address")).get("Contact"))
    town = " ".join(
        x for x in (plain(place.get("PostalCode")), plain(place.get("Municipality"))) if x
    )
    found.value(
        "person.address", "\n".join(x for x in (plain(place.get("AddressLine")), town) if x)
    )
    for one in _rows(contact.get("Website")):
        address = plain(one.get("Contact"))
        found.part("links", title=address.partition("://")[2] or address, link=address)
    facts = _tree(said.get("Demographics"))
    for word, category in (
        ("Birthdate", "person.birth_date"),
        ("Gender", "person.gender"),
        ("Nationality", "person.nationality"),
    ):
        if facts.get(word):
            found.others.add(category)
    if said.get("Photo"):
        found.others.add("person.photo")


def _skills(found: Found, skills: Tree) -> None:
    spoken = _tree(skills.get("Linguistic"))
    for one in _rows(spoken.get("MotherTongue")):
        found.part("languages", title=_label(one.get("Description")), level="native")
    for one in _rows(spoken.get("ForeignLanguage")):
        levels = _tree(one.get("ProficiencyLevel"))
        known = [plain(levels.get(scale)) for scale in SCALES]
        found.part("languages", title=_label(one.get("Description")), level=_middle(known))
    for word in ("Communication", "Organisational", "JobRelated", "Computer", "Other"):
        text = plain(_tree(skills.get(word)).get("Description"))
        for line in text.split("\n")[:30]:
            line = line.strip("-–•· ;")
            short = len(line) <= 100
            found.part(
                "skills", title=line if short else f"{line[:97]}…", text="" if short else line
            )
    classes = _tree(skills.get("Driving")).get("Description")
    if isinstance(classes, str):
        classes = classes.split()
    if isinstance(classes, list):
        said = [text for one in classes[:20] if (text := plain(_label(one)))]
        found.part("driving-licence", title=", ".join(said))


def _middle(levels: list[str]) -> str:
    """What somebody can do on the whole: the middle of what is said of each skill."""
    places = sorted(STEPS.index(one.upper()) for one in levels if one.upper() in STEPS)
    return STEPS[places[len(places) // 2]] if places else ""


def _period(one: Tree) -> Tree:
    period = _tree(one.get("Period"))
    current = str(period.get("Current")).lower() == "true"
    return {
        "starts": _month(period.get("From")),
        "ends": "" if current else _month(period.get("To")),
        "is_current": current,
    }


def _month(said: Any) -> str:
    """Year and month, which XML writes as gYear and gMonth ("--08")."""
    if not isinstance(said, dict):
        return plain(said)
    year, month = plain(said.get("Year")), plain(said.get("Month")).strip("-")
    return f"{year}-{month.zfill(2)}" if month else year


def _town(said: Tree) -> str:
    contact = _tree(_tree(_tree(said.get("ContactInfo")).get("Address")).get("Contact"))
    both = (plain(contact.get("Municipality")), plain(_tree(contact.get("Country")).get("Label")))
    return ", ".join(one for one in both if one)


def _label(said: Any) -> str:
    if isinstance(said, dict):
        return plain(said.get("Label")) or _label(said.get("Description", ""))
    return plain(said)


def _tree(said: Any) -> Tree:
    return said if isinstance(said, dict) else {}


def _rows(said: Any) -> Iterator[Tree]:
    rows = said if isinstance(said, list) else [said]
    yield from (one for one in rows[:500] if isinstance(one, dict))


# ------------------------------------------------------------------ the profile since 2020
def _candidate(root: Element) -> Found:
    found = Found()
    person = root.find("CandidatePerson")
    if person is not None:
        _person(found, person)
    for employer in root.iter("EmployerHistory"):
        for job in employer.iter("PositionHistory"):
            found.part(
                "experience",
                title=_text(job, "PositionTitle"),
                organisation=_text(employer, "OrganizationName"),
                place=_text(job, "City") or _text(employer, "CityName"),
                text=_text(job, "Description"),
                **_dates(job.find("EmploymentPeriod")),
            )
    for school in root.iter("EducationOrganizationAttendance"):
        found.part(
            "education",
            title=_text(school, "DegreeName") or _text(school, "ProgramName"),
            organisation=_text(school, "OrganizationName"),
            place=_text(school, "CityName"),
            text=_text(school, "OccupationalSkillsCovered"),
            **_dates(school.find("AttendancePeriod")),
        )
    for skill in root.iter("PersonCompetency"):
        _competency(found, skill)
    for licence in root.iter("License"):
        found.part("driving-licence", title=_text(licence, "LicenseTypeCode"))
    for certificate in root.iter("Certification"):
        found.part("certificates", title=_text(certificate, "CertificationName"))
    if root.find(".//Attachment") is not None:
        found.others.add("person.photo")
    return found


def _person(found: Found, person: Element) -> None:
    both = (_text(person, "GivenName"), _text(person, "FamilyName"))
    found.value("person.name", " ".join(one for one in both if one))
    for way in person.iter("Communication"):
        if _text(way, "ChannelCode") == "Telephone":
            country, number = _text(way, "CountryDialing"), _text(way, "DialNumber")
            found.value("person.phone", f"+{country} {number}" if country else number)
        elif line := _text(way, "AddressLine"):
            town = " ".join(x for x in (_text(way, "PostalCode"), _text(way, "CityName")) if x)
            found.value("person.address", "\n".join(x for x in (line, town) if x))
    for word, category in (
        ("BirthDate", "person.birth_date"),
        ("GenderCode", "person.gender"),
        ("NationalityCode", "person.nationality"),
    ):
        if _text(person, word):
            found.others.add(category)
    if code := _text(person, "PrimaryLanguageCode"):
        found.part("languages", title=_language(code), level="native")


def _competency(found: Found, skill: Element) -> None:
    if _text(skill, "TaxonomyID").lower() == "language":
        levels = [plain(one.text) for one in skill.iter("ScoreText")]
        level = _middle(levels)
        found.part("languages", title=_language(_text(skill, "CompetencyID")), level=level)
    else:
        name = _text(skill, "CompetencyName") or _text(skill, "CompetencyID")
        found.part("skills", title=name)


def _language(code: str) -> str:
    """The name of a language by its code of two or three letters, else what was written."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    from ordholden.web.dates import locale

    short = get_global("language_aliases").get(code.lower(), code.lower())
    try:
        Locale.parse(short)
    except (ValueError, UnknownLocaleError):
        return code
    return str(locale().languages.get(short, code)).capitalize()


def _dates(period: Element | None) -> Tree:
    if period is None:
        return {}
    current = "true" in (_text(period, "CurrentIndicator"), _text(period, "Ongoing"))
    starts, ends = period.find("StartDate"), period.find("EndDate")
    return {
        "starts": _text(starts, "FormattedDateTime"),
        "ends": "" if current else _text(ends, "FormattedDateTime"),
        "is_current": current,
    }


def _text(element: Element | None, name: str) -> str:
    """The first text of that name below an element."""
    if element is None:
        return ""
    for one in element.iter(name):
        if said := plain("".join(one.itertext())):
            return said
    return ""
