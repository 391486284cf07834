"""Readers and what there is to read, for tests of this room."""

from uuid import uuid4

from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_person, make_staff
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.reading.readers import Reader

NUMBER, ACCOUNT = "010190 12345", "1234 56 78903"


def make_employee(name: str = "Kari", email: str = "kari@example.org") -> Person:
    """Somebody hired at Borealis, with a national number and a bank account."""
    person = make_person(name, email)
    people.start_employment(person)
    people.save_detail(person, "employment.national_id", NUMBER)
    people.save_detail(person, "employment.bank_account", ACCOUNT)
    return person


def make_reader(role: str, purpose: str, *, user: User | None = None) -> Reader:
    """Somebody at work for a purpose."""
    found = user or make_staff(role.title(), role)
    return Reader(
        user_id=found.pk,
        roles=frozenset({role}),
        role="",
        purpose=purpose,
        request_id=uuid4(),
    )
