"""Reading what is one's own. It is nobody else's business, so it leaves no line.

The database hands out only what belongs to the account that asks.
"""

from uuid import UUID

from django.db import connection

from ordholden.accounts.models import User
from ordholden.kit import files
from ordholden.people.models import unsealed
from ordholden.reading.actions.looking import Document


def own_values(user: User) -> dict[UUID, str]:
    """What is sealed of the person whose account this is: id of the value -> text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, sealed FROM reading_own(%s)", [user.pk])
        return {
            key: unsealed(key, bytes(sealed))
            for key, sealed in cursor.fetchall()
            if sealed is not None
        }


def open_own(user: User, document: Document) -> bytes:
    """A file of the person whose account this is. Raises kit.files.FileGone for any other."""
    table = document._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {table}_own(%s, %s)", [user.pk, document.pk])
        (key,) = cursor.fetchone()
    if key is None:
        raise files.FileGone(document.pk)
    return files.open(document.file, bytes(key))
