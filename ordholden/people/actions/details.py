"""What was collected about a person: one value of one category at a time.

The policy's list of fields is an allow-list, and this is its inner lock: whatever a form did, a
category that the tenant does not collect cannot be stored.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.journal import actions as journal
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.people.actions import statistics
from ordholden.people.models import Detail, Person
from ordholden.policy import Policy
from ordholden.policy.document import Collect
from ordholden.policy.vocabulary import CATEGORIES, Sensitivity
from ordholden.tenants.scope import required

# Categories that may hold several values, each with a life of its own.
SEVERAL = frozenset(
    {
        "person.other_contact",
        "person.social_profile",
        "profile.experience",
        "profile.workplaces",
        "profile.education",
        "profile.internship",
        "profile.courses",
        "profile.tests",
        "profile.languages",
        "profile.certificates",
        "profile.references",
        "profile.documents",
        "profile.notes",
        "profile.correspondence",
        "profile.applied_jobs",
        "profile.next_of_kin",
        "application.documents",
    }
)
# These have a column of their own in Person.
OWN_COLUMN = {"person.name": "name", "person.email": "email", "person.phone": "phone"}


class NotCollected(NotPossible):
    """The tenant's policy does not collect this category."""

    def __init__(self) -> None:
        super().__init__(_("This is not something we ask for, so it was not stored."))
        self.code = "not_collected"


@transaction.atomic
def save_detail(
    person: Person, category: str, value: str, *, item: int = 0, at: str | None = None
) -> Detail | None:
    """Store, change or (when empty) remove one value. None when nothing readable is left.

    item: which of several; only for categories that may have several. at: up to which stage of
    the policy the field must be asked; all stages if not given. A value that changed counts as
    collected now. Raises NotCollected, or ValueError for a category with a column of its own.
    """
    if category in OWN_COLUMN:
        raise ValueError(f"{category} is stored by actions.change_contact")
    if item and category not in SEVERAL:
        raise ValueError(f"{category} has one value")
    protect = _protection(required().policy, person.kinds, category, at)
    value = value.strip()
    if protect == "statistics":
        _save_statistic(person, category, value)
        return None
    return _save(person, category, value, item, sealed=protect == "encrypted")


def _save(person: Person, category: str, value: str, item: int, *, sealed: bool) -> Detail | None:
    Person.objects.select_for_update().get(pk=person.pk)
    found = Detail.objects.filter(person=person, category=category, item=item).first()
    if not value:
        if found:
            _correct(found)
            found.delete()
        return None
    if found and found.says(value, sealed=sealed):
        return found
    if found:
        _correct(found)
    detail = found or Detail(person=person, category=category, item=item)
    detail.collected_at = now()
    detail.hold(value, sealed=sealed)
    return detail


def _correct(detail: Detail) -> None:
    """A value is taken back or replaced: a restore must not bring it back."""
    journal.record(journal.Kind.CORRECT, Detail._meta.db_table, [detail.pk])


def _save_statistic(person: Person, category: str, value: str) -> None:
    table = Person._meta.db_table
    journal.record(journal.Kind.CORRECT, table, [person.pk], how={"statistic": category})
    if value:
        statistics.give(person, category, value)
    else:
        statistics.forget(person, category)


@transaction.atomic
def add_detail(person: Person, category: str, value: str, *, at: str | None = None) -> Detail:
    """One more value of a category that may have several. Raises NotCollected, ValueError."""
    Person.objects.select_for_update().get(pk=person.pk)
    taken = Detail.objects.filter(person=person, category=category).order_by("-item").first()
    detail = save_detail(person, category, value, item=taken.item + 1 if taken else 0, at=at)
    if detail is None:
        raise ValueError("an empty value is not added")
    return detail


def text_of(person: Person, category: str) -> str:
    """The one value of a category, or "" when there is none. Raises Closed if it is sealed."""
    found = Detail.objects.filter(person=person, category=category, item=0).first()
    return found.text if found else ""


def is_collected(person: Person, category: str) -> bool:
    """Whether the policy lets this category exist for somebody known as this person is."""
    return bool(_entries(required().policy, person.kinds, category, None))


def is_protected(person: Person, category: str) -> bool:
    """Whether a category that is collected is kept encrypted, or for statistics alone."""
    return bool(_protection(required().policy, person.kinds, category, None))


def _entries(policy: Policy, kinds: list[str], category: str, until: str | None) -> list[Collect]:
    return [
        one
        for one in policy.collected(until=until or "")
        if one.who in kinds and category in policy.means(one.fields)
    ]


def _protection(policy: Policy, kinds: list[str], category: str, until: str | None) -> str:
    """How the policy wants a category kept: "", "encrypted" or "statistics".

    Confidential and sensitive values are encrypted whatever the policy says.
    """
    entries = _entries(policy, kinds, category, until)
    if not entries:
        raise NotCollected
    if any(one.protect == "statistics" for one in entries):
        return "statistics"
    own = policy.custom_fields().get(category)
    sensitivity = own.sensitivity if own else CATEGORIES[category].sensitivity
    if sensitivity != Sensitivity.ORDINARY or any(one.protect for one in entries):
        return "encrypted"
    return ""
