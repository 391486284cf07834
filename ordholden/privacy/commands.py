"""`bin/ordholden sweep`, `notice publish`, `erasures`, `promises`, `journal` and `hold`."""

import argparse
import json
import sys
from pathlib import Path

from django.utils import translation
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from ordholden.journal import interlock
from ordholden.kit.errors import NotPossible
from ordholden.policy import PolicyFaults, compile_policy
from ordholden.privacy import actions, hold_commands, replay, sinks
from ordholden.privacy.models import Notice
from ordholden.privacy.sinks import telling
from ordholden.privacy.sweep import Done
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def register(commands: Commands) -> None:  # type: ignore[valid-type]
    """Add this room's commands to the command line."""
    sweep = commands.add_parser("sweep", help="do today what the notices say is due")  # type: ignore[attr-defined]
    sweep.add_argument("--tenant", help="only this tenant (its short name)")
    sweep.add_argument("--dry-run", action="store_true", help="count, and change nothing")
    sweep.set_defaults(run=_sweep)

    notice = commands.add_parser("notice", help="publish a policy as the next notice")  # type: ignore[attr-defined]
    notice.add_argument("verb", choices=["publish"])
    notice.add_argument("file", type=Path, metavar="POLICY.toml")
    notice.add_argument("--way", choices=Notice.Way.values, default=Notice.Way.PUBLICATION)
    notice.add_argument("--why", default="", help="why publication is enough")
    notice.add_argument("--note", default="", help="what changed, for the reader")
    notice.set_defaults(run=_publish)

    journal = commands.add_parser("journal", help="what a restore must not undo")  # type: ignore[attr-defined]
    journal.add_argument(
        "verb",
        choices=["status", "verify", "replay", "renew"],
        help="show it, check every line, do again what a restore undid, begin anew when it is lost",
    )
    journal.set_defaults(run=_journal, restored_too=True)

    erasures = commands.add_parser("erasures", help="which erasures are not complete, and why")  # type: ignore[attr-defined]
    erasures.add_argument("--again", action="store_true", help="ask every place once more, now")
    erasures.set_defaults(run=_erasures)

    hold_commands.register(commands)

    promises = commands.add_parser("promises", help="every clause and what proves it")  # type: ignore[attr-defined]
    promises.add_argument("--json", action="store_true")
    promises.set_defaults(run=_promises)


def _sweep(arguments: argparse.Namespace) -> int:
    tenants = Tenant.objects.lean().order_by("slug")
    if arguments.tenant:
        tenants = tenants.filter(slug=arguments.tenant)
        if not tenants:
            print(f"There is no tenant named {arguments.tenant}.", file=sys.stderr)
            return 1
    columns = (TextColumn("{task.description}"), TextColumn("{task.completed} rows"))
    with Progress(*columns, TimeElapsedColumn(), transient=True) as bar:
        for tenant in tenants:
            work = bar.add_task(tenant.slug, total=None)

            def advance(one: Done, work=work) -> None:  # type: ignore[no-untyped-def]
                bar.advance(work, one.rows)

            with at_home(tenant):
                done = actions.sweep(dry_run=arguments.dry_run, progress=advance)
            _report(tenant, done, bar)
    return 0


def _report(tenant: Tenant, done: list[Done], bar: Progress) -> None:
    bar.print(f"{tenant.slug}: {'nothing is due' if not done else ''}", highlight=False)
    for one in done:
        bar.print(
            f"  {one.rule:<28} stage {one.stage + 1}  {one.do:<13} {one.record:<14} {one.rows}",
            highlight=False,
        )


def _publish(arguments: argparse.Namespace) -> int:
    file: Path = arguments.file
    try:
        policy = compile_policy(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        print(f"{file}:1: the file cannot be read as text", file=sys.stderr)
        return 1
    except PolicyFaults as refused:
        for fault in refused.faults:
            print(f"{file}:{fault.line}: {fault.sentence}", file=sys.stderr)
        return 1
    tenant = Tenant.objects.filter(slug=policy.tenant).first()
    if tenant is None:
        print(f"There is no tenant named {policy.tenant}; add it first.", file=sys.stderr)
        return 1
    try:
        with at_home(tenant), translation.override("en"):
            notice = actions.publish(
                policy, way=arguments.way, why=arguments.why, note=arguments.note
            )
    except NotPossible as refused:
        print(refused.sentence, file=sys.stderr)
        return 1
    print(f"{tenant.slug}: version {notice.number} is in force ({notice.change}).")
    return 0


def _journal(arguments: argparse.Namespace) -> int:
    if arguments.verb == "renew":
        print(f"A new journal begins after entry {interlock.renew()}.")
        return 0
    if arguments.verb == "replay":
        columns = (TextColumn("{task.completed} decisions"), TimeElapsedColumn())
        with Progress(*columns, transient=True, disable=not sys.stdout.isatty()) as bar:
            work = bar.add_task("", total=None)
            done = replay.replay(progress=lambda count: bar.advance(work, count))
        print(
            f"{done.decisions} decisions were done again and {done.rows} rows changed;"
            f" {done.swept} rows were due since, {done.files} files belonged to nobody."
        )
        return 0
    found = interlock.look()
    missing = len(found.marks) + len(found.decisions)
    print(f"{found.entries} entries, the newest is {found.head.seq} ({found.head.hash[:16]}).")
    print(f"{missing} of them are unknown to the database." if missing else "All are carried out.")
    if found.restored:
        print(interlock.Restored(missing), file=sys.stderr)
    return 1 if found.restored else 0


def _erasures(arguments: argparse.Namespace) -> int:
    waiting = 0
    for tenant in Tenant.objects.lean().order_by("slug"):
        with at_home(tenant):
            if arguments.again:
                sinks.go_on()
            found = list(sinks.unfinished().prefetch_related("answers"))
            late = sum(one.alarmed_at is not None for one in found)
            waiting += len(found)
            print(f"{tenant.slug}: {len(found) or 'none'} not complete, {late or 'none'} late")
            for said, count in sorted(telling.summed(found).items()):
                print(f"  {said:<44} {count}")
    return 1 if waiting else 0


def _promises(arguments: argparse.Namespace) -> int:
    from ordholden.privacy import proofs  # reads every policy and test: only when asked

    report = proofs.report()
    if arguments.json:
        print(json.dumps([one.as_json() for one in report], ensure_ascii=False, indent=1))
        return 0
    for one in report:
        print(f"{one.clause:<7} {one.state:<16} {', '.join(one.tests) or '-'}")
    counts = proofs.counts(report)
    print("  ".join(f"{state}: {number}" for state, number in counts.items()))
    return 0
