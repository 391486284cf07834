"""Persons and businesses for privacy's tests, made by the product's own actions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant

ROOT = Path(__file__).resolve().parents[3]
Turn = Callable[[datetime], AbstractContextManager[None]]


def opened(slug: str) -> Tenant:
    """One of the five businesses."""
    text = (ROOT / "policies" / f"{slug}.toml").read_text(encoding="utf-8")
    return add(text, [f"{slug}.localhost"])


def noon(day: str) -> datetime:
    """Noon in Denmark and Norway, on a winter's clock."""
    return datetime.fromisoformat(f"{day}T11:00:00").replace(tzinfo=UTC)


def somebody(name: str = "Per Holm", email: str = "per@example.dk") -> Person:
    """A confirmed candidate."""
    person = people.register(name=name, email=email)
    people.confirm(person)
    return person


def is_there(person: Person) -> bool:
    """Whether a person's row is still there."""
    return Person.objects.filter(pk=person.pk).exists()
