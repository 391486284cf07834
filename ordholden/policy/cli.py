"""`bin/ordholden policy …`: check, show, ask and compare policy files. Pure: no database.

Exit codes: 0 done · 1 the file was refused, one line per fault (`FILE:LINE: sentence`) · 2 the
question was not understood, one sentence. Never a traceback for what a file or a person says.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from ordholden.policy import Policy, PolicyFaults, compile_policy
from ordholden.policy.answers import answer
from ordholden.policy.explain import NoSuchCategory, explain
from ordholden.policy.notice import Notice, build_notice, render_html, render_json, render_text
from ordholden.policy.phrases import LOCALES, NoSuchLanguage
from ordholden.policy.record import record
from ordholden.policy.reference import reference
from ordholden.policy.telling import told_changes, told_dues
from ordholden.policy.vocabulary import ANCHORS

DONE, REFUSED, NOT_UNDERSTOOD = 0, 1, 2


class NotUnderstood(Exception):
    """What was asked makes no sense; the message is one sentence."""


class Refused(Exception):
    """A file was refused; the message is one line per fault."""


def main(argv: Sequence[str]) -> int:
    """Run one command of `policy`. Returns its exit code."""
    try:
        arguments = _parser().parse_args(list(argv))
        run: Callable[[argparse.Namespace], str] = arguments.run
        sys.stdout.write(run(arguments))
    except Refused as refusal:
        stream = sys.stdout if list(argv[:1]) == ["check"] else sys.stderr
        print(refusal, file=stream)
        return REFUSED
    except (NotUnderstood, NoSuchLanguage, NoSuchCategory) as reason:
        print(reason, file=sys.stderr)
        return NOT_UNDERSTOOD
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else NOT_UNDERSTOOD
    return DONE


# ------------------------------------------------------------------ reading


def read_policy(path: str) -> Policy:
    """The compiled policy of a file. Raises Refused with a line for each fault."""
    try:
        return compile_policy(_text(path))
    except PolicyFaults as refusal:
        lines = [f"{path}:{fault.line}: {fault.sentence}" for fault in refusal.faults]
        raise Refused("\n".join(lines)) from None


def _text(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refused(f"{path}:{line}: the file is not written in UTF-8") from None
    except FileNotFoundError:
        raise Refused(f"{path}:1: there is no such file") from None
    except IsADirectoryError:
        raise Refused(f"{path}:1: this is a folder, not a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise Refused(f"{path}:1: the file cannot be read: {reason.lower()}") from None


def _anchors(given: Sequence[str]) -> dict[str, date]:
    found: dict[str, date] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise NotUnderstood(
                f"“{one}” is not an anchor; write name=date, e.g. collected=2026-03-15"
            )
        if name not in ANCHORS:
            near = get_close_matches(name, ANCHORS, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"the anchors are {', '.join(ANCHORS)}"
            raise NotUnderstood(f"“{name}” is not an anchor; {hint}")
        if name in found:
            raise NotUnderstood(f"the anchor “{name}” is given twice")
        found[name] = _day(value)
    return found


def _day(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = date.min
    if len(value) != len("2026-03-15") or not 1900 <= day.year < 2900:
        raise NotUnderstood(f"“{value}” is not a date; write year-month-day, e.g. 2026-03-15")
    return day


# ------------------------------------------------------------------ commands


def _check(arguments: argparse.Namespace) -> str:
    policy = read_policy(arguments.file)
    rules = len(policy.document.retain)
    return f"{arguments.file}: in order; {rules} rules on how long, policy {policy.id[:12]}\n"


def _notice(arguments: argparse.Namespace) -> str:
    policy = read_policy(arguments.file)
    notice = build_notice(policy, arguments.locale or "", borrow=True)
    return _drawn(policy, notice, arguments.format)


def _record(arguments: argparse.Namespace) -> str:
    policy = read_policy(arguments.file)
    notice = record(policy, arguments.locale or "", arguments.view)
    return _drawn(policy, notice, arguments.format)


def _explain(arguments: argparse.Namespace) -> str:
    policy = read_policy(arguments.file)
    notice = explain(policy, arguments.category, arguments.locale or "")
    return _drawn(policy, notice, arguments.format)


def _drawn(policy: Policy, notice: Notice, form: str) -> str:
    if notice.locale not in policy.locales:
        told = (
            f"the policy has no texts in “{notice.locale}”; the firm's own words are borrowed from"
        )
        print(f"{told} {', '.join(policy.locales)}", file=sys.stderr)
    if form == "html":
        return render_html(notice)
    return render_json(policy, notice) if form == "json" else render_text(notice)


def _due(arguments: argparse.Namespace) -> str:
    anchors = _anchors(arguments.anchor)
    today = _day(arguments.today) if arguments.today else None
    policy = read_policy(arguments.file)
    found = answer(policy, arguments.clause, anchors, today)
    if not (found["rules"] or found["locks"] or found["places"]):
        raise NotUnderstood(f"no table of {arguments.file} serves “{arguments.clause}”")
    return _json(found) if arguments.format == "json" else told_dues(policy, found)


def _diff(arguments: argparse.Namespace) -> str:
    from ordholden.policy.history import compare

    old, new = read_policy(arguments.old), read_policy(arguments.new)
    return told_changes(compare(old, new), arguments.format)


def _schema(arguments: argparse.Namespace) -> str:
    return reference()


def _json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


# ------------------------------------------------------------------ the words of the command line


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise NotUnderstood(f"{message}; see {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="bin/ordholden policy", description="Check, show, ask and compare policy files."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    _add(
        commands, "check", _check, "say whether a policy is in order, or every fault with its line"
    )
    notice = _add(commands, "notice", _notice, "print the notice that people read")
    _shown(notice, "text")
    kept = _add(commands, "record", _record, "print the record of processing (GDPR article 30)")
    _shown(kept, "text")
    kept.add_argument("--view", choices=("controller", "processor"), default="controller")
    _due_words(_add(commands, "due", _due, "say when each rule that serves a clause acts"))
    changes = commands.add_parser(
        "diff", help="list what changed and of which class each change is"
    )
    changes.set_defaults(run=_diff)
    changes.add_argument("old", metavar="OLD")
    changes.add_argument("new", metavar="NEW")
    changes.add_argument("--format", choices=("text", "json"), default="text")
    told = _add(commands, "explain", _explain, "say why something is held, who sees it, how long")
    told.add_argument("category", metavar="CATEGORY")
    _shown(told, "text")
    schema = commands.add_parser("schema", help="print the reference of the language")
    schema.set_defaults(run=_schema)
    return parser


def _add(
    commands: Any, name: str, run: Callable[[argparse.Namespace], str], text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("file", metavar="FILE")
    parser.set_defaults(run=run)
    return parser


def _shown(parser: argparse.ArgumentParser, usual: str) -> None:
    parser.add_argument("--locale", choices=LOCALES, help="language; the tenant's own if absent")
    parser.add_argument("--format", choices=("html", "text", "json"), default=usual)


def _due_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--clause", required=True, help="a clause id, such as JC-56")
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="NAME=DATE",
        help="an event that has happened; may be given several times",
    )
    parser.add_argument("--today", metavar="DATE", help="mark what is past on that day")
    parser.add_argument("--format", choices=("text", "json"), default="text")
