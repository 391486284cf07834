"""The archive that LinkedIn gives its members: tables of which some are a CV."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ordholden.cvs import months
from ordholden.cvs.readers import safe
from ordholden.cvs.readers.found import Found
from ordholden.cvs.readers.safe import NotRead

Row = dict[str, str]


def _profile(found: Found, row: Row) -> None:
    name = " ".join(one for one in (row.get("First Name"), row.get("Last Name")) if one)
    found.value("person.name", name)
    found.value("profile.presentation", row.get("Summary"))
    lines = [row.get("Address", ""), row.get("Zip Code", "")]
    if lines[0]:
        found.value("person.address", "\n".join(line for line in lines if line))
    if row.get("Birth Date"):
        found.others.add("person.birth_date")
    for word in row.get("Websites", "").strip("[]").split(",")[:10]:
        label, _sep, address = word.partition(":")
        if "//" in address:
            found.part("links", title=label.capitalize(), link=address)


def _position(found: Found, row: Row) -> None:
    ends = row.get("Finished On", "")
    found.part(
        "experience",
        title=row.get("Title"),
        organisation=row.get("Company Name"),
        place=row.get("Location"),
        starts=row.get("Started On"),
        ends=ends,
        is_current=bool(row.get("Started On")) and (not ends or months.is_now(ends)),
        text=row.get("Description"),
    )


def _education(found: Found, row: Row) -> None:
    notes = [row.get("Notes", ""), row.get("Activities", "")]
    found.part(
        "education",
        title=row.get("Degree Name"),
        organisation=row.get("School Name"),
        starts=row.get("Start Date"),
        ends=row.get("End Date"),
        text="\n".join(one for one in notes if one),
    )


def _certification(found: Found, row: Row) -> None:
    found.part(
        "certificates",
        title=row.get("Name"),
        organisation=row.get("Authority"),
        starts=row.get("Started On"),
        expires_on=row.get("Finished On"),
        link=row.get("Url"),
    )


def _course(found: Found, row: Row) -> None:
    found.part("courses", title=row.get("Name"))


def _skill(found: Found, row: Row) -> None:
    found.part("skills", title=row.get("Name"))


def _language(found: Found, row: Row) -> None:
    found.part("languages", title=row.get("Name"), level=row.get("Proficiency"))


def _phone(found: Found, row: Row) -> None:
    found.value("person.phone", row.get("Number"))


def _test(found: Found, row: Row) -> None:
    found.part("tests", title=row.get("Name"), starts=row.get("Test Date"), level=row.get("Score"))


TABLES: dict[str, Callable[[Found, Row], None]] = {
    "profile.csv": _profile,
    "phonenumbers.csv": _phone,
    "positions.csv": _position,
    "education.csv": _education,
    "certifications.csv": _certification,
    "courses.csv": _course,
    "test scores.csv": _test,
    "languages.csv": _language,
    "skills.csv": _skill,
}


def read(content: bytes) -> Found:
    """The tables of the archive that are known here; messages and contacts are not opened."""
    there = safe.unpacked(content, TABLES)
    if not there:
        raise NotRead(_("This archive is not one that LinkedIn gives out. Nothing was stored."))
    found = Found()
    for name, reading in TABLES.items():
        for row in safe.table_of(there[name]) if name in there else ():
            reading(found, row)
    return found


def read_table(name: str, content: bytes) -> Found:
    """One of the tables by itself."""
    reading = TABLES.get(name.rpartition("/")[2])
    if reading is None:
        raise NotRead(_("This table is not one that LinkedIn gives out. Nothing was stored."))
    found = Found()
    for row in safe.table_of(content):
        reading(found, row)
    return found
