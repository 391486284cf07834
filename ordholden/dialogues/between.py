"""What stands between persons and companies now: who has shown whom who they are by answering.

Read from the policy and the consents, never from a state kept here: a yes that is taken back on
any page, an objection or a restriction closes the way in the same moment (JI-13).
"""

from collections.abc import Collection
from uuid import UUID

from ordholden.companies import access
from ordholden.companies.models import Company
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy.models import Consent
from ordholden.sourcing import ways
from ordholden.sourcing.ways import Way
from ordholden.tenants import scope

MESSAGES = "message.thread"


def has_dialogues(policy: Policy) -> bool:
    """Whether companies reach people through the tenant at all (JI-11)."""
    return ways.has_cvs(policy) and way(policy) is not None and MESSAGES in policy.held()


def way(policy: Policy) -> Way | None:
    """How the notice shows somebody to a company they answered: by a yes to that company alone."""
    found = ways.personal(policy, ways.RELEASED)
    return next((one for one in found if one.by_company), None)


def released(company: Company, persons: Collection[UUID]) -> set[UUID]:
    """Of these persons, those who have shown this company who they are, and still do."""
    found = way(scope.required().policy)
    if found is None or not persons or not access.may_search(company):
        return set()
    given = Consent.objects.standing().filter(
        consent=found.consent, per=str(company.pk), person__in=list(persons)
    )
    return ways.usable(found, set(given.values_list("person", flat=True)))


def answered(person: Person) -> set[str]:
    """The keys of companies to which a person's yes stands, as consents name them."""
    found = way(scope.required().policy)
    if found is None:
        return set()
    given = Consent.objects.standing().filter(consent=found.consent, person=person)
    return set(given.values_list("per", flat=True))
