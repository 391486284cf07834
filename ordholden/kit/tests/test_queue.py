"""What is called later runs after commit, for the same tenant, and carries ids only."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.utils import timezone, translation

from ordholden.kit import queue, worker
from ordholden.kit.errors import NotPossible
from ordholden.kit.models import StoredFile
from ordholden.kit.payload import NotACode, pack, unpack
from ordholden.kit.queue import task
from ordholden.tenants import actions, scope
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import NoTenant, working_for
from ordholden.tenants.tests import make

RunTasks = Callable[[], AbstractContextManager[None]]
seen: list[tuple[Any, ...]] = []


@task
def remember(*values: Any, **named: Any) -> None:
    """Note what arrived, and in which tenant's scope, language and time zone."""
    here = scope.required().slug
    seen.append((here, translation.get_language(), str(timezone.get_current_timezone()), *values))
    seen.extend((here, key, value) for key, value in named.items())


@task
def keep(name: str) -> None:
    """Write a row."""
    StoredFile.objects.create(name=name, size=1)


@task(attempts=2)
def fail(how: str) -> None:
    """Write a row, and end badly."""
    StoredFile.objects.create(name="f" * 32, size=1)
    raise {"gone": ObjectDoesNotExist, "refused": NotPossible, "broken": ZeroDivisionError}[how](
        "x"
    )


@task
def each_night() -> None:
    """Something the schedule asks for."""
    seen.append((scope.required().slug, "night"))


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this file's tasks are due."""
    seen.clear()
    worker.find_tasks()
    monkeypatch.setattr(queue, "SCHEDULE", {})


def jobs() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args::text, status::text, attempts, tenant_id"
            " FROM procrastinate_jobs ORDER BY id"
        )
        return [
            (name.rpartition(".")[2], json.loads(args), *rest)
            for name, args, *rest in cursor.fetchall()
        ]


def test_called_plainly_it_runs_now(acme: Tenant) -> None:
    remember(1)
    assert seen == [("acme", "da", "Europe/Copenhagen", 1)]


def test_called_later_it_waits_and_keeps_its_tenant(acme: Tenant, run_tasks: RunTasks) -> None:
    key, day = uuid4(), date(2027, 2, 28)
    with run_tasks():
        remember.later(key, day, 7, None, True, "code:x-1", [key, 2], why="because")
        assert seen == []
        assert jobs()[0][4] == acme.pk
    assert seen[0] == (
        "acme",
        "da",
        "Europe/Copenhagen",
        key,
        day,
        7,
        None,
        True,
        "code:x-1",
        [key, 2],
    )
    assert seen[1] == ("acme", "why", "because")
    assert jobs() == []


def test_it_is_undone_with_what_caused_it(acme: Tenant) -> None:
    def work_that_fails() -> None:
        with transaction.atomic():
            remember.later(1)
            assert len(jobs()) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work_that_fails()
    assert jobs() == []


def test_without_a_tenant_nothing_is_queued(acme: Tenant) -> None:
    with working_for(None), pytest.raises(NoTenant):
        remember.later(1)


PERSONAL: dict[str, Any] = {
    "address": "anna@example.dk",
    "name": "Anna Hansen",
    "name in one word": "Søren",
    "long text": "x" * 65,
    "phone": "+4512345678",
    "national number": "010190-1234",
    "national number in digits": "0101901234",
    "a line": "a\nb",
    "moment": datetime(2027, 1, 1, tzinfo=UTC),
    "mapping": {"a": 1},
    "fraction": 1.5,
    "bytes": b"anna",
    "row": object(),
    "inside a list": [[1, "anna@example.dk"]],
}


@pytest.mark.parametrize("value", PERSONAL.values(), ids=PERSONAL)
def test_what_may_be_personal_is_refused(acme: Tenant, value: Any) -> None:
    with pytest.raises(NotACode) as refusal:
        remember.later(value)
    with pytest.raises(NotACode):
        remember.later(named=value)
    assert "anna" not in str(refusal.value).lower()
    assert jobs() == []


def test_what_is_packed_comes_out_as_it_was() -> None:
    values = [None, True, -3, UUID(int=5), date(2026, 1, 2), "a.b/c:d_e-f", "", "f" * 64]
    assert unpack(json.loads(json.dumps(pack(values)))) == values


@pytest.mark.parametrize("how", ["gone", "refused"])
def test_what_is_gone_or_refused_ends_the_task(acme: Tenant, how: str) -> None:
    fail.later(how)
    assert worker.drain() == 1
    assert jobs() == []
    assert not StoredFile.objects.exists()


