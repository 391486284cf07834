"""Keeping the search in step: a CV that is online has a row there, any other has none.

`put` and `take_out` belong into the transaction that changes the CV: what was edited is found in
the same second, what was hidden is not found by the same transaction. Nothing gets in but what a
`Content` has room for, and it has none for a name, an address, an employer or a school, nor for
gender, age and birth (JI-08, JI-29). What free texts give away is masked before it comes here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db import connection
from psycopg import Cursor
from psycopg.adapt import Dumper
from psycopg.pq import Format

from ordholden.jobs.occupations import guess, occupations, trade_of
from ordholden.jobs.places import Place
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.sourcing import tiles, words
from ordholden.sourcing.models import Listed
from ordholden.tenants import scope

# How far an education went, the shortest first.
LEVELS = ("primary", "secondary", "vocational", "short", "bachelor", "master", "doctor")
# One CV of so many is in the sample of that name, which large numbers are estimated from; the
# smaller samples lie in the larger ones.
SAMPLES = {"x:4": 4, "x:32": 32, "x:256": 256}
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything the search may know of a CV.

    purpose: of the notice, that it is shown for. languages: codes (`languages.code`). level: of
    LEVELS, or "". months: of experience. place: of the postal code. locale: of the texts.
    active_on: the day the person last did something; today if nothing is said.
    """

    purpose: str
    locale: str
    title: str = ""
    skills: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()  # what was done there, never where
    education: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    presentation: str = ""
    occupation: str = ""  # code of the classification; guessed from the title
    languages: tuple[str, ...] = ()
    level: str = ""
    months: int = 0
    place: Place | None = None
    available_from: date | None = None
    active_on: date | None = None
    updated_at: datetime | None = None


def put(person: Person, content: Content) -> None:
    """Put a CV into the search, or what it says now in the place of what it said."""
    put_many([(person.pk, content)])


def take_out(person: Person) -> None:
    """Take a CV out of the search: offline, or gone."""
    Listed.objects.filter(person=person).delete()


def put_many(every: Iterable[tuple[UUID, Content]]) -> int:
    """Put many CVs in, a few hundred at a time. Returns how many."""
    done = 0
    batch: list[tuple[UUID, Content]] = []
    for one in every:
        batch.append(one)
        if len(batch) == BATCH:
            done += _put(batch)
            batch = []
    return done + _put(batch)


# A row that is there keeps its key and its place; the database fills in `shown`.
_COLUMNS = {
    "id": "uuid",
    "person_id": "uuid",
    "words": "tsvector",
    "trade": "text",
    "occupation": "text",
    "region": "text",
    "latitude": "float8",
    "longitude": "float8",
    "languages": "text",
    "education": "text",
    "months": "integer",
    "available_from": "date",
    "active_on": "date",
    "updated_at": "timestamptz",
    "purpose": "text",
}
_CAST = {"languages": "string_to_array(languages, ' ')"}


@cache
def _statement() -> str:
    names = list(_COLUMNS)
    given = ", ".join(
        f"%{'b' * (kind == 'tsvector') or 's'}::{kind}[]" for kind in _COLUMNS.values()
    )
    taken = ", ".join(_CAST.get(name, name) for name in names)
    kept = ", ".join(f"{name} = EXCLUDED.{name}" for name in names[2:])
    return (
        f"INSERT INTO sourcing_listed ({', '.join(names)}) SELECT {taken}"  # noqa: S608
        f" FROM unnest({given}) AS given ({', '.join(names)})"
        f" ON CONFLICT (tenant_id, person_id) DO UPDATE SET {kept}"
    )


def _put(batch: Sequence[tuple[UUID, Content]]) -> int:
    if not batch:
        return 0
    columns = [list(column) for column in zip(*rows_of(batch), strict=True)]
    # Words go in the form that PostgreSQL keeps them in: it need not read them again.
    with Cursor(connection.connection) as cursor:
        cursor.adapters.register_dumper(Vector, VectorDumper)
        cursor.execute(_statement(), columns)
        return cursor.rowcount


class Vector(bytes):
    """The words of one CV, as PostgreSQL receives a tsvector."""


class VectorDumper(Dumper):
    """Hands the bytes over as they are."""

    format = Format.BINARY
    oid = 3614  # tsvector

    def dump(self, obj: Vector) -> bytes:
        return bytes(obj)


def rows_of(batch: Sequence[tuple[UUID, Content]]) -> Iterator[tuple[object, ...]]:
    """What is stored of each, in the order of the columns."""
    tenant, now = scope.required(), clock.now()
    today = clock.local_date(now, tenant.policy.timezone)
    codes = [content.occupation or guess(content.title) for _person, content in batch]
    sections = [
        _sections(person, content, code, tenant.pk)
        for (person, content), code in zip(batch, codes, strict=True)
    ]
    made = words.vectors(sections)
    for (person, content), code, vector in zip(batch, codes, made, strict=True):
        place = content.place
        yield (
            *(Listed._meta.pk.get_default(), person, Vector(vector), trade_of(code), code),
            place.region if place else "",
            place.latitude if place else None,
            place.longitude if place else None,
            " ".join(content.languages),
            *(content.level if content.level in LEVELS else "", max(0, content.months)),
            *(content.available_from, content.active_on or today),
            *(content.updated_at or now, content.purpose),
        )


def _sections(person: UUID, content: Content, code: str, tenant: int) -> words.Sections:
    """The words by where they stand, and what else is looked for as if it were a word."""
    place = content.place
    return words.Sections(
        locale=content.locale,
        title=content.title,
        skills=content.skills,
        history=(*content.positions, *content.education, *_names(code)),
        text=(*content.experience, *content.wishes, content.presentation),
        facts=(
            f"t:{tenant}",
            *(sample for sample, every in SAMPLES.items() if person.int % every == 0),
            tiles.month(content.updated_at or clock.now()),
            *([f"o:{code}", f"f:{trade_of(code)}"] if code else []),
            *([f"r:{place.region}", tiles.of(place.latitude, place.longitude)] if place else []),
            *(f"l:{one}" for one in content.languages),
            *([f"e:{content.level}"] if content.level in LEVELS else []),
        ),
    )


def _names(code: str) -> tuple[str, ...]:
    """An occupation in every language it has a name in."""
    found = occupations().get(code)
    return found.names if found else ()
