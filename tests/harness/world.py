"""The small world of the tests: two tenants, and browsers on their sites."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.test import Client

from ordholden.kit import worker
from ordholden.tenants import actions
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home, working_for

POLICIES = Path(__file__).resolve().parents[1] / "policies"


def tenant(slug: str) -> Tenant:
    """The tenant of tests/policies/<slug>.toml, added as an operator would."""
    there = Tenant.objects.filter(slug=slug).first()
    if there:
        return there
    text = (POLICIES / f"{slug}.toml").read_text(encoding="utf-8")
    return actions.add(text, [f"{slug}.localhost"])


@contextmanager
def working_tenant(slug: str) -> Iterator[Tenant]:
    """The same, with the test's own code working for it."""
    added = tenant(slug)
    with at_home(added):
        yield added


def browser_for(client: Client) -> Callable[..., Client]:
    """browse(tenant, user=None, htmx=False) -> a browser on the tenant's site."""

    def browse(tenant: Tenant, user: Any = None, *, htmx: bool = False) -> Client:
        client.defaults["HTTP_HOST"] = f"{tenant.slug}.localhost"
        if htmx:
            client.defaults["HTTP_HX_REQUEST"] = "true"
        if user is not None:
            client.force_login(user)
        return client

    return browse


def run_queued_tasks() -> int:
    """Run what each tenant has queued, with no tenant in the air. Returns how many ran."""
    ran = 0
    with working_for(None):
        for each in Tenant.objects.order_by("pk"):
            with working_for(each):
                ran += worker.drain()
    return ran
