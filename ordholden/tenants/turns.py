"""Taking turns: what must not be done twice at once is done one after the other."""

from hashlib import blake2b

from django.db import connection

from ordholden.tenants.scope import required


def take_turns(*words: str) -> None:
    """Wait until no other transaction of this tenant is at the same thing; held until the end.

    words: what it is about, an address for instance. Only a hash of them reaches the database.
    Ask the database what is there after this, not before. Raises NoTenant outside a scope.
    """
    about = "\0".join([str(required().pk), *words]).encode()
    number = int.from_bytes(blake2b(about, digest_size=8).digest(), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
