"""Tenants for tests."""

import argparse
from pathlib import Path

from ordholden.tenants import actions, commands
from ordholden.tenants.models import Tenant

ACME = Path(__file__).resolve().parents[3] / "tests" / "policies" / "acme.toml"


def policy_text(slug: str = "acme") -> str:
    """Acme's policy, or the same for a tenant of another name."""
    text = ACME.read_text(encoding="utf-8")
    return text.replace('tenant = "acme"', f'tenant = "{slug}"', 1)


def tenant(slug: str) -> Tenant:
    """A tenant that runs by Acme's policy under a name of its own, at <slug>.localhost."""
    return actions.add(policy_text(slug), [f"{slug}.localhost"])


def command(*words: str) -> int:
    """Run a command of this room as the command line would. Returns its exit code."""
    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    arguments = parser.parse_args(words)
    code: int = arguments.run(arguments)
    return code
