"""`bin/ordholden backup` and `bin/ordholden restore`."""

import argparse
import sys

from rich.progress import Progress, TextColumn, TimeElapsedColumn

from ordholden.backups import actions, places

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def register(commands: Commands) -> None:  # type: ignore[valid-type]
    """Add this room's commands to the command line."""
    backup = commands.add_parser(  # type: ignore[attr-defined]
        "backup", help="copy database and files into one encrypted file, list and try them"
    )
    backup.add_argument("verb", nargs="?", choices=["list", "verify"], help="left out: make one")
    backup.add_argument("file", nargs="?", metavar="FILE", help="which one; left out: the newest")
    backup.add_argument("--to", default="", metavar="DIR|s3://…", help="instead of BACKUPS")
    backup.set_defaults(run=_backup, restored_too=True)

    restore = commands.add_parser("restore", help="put database and files back")  # type: ignore[attr-defined]
    restore.add_argument("file", metavar="FILE", help="a name that `backup list` shows, or a path")
    restore.add_argument("--yes", action="store_true", help="do not ask before replacing data")
    restore.set_defaults(run=_restore, restored_too=True)


def _backup(arguments: argparse.Namespace) -> int:
    if arguments.verb == "list":
        return _list(arguments.to)
    if arguments.verb == "verify":
        name, rows = actions.verify(arguments.file or "")
        print(f"{name} is whole: {rows} rows came back.")
        return 0
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, transient=True, disable=not sys.stdout.isatty()) as bar:
        work = bar.add_task("", total=None)
        made = actions.back_up(
            arguments.to, progress=lambda part: bar.update(work, description=part)
        )
    print(f"{made.name}: {made.rows} rows, {made.files} files, {_size(made.bytes)}.")
    return 0


def _list(given: str) -> int:
    place = places.place(given)
    for name in place.names():
        print(f"{name}  {_size(place.size(name))}")
    if not place.names():
        print(f"There is no backup in {place.shown}. Make one: bin/ordholden backup")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    if actions.holds_data() and not arguments.yes and not _sure():
        print("Nothing was restored.", file=sys.stderr)
        return 1
    made = actions.restore(arguments.file)
    print(
        f"{made.rows} rows and {made.files} files are back as of {places.made_at(made.name)}."
        " Nothing is served before: bin/ordholden journal replay"
    )
    return 0


def _sure() -> bool:
    print(
        "This database holds data. Restoring replaces all of it. Type restore to go on: ",
        end="",
        flush=True,
    )
    return sys.stdin.readline().strip() == "restore"


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
