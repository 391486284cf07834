"""What a person chooses for their CV: in the database or not, in which form, seen by whom."""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.companies import access
from ordholden.companies.models import Company
from ordholden.journal import actions as journal
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.states import State as Life
from ordholden.policy import Policy
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent, Limit
from ordholden.sourcing import listing, ways
from ordholden.sourcing.models import Visibility
from ordholden.sourcing.ways import Way
from ordholden.tenants import scope

State = Visibility.State
ALIVE = (Consent.State.GIVEN, Consent.State.UNCONFIRMED, Consent.State.AWAITING)


class NotTheirs(NotPossible):
    """Somebody else's CV is not put into the database, taken out of it, or shown (JI-05)."""


def _require(person: Person, by: User) -> Policy:
    policy = scope.required().policy
    if by.person_id != person.pk:
        raise NotTheirs(_("Only whose CV it is chooses who sees it."))
    if not ways.has_cvs(policy) or "candidate" not in person.kinds:
        raise NotPossible(_("There is no CV database here."))
    return policy


@transaction.atomic
def choose(person: Person, state: str, *, by: User) -> Visibility:
    """Put one's CV online, take it offline, or take it out of the database (JI-05, JI-18).

    It counts in this transaction. Raises NotTheirs, and NotPossible for somebody whose data is
    not in use, or whose state is none.
    """
    _require(person, by)
    wanted = State(state)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if wanted == State.ONLINE and person.state != Life.ACTIVE:
        raise NotPossible(_("Confirm your address first; while your data rests, nobody sees it."))
    if wanted == State.ONLINE:
        _objects_no_more(person)
    row, _made = Visibility.objects.get_or_create(person=person)
    if row.state != wanted:
        # A restore must not show a CV that was taken back since.
        how = {"state": str(wanted)}
        journal.record(journal.Kind.STOP_DISCLOSURE, Visibility._meta.db_table, [row.pk], how=how)
        row.state, row.chosen_at = wanted, now()
        row.save(update_fields=["state", "chosen_at"])
    people.touch(person, people.Event.SAVE)
    listing.follow(person)
    return row


def _objects_no_more(person: Person) -> None:
    """Whoever puts their CV in themself wants to be found, whatever they had objected to."""
    base = ways.anonymous(scope.required().policy)
    objections = Limit.objects.standing().objections().filter(person=person)
    for objection in objections.filter(purpose=base.purpose) if base else ():
        privacy.take_back(objection)


@transaction.atomic
def show_personally(person: Person, *, by: User, locale: str) -> Consent:
    """Show one's CV in personal form to every company that searches (JI-15)."""
    way = ways.for_everybody(_require(person, by))
    if way is None:
        raise NotPossible(_("The notice knows no personal form for all companies."))
    return privacy.give_consent(way.consent, person=person, locale=locale, confirmed=True)


@transaction.atomic
def follow(person: Person, company: Company, *, by: User, locale: str) -> Consent:
    """Follow a company: it alone sees the personal form, also when the CV is offline (JI-17).

    Raises NotPossible for a company that has no access to CVs, or where nobody is followed.
    """
    way = ways.following(_require(person, by))
    if way is None or not access.may_search(company):
        raise NotPossible(_("This company cannot be followed."))
    per = str(company.pk) if way.by_company else ""
    return privacy.give_consent(way.consent, person=person, locale=locale, per=per, confirmed=True)


@transaction.atomic
def stop_showing(person: Person, way: Way, *, by: User, locale: str, per: str = "") -> None:
    """Take a way to the personal form back: it closes at once. Done twice, it is done."""
    _require(person, by)
    for row in Consent.objects.filter(person=person, consent=way.consent, per=per, state__in=ALIVE):
        privacy.withdraw_consent(row, locale=locale)


def unfollow(person: Person, company_id: str, *, by: User, locale: str) -> None:
    """Follow a company no more: it sees what all others see (JI-17)."""
    way = ways.following(scope.required().policy)
    if way is not None:
        stop_showing(person, way, by=by, locale=locale, per=company_id)


def hide_again(person: Person, *, by: User, locale: str) -> None:
    """Back to the anonymous form, at once (JI-15)."""
    way = ways.for_everybody(scope.required().policy)
    if way is not None:
        stop_showing(person, way, by=by, locale=locale)
