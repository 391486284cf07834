"""The names of the three database roles, as this installation has them."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Names:
    """owner: holds the tables, migrates. app: the program. queue: fetches tasks of all tenants."""

    owner: str
    app: str
    queue: str


def names() -> Names:
    """From settings.DATABASE_ROLES: an object or mapping with owner, app and queue."""
    given = settings.DATABASE_ROLES
    if isinstance(given, dict):
        return Names(owner=given["owner"], app=given["app"], queue=given["queue"])
    return Names(owner=given.owner, app=given.app, queue=given.queue)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
