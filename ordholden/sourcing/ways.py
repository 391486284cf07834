"""Which ways the notice opens for companies to see a CV, and which of them stands for whom.

Read from the policy: a role that sees "anonymous" sees from the start; one that sees
"after_consent" sees while the consent stands that its purpose rests on, for everybody or for
that company alone. No tenant's purposes or consents are named here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from ordholden.companies import access
from ordholden.companies.models import Company
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import gate
from ordholden.privacy.models import Consent
from ordholden.sourcing.models import View, Visibility
from ordholden.tenants import scope

MODULE = "cv_database"
# Who sees, from the one the person chose most expressly to the one they chose for everybody.
RELEASED, FOLLOWED, SEARCHING = "company_contact", "followed_company", "searching_company"
ROLES = (RELEASED, FOLLOWED, SEARCHING)
NAME = "person.name"
Form = View.Form


@dataclass(frozen=True)
class Way:
    """One way to a CV: a role sees these categories for a purpose, while a consent stands.

    consent: "" for the anonymous form. by_company: whether the consent is given for one company.
    """

    role: str
    purpose: str
    what: frozenset[str]
    consent: str = ""
    by_company: bool = False


def has_cvs(policy: Policy) -> bool:
    """Whether companies find CVs at this tenant at all."""
    return MODULE in policy.modules and anonymous(policy) is not None


def anonymous(policy: Policy) -> Way | None:
    """How every searching company sees a CV (JI-08, JI-10); None where the notice has no such."""
    return next(_ways(policy, "anonymous", (SEARCHING,)), None)


def personal(policy: Policy, *roles: str) -> list[Way]:
    """The ways to the personal form (JI-12, JI-15, JI-17), of these roles or of all."""
    found = _ways(policy, "after_consent", roles or ROLES)
    return [one for one in found if one.consent and NAME in one.what]


def _ways(policy: Policy, how: str, roles: Collection[str]) -> Iterator[Way]:
    for role in roles:
        for one in policy.document.see:
            if one.role != role or one.how != how:
                continue
            what = policy.means(one.what) - policy.means(one.never)
            for purpose in one.purposes:
                consent = _consent(policy, purpose)
                each = bool(consent and policy.document.consent[consent].per)
                yield Way(role, purpose, what, consent, each)


def _consent(policy: Policy, purpose: str) -> str:
    bases = policy.document.purpose[purpose].bases
    return next((one.consent for one in bases if one.consent), "")


def following(policy: Policy) -> Way | None:
    """The way of companies that somebody follows (JI-17)."""
    return next(iter(personal(policy, FOLLOWED)), None)


def for_everybody(policy: Policy) -> Way | None:
    """The way by which all searching companies see the personal form (JI-15)."""
    return next((one for one in personal(policy, SEARCHING) if not one.by_company), None)


# ------------------------------------------------------------------ what stands
@dataclass(frozen=True)
class Open:
    """A CV that a company sees now. way: the one to the personal form, None for anonymous."""

    person_id: UUID
    key: UUID
    way: Way | None

    @property
    def form(self) -> str:
        """In which form."""
        return Form.PERSONAL if self.way else Form.ANONYMOUS


def open_to(company: Company, persons: Collection[UUID]) -> dict[UUID, Open]:
    """Of these persons, those whose CV this company sees now, and how. Six queries at most.

    Who is restricted, being erased, or objects to the database's purpose is not among them, nor
    is anybody for a company without an agreement. Offline, a CV is there only for companies that
    its person follows or has answered (JI-18).
    """
    policy = scope.required().policy
    base = anonymous(policy)
    if MODULE not in policy.modules or base is None or not access.may_search(company):
        return {}
    present = Visibility.objects.exclude(state=Visibility.State.OFF).filter(person__in=persons)
    rows = {one.person_id: one for one in present}
    allowed = usable(base, rows)
    ways = _standing(policy, company, allowed)
    return {
        person: Open(person, row.key, ways.get(person))
        for person, row in rows.items()
        if person in allowed and _is_there(row, ways.get(person))
    }


def _is_there(row: Visibility, way: Way | None) -> bool:
    chosen = way is not None and way.role != SEARCHING
    return chosen or row.state == Visibility.State.ONLINE


def usable(way: Way, persons: Collection[UUID]) -> set[UUID]:
    """Of these persons, those whose data may be used for the purpose of a way now."""
    if not persons:
        return set()
    with gate.purpose(way.purpose):
        found = gate.allowed(Person.objects.filter(pk__in=list(persons)))
        return set(found.values_list("pk", flat=True))


def _standing(policy: Policy, company: Company, persons: Collection[UUID]) -> dict[UUID, Way]:
    """By which way each of these persons is seen in personal form: the most express one.

    None by a company whose own notice nobody could read (JI-13, JI-41).
    """
    if not company.privacy_url:
        return {}
    wanted = {(one.consent, str(company.pk) if one.by_company else ""): one for one in _all(policy)}
    rows = Consent.objects.standing().filter(
        person__in=list(persons), consent__in={consent for consent, _per in wanted}
    )
    given: dict[Way, set[UUID]] = {}
    for person, consent, per in rows.filter(per__in={per for _consent, per in wanted}).values_list(
        "person", "consent", "per"
    ):
        if way := wanted.get((consent, per)):
            given.setdefault(way, set()).add(person)
    found: dict[UUID, Way] = {}
    for way in reversed(_all(policy)):  # the most express is written last
        found |= dict.fromkeys(usable(way, given.get(way, set())), way)
    return found


def _all(policy: Policy) -> list[Way]:
    return personal(policy)
