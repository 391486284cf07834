"""CVs for tests, put online as the product does it."""

from typing import Any

from ordholden.people.models import Person
from ordholden.sourcing import indexing
from ordholden.sourcing.indexing import Content

PURPOSE = "cv_database"


def make_cv(title: str = "Murersvend", **more: Any) -> Person:
    """Somebody of the tenant in scope whose CV is online."""
    person = Person.objects.create(state="active", kinds=["candidate"], locale="da")
    edit_cv(person, title, **more)
    return person


def edit_cv(person: Person, title: str, **more: Any) -> None:
    """What their CV says from now on."""
    said: dict[str, Any] = {"purpose": PURPOSE, "locale": "da", "title": title}
    indexing.put(person, Content(**said | more))
