"""What a country's law fixes for a policy. Platform-owned data: never in a tenant's file.

Nothing here is legal advice. Each figure carries where it comes from and the day somebody read
it there; `verified=None` marks what is written from general knowledge and waits for a reading.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ordholden.policy.periods import Period


@dataclass(frozen=True)
class Source:
    """Where a rule of law was read, and when; `verified` is None until somebody has read it."""

    text: str
    address: str = ""
    verified: date | None = None


@dataclass(frozen=True)
class Supervisor:
    """A country's supervisory authority, as a refusal or a notice names it."""

    name: str
    website: str
    email: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Floor:
    """A law that asks for data to be kept at least so long after the event."""

    law: str  # as a policy cites it, "DK:bogforingsloven"
    what: tuple[str, ...]
    at_least: Period
    source: Source


@dataclass(frozen=True)
class Ceiling:
    """The longest that practice accepts. `usual`: beyond it a written reason is needed."""

    id: str
    what: tuple[str, ...]
    who: tuple[str, ...]
    anchors: tuple[str, ...]  # only rules counted from one of these
    usual: Period
    at_most: Period
    exempt: tuple[str, ...]  # conditions under which the ceiling does not bite
    source: Source


@dataclass(frozen=True)
class Question:
    """A topic an applicant may not be asked about. Phrasings are in `questions`.

    categories: what may not be collected while somebody applies. position: allowed where the
    position's nature demands it. later: may be asked afterwards, for statistics only.
    """

    topic: str
    law: str
    categories: tuple[str, ...]
    position: bool
    later: bool
    source: Source
    since: date | None = None


@dataclass(frozen=True)
class Marketing:
    """When electronic marketing may be sent. `own_customers`: who bought may be sent the like."""

    law: str
    consent: bool
    own_customers: bool
    source: Source


@dataclass(frozen=True)
class Devices:
    """When something may be stored on a visitor's device."""

    law: str
    source: Source


MONTH, TWO_MONTHS, THREE_DAYS = Period(1, "months"), Period(2, "months"), Period(72, "hours")


@dataclass(frozen=True)
class Pack:
    """One country's law as far as a policy meets it."""

    country: str
    within: Literal["EU", "EEA", "third"]
    authority: Supervisor | None
    laws: frozenset[str]  # names a policy may cite, without the country
    floors: tuple[Floor, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    questions: tuple[Question, ...] = ()
    marketing: Marketing | None = None
    devices: Devices | None = None
    answer_within: Period = MONTH
    may_extend: Period = TWO_MONTHS
    breach_within: Period = THREE_DAYS
    paragraphs: tuple[str, ...] = ()  # fixed paragraphs every notice under this law carries
    known: bool = True