def test_a_fault_is_told_and_the_task_stays(acme: Tenant) -> None:
    fail.later("broken")
    with pytest.raises(ZeroDivisionError):
        worker.drain()
    assert [job[2] for job in jobs()] == ["todo"]
    assert not StoredFile.objects.exists()


def test_a_schedule_queues_once_for_every_tenant(acme: Tenant, borealis: Tenant) -> None:
    with working_for(None):
        queue.put_for_every_tenant(each_night.name)
    assert len(jobs()) == 1
    worker.drain()
    with working_for(borealis):
        worker.drain()
    assert seen == [("acme", "night"), ("borealis", "night")]


# ------------------------------------------------------------------ a worker of flesh and blood
def as_worker(query: str) -> list[tuple[Any, ...]]:
    """What the worker's fetching connection sees."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE ordholden_queue")
        cursor.execute(query)
        return list(cursor.fetchall()) if cursor.description else []


def left(columns: str) -> list[tuple[Any, ...]]:
    """The tenants' tasks; the worker has its own housekeeping beside them."""
    return as_worker(
        f"SELECT {columns} FROM procrastinate_jobs"  # noqa: S608  columns of this file
        " WHERE tenant_id IS NOT NULL ORDER BY id"
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_every_tenants_tasks_in_their_own_scope() -> None:
    tenants = [make.tenant("nord"), make.tenant("syd")]
    for tenant in tenants:
        with working_for(tenant):
            keep.later("a" * 32)
    worker.run_worker(wait=False, signals=False)
    for tenant in tenants:
        with working_for(tenant):
            assert StoredFile.objects.get().tenant_id == tenant.pk
    assert left("*") == []
    assert as_worker("SELECT * FROM procrastinate_events WHERE tenant_id IS NOT NULL") == []


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_is_tried_again_later_and_then_kept() -> None:
    tenant = make.tenant("nord")
    with working_for(tenant):
        fail.later("broken")
    look = "status::text, attempts, scheduled_at > transaction_timestamp()"
    worker.run_worker(wait=False, signals=False)
    assert left(look) == [("todo", 1, True)]
    for _ in range(2):
        as_worker("UPDATE procrastinate_jobs SET scheduled_at = NULL")
        worker.run_worker(wait=False, signals=False)
    assert [row[:2] for row in left(look)] == [("failed", 3)]
    with working_for(tenant):
        assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_worker_was_killed_is_run_again() -> None:
    tenant = make.tenant("nord")
    with working_for(tenant):
        keep.later("a" * 32)
    as_worker(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES ('2020-01-01 00:00+00') RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
    )
    worker.run_worker(wait=False, signals=False)
    with working_for(tenant):
        assert StoredFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_task_that_kills_its_workers_is_given_up() -> None:
    tenant = make.tenant("nord")
    with working_for(tenant):
        keep.later("a" * 32)
    as_worker("UPDATE procrastinate_jobs SET status = 'doing', attempts = 8")
    assert queue.ATTEMPTS == 8
    worker.run_worker(wait=False, signals=False)
    assert left("status::text") == [("failed",)]
    with working_for(tenant):
        assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_tenant_that_has_left_is_let_go() -> None:
    tenant = make.tenant("nord")
    actions.remove(tenant)
    queue.run(keep.name, tenant.pk, ["a" * 32], {})  # fetched just before it left


@pytest.mark.django_db(transaction=True)
def test_the_schedule_is_kept() -> None:
    """A turn that was due while nobody was there is made up for, once, for every tenant."""
    make.tenant("nord")
    make.tenant("syd")
    queue.periodic("0 2 * * *")(each_night)

    async def for_a_while() -> None:
        working = asyncio.create_task(worker.work(signals=False))
        for _ in range(100):
            await asyncio.sleep(0.1)
            if len(seen) == 2:
                break
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    asyncio.run(for_a_while())
    assert sorted(seen) == [("nord", "night"), ("syd", "night")]
    asyncio.run(for_a_while_again())
    assert len(seen) == 2


async def for_a_while_again() -> None:
    """A second worker finds that this turn has been taken."""
    working = asyncio.create_task(worker.work(signals=False))
    await asyncio.sleep(1)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


def test_two_tasks_cannot_bear_one_name() -> None:
    with pytest.raises(ValueError, match="two tasks named"):
        task(each_night.function)
    schedule = queue.periodic("0 2 * * *")
    schedule(each_night)
    with pytest.raises(ValueError, match="scheduled twice"):
        schedule(each_night)
