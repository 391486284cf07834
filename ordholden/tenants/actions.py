"""What happens to tenants: added, given a policy, their clock turned, removed."""

import re
from collections.abc import Callable, Iterable

from django.db import connection, transaction

from ordholden.policy import Fault, Policy, PolicyFaults
from ordholden.tenants import catalogue, policies
from ordholden.tenants.models import Host, Tenant
from ordholden.tenants.scope import working_for

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")

# What else must go when a tenant goes (files, keys): each takes the tenant's id and says how
# many things it removed. Rooms above add theirs when the program starts.
WHEN_REMOVED: dict[str, Callable[[int], int]] = {}
# What must be written down before any of it goes, in the tenant's own scope.
BEFORE_REMOVED: list[Callable[[Tenant], None]] = []
# What else must happen when a tenant opens, in its own scope: its first notice is published.
WHEN_ADDED: list[Callable[[Tenant], None]] = []


def add(text: str, hosts: Iterable[str]) -> Tenant:
    """Open a business with this policy under these host names.

    Raises PolicyFaults when the policy is refused, or a slug or host name is taken already.
    """
    policy = policies.read(text)
    names = [host_name(host) for host in hosts]
    if Tenant.objects.filter(slug=policy.tenant).exists():
        raise _refused(policy, f"there is already a tenant named {policy.tenant!r}.")
    for taken in Host.objects.filter(name__in=names).order_by("name")[:1]:
        raise _refused(policy, f"the host name {taken.name} belongs to another tenant.")
    tenant = Tenant(
        id=_next_id(),
        slug=policy.tenant,
        name=policy.document.controller.brand,
        policy_toml=text,
        policy_id=policy.id,
    )
    with working_for(tenant):
        tenant.save(force_insert=True)
        for name in names:
            Host.objects.create(tenant=tenant, name=name)
        policies.remember(policy.id, policy)
        for begin in WHEN_ADDED:
            begin(tenant)
    return tenant


def adopt_policy(tenant: Tenant, text: str) -> Policy:
    """Put another policy in force, in the tenant's own scope. What a change means for data held
    already is for `privacy` to decide, which calls this when it publishes.

    Raises PolicyFaults when the policy is refused, or is another tenant's.
    """
    policy = policies.read(text)
    if policy.tenant != tenant.slug:
        raise _refused(policy, f"this policy is for {policy.tenant!r}, not for {tenant.slug!r}.")
    tenant.policy_toml, tenant.policy_id = text, policy.id
    tenant.name = policy.document.controller.brand
    with working_for(tenant):
        tenant.save(update_fields=["policy_toml", "policy_id", "name"])
    policies.remember(policy.id, policy)
    return policy


def turn_clock(tenant: Tenant, seconds: int) -> None:
    """Set the tenant's clock this many seconds ahead of the wall clock. For the demo alone."""
    tenant.clock_offset = seconds
    with working_for(tenant):
        tenant.save(update_fields=["clock_offset"])


def remove(tenant: Tenant) -> dict[str, int]:
    """Remove a tenant and everything it ever had. Returns what went: table or thing -> count.

    One transaction for the rows; the database itself refuses it if one were left. Files and
    keys go right after it.
    """
    key, gone = tenant.pk, {}
    with working_for(tenant), connection.cursor() as cursor:
        for write_down in BEFORE_REMOVED:
            write_down(tenant)
        # What hides rows from use must not keep them from going.
        cursor.execute("SELECT set_config('app.purpose', '@storage', true)")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("DELETE FROM tenants_tenant WHERE id = %s", [key])
        for table in catalogue.children_first(connection):
            cursor.execute("SELECT app_remove_rows(%s::regclass)", [table])
            gone[table] = int(cursor.fetchone()[0])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        gone["tenants_tenant"] = 1
        transaction.on_commit(lambda: gone.update(_forget_elsewhere(key)))
    return gone


def _forget_elsewhere(key: int) -> dict[str, int]:
    return {thing: forget(key) for thing, forget in WHEN_REMOVED.items()}


def host_name(given: str) -> str:
    """A host name as it is looked up: lower case, no port, no final dot."""
    name, _, port = given.strip().lower().rpartition(":")
    if not name or not port.isdecimal():
        name = given.strip().lower()
    return name.removesuffix(".")


def is_host_name(name: str) -> bool:
    """Whether a host name, as `host_name` gives it, is one (RFC 1123 section 2.1)."""
    return len(name) <= 253 and all(LABEL.fullmatch(part) for part in name.split("."))


def _next_id() -> int:
    # Before the insert, since a row is written only in its own scope.
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('tenants_tenant', 'id'))")
        return int(cursor.fetchone()[0])


def _refused(policy: Policy, sentence: str) -> PolicyFaults:
    return PolicyFaults([Fault(policy.lines.of(("policy", "tenant")), sentence)])
