"""`bin/ordholden keys`."""

import argparse
import sys
from functools import partial

from rich.progress import Progress, TextColumn, TimeElapsedColumn

from ordholden.keys import actions
from ordholden.tenants.models import Tenant

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def register(commands: Commands) -> None:  # type: ignore[valid-type]
    """Add this room's commands to the command line."""
    keys = commands.add_parser("keys", help="give tenants their next key, while all goes on")  # type: ignore[attr-defined]
    keys.add_argument("verb", choices=["rotate", "status"])
    keys.add_argument("--tenant", help="only this tenant (its short name)")
    keys.set_defaults(run=_keys)


def _keys(arguments: argparse.Namespace) -> int:
    tenants = Tenant.objects.lean().order_by("slug")
    if arguments.tenant:
        tenants = tenants.filter(slug=arguments.tenant)
        if not tenants:
            print(f"There is no tenant named {arguments.tenant}.", file=sys.stderr)
            return 1
    columns = (TextColumn("{task.description}"), TextColumn("{task.completed} moved"))
    moving = arguments.verb == "rotate"
    with Progress(*columns, TimeElapsedColumn(), transient=True, disable=not moving) as bar:
        for tenant in tenants:
            if moving:
                work = bar.add_task(tenant.slug, total=None)
                found = actions.rotate(tenant, progress=partial(bar.advance, work))
            else:
                found = actions.stands(tenant)
            bar.print(f"{tenant.slug}: {_told(found)}", highlight=False)
    return 0


def _told(found: actions.Stands) -> str:
    if not found.generation:
        return "nothing has been sealed yet"
    said = f"key {found.generation} of {found.made_at:%Y-%m-%d}"
    if found.values or found.files:
        return f"{said}; {found.values} values and {found.files} files are still under an older one"
    if found.older:
        ends = found.made_at + actions.LINKS_LAST
        return f"{said} seals everything; the older one goes after {ends:%Y-%m-%d}"
    return f"{said}, and no other"
