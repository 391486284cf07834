"""Everything that changes a person. Pages, tasks and the clock all come through here.

Each of these is one transaction with the row locked, so that a sweep or an erasure that is
looking at the same person waits, and then sees what happened.
"""

from datetime import date

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from ordholden.journal import actions as journal
from ordholden.kit.clock import now, today
from ordholden.kit.errors import NotPossible
from ordholden.people.clocks import MOVES, Event
from ordholden.people.models import Person, Role
from ordholden.people.states import State, may_become
from ordholden.people.use import storing
from ordholden.policy.vocabulary import PEOPLE
from ordholden.tenants.scope import required

TABLE = Person._meta.db_table


@transaction.atomic
def register(
    *,
    name: str,
    kind: str = "candidate",
    email: str = "",
    phone: str = "",
    locale: str = "",
    told: bool = True,
) -> Person:
    """Store somebody for the first time, as pending: only they themselves can `confirm`.

    kind: a word of vocabulary.PEOPLE. told: whether the notice in force was shown to them; who is
    entered by staff has yet to be told (GDPR art. 14). Raises ValueError for an unknown kind.
    """
    tenant = required()
    person = Person.objects.create(
        name=name.strip(),
        email=email.strip().lower(),
        phone=phone.strip(),
        locale=locale or tenant.policy.locale,
        collected_policy=tenant.policy_id,
        notified_policy=tenant.policy_id if told else "",
    )
    give_role(person, kind)
    return person


@transaction.atomic
def give_role(person: Person, kind: str) -> Role:
    """Know a person in one more capacity from today on. Done twice, it is one role.

    Employment has its own verbs (`events`), because rules hang on it.
    """
    if kind not in PEOPLE:
        raise ValueError(f"{kind!r} is no kind of person")
    locked(person)
    role, _made = Role.objects.get_or_create(
        person=person, kind=kind, until=None, defaults={"since": local_today()}
    )
    if kind not in person.kinds:
        write(person, kinds=sorted({*person.kinds, kind}))
    return role


@transaction.atomic
def end_role(person: Person, kind: str) -> None:
    """Know a person in this capacity until today. What was collected then keeps its own rules."""
    locked(person)
    Role.objects.filter(person=person, kind=kind, until=None).update(until=local_today())


def touch(person: Person, event: Event | str) -> None:
    """Move the clocks that this event moves, and no others (the table is `clocks.MOVES`).

    A clock never goes back. Raises ValueError for an event that is not in the closed list.
    """
    moved = MOVES[Event(event)]
    if not moved:
        return
    moment = now()
    Person.objects.filter(pk=person.pk).update(
        **{clock.value: Greatest(clock.value, moment) for clock in moved}
    )
    for clock in moved:
        setattr(person, clock.value, max(getattr(person, clock.value), moment))


@transaction.atomic
def confirm(person: Person) -> None:
    """The person has shown that the address is theirs: pending becomes active.

    Done again, or while restricted, it changes no state.
    """
    locked(person)
    if person.confirmed_at is None:
        write(person, confirmed_at=now())
    if person.state == State.PENDING:
        _step(person, State.ACTIVE)


@transaction.atomic
def change_contact(
    person: Person, *, name: str | None = None, email: str | None = None, phone: str | None = None
) -> None:
    """Correct who somebody is or how to reach them. What is not given stays as it is."""
    locked(person)
    given = {"name": name, "email": email and email.lower(), "phone": phone}
    new = {key: value.strip() for key, value in given.items() if value is not None}
    wrong = sorted(key for key in new if getattr(person, key) not in ("", new[key]))
    if wrong:
        journal.record(journal.Kind.CORRECT, TABLE, [person.pk], how={"columns": wrong})
    write(person, **new)


def choose_language(person: Person, locale: str) -> None:
    """Write to this person, and show pages, in this language from now on.

    Raises NotPossible for a language the tenant does not offer.
    """
    if locale not in required().policy.locales:
        raise NotPossible(_("This site is not offered in that language."))
    write(person, locale=locale)


@transaction.atomic
@storing()
def restrict(person: Person) -> None:
    """Stop every use but storage (GDPR art. 18). Raises NotPossible if being erased."""
    locked(person)
    if person.state != State.RESTRICTED:
        _step(person, State.RESTRICTED, journal.Kind.RESTRICT)


@transaction.atomic
@storing()
def lift_restriction(person: Person) -> None:
    """Use the data again as before. The person is told beforehand (art. 18(3)); see privacy."""
    locked(person)
    if person.state != State.RESTRICTED:
        raise NotPossible(_("There is no restriction to lift."), code="not_restricted")
    before = State.ACTIVE if person.confirmed_at else State.PENDING
    _step(person, before, journal.Kind.LIFT)


@transaction.atomic
@storing()
def begin_erasing(person: Person) -> None:
    """Hide the person from everybody at once; removing the rows follows (privacy).

    Raises NotPossible when it has begun already.
    """
    locked(person)
    _step(person, State.ERASING)


@transaction.atomic
def deregister(person: Person) -> None:
    """The person wants no contact and no offer any more (JC-54). The first day counts."""
    locked(person)
    if person.deregistered_at is None:
        journal.record(journal.Kind.OBJECT, TABLE, [person.pk], how={"to": "contact"})
        write(person, deregistered_at=now())


def note_account(person: Person, *, has: bool) -> None:
    """Remember whether the person can sign in; rules may depend on it. Used by accounts."""
    write(person, has_account=has)


def note_subscription(person: Person, *, has: bool) -> None:
    """The person's company has begun, or ended, a subscription: a contract is a basis (WW-45)."""
    write(person, has_subscription=has)


def note_told(person: Person, policy_id: str) -> None:
    """The person has been told of this version of the notice. Used by privacy."""
    write(person, notified_policy=policy_id)


def local_today() -> date:
    """Today where the tenant is."""
    return today(required().policy.timezone)


def locked(person: Person) -> None:
    """Wait for whoever is changing this person, and know what they made of it."""
    # FOR NO KEY UPDATE would do for the row, but an erasure deletes it: wait for that too.
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())


def _step(person: Person, then: State, decision: journal.Kind | None = None) -> None:
    if not may_become(person.state, then):
        raise NotPossible(_("That is not possible at this point."), code="wrong_state")
    if decision:
        journal.record(decision, TABLE, [person.pk])
    write(person, state=then)


def write(person: Person, **values: object) -> None:
    """Set columns of a person, here and in the table. For this package alone."""
    for name, value in values.items():
        setattr(person, name, value)
    person.save(update_fields=list(values))
