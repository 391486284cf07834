"""What staff note about somebody: events that rules of the notice count from, one button each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.policy import Policy


@dataclass(frozen=True)
class Verb:
    """One thing that can be noted. anchor: only where some rule counts from it."""

    key: str
    label: Any
    done: Any
    run: Callable[..., object]
    asks_day: bool = False
    anchor: str = ""
    fits: Callable[[Person], bool] = lambda person: True

    def do(self, person: Person, day: date | None) -> None:
        """Do it, on a day if it asks for one."""
        if self.asks_day:
            self.run(person, on=day)
        else:
            self.run(person)


def _spoke(person: Person) -> None:
    people.touch(person, people.Event.ONE_TO_ONE)


def _works(person: Person) -> bool:
    return person.has_employment and person.employment_ended_on is None


VERBS: dict[str, Verb] = {
    verb.key: verb
    for verb in (
        Verb("contact", _("We spoke today"), _("Noted: contact today."), _spoke),
        Verb(
            "process-opened",
            _("A process begins"),
            _("Noted: a process is running."),
            people.open_process,
            anchor="process_closed",
            fits=lambda person: person.process_closed_at is not None,
        ),
        Verb(
            "process-closed",
            _("The last process has ended"),
            _("Noted: no process is running."),
            people.close_process,
            anchor="process_closed",
            fits=lambda person: person.process_closed_at is None,
        ),
        Verb(
            "employment-started",
            _("Started work on"),
            _("Noted: the employment has begun."),
            people.start_employment,
            asks_day=True,
            anchor="employment",
        ),
        Verb(
            "employment-ended",
            _("Last day of work"),
            _("Noted: the employment has ended."),
            people.end_employment,
            asks_day=True,
            anchor="employment",
            fits=_works,
        ),
        Verb(
            "agreement-fulfilled",
            _("The agreement was fulfilled on"),
            _("Noted: the agreement is fulfilled."),
            people.fulfil_agreement,
            asks_day=True,
            anchor="agreement_fulfilled",
        ),
        Verb(
            "duties-fulfilled",
            _("The last duty was fulfilled on"),
            _("Noted: no duty is left."),
            people.fulfil_duties,
            asks_day=True,
            anchor="duties_fulfilled",
        ),
        Verb(
            "relation-ended",
            _("The relation has ended"),
            _("Noted: the relation has ended."),
            people.end_relation,
            anchor="relation_ended",
            fits=lambda person: person.relation_ended_at is None,
        ),
        Verb(
            "deregistered",
            _("Wants no contact any more"),
            _("Noted: nobody writes or calls from now on."),
            people.deregister,
            fits=lambda person: person.deregistered_at is None,
        ),
    )
}


def open_for(policy: Policy, person: Person) -> list[Verb]:
    """What can be noted about this person now."""
    counted = {word for rule in policy.document.retain for word in rule.anchors}
    counted |= {rule.backstop.anchor for rule in policy.document.retain if rule.backstop}
    if policy.collected(who="employee"):
        counted.add("employment")
    return [
        verb
        for verb in VERBS.values()
        if (not verb.anchor or verb.anchor in counted) and verb.fits(person)
    ]
