"""Runs what the queue holds: in a process of its own, or here and now.

The worker fetches through one connection of its own that has taken the queue's role, which
sees the queue's tables of all tenants and nothing else. Each task then runs on an ordinary
connection, in its tenant's scope.
"""

import asyncio
import importlib
import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import autodiscover_modules
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Status

from ordholden.kit import queue
from ordholden.tenants import roles

DAY = 24  # hours
FAILED_KEPT = 30 * DAY
MAKE_UP_FOR = DAY * 3600  # seconds: a turn missed no longer ago than this is made up for
SILENT = 60  # seconds without a sign of life after which a worker counts as dead


def run_worker(*, concurrency: int = 2, wait: bool = True, signals: bool = True) -> None:
    """Run tasks until told to stop (SIGINT, SIGTERM), or with wait=False until none is left.

    Finished tasks are removed; failed ones are kept 30 days.
    """
    asyncio.run(work(concurrency=concurrency, wait=wait, signals=signals))


async def work(*, concurrency: int = 2, wait: bool = True, signals: bool = True) -> None:
    """As run_worker, inside an event loop of the caller's; cancel it to stop."""
    app = _application()
    async with app.open_async():
        await _revive(app)
        await app.run_worker_async(
            concurrency=concurrency,
            wait=wait,
            install_signal_handlers=signals,
            delete_jobs="successful",
            shutdown_graceful_timeout=20,
        )


def drain(*, at_most: int = 10_000) -> int:
    """Run the waiting tasks of the tenant in scope here and now; returns how many ran.

    For the demo's data and for tests, where nobody waits for a worker. What a task raises is
    raised here.
    """
    find_tasks()
    for ran in range(at_most):
        with transaction.atomic():
            found = _take()
            if found is None:
                return ran
            queue.run(*found)
    return at_most


def find_tasks() -> None:
    """Import the modules in which tasks live, so that their names are known."""
    autodiscover_modules("actions", "emails")
    for path in settings.PROCRASTINATE_IMPORT_PATHS:
        importlib.import_module(path)


def _take() -> tuple[str, int, list[Any], dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id = ("
            " SELECT id FROM procrastinate_jobs WHERE status = 'todo'"
            " AND tenant_id = app_tenant() ORDER BY priority DESC, id LIMIT 1"
            " FOR UPDATE SKIP LOCKED) RETURNING task_name, args::text"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    given = json.loads(row[1])
    return row[0], given["tenant"], given["args"], given["kwargs"]


def _application() -> DjangoApp:
    find_tasks()
    params = connector_params()
    params["options"] = f"{params.get('options', '')} -c role={roles.names().queue}".strip()
    app = DjangoApp(
        connector=PsycopgConnector(kwargs=params, min_size=1, max_size=4),
        periodic_defaults={"max_delay": MAKE_UP_FOR},
    )
    for name, task in queue.TASKS.items():
        app.task(name=name, retry=_patience(task.attempts))(_runner(name))
    for name, recurring in queue.SCHEDULE.items():
        turn = app.task(name=f"each:{name}", retry=_patience(queue.ATTEMPTS))(_turn(name))
        app.periodic(cron=recurring.cron)(turn)
    for name, chore in queue.CHORES.items():
        once = app.task(name=f"once:{name}", retry=_patience(3))(_once(chore.function))
        app.periodic(cron=chore.cron)(once)
    tidy = app.task(name="kit.tidy", pass_context=True)(_tidy)
    app.periodic(cron="* * * * *")(tidy)
    return app


def _patience(attempts: int) -> RetryStrategy:
    return RetryStrategy(max_attempts=attempts, exponential_wait=4)


def _runner(name: str) -> Callable[..., None]:
    def run(tenant: int, args: list[Any], kwargs: dict[str, Any]) -> None:
        queue.run(name, tenant, args, kwargs)

    return run


def _turn(name: str) -> Callable[[int], None]:
    def turn(timestamp: int) -> None:
        queue.put_for_every_tenant(name)

    return turn


def _once(function: Callable[[], object]) -> Callable[[int], None]:
    def once(timestamp: int) -> None:
        function()

    return once


async def _tidy(context: JobContext, timestamp: int) -> None:
    await _revive(context.app)
    await context.app.job_manager.delete_old_jobs(
        nb_hours=FAILED_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )


async def _revive(app: App) -> None:
    """Put back what a worker held that was killed; give up on what has killed several."""
    jobs = app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        if job.attempts >= queue.ATTEMPTS:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job)
