"""Who the tenant is, how it is reached, what it looks like and where its data lies."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ordholden.policy.document.base import (
    Clause,
    Country,
    Email,
    Length,
    LocalText,
    ModuleWord,
    Stated,
    Strict,
    _listed,
    matching,
)

MARKS = (
    "beam", "bridge", "cairn", "compass", "harbour", "index",
    "knot", "lantern", "north", "sprout", "stair", "tide",
)  # fmt: skip
_SLUG = re.compile(r"^[a-z][a-z0-9]{1,30}$")
_YEAR_END = re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
_HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
_ZONE = re.compile(r"^[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/]+$")

Hex = Annotated[str, AfterValidator(matching(_HEX, "“{}” is not a colour such as #1f5f5b"))]


class Head(Stated):
    """Which policy this is, for whom, since when, and under which law it is written."""

    tenant: Annotated[
        str, AfterValidator(matching(_SLUG, "“{}” is not a tenant: small letters and digits only"))
    ]
    effective: date
    until: date | None = Field(None, description="last day in force, for an archived version")
    locales: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(min_length=1)
    jurisdictions: Annotated[tuple[Country, ...], BeforeValidator(_listed)] = Field(min_length=1)
    timezone: Annotated[
        str, AfterValidator(matching(_ZONE, "“{}” is not a time zone such as Europe/Oslo"))
    ]
    financial_year_end: Annotated[
        str, AfterValidator(matching(_YEAR_END, "“{}” is not month and day, such as 12-31"))
    ]
    on_change: Literal["strictest", "notify", "reconsent"] = "strictest"


class Controller(Stated):
    """Who answers for the data."""

    name: str
    brand: str
    form: str = Field("", description="form of company, when the name does not carry it")
    number: str = Field("", description="company number, with the register's name in front")
    address: str
    country: Country
    website: str
    sector: LocalText


class Contact(Stated):
    """A way to reach the tenant, for one kind of matter."""

    email: Email | None = None
    phone: str = ""
    post: str = ""
    person: str = ""
    title: LocalText | None = None


class Authority(Stated):
    """The supervisory authority people can complain to; only the name is always there."""

    name: str
    country: Country
    address: str = ""
    email: Email | None = None
    phone: str = ""
    website: str = ""


class Look(Strict):
    """Colours and mark. The program derives readable shades from the accent."""

    accent: Hex
    accent_dark: Hex | None = None
    mark: Literal[MARKS]  # type: ignore[valid-type]
    motto: LocalText


class Modules(Stated):
    """What is switched on. Anything else answers 404."""

    on: Annotated[tuple[ModuleWord, ...], BeforeValidator(_listed)]


class Place(Stated):
    """One place where data lies."""

    text: LocalText
    country: Country
    region: str = Field("", description="the hosting firm's name of the region, for the check")
    recipient: str = Field("", description="the processor that runs it, if another firm does")


class Storage(Stated):
    """Where data may lie, and where it does."""

    allowed: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        min_length=1, description='countries, or "EU" or "EEA"'
    )
    place: Annotated[tuple[Place, ...], BeforeValidator(_listed)] = Field(min_length=1)


class Backup(Stated):
    """How long a backup lives; nothing erased outlives it."""

    keep: Length


class Words(Strict):
    """What this tenant calls a thing on screen."""

    profile: LocalText | None = None
    my_page: LocalText | None = None
    position: LocalText | None = None


class Staff(Stated):
    """What is asked of the tenant's own people before they see anything."""

    second_factor: Literal[True] = True
    training_valid: Length | None = None
    rules_version: str = ""


class Change(Stated):
    """How a new notice comes into force."""

    usual: Literal["publication", "reapproval"]
    reapproval_when_law_requires: bool = False
    reapproval_clauses: Annotated[tuple[Clause, ...], BeforeValidator(_listed)] = ()
    archive: Literal["shown", "kept"] = "shown"
