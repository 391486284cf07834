"""What a transaction reads persons for. PostgreSQL's own policies ask, not the pages.

Whoever is restricted can be read to store and to erase, for legal claims, and by themself; whoever
is being erased only to be erased. Work that says nothing does not find them (GDPR art. 18(2)).
The policies are privacy's (`limit_walls`); the words for the database are here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection

# No purpose of a policy can be called like these.
STORAGE, LEGAL_CLAIMS = "@storage", "@legal_claims"
_purpose: ContextVar[str] = ContextVar("use", default="")


@contextmanager
def reading_for(purpose: str) -> Iterator[None]:
    """Inside this block persons are read for one purpose; "" for none in particular."""
    before = _purpose.get()
    if before == purpose:
        yield
        return
    token = _purpose.set(purpose)
    _tell("app.purpose", purpose)
    try:
        yield
    finally:
        _purpose.reset(token)
        # A transaction that is being undone puts its settings back by itself.
        if not connection.needs_rollback:
            _tell("app.purpose", before)


@contextmanager
def storing() -> Iterator[None]:
    """Keeping, restricting, holding, erasing: what may be done with everybody's data."""
    with reading_for(STORAGE):
        yield


def be(person: UUID | None) -> None:
    """Until this transaction ends, the person themself is asking, and finds their own data."""
    _tell("app.self", str(person) if person else "")


def _tell(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
