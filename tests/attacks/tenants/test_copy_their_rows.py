"""COPY: out of every table, into any, from and to files and programs of the server."""

import psycopg
import pytest
from django.db import connection, transaction

from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, unknown
from tests.attacks.tenants.schema import walled


def copied(two: Two, query: str, at: Tenant) -> bytes:
    with at_home(at), connection.cursor() as cursor, cursor.copy(query) as out:
        return b"".join(bytes(block) for block in out)


def test_copying_out_gives_nothing_of_theirs(two: Two) -> None:
    _everything = (two.number, two.cv, two.consent, two.hold, two.limit)
    for table in walled():
        if not table.columns:
            continue
        columns = '"' + '", "'.join(table.columns) + '"'
        rows = f"SELECT {columns} FROM {table.name}"
        query = f"COPY ({rows} WHERE tenant_id <> app_tenant()) TO STDOUT"
        assert copied(two, query, two.ours) == b"", table.name
        assert b"Liv Berg" not in copied(two, f"COPY ({rows}) TO STDOUT", two.ours), table.name
    assert b"Liv Berg" in copied(two, "COPY people_person (name) TO STDOUT", two.theirs)


def test_copying_in_for_them_is_refused(two: Two) -> None:
    row = f"{unknown()}\t{two.theirs.pk}\tx\t1\t2026-11-21 09:00:00+00\n"
    into = "COPY kit_storedfile (id, tenant_id, name, size, stored_at) FROM STDIN"
    with (
        two.untouched(),
        at_home(two.ours),
        pytest.raises(psycopg.Error, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy(into) as copy,
    ):
        copy.write(row)


def test_neither_files_nor_programs_of_the_server_take_part(two: Two) -> None:
    for end in ("TO '/tmp/stolen'", "TO PROGRAM 'cat'", "FROM '/etc/passwd'", "FROM PROGRAM 'id'"):
        assert two.ask(f"COPY kit_mailboxmessage {end}") == []
    assert two.ask("SELECT lo_import('/etc/passwd')") == []
    assert two.ask("SELECT pg_read_file('/etc/passwd')") == []
    assert len(two.said) == 6
