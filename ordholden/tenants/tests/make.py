"""Tenants for tests."""

from pathlib import Path

from ordholden.tenants import actions
from ordholden.tenants.models import Tenant

ACME = Path(__file__).resolve().parents[3] / "tests" / "policies" / "acme.toml"


def policy_text(slug: str = "acme") -> str:
    """Acme's policy, or the same for a tenant of another name."""
    text = ACME.read_text(encoding="utf-8")
    return text.replace('tenant = "acme"', f'tenant = "{slug}"', 1)


def tenant(slug: str) -> Tenant:
    """A tenant that runs by Acme's policy under a name of its own, at <slug>.localhost."""
    return actions.add(policy_text(slug), [f"{slug}.localhost"])
