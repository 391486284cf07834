"""`bin/ordholden`: every command of the program. What a person did wrong is one sentence."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from ordholden.kit.database.faults import CannotStart

BASE = Path(__file__).resolve().parent.parent
Command = Callable[[argparse.Namespace], int]


def main(argv: list[str]) -> int:
    """Run one command. Returns its exit code: 0 done, 1 refused, 2 not understood."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        if argv[:1] == ["policy"]:
            # Pure: needs no settings and no database, and must not wait for them.
            from ordholden.policy.cli import main as policy

            return policy(argv[1:])
        return _run(argv)
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(argv: list[str]) -> int:
    import django

    django.setup()
    arguments = _parser().parse_args(argv)
    run: Command = arguments.run
    if getattr(arguments, "alone", False):
        return run(arguments)
    from config.starting import database_at_work
    from config.wiring import refuse_restored
    from ordholden.policy import PolicyFaults

    with database_at_work():
        try:
            if not getattr(arguments, "restored_too", False):
                refuse_restored()
            return run(arguments)
        except PolicyFaults as refusal:
            print(refusal, file=sys.stderr)
            return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/ordholden", description="Recruitment in which the privacy notice is the program."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    commands.add_parser("policy", help="check, show and compare policy files", add_help=False)
    _add(commands, "serve", "serve pages and do background work, until stopped", _serve)
    _add(commands, "worker", "do background work alone, until stopped", _worker, database=True)
    _add(commands, "key", "make a master key", _key)
    _add(commands, "settings", "print what may be set in the environment", _settings)
    words = _add(commands, "translations", "list words that are not translated", _translations)
    words.add_argument("--update", action="store_true", help="bring the files in line first")
    _add(commands, "migrations", "say whether a model lacks its migration", _migrations)
    _add_judge(commands)
    _add_database(commands)
    for path in sorted(BASE.glob("ordholden/*/commands.py")):
        room = importlib.import_module(f"ordholden.{path.parent.name}.commands")
        room.register(commands)
    return parser


def _add_judge(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    judge = _add(
        commands, "judge", "erase a person of its own, and look everywhere", _judge, database=True
    )
    judge.add_argument("--json", action="store_true", help="print data, not a letter")
    judge.add_argument("--keep", action="store_true", help="keep what it planted, in VAR/judge")
    judge.add_argument("--busy", action="store_true", help="others are at work: look past them")
    judge.add_argument("--site", help="host name of the site to go through (and :PORT)")
    for option, text in (
        ("--folder", "another folder to look through; may stand several times"),
        ("--database", "only this database of the server; may stand several times"),
    ):
        kind = Path if option == "--folder" else str
        judge.add_argument(option, type=kind, action="append", default=[], help=text)
    for option, text in (
        ("--data", "PostgreSQL's data folder, if the server is yours"),
        ("--letters", "folder in which mail is delivered, where there is no demo mailbox"),
    ):
        judge.add_argument(option, type=Path, metavar="DIR", help=text)


def _add_database(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    database = commands.add_parser("database", help="prepare and upgrade the database")
    steps = database.add_subparsers(metavar="STEP", required=True)
    roles = _add(steps, "roles", "print the SQL that creates the roles", _roles)
    roles.add_argument("--name", default="ordholden", help="name of the database")
    upgrade = _add(steps, "upgrade", "run the migrations, as the owner", _upgrade, database=True)
    upgrade.set_defaults(restored_too=True)
    _add(steps, "vacuum", "take what was deleted out of its files", _vacuum, database=True)


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    purpose: str,
    run: Command,
    *,
    database: bool = False,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=purpose, description=purpose)
    parser.set_defaults(run=run, alone=not database)
    return parser


def _serve(arguments: argparse.Namespace) -> int:
    from config import serving

    return serving.serve()


def _worker(arguments: argparse.Namespace) -> int:
    from ordholden.kit import worker

    worker.run_worker()
    return 0


def _key(arguments: argparse.Namespace) -> int:
    from config import keys

    print(keys.new_master_key())
    return 0


def _settings(arguments: argparse.Namespace) -> int:
    from config import env

    print(env.page(), end="")
    return 0


def _translations(arguments: argparse.Namespace) -> int:
    from config import translations

    if arguments.update:
        translations.update()
    faults = translations.faults()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _migrations(arguments: argparse.Namespace) -> int:
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = detector.changes(graph=loader.graph)
    for room, migrations in changes.items():
        for operation in (step for each in migrations for step in each.operations):
            print(f"{room}: {operation.describe()}")
    return 1 if changes else 0


def _judge(arguments: argparse.Namespace) -> int:
    from config import judging

    return judging.run(arguments)


def _roles(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from ordholden.kit.database import roles

    print(roles.script(settings.DATABASE_ROLES, arguments.name), end="")
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    print("The database is up to date.")  # the way here has seen to it
    return 0


def _vacuum(arguments: argparse.Namespace) -> int:
    from ordholden.privacy import vacuuming

    done = vacuuming.vacuum()
    print(f"{done.anew} tables written anew, {done.vacuumed} large ones vacuumed.")
    if done.busy:
        print(f"In use, try again: {', '.join(done.busy)}", file=sys.stderr)
    return 1 if done.busy else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
