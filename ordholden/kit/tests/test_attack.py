"""Attacks from one tenant on another, as the application's own role (bar 37).

Each is something a mistake in a program, or a clever request, could make PostgreSQL do. The
victim's rows are never read, counted, changed, pointed at, or even found to exist.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from ordholden.kit.models import MailboxMessage, MailLog, StoredFile
from ordholden.kit.queue import task
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for

SECRET = "hemmelig@borealis.example"
NAME = "f" * 32


@task
def sleep_well(number: int) -> None:
    """A task that is queued and never run."""


@pytest.fixture
def victim(acme: Tenant, borealis: Tenant) -> Iterator[dict[str, UUID]]:
    """Borealis has one of everything; the attacker works for Acme."""
    with working_for(borealis):
        message = MailboxMessage.objects.create(to=SECRET, subject="Hemmeligt", text=SECRET)
        file = StoredFile.objects.create(name=NAME, size=12345)
        line = MailLog.objects.create(template="x", mail_class="service", outcome="sent")
        sleep_well.later(1)
    yield {"message": message.pk, "file": file.pk, "line": line.pk}
    with working_for(borealis):
        assert MailboxMessage.objects.get() == message
        assert MailboxMessage.objects.get().text == SECRET
        assert StoredFile.objects.get().size == 12345
        assert MailLog.objects.get().outcome == "sent"
        assert ask("SELECT count(*) FROM procrastinate_jobs") == [(1,)]
        assert ask("SELECT count(*) FROM procrastinate_events") == [(1,)]


def ask(query: str, *values: object) -> list[tuple[object, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall()) if cursor.description else [(cursor.rowcount,)]


@contextmanager
def refused(*, says: str = "") -> Iterator[None]:
    with pytest.raises((DatabaseError, psycopg.Error)) as caught, transaction.atomic():
        yield
    assert SECRET not in str(caught.value)
    assert says in str(caught.value)


READS_NOTHING = {
    "select": "SELECT * FROM kit_mailboxmessage",
    "by key": "SELECT * FROM kit_mailboxmessage WHERE id = %(message)s",
    "or true": "SELECT * FROM kit_mailboxmessage WHERE false OR true",
    "naming the tenant": "SELECT * FROM kit_mailboxmessage WHERE tenant_id = %(tenant)s",
    "join": "SELECT m.* FROM tenants_tenant t JOIN kit_mailboxmessage m ON m.tenant_id = t.id",
    "left join": "SELECT m.id FROM tenants_tenant t JOIN LATERAL"
    " (SELECT * FROM kit_mailboxmessage k WHERE k.tenant_id = t.id) m ON true",
    "subquery": "SELECT slug FROM tenants_tenant t WHERE EXISTS"
    " (SELECT FROM kit_mailboxmessage m WHERE m.tenant_id = t.id)",
    "with": "WITH everybodys AS (SELECT id, name FROM kit_storedfile) SELECT * FROM everybodys",
    "union": "SELECT id FROM kit_storedfile UNION ALL SELECT id FROM kit_maillog",
    "for update": "SELECT * FROM kit_mailboxmessage FOR UPDATE SKIP LOCKED",
    "table": "TABLE kit_maillog",
    "only": "SELECT * FROM ONLY kit_maillog",
    "sample": "SELECT id, name, size FROM kit_storedfile TABLESAMPLE SYSTEM (100)",
    "by place": "SELECT * FROM kit_mailboxmessage WHERE ctid = '(0,1)'",
    "tasks": "SELECT * FROM procrastinate_jobs",
    "events of tasks": "SELECT * FROM procrastinate_events",
    "whole row as text": "SELECT m::text FROM kit_mailboxmessage m",
    "as json": "SELECT * FROM (SELECT json_agg(m) AS a FROM kit_mailboxmessage m) s"
    " WHERE a IS NOT NULL",
    "statistics of the planner": "SELECT most_common_vals, histogram_bounds FROM pg_stats"
    " WHERE tablename LIKE 'kit%%' AND most_common_vals::text LIKE '%%borealis%%'",
    "a cast that would tell": "SELECT 1 FROM kit_mailboxmessage WHERE (text::int) = 1",
    "an error that would tell": "SELECT 1 / (size - 12345) FROM kit_storedfile",
    "what others are doing": "SELECT query FROM pg_stat_activity"
    " WHERE usename <> current_user AND query LIKE '%%borealis%%'",
}


@pytest.mark.parametrize("query", READS_NOTHING.values(), ids=READS_NOTHING)
def test_reading(victim: dict[str, UUID], borealis: Tenant, query: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, {**victim, "tenant": borealis.pk})
        assert cursor.fetchall() == []


COUNTS = {
    "count": "SELECT count(*) FROM kit_mailboxmessage",
    "max": "SELECT count(max_) FROM (SELECT max(at) AS max_ FROM kit_maillog) m",
    "exists": "SELECT EXISTS (SELECT FROM kit_storedfile)::int",
    "grouped": "SELECT COALESCE(sum(n), 0)::int FROM"
    " (SELECT count(*) n FROM kit_maillog GROUP BY tenant_id) g",
    "window": "SELECT count(*) FROM (SELECT row_number() OVER () FROM kit_storedfile) w",
}


@pytest.mark.parametrize("query", COUNTS.values(), ids=COUNTS)
def test_counting(victim: dict[str, UUID], query: str) -> None:
    assert ask(query) == [(0,)]


CHANGES_NOTHING = {
    "update": "UPDATE kit_mailboxmessage SET text = 'x'",
    "update by key": "UPDATE kit_mailboxmessage SET text = 'x' WHERE id = %(message)s",
    "update joined": "UPDATE kit_storedfile f SET size = 0 FROM tenants_tenant t"
    " WHERE f.tenant_id = t.id",
    "delete": "DELETE FROM kit_storedfile",
    "delete using": "DELETE FROM kit_storedfile f USING tenants_tenant t WHERE t.id = f.tenant_id",
    "finish a task": "UPDATE procrastinate_jobs SET status = 'failed'",
    "delete a task": "DELETE FROM procrastinate_jobs",
    "delete an event": "DELETE FROM procrastinate_events",
    "the tenant's name": "UPDATE tenants_tenant SET name = 'x' WHERE id = %(tenant)s",
    "the tenant's policy": "UPDATE tenants_tenant SET policy_toml = '' WHERE id = %(tenant)s",
    "the tenant's host": "UPDATE tenants_host SET name = 'x' WHERE tenant_id = %(tenant)s",
    "delete the host": "DELETE FROM tenants_host WHERE tenant_id = %(tenant)s",
    "delete the tenant": "DELETE FROM tenants_tenant WHERE id = %(tenant)s",
}


@pytest.mark.parametrize("query", CHANGES_NOTHING.values(), ids=CHANGES_NOTHING)
def test_changing(victim: dict[str, UUID], borealis: Tenant, query: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, {**victim, "tenant": borealis.pk})
        assert cursor.rowcount == 0
    assert Tenant.objects.get(pk=borealis.pk).name != "x"


REFUSED = {
    "insert for them": "INSERT INTO kit_storedfile (id, tenant_id, name, size, stored_at)"
    " VALUES (gen_random_uuid(), %(tenant)s, 'x', 1, app_now())",
    "give them a row": "UPDATE kit_storedfile SET tenant_id = %(tenant)s",
    "a host name for them": "INSERT INTO tenants_host (tenant_id, name) VALUES (%(tenant)s, 'x')",
    "a tenant out of scope": "INSERT INTO tenants_tenant"
    " (slug, name, policy_toml, policy_id, clock_offset, created_at)"
    " VALUES ('x', 'x', '', '', 0, app_now())",
    "a task for them": "INSERT INTO procrastinate_jobs (queue_name, task_name, args, tenant_id)"
    """ VALUES ('default', 'x', '{"tenant": %(tenant)s}', %(tenant)s)""",
    "a task of ours in their name": "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
    """ VALUES ('default', 'x', '{"tenant": %(tenant)s}')""",
    "a task of nobody": "INSERT INTO procrastinate_jobs (queue_name, task_name, args, tenant_id)"
    " VALUES ('default', 'x', '{}', NULL)",
    "an event of nobody": "INSERT INTO procrastinate_events (job_id, type) VALUES (1, 'deferred')",
    "a turn of the schedule": "INSERT INTO procrastinate_periodic_defers"
    " (task_name, defer_timestamp) VALUES ('x', 1)",
    "rewrite the log": "UPDATE kit_maillog SET outcome = 'refused'",
    "erase the log": "DELETE FROM kit_maillog",
    "truncate": "TRUNCATE kit_storedfile",
    "copy to a file": "COPY kit_storedfile TO '/tmp/stolen'",
    "copy to a program": "COPY kit_storedfile TO PROGRAM 'cat'",
    "a view of one's own": "CREATE VIEW peek AS SELECT * FROM kit_mailboxmessage",
    "a function of one's own": "CREATE FUNCTION peek() RETURNS int LANGUAGE sql RETURN 1",
    "a trigger of one's own": "CREATE TRIGGER peek AFTER INSERT ON kit_storedfile"
    " FOR EACH ROW EXECUTE FUNCTION app_stay_written()",
    "tear the wall down": "ALTER TABLE kit_storedfile DISABLE ROW LEVEL SECURITY",
    "no force": "ALTER TABLE kit_storedfile NO FORCE ROW LEVEL SECURITY",
    "another policy": "CREATE POLICY peek ON kit_storedfile USING (true)",
    "become the owner": "SET LOCAL ROLE ordholden_owner",
    "become the superuser": "SET LOCAL ROLE postgres",
    "row security off": "SET LOCAL row_security = off; SELECT * FROM kit_mailboxmessage",
    "remove a living tenant's rows": "SELECT app_remove_rows('kit_storedfile'::regclass)",
    "read what was planned": "SELECT stavalues1 FROM pg_statistic",
    "read a file of the server": "SELECT pg_read_file('postgresql.conf')",
}


@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED)
def test_trespassing(victim: dict[str, UUID], borealis: Tenant, query: str) -> None:
    StoredFile.objects.create(name="a" * 32, size=1)
    MailLog.objects.create(template="x", mail_class="service", outcome="sent")
    with refused(), connection.cursor() as cursor:
        cursor.execute(query, {**victim, "tenant": borealis.pk})


def test_a_taken_name_is_not_told(victim: dict[str, UUID]) -> None:
    """A uniqueness across tenants would refuse this, and so tell that the name is there."""
    StoredFile.objects.create(name=NAME, size=1)


def test_a_lock_on_a_task_is_not_told(victim: dict[str, UUID], borealis: Tenant) -> None:
    insert = (
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args)"
        " VALUES ('default', 'x', 'nightly', jsonb_build_object('tenant', %s::bigint))"
    )
    with working_for(borealis):
        ask(insert, borealis.pk)
    ask("SELECT 1")
    acme = Tenant.objects.get(slug="acme")
    ask(insert, acme.pk)
    with refused(says="queueing_lock"):
        ask(insert, acme.pk)
    with working_for(borealis):
        ask("DELETE FROM procrastinate_jobs WHERE queueing_lock = 'nightly'")


def test_copying_out_gives_ones_own_rows(victim: dict[str, UUID]) -> None:
    StoredFile.objects.create(name="a" * 32, size=1)
    with connection.cursor() as cursor, cursor.copy("COPY kit_storedfile (name) TO STDOUT") as out:
        copied = b"".join(bytes(block) for block in out)
    assert copied == b"a" * 32 + b"\n"


def test_copying_in_for_another_is_refused(victim: dict[str, UUID], borealis: Tenant) -> None:
    row = f"{uuid4()}\t{borealis.pk}\tx\t1\t2026-11-21 09:00:00+00\n"
    copy = "COPY kit_storedfile (id, tenant_id, name, size, stored_at) FROM STDIN"
    with refused(), connection.cursor() as cursor, cursor.copy(copy) as into:
        into.write(row)


def test_a_log_line_is_let_go_by_its_own_tenant_only(victim: dict[str, UUID]) -> None:
    from ordholden.tenants import ledgers

    assert ledgers.let_go(MailLog, [victim["line"]]) == 0
    assert ledgers.blank(MailLog, [victim["line"]]) == 0
    own = MailLog.objects.create(template="x", mail_class="service", outcome="sent")
    assert ledgers.let_go(MailLog, [own.pk, victim["line"]]) == 1


def test_a_plan_tells_no_number_of_rows(victim: dict[str, UUID]) -> None:
    plan = "\n".join(
        str(line) for (line,) in ask("EXPLAIN (ANALYZE, TIMING OFF) TABLE kit_mailboxmessage")
    )
    assert "rows=0" in plan or "rows=0.00" in plan
    assert SECRET not in plan


def test_the_queues_role_sees_no_other_table(victim: dict[str, UUID]) -> None:
    for table in ("kit_mailboxmessage", "tenants_tenant", "kit_tenantkey", "kit_maillog"):
        with refused(says="permission denied"), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE ordholden_queue")
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
