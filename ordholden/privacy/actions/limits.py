"""Restriction and objection: asked for, decided, lifted when the person has been told."""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.people.use import storing
from ordholden.privacy import emails, limits
from ordholden.privacy.models import Limit
from ordholden.tenants import scope

PERSON = Person._meta.db_table
Kind, Outcome = Limit.Kind, Limit.Outcome


@transaction.atomic
@storing()
def restrict(person: Person, *, by: User | None = None) -> Limit:
    """From now on a person's data is stored, and used for nothing else (WW-99, WW-100, JT-42).

    by: the member of staff who noted it, or None when the person did. Erasing stops too: they may
    need the data (GDPR art. 18(1)(b) and (c)). Raises NotPossible when it is restricted already,
    or the person is one of the tenant's own people.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if "staff" in person.kinds:
        raise NotPossible(_("Who works here needs their account. Talk to the privacy officer."))
    if limits.restriction_of(person):
        raise NotPossible(_("It is restricted already."))
    limit = Limit.objects.create(person=person, kind=Kind.RESTRICTION, asked_by=by)
    people.restrict(person)
    return limit


@transaction.atomic
@storing()
def lift(limit: Limit, *, by: User, why: str, told: bool = False) -> Limit:
    """Decide that a restriction ends; it does when the person has been told (GDPR art. 18(3)).

    told: the member of staff has told somebody whom no mail reaches. The sweep after the telling
    opens the data again. Raises NotPossible.
    """
    limit = _locked(limit)
    if limit.kind != Kind.RESTRICTION or limit.outcome:
        raise NotPossible(_("There is no restriction to lift."))
    if not limit.person.email and not told:
        raise NotPossible(_("No mail reaches this person. Tell them first, and say so here."))
    limit.outcome, limit.decided_at, limit.decided_by = Outcome.LIFTED, clock.now(), by
    limit.why = why.strip()
    limit.told_at = clock.now() if told and not limit.person.email else None
    limit.save()
    if limit.person.email:
        emails.restriction_ends.later(limit.pk)
    return limit


@transaction.atomic
@storing()
def object_to(person: Person, purpose: str) -> Limit:
    """Somebody objects to a purpose: it stops for them now (WW-103, JT-36; GDPR art. 21).

    Where the notice weighs it, it stops until the officer has decided; an objection to direct
    marketing is not weighed (WW-104). Raises NotPossible for a purpose one cannot object to.
    """
    policy = scope.required().policy
    person = Person.objects.select_for_update().get(pk=person.pk)
    if purpose not in limits.open_to_objection(policy, person):
        raise NotPossible(_("This use rests on something one cannot object to."))
    if limits.objects_to(person, purpose):
        raise NotPossible(_("You have objected to this already; it has stopped."))
    journal.record(journal.Kind.OBJECT, PERSON, [person.pk], how={"purpose": purpose})
    limit = Limit(person=person, kind=Kind.OBJECTION, purpose=purpose)
    if limits.is_absolute(policy, purpose):
        limit.outcome, limit.decided_at = Outcome.UPHELD, clock.now()
    limit.save(force_insert=True)
    return limit


@transaction.atomic
@storing()
def decide(limit: Limit, *, uphold: bool, by: User, why: str = "") -> Limit:
    """Decide an objection that was weighed: it stays, or the use goes on and the person hears why.

    Raises NotPossible without a reason for refusing, and for one that has been decided.
    """
    limit = _locked(limit)
    if limit.kind != Kind.OBJECTION or limit.outcome:
        raise NotPossible(_("This objection has been decided already."))
    if not uphold and not why.strip():
        raise NotPossible(_("Say why: the person has a right to know."))
    limit.decided_at, limit.decided_by, limit.why = clock.now(), by, why.strip()
    limit.outcome = Outcome.UPHELD if uphold else Outcome.REFUSED
    if not uphold:
        _end_objection(limit)
    limit.save()
    if limit.person.email:
        emails.objection_decided.later(limit.pk)
    return limit


@transaction.atomic
@storing()
def take_back(limit: Limit) -> None:
    """The person objects no more."""
    limit = _locked(limit)
    _end_objection(limit)
    limit.save()


def _end_objection(limit: Limit) -> None:
    said = {"purpose": limit.purpose}
    journal.record(journal.Kind.LIFT, PERSON, [limit.person_id], how=said)
    limit.ended_at = clock.now()


def _locked(limit: Limit) -> Limit:
    limit = Limit.objects.select_for_update(of=("self",)).select_related("person").get(pk=limit.pk)
    if limit.ended_at or limit.person.state == State.ERASING:
        raise NotPossible(_("It has ended already."))
    return limit
