"""Which tenant a piece of work is for. Set once, at the edge; PostgreSQL holds everyone to it.

Only transaction-local settings (`set_config(…, true)`) are used, so that a pooled connection
can never carry one tenant's scope into another's work.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone, translation

from ordholden.tenants import clock
from ordholden.tenants.models import Tenant

# Told when a piece of work is over, however it ended. Rooms above add theirs as they start.
WHEN_OVER: list[Callable[[], None]] = []

_current: ContextVar[Tenant | None] = ContextVar("tenant", default=None)


class NoTenant(LookupError):
    """Work that belongs to a tenant was begun outside any tenant's scope."""


@contextmanager
def working_for(tenant: Tenant | None) -> Iterator[None]:
    """Inside this block, one transaction, only this tenant's rows exist and its clock runs.

    `None`: no tenant, hence no rows at all. Blocks may be nested; leaving one puts the outer
    tenant back. An exception rolls back what the block wrote.
    """
    ahead = timedelta(seconds=tenant.clock_offset if tenant else 0)
    nested = connection.in_atomic_block
    try:
        with transaction.atomic():
            with _being(tenant), clock.standing_still(ahead):
                _tell_database(tenant)
                yield
            # A released savepoint keeps its settings, so the outer scope is put back by hand; a
            # savepoint that is rolled back puts them back itself.
            if nested and not connection.needs_rollback:
                _tell_database(_current.get())
    finally:
        if not nested:
            for over in WHEN_OVER:
                over()


@contextmanager
def at_home(tenant: Tenant) -> Iterator[None]:
    """working_for(tenant), in the tenant's own time zone and language: a page or a task."""
    policy = tenant.policy
    with (
        working_for(tenant),
        timezone.override(policy.timezone),
        translation.override(policy.locale),
    ):
        yield


@contextmanager
def _being(tenant: Tenant | None) -> Iterator[None]:
    token = _current.set(tenant)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Tenant | None:
    """The tenant this piece of work is for, if any."""
    return _current.get()


def required() -> Tenant:
    """The tenant this piece of work is for. Raises NoTenant outside a scope."""
    tenant = _current.get()
    if tenant is None:
        raise NoTenant("This belongs to a tenant: begin with working_for(tenant).")
    return tenant


def _tell_database(tenant: Tenant | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenant', %s, true), set_config('app.now', %s, true),"
            # Nobody in particular is asking, for nothing in particular (`people.use`).
            " set_config('app.purpose', '', true), set_config('app.self', '', true)",
            [str(tenant.pk) if tenant else "", clock.setting()],
        )
