"""The purpose gate: nothing is read, sent or handed over but for a purpose the notice knows.

    with purpose("later_jobs"):
        persons = allowed(Person.objects.all())

A purpose has to be in the policy; its bases have to hold for that person, now.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.people.use import LEGAL_CLAIMS, reading_for
from ordholden.policy.document.asking import Basis
from ordholden.policy.vocabulary import STAGES
from ordholden.privacy.models import Consent, Limit
from ordholden.tenants import scope

# Needed besides a basis of the Regulation, not instead of one (WW-57, WW-58, WW-63).
BESIDES = ("device_consent", "marketing_consent")
_purpose: ContextVar[str | None] = ContextVar("purpose", default=None)


class NoPurpose(NotPossible):
    """Data was asked for without a purpose, or for one the notice does not know."""

    refuses_reading = True


@contextmanager
def purpose(name: str) -> Iterator[None]:
    """Work for one purpose of the policy in force. Raises NoPurpose for any other."""
    if name not in scope.required().policy.document.purpose:
        raise NoPurpose(_("The notice knows no such purpose."))
    token = _purpose.set(name)
    try:
        with reading_for(name):
            yield
    finally:
        _purpose.reset(token)


@contextmanager
def legal_claims() -> Iterator[None]:
    """Work on a legal claim: open to data that is restricted (GDPR art. 18(2)).

    Raises NoPurpose where the notice names no such reason to keep something.
    """
    if "legal_claim" not in scope.required().policy.document.hold.reasons:
        raise NoPurpose(_("The notice knows no such purpose."))
    with reading_for(LEGAL_CLAIMS):
        yield


def current() -> str:
    """The purpose in force. Raises NoPurpose outside one."""
    name = _purpose.get()
    if name is None:
        raise NoPurpose(_("Personal data is used for a stated purpose only."))
    return name


def allowed(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Of these persons, those whose data may be used for the purpose in force.

    Confirmed, of a kind the purpose is about, far enough on their way (JC-29), not objecting to
    it, and with a basis that holds: one that needs a consent holds while it stands. Who is
    restricted is not found by the database, but for purposes that may go on.
    """
    entry = scope.required().policy.document.purpose[current()]
    objects = Limit.objects.standing().filter(person=OuterRef("pk"), purpose=current())
    persons = persons.filter(
        ~Exists(objects), state__in=("active", "restricted"), kinds__overlap=list(entry.who)
    )
    if entry.starts and STAGES[entry.starts].step >= STAGES["hired"].step:
        persons = persons.filter(has_employment=True)
    one_of = [basis for basis in entry.bases if basis.basis not in BESIDES]
    for basis in entry.bases:
        if basis.basis in BESIDES:
            persons = persons.filter(_holds(basis))
    if one_of:
        holds = Q(pk__in=[])
        for basis in one_of:
            holds |= _holds(basis)
        persons = persons.filter(holds)
    return persons


def _holds(basis: Basis) -> Q:
    condition = Q(pk__isnull=False)
    if basis.consent:
        standing = Consent.objects.standing().filter(person=OuterRef("pk"), consent=basis.consent)
        condition &= Q(Exists(standing))
    if basis.when == "ever_employed":
        condition &= Q(has_employment=True)
    elif basis.when == "never_employed":
        condition &= Q(has_employment=False)
    elif basis.when == "with_account":
        condition &= Q(has_account=True)
    elif basis.when == "with_subscription":
        condition &= Q(has_subscription=True)
    return condition
