"""The one door to the queue: `f(…)` runs now, `f.later(…)` after commit, for the same tenant.

    @task
    def rejected(outcome_id: UUID) -> None: ...

    rejected.later(outcome.pk)

The task is a row written in the same transaction as what caused it: both are there or neither.
It runs in the tenant's scope, language and time zone, may run twice, and is tried again with
growing pauses. A row that is gone by then, or a NotPossible, ends it.
`worker` runs tasks; `config/schedule.py` says when the recurring ones are due.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, overload

from django.core.exceptions import ObjectDoesNotExist
from procrastinate.contrib.django import app

from ordholden.kit.errors import NotPossible
from ordholden.kit.payload import pack, unpack
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home, required, working_for

logger = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 8  # with pauses of 4, 16, 64 … seconds: the last about a day after the first
TASKS: dict[str, "Task[..., Any]"] = {}
SCHEDULE: dict[str, "Recurring"] = {}
CHORES: dict[str, "Chore"] = {}


class Task(Generic[P, R]):
    """A function that can also be called later."""

    def __init__(self, function: Callable[P, R], *, attempts: int = ATTEMPTS) -> None:
        update_wrapper(self, function)
        self.function = function
        self.attempts = attempts
        self.name = f"{function.__module__}.{function.__qualname__}"
        if self.name in TASKS:
            raise ValueError(f"there are two tasks named {self.name}")
        TASKS[self.name] = self

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)

    def later(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run after this transaction commits, for the tenant in scope.

        Raises NotACode for arguments that may be personal, NoTenant outside a scope.
        """
        app.configure_task(self.name).defer(
            tenant=required().pk,
            args=[pack(value) for value in args],
            kwargs={name: pack(value) for name, value in kwargs.items()},
        )

    def later_for_each(self, given: Iterable[Sequence[Any]]) -> None:
        """`later`, once for each list of arguments, in one step: for hundreds at a time."""
        tenant = required().pk
        waiting: list[dict[str, Any]] = [
            {"tenant": tenant, "args": [pack(value) for value in args], "kwargs": {}}
            for args in given
        ]
        if waiting:
            app.configure_task(self.name).batch_defer(*waiting)


@overload
def task(function: Callable[P, R], /) -> Task[P, R]: ...
@overload
def task(*, attempts: int) -> Callable[[Callable[P, R]], Task[P, R]]: ...
def task(
    function: Callable[P, R] | None = None, /, *, attempts: int = ATTEMPTS
) -> Task[P, R] | Callable[[Callable[P, R]], Task[P, R]]:
    """Mark an action or a mail as something that may be called later: `@task`."""
    if function is None:
        return lambda given: Task(given, attempts=attempts)
    return Task(function, attempts=attempts)


@dataclass(frozen=True)
class Recurring:
    """A task that is due again and again, once for each tenant."""

    task: Task[[], Any]
    cron: str


def periodic(cron: str) -> Callable[[Task[[], R]], Task[[], R]]:
    """Run a task on a schedule, for every tenant: `periodic("0 2 * * *")(sweep_all)`.

    Five cron fields (a sixth is seconds), read in UTC. A turn missed while the program was
    down is made up for if it is less than a day ago.
    """

    def schedule(recurring: Task[[], R]) -> Task[[], R]:
        if recurring.name in SCHEDULE:
            raise ValueError(f"{recurring.name} is scheduled twice")
        SCHEDULE[recurring.name] = Recurring(recurring, cron)
        return recurring

    return schedule


@dataclass(frozen=True)
class Chore:
    """Work for the installation, not for a tenant: backups, the journal's old days."""

    function: Callable[[], object]
    cron: str


def chore(cron: str) -> Callable[[Callable[[], R]], Callable[[], R]]:
    """Run a function on a schedule, once, in no tenant's scope: `chore("30 1 * * *")(back_up)`."""

    def schedule(function: Callable[[], R]) -> Callable[[], R]:
        name = f"{function.__module__}.{function.__qualname__}"
        if name in CHORES:
            raise ValueError(f"{name} is scheduled twice")
        CHORES[name] = Chore(function, cron)
        return function

    return schedule


def run(name: str, tenant_id: int, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run a task as it was queued, in its tenant's scope. For the worker.

    A tenant that has left, a row that is gone and a refused action end the task quietly.
    """
    tenant = Tenant.objects.lean().filter(pk=tenant_id).first()
    if tenant is None:
        logger.info("task %s let go: its tenant has left", name)
        return
    given = [unpack(value) for value in args]
    named = {key: unpack(value) for key, value in kwargs.items()}
    try:
        with at_home(tenant):
            TASKS[name](*given, **named)
    except ObjectDoesNotExist as gone:
        logger.info("task %s let go: %s", name, type(gone).__qualname__)
    except NotPossible as refusal:
        logger.info("task %s let go: %s", name, refusal.code)


def put_for_every_tenant(name: str) -> None:
    """Queue a recurring task once for each tenant there is. For the worker."""
    for tenant in Tenant.objects.lean().order_by("pk"):
        with working_for(tenant):
            TASKS[name].later()
