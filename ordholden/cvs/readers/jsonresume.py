"""JSON Resume (https://jsonresume.org/schema, 1.0.0), and the older spelling of its members."""

from collections.abc import Iterator
from typing import Any

from ordholden.cvs.kinds import KINDS
from ordholden.cvs.readers.found import Found, plain

SECTIONS = frozenset(
    [
        "basics",
        "work",
        "volunteer",
        "education",
        "awards",
        "certificates",
        "skills",
        "languages",
        "interests",
        "projects",
        "references",
        "publications",
    ]
)


def read(data: dict[str, Any]) -> Found:
    """Everything that has a place here; the rest is left."""
    found = Found()
    _basics(found, data.get("basics"))
    for one in _rows(data, "work"):
        _work(found, one, "experience")
    for one in _rows(data, "volunteer"):
        _work(found, one, "experience")
    for one in _rows(data, "education"):
        _education(found, one)
    for one in _rows(data, "certificates"):
        _certificate(found, one)
    for one in _rows(data, "languages"):
        found.part("languages", title=one.get("language"), level=one.get("fluency"))
    for one in _rows(data, "skills"):
        found.part(
            "skills",
            title=one.get("name"),
            level=one.get("level"),
            text=", ".join(_texts(one.get("keywords"))),
        )
    for one in _rows(data, "interests"):
        found.part("interests", title=one.get("name"))
    for one in _rows(data, "projects"):
        _project(found, one)
    if any(_rows(data, "references")):
        found.others.add("profile.references")
    return found


def _basics(found: Found, basics: Any) -> None:
    if not isinstance(basics, dict):
        return
    found.value("person.name", basics.get("name"))
    found.value("person.phone", basics.get("phone"))
    found.value("profile.presentation", basics.get("summary"))
    place = basics.get("location")
    if isinstance(place, dict):
        town = " ".join(
            text for text in (plain(place.get("postalCode")), plain(place.get("city"))) if text
        )
        lines = [line for line in (plain(place.get("address")), town) if line]
        found.value("person.address", "\n".join(lines))
    if basics.get("image") or basics.get("picture"):
        found.others.add("person.photo")
    for one in _rows(basics, "profiles"):
        found.part("links", title=one.get("network") or one.get("username"), link=one.get("url"))
    if url := basics.get("url") or basics.get("website"):
        found.part("links", title=plain(url).partition("://")[2] or url, link=url)


def _work(found: Found, one: dict[str, Any], kind: str) -> None:
    ends = plain(one.get("endDate"))
    lines = [plain(one.get("summary")), *(f"• {text}" for text in _texts(one.get("highlights")))]
    found.part(
        _kind(one, kind, ("experience", "internship")),
        title=one.get("position"),
        organisation=one.get("name") or one.get("company") or one.get("organization"),
        place=one.get("location"),
        starts=one.get("startDate"),
        ends=ends,
        is_current=_goes_on(one, ends),
        text="\n".join(line for line in lines if line),
    )


def _education(found: Found, one: dict[str, Any]) -> None:
    said = [plain(one.get("studyType")), plain(one.get("area"))]
    ends = plain(one.get("endDate"))
    found.part(
        _kind(one, "education", ("education", "courses")),
        title=", ".join(dict.fromkeys(text for text in said if text)),
        organisation=one.get("institution"),
        place=one.get("location"),
        starts=one.get("startDate"),
        ends=ends,
        is_current=_goes_on(one, ends),
        text=one.get("summary") or "\n".join(_texts(one.get("courses"))),
    )


def _certificate(found: Found, one: dict[str, Any]) -> None:
    found.part(
        _kind(one, "certificates", ("certificates", "driving-licence", "tests")),
        title=one.get("name") or one.get("title"),
        organisation=one.get("issuer"),
        starts=one.get("date"),
        expires_on=one.get("expires"),
        level=one.get("score"),
        link=one.get("url"),
    )


def _project(found: Found, one: dict[str, Any]) -> None:
    ends = plain(one.get("endDate"))
    lines = [plain(one.get("description")), *(f"• {x}" for x in _texts(one.get("highlights")))]
    found.part(
        "experience",
        title=one.get("name"),
        organisation=one.get("entity"),
        starts=one.get("startDate"),
        ends=ends,
        is_current=_goes_on(one, ends),
        text="\n".join(line for line in lines if line),
    )


def _goes_on(one: dict[str, Any], ends: str) -> bool:
    if isinstance(one.get("current"), bool):  # our own files say it
        return bool(one["current"])
    return bool(one.get("startDate")) and not ends


def _kind(one: dict[str, Any], kind: str, known: tuple[str, ...]) -> str:
    said = one.get("kind")
    return said if isinstance(said, str) and said in known and said in KINDS else kind


def _rows(data: dict[str, Any], section: str) -> Iterator[dict[str, Any]]:
    rows = data.get(section)
    if isinstance(rows, list):
        yield from (one for one in rows[:500] if isinstance(one, dict))


def _texts(rows: Any) -> list[str]:
    return [text for one in rows[:200] if (text := plain(one))] if isinstance(rows, list) else []
