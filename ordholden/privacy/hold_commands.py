"""`bin/ordholden hold list | records | set | approve | release`: as one of the tenant's own people.

Nothing here prints a name or a value: a hold is told by its own key, the kind of record, why and
until when. Who acts is named with `--by`, and must be somebody whom the notice lets.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.utils import translation

from ordholden.accounts.access import roles_of
from ordholden.accounts.actions import account_of
from ordholden.accounts.models import User
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions, holds, words
from ordholden.privacy.models import Hold
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"
Work = Callable[[argparse.Namespace], None]
MAY = frozenset({"privacy_officer", "administrator"})


def register(commands: Commands) -> None:  # type: ignore[valid-type]
    """Add the command to the command line."""
    hold = commands.add_parser("hold", help="keep one record for a case, past its day")  # type: ignore[attr-defined]
    verbs = hold.add_subparsers(metavar="VERB", required=True)
    _verb(verbs, "list", "the holds there are and those that wait, without names", _list)
    records = _verb(verbs, "records", "what of a person can be held", _records)
    records.add_argument("person", type=UUID, metavar="PERSON")
    new = _verb(verbs, "set", "hold one record, or ask for it", _set)
    new.add_argument("record", type=_record, metavar="TABLE:ROW", help="as `hold records` prints")
    new.add_argument("--reason", required=True, help="a word of the notice's list")
    new.add_argument("--case", default="", help="the case's number")
    new.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the last day")
    approve = _verb(verbs, "approve", "agree to a hold that waits", _approve)
    release = _verb(verbs, "release", "the case needs it no more", _release)
    for one in (approve, release):
        one.add_argument("hold", type=UUID, metavar="HOLD", help="its key, as `hold list` prints")
    for one in (new, approve, release):
        one.add_argument("--by", required=True, metavar="ADDRESS", help="who of the tenant's own")


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, told: str, work: Work
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=told, description=told)
    parser.add_argument("--tenant", required=True, metavar="SLUG")
    parser.set_defaults(run=lambda arguments: _run(arguments, work))
    return parser


def _record(given: str) -> tuple[str, UUID]:
    table, _colon, row = given.partition(":")
    return table, UUID(row)


def _run(arguments: argparse.Namespace, work: Work) -> int:
    tenant = Tenant.objects.filter(slug=arguments.tenant).first()
    if tenant is None:
        return _refused(f"There is no tenant named {arguments.tenant}.")
    try:
        with at_home(tenant), translation.override("en"), storing():
            work(arguments)
    except (Person.DoesNotExist, Hold.DoesNotExist):
        return _refused("There is nothing with this key here.")
    except User.DoesNotExist:
        return _refused("Nobody with this address may hold something here.")
    except NotPossible as refused:
        return _refused(refused.sentence)
    return 0


def _list(arguments: argparse.Namespace) -> None:
    rows = Hold.objects.filter(ended_at=None).order_by("until", "pk")
    for hold in rows:
        print(_line(hold))
    if not rows:
        print("Nothing is held.")


def _records(arguments: argparse.Namespace) -> None:
    person = Person.objects.get(pk=arguments.person)
    for table, row, _label in holds.records_of(person):
        kind = holds.name_of(Hold(record_table=table, row=row))
        print(f"{table}:{row}  {kind}")


def _set(arguments: argparse.Namespace) -> None:
    table, row = arguments.record
    by = _staff(arguments.by)
    hold = actions.set_hold(
        table, row, reason=arguments.reason, case=arguments.case, until=arguments.until, by=by
    )
    print(_line(hold))


def _approve(arguments: argparse.Namespace) -> None:
    print(_line(actions.approve_hold(_hold(arguments), by=_staff(arguments.by))))


def _release(arguments: argparse.Namespace) -> None:
    hold = actions.release_hold(_hold(arguments), by=_staff(arguments.by))
    print(f"{hold.pk}  released; what is due goes with the next sweep")


def _hold(arguments: argparse.Namespace) -> Hold:
    return Hold.objects.get(pk=arguments.hold)


def _staff(address: str) -> User:
    user = account_of(address)
    if user is None or not roles_of(user) & MAY:
        raise User.DoesNotExist
    return user


def _line(hold: Hold) -> str:
    stands = "held" if hold.is_open else "waits for approval"
    about = f"{holds.name_of(hold)}  {words.hold_reason(hold.reason)}  until {hold.until}"
    return f"{hold.pk}  {stands:<18}  {about}"


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
