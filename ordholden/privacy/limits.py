"""Which purposes somebody may object to, and what limits them now: asked by pages and by mail."""

from django.db import transaction

from ordholden.kit import clock
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.policy.document.asking import Purpose
from ordholden.privacy.models import Limit

# By law interests and public tasks can be objected to, and a contract where the notice says so.
WEIGHED = ("6.1.e", "6.1.f")
CONSENTED = frozenset({"6.1.a", "9.2.a", "device_consent", "marketing_consent"})


def open_to_objection(policy: Policy, person: Person) -> list[str]:
    """The purposes a person may object to (GDPR art. 21), as the policy orders them."""
    return [
        key
        for key, one in policy.document.purpose.items()
        if one.objection != "none" and set(one.who) & set(person.kinds) and _is_open(one)
    ]


def _is_open(purpose: Purpose) -> bool:
    """What rests on an interest can be objected to by law; besides, whatever the notice says stops
    without asking why (JI-07). What rests on a consent alone ends with the consent."""
    bases = {basis.basis for basis in purpose.bases}
    if bases & set(WEIGHED):
        return True
    return purpose.objection == "always" and not bases <= CONSENTED


def is_absolute(policy: Policy, purpose: str) -> bool:
    """Whether an objection is not weighed at all: direct marketing, above all (WW-104)."""
    return policy.document.purpose[purpose].objection == "always"


def restriction_of(person: Person) -> Limit | None:
    """The restriction somebody asked for, if it stands."""
    return Limit.objects.standing().restrictions().filter(person=person).first()


def objects_to(person: Person, purpose: str) -> bool:
    """Whether a person's objection to a purpose stands."""
    return Limit.objects.standing().filter(person=person, purpose=purpose).exists()


@storing()
def open_again() -> int:
    """End the restrictions whose persons have been told that they end. For the sweep."""
    told = Limit.objects.standing().restrictions().filter(outcome=Limit.Outcome.LIFTED)
    count = 0
    for key in list(told.filter(told_at__isnull=False).values_list("pk", flat=True)):
        with transaction.atomic():
            limit = Limit.objects.select_for_update(of=("self",)).get(pk=key)
            limit.ended_at = clock.now()
            limit.save(update_fields=["ended_at"])
            # A rule of the notice may still keep it to storage.
            by_rule = Limit.objects.standing().filter(person=limit.person_id, kind=Limit.Kind.RULE)
            if not by_rule.exists():
                people.lift_restriction(limit.person)
        count += 1
    return count
