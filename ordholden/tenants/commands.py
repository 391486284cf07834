"""`bin/ordholden tenant …`: open, list and remove businesses."""

import argparse
import sys
from pathlib import Path

from ordholden.policy import PolicyFaults
from ordholden.tenants import actions
from ordholden.tenants.models import Tenant


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this room's commands to the program's command line."""
    tenant = commands.add_parser("tenant", help="open, list and remove businesses")
    verbs = tenant.add_subparsers(metavar="VERB", required=True)

    add = verbs.add_parser("add", help="open a business that runs by a policy file")
    add.add_argument("policy", type=Path, metavar="POLICY.toml")
    add.add_argument(
        "--host",
        action="append",
        required=True,
        metavar="HOST",
        help="a host name its site answers to; may be given several times",
    )
    add.set_defaults(run=_add)

    verbs.add_parser("list", help="list the businesses").set_defaults(run=_list)

    remove = verbs.add_parser("remove", help="remove a business and everything it ever had")
    remove.add_argument("slug", metavar="SLUG")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    remove.set_defaults(run=_remove)


def _add(arguments: argparse.Namespace) -> int:
    path: Path = arguments.policy
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return _refuse(f"{path} cannot be read as a text file.")
    for host in arguments.host:
        if not actions.is_host_name(actions.host_name(host)):
            return _refuse(f"{host} is no host name.")
    try:
        tenant = actions.add(text, arguments.host)
    except PolicyFaults as refusal:
        for fault in refusal.faults:
            print(f"{path}:{fault.line}: {fault.sentence}", file=sys.stderr)
        return 1
    hosts = ", ".join(map(actions.host_name, arguments.host))
    print(f"{tenant.slug} ({tenant.name}) answers at {hosts}.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    tenants = list(Tenant.objects.lean().prefetch_related("hosts").order_by("slug"))
    width = max((len(tenant.slug) for tenant in tenants), default=0)
    for tenant in tenants:
        hosts = ", ".join(sorted(host.name for host in tenant.hosts.all())) or "no host name"
        print(f"{tenant.slug:{width}}  {tenant.name}  {hosts}  policy {tenant.policy_id[:12]}")
    if not tenants:
        print("There is no business yet: bin/ordholden tenant add POLICY.toml --host HOST")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    tenant = Tenant.objects.lean().filter(slug=arguments.slug).first()
    if tenant is None:
        return _refuse(f"There is no tenant named {arguments.slug}.")
    if not arguments.yes and not _sure(tenant):
        return _refuse("Nothing was removed.")
    gone = actions.remove(tenant)
    for thing, count in sorted(gone.items()):
        if count:
            print(f"{count:>9}  {thing}")
    print(f"{tenant.slug} is gone.")
    return 0


def _sure(tenant: Tenant) -> bool:
    print(
        f"This removes {tenant.name} and everybody in it, for good: rows, files and keys."
        f" Type {tenant.slug} to go on: ",
        end="",
        flush=True,
    )
    return sys.stdin.readline().strip() == tenant.slug


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
