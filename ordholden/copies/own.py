"""What is sealed of a person, opened for them: values and the files they gave us."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ordholden.accounts.models import User
from ordholden.copies import answers
from ordholden.people.models import Person
from ordholden.privacy import stores
from ordholden.privacy.datamap import Declared, holding
from ordholden.reading import actions as reading

LONGEST_NAME = 120  # characters in a name inside the archive


@dataclass(frozen=True)
class Original:
    """One file of the person's: which row it belongs to and what it is called in the copy."""

    key: str
    name: str
    row: Any
    user: User

    def content(self) -> bytes:
        """As it was given. Raises kit.files.FileGone."""
        return reading.open_own(self.user, self.row)


def values(person: Person) -> dict[Any, str]:
    """Id of a value -> what it says, for every value collected."""
    plain = {one.pk: one.value for one in person.details.filter(is_sealed=False)}
    user = _user(person)
    return plain | (reading.own_values(user) if user else {})


def _user(person: Person) -> User | None:
    """The account that asks; without one nothing sealed is handed out."""
    user: User | None = getattr(person, "user", None)
    return user


def originals(person: Person) -> list[Original]:
    """The person's files in the order they were given, without those about somebody else."""
    found: list[Original] = []
    user = _user(person)
    if user is None:
        return found
    asked = answers.about(person)
    for table, row in _rows(person):
        if asked.is_others(getattr(row, table.holds.category_column)):
            continue
        name = str(getattr(row, _named(table))).replace("/", "_").replace("\\", "_")
        place = f"files/{len(found) + 1} {name[-LONGEST_NAME:]}"
        found.append(Original(str(row.pk), place, row, user))
    return found


def _rows(person: Person) -> Iterator[tuple[Declared, Any]]:
    for table in holding():
        if table.model is None or table.holds.subject != "person":
            continue
        if table.holds.category_column and stores.file_columns(table.model):
            rows = table.model._default_manager.filter(person=person).select_related("file")
            for row in rows.order_by("pk"):
                yield table, row


def _named(table: Declared) -> str:
    return next(name for name, one in table.holds.personal.items() if one.free_text)
