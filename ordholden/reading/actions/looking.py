"""Reading about others: the value comes back with the line, in one statement, or not at all."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models
from django.utils.translation import gettext as _

from ordholden.kit import files
from ordholden.kit.clock import now
from ordholden.kit.models import StoredFile
from ordholden.people.models import Person, unsealed
from ordholden.reading.models import Action, Reading
from ordholden.reading.readers import NotRead, Reader

REVEALS, HOUR = 30, timedelta(hours=1)  # protected values shown to one reader, at most


class Document(Protocol):
    """A row that points at a file: of a table that `value_walls.ReadDocuments` knows."""

    pk: Any
    person_id: UUID
    category: str

    @property
    def file(self) -> StoredFile: ...

    @property
    def _meta(self) -> "models.options.Options[Any]": ...


def look_at(reader: Reader, person: Person, categories: Collection[str]) -> dict[UUID, str]:
    """Read these categories of one person. Returns what is sealed: id of the value -> text.

    Raises NotRead for a category that the notice does not show to the reader for the purpose.
    """
    who = reader.reading(categories)
    found = _rows(
        "SELECT id, sealed FROM reading_view(%s, %s, %s)",
        [who.as_json(), person.pk, sorted(categories)],
    )
    return _opened(found)


def look_through(
    reader: Reader,
    persons: Iterable[UUID],
    categories: Collection[str],
    action: Action = Action.LIST,
) -> None:
    """Note that several persons were seen: one line, whose count and ids it holds.

    Nobody seen, nothing noted. What was searched for is not noted: it holds names.
    """
    ids = list(persons)
    if not ids:
        return
    who = reader.reading(categories)
    ((noted,),) = _rows(
        "SELECT reading_list(%s, %s, %s::uuid[], %s)",
        [who.as_json(), str(action), [str(key) for key in ids], sorted(categories)],
    )
    if not noted:
        raise _stopped()


def open_document(reader: Reader, document: Document, action: Action = Action.DOWNLOAD) -> bytes:
    """The content of somebody's file. Raises NotRead, kit.files.FileGone."""
    who = reader.reading([document.category], "open")
    table = document._meta.db_table
    ((key,),) = _rows(
        f"SELECT {table}_open(%s, %s, %s, %s)",
        [who.as_json(), str(action), document.person_id, document.pk],
    )
    if key is None:
        raise _stopped()
    return files.open(document.file, bytes(key))


def open_again(reader: Reader, document: Document) -> bytes:
    """The content of a file that the same reader opened to view within the last half hour, in the
    same sitting and for the same purpose: that line stands for all its pages.

    Raises NotRead, and kit.files.FileGone when no such line stands (any more).
    """
    who = reader.reading([document.category], "open")
    table = document._meta.db_table
    found = _rows(
        f"SELECT {table}_again(%s, %s, %s)", [who.as_json(), document.person_id, document.pk]
    )
    ((key,),) = found
    if key is None:
        raise files.FileGone(document.pk)
    return files.open(document.file, bytes(key))


def reveal(reader: Reader, person: Person, category: str) -> list[str]:
    """A protected category of one person, shown once. Raises NotRead where the notice does not
    say that the reader may have it shown for this purpose."""
    who = reader.reading([category], "reveal", "open")
    lately = Reading.objects.filter(
        actor_id=reader.user_id, action=Action.REVEAL, at__gt=now() - HOUR
    )
    if lately.count() >= REVEALS:
        raise NotRead(_("So many protected values are not shown within an hour."))
    found = _rows(
        "SELECT id, sealed FROM reading_reveal(%s, %s, %s)", [who.as_json(), person.pk, category]
    )
    sealed = list(_opened(found).values())
    plain = person.details.filter(category=category, is_sealed=False).order_by("item")
    return sealed or list(plain.values_list("value", flat=True))


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _opened(rows: list[tuple[Any, ...]]) -> dict[UUID, str]:
    """What the database handed out; its first row is the receipt of the line."""
    if not rows:
        raise _stopped()
    return {key: unsealed(key, bytes(sealed)) for key, sealed in rows[1:] if sealed is not None}


def _stopped() -> NotRead:
    return NotRead(
        _("Much was read within a short time. Reading is stopped until it has been looked into."),
        code="reading_stopped",
    )
