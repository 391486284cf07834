"""Whom somebody can turn to: one of the tenant's own people, named on their page (AB-41)."""

from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ordholden.accounts.models import Membership, User
from ordholden.candidates.models import ContactPerson
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.tenants import scope

Role = Membership.Role
RECRUITERS = (Role.RECRUITER, Role.RECRUITMENT_DEPARTMENT, Role.BRANCH)


def colleagues() -> list[User]:
    """The tenant's own people today, by name."""
    running = Membership.objects.running(local_today())
    return list(
        User.objects.filter(pk__in=running.values("user_id"))
        .select_related("person")
        .order_by("person__name")
    )


@transaction.atomic
def choose(person: Person, user: User) -> ContactPerson:
    """Name a colleague as somebody's contact. Raises NotPossible for who does not work here."""
    if not Membership.objects.running(local_today()).filter(user=user).exists():
        raise NotPossible(_("Only somebody who works here can be a contact person."))
    chosen, _made = ContactPerson.objects.update_or_create(
        person=person, defaults={"user": user, "since": now()}
    )
    return chosen


def contact_of(person: Person) -> User | None:
    """Somebody's contact person who still works here: the one that was chosen; or, where the
    notice promises everybody one of their own, a recruiter, for each always the same (AB-41)."""
    running = Membership.objects.running(local_today())
    chosen = (
        User.objects.select_related("person")
        .filter(
            pk__in=ContactPerson.objects.filter(person=person).values("user_id"),
            memberships__in=running,
        )
        .distinct()
        .first()
    )
    promised = "contact_person" in scope.required().policy.promises()
    return chosen or (_in_turn(person) if promised and "staff" not in person.kinds else None)


def _in_turn(person: Person) -> User | None:
    """One of the recruiters; somebody who comes or goes changes it only for their own share."""
    running = Membership.objects.running(local_today()).filter(role__in=RECRUITERS)
    found = User.objects.filter(pk__in=running.values("user_id")).select_related("person")
    return max(
        found, key=lambda one: sha256(f"{person.pk}{one.pk}".encode()).digest(), default=None
    )


@transaction.atomic
def hand_over(to: User, *, of: User | None = None) -> int:
    """Everybody whose contact was `of`, or has left, gets a new one. Returns how many.

    Raises NotPossible when `to` does not work here.
    """
    running = Membership.objects.running(local_today()).values("user_id")
    if not Membership.objects.running(local_today()).filter(user=to).exists():
        raise NotPossible(_("Only somebody who works here can be a contact person."))
    theirs = ContactPerson.objects.select_for_update()
    theirs = theirs.filter(user=of) if of else theirs.filter(Q(user=None) | ~Q(user__in=running))
    return theirs.update(user=to, since=now())
