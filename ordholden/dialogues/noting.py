"""Who may write notes on CVs, by the policy; and working for one firm, as the database knows it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from ordholden.companies.models import Company
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import gate
from ordholden.tenants import scope

TEXT = "recruiter_note.text"
OWN, OUTSIDE = "recruitment_department", "outside_recruiter"
# Kind of company -> the module it takes, and as whom the notice knows it.
KINDS = {
    Company.Kind.DEPARTMENT: (OWN, OWN),
    Company.Kind.RECRUITMENT_FIRM: ("outside_notes", OUTSIDE),
    Company.Kind.TEMP_AGENCY: ("outside_notes", OUTSIDE),
}


def purpose_of(policy: Policy, company: Company) -> str:
    """What this company may write notes for; "" where it may not: employers never (JI-23)."""
    module, role = KINDS.get(Company.Kind(company.kind), ("", ""))
    if module not in policy.modules:
        return ""
    ways = [one for one in policy.seen_by(TEXT) if one.role == role]
    return next((purpose for one in ways for purpose in one.purposes), "")


def may_note(company: Company, person: Person) -> bool:
    """Whether a company may write notes on this person now: not while they object to it."""
    purpose = purpose_of(scope.required().policy, company)
    if not purpose:
        return False
    with gate.purpose(purpose):
        return gate.allowed(Person.objects.filter(pk=person.pk)).exists()


@contextmanager
def at_work_for(company: Company) -> Iterator[None]:
    """Inside this block the database shows the notes of this company, and no others."""
    _tell(str(company.pk))
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _tell("")


def _tell(company: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.company', %s, true)", [company])
