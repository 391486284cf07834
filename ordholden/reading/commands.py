"""`bin/ordholden access grant | list | verify`, and `bin/ordholden affected`."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.utils import translation

from ordholden.accounts.actions import account_of
from ordholden.kit.errors import NotPossible
from ordholden.reading import actions
from ordholden.reading.actions.grants import LONGEST, operator
from ordholden.reading.affected import CANNOT_SHOW, Affected, Asked, affected
from ordholden.reading.models import Action, Grant
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"
Work = Callable[[argparse.Namespace], int]


def register(commands: Commands) -> None:  # type: ignore[valid-type]
    """Add this room's commands to the command line."""
    access = commands.add_parser("access", help="who reads what: leave for the operator, the log")  # type: ignore[attr-defined]
    verbs = access.add_subparsers(metavar="VERB", required=True)
    give = _for_tenant(
        verbs, "grant", "let the operator read, for a reason and some minutes", _grant
    )
    give.add_argument("--minutes", type=int, default=60, help=f"at most {LONGEST}")
    give.add_argument("--reason", required=True, help="the tenant reads it")
    give.add_argument("--purpose", default="", help="a purpose of the notice")
    _for_tenant(verbs, "list", "the operator's leave to read, newest first", _list)
    _for_tenant(verbs, "verify", "seal the log, and look for what was changed in it", _verify)
    whom = _for_tenant(commands, "affected", "whom readings reached; needs a grant", _affected)
    whom.add_argument("--from", dest="first", required=True, metavar="MOMENT", type=_moment)
    whom.add_argument("--to", dest="last", required=True, metavar="MOMENT", type=_moment)
    whom.add_argument("--actor", default="", metavar="USER", help="an account's id or address")
    whom.add_argument("--session", type=UUID, metavar="SIGN-IN")
    whom.add_argument("--request", type=UUID)
    whom.add_argument("--ip", default="", metavar="ADDRESS")
    whom.add_argument("--channel", default="", metavar="page|command|task")
    whom.add_argument("--json", action="store_true")


def _for_tenant(
    verbs: Commands,  # type: ignore[valid-type]
    name: str,
    purpose: str,
    run: Work,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=purpose, description=purpose)  # type: ignore[attr-defined]
    parser.add_argument("--tenant", required=True, metavar="SLUG")
    parser.set_defaults(run=lambda arguments: _at_home(arguments, run))
    return parser


def _at_home(arguments: argparse.Namespace, run: Work) -> int:
    tenant = Tenant.objects.lean().filter(slug=arguments.tenant).first()
    if tenant is None:
        return _refuse(f"There is no tenant named {arguments.tenant}.")
    try:
        with at_home(tenant), translation.override("en"):
            return run(arguments)
    except NotPossible as refused:
        return _refuse(refused.sentence)


def _moment(text: str) -> datetime:
    """`2026-11-21` or `2026-11-21T09:30+01:00`; without a zone it is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _grant(arguments: argparse.Namespace) -> int:
    given = actions.grant(arguments.reason, arguments.minutes, arguments.purpose)
    print(f"Until {given.ends_at:%Y-%m-%d %H:%M} UTC, for “{given.purpose}”. The tenant is told.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    for one in Grant.objects.order_by("-begins_at"):
        state = "in force" if one == actions.standing() else ""
        print(f"{one.begins_at:%Y-%m-%d %H:%M}  {one.ends_at:%H:%M}  {one.reason}  {state}".strip())
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    actions.seal()
    found = actions.verify()
    for one in found:
        print(f"block {one.block}: {one.fault} ({one.lines} lines)")
    if not found:
        print("The log is as it was written.")
    return 1 if found else 0


def _affected(arguments: argparse.Namespace) -> int:
    reader = operator()
    asked = Asked(
        first=arguments.first,
        last=arguments.last,
        actor=_actor(arguments.actor),
        session=arguments.session,
        request=arguments.request,
        ip=arguments.ip,
        channel=arguments.channel,
    )
    found = affected(asked)
    actions.look_through(reader, found.persons, ["access_log.entry"], Action.EXPORT)
    print(_as_json(found) if arguments.json else _as_text(found))
    return 0


def _actor(given: str) -> UUID | None:
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        user = account_of(given)
    if user is None:
        raise NotPossible("Nobody has an account with that address.")
    return user.pk


def _as_json(found: Affected) -> str:
    return json.dumps(
        {
            "persons": {str(key): fields for key, fields in sorted(found.persons.items())},
            "readings": found.readings,
            "erased_since": found.erased,
            "cannot_show": [str(sentence) for sentence in CANNOT_SHOW],
        },
        indent=1,
    )


def _as_text(found: Affected) -> str:
    counts: dict[str, int] = {}
    for fields in found.persons.values():
        for category in fields:
            counts[category] = counts.get(category, 0) + 1
    lines = [f"{len(found.persons)} persons, {found.readings} readings"]
    lines += [f"  {count:>8}  {name}" for name, count in sorted(counts.items())]
    lines += [f"{found.erased} readings were of persons who have been erased since."]
    lines += ["", "What the log cannot show:", *(f"- {sentence}" for sentence in CANNOT_SHOW)]
    lines += ["", *(str(person) for person in sorted(found.persons))]
    return "\n".join(lines)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
