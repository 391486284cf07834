"""Who may, among the tenant's own people. Asked at the door; the database asks again.

Staff have roles by membership, and no role counts before a second factor is set up.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from ordholden.accounts.models import Membership, User
from ordholden.people.actions import local_today
from ordholden.people.states import State
from ordholden.people.use import storing
from ordholden.tenants.scope import required

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Role = Membership.Role

NOBODY: frozenset[str] = frozenset()


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The roles a user has today; none for strangers. Asked once for each request."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    known = getattr(user, "_roles", None)
    if known is None:
        running = Membership.objects.filter(user=user).running(local_today())
        known = frozenset(running.values_list("role", flat=True))
        user._roles = known  # type: ignore[attr-defined]
    return known


def is_staff(user: User | AnonymousUser) -> bool:
    """Whether somebody is one of the tenant's own people today."""
    return bool(roles_of(user))


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether an authenticator app or a passkey is set up; signing in then asks for it."""
    if not isinstance(user, User):
        return False
    types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=types).exists())


def can_sign_in(user: User) -> bool:
    """Whether the account opens: not closed, and nobody who is being erased."""
    if not user.is_active:
        return False
    with storing():
        return user.person.state != State.ERASING


def can_manage_staff(user: User | AnonymousUser) -> bool:
    """Who invites colleagues and gives them roles."""
    return bool(roles_of(user) & {Role.ADMINISTRATOR})


def can_see(user: User | AnonymousUser, category: str) -> bool:
    """Whether any role of the user may see a category at all, by the tenant's policy (JT-57)."""
    roles = roles_of(user)
    return any(entry.role in roles for entry in required().policy.seen_by(category))


def staff_required(*roles: str) -> Callable[[View[P]], View[P]]:
    """A page of the tenant's own people: of these roles, or of any if none is named.

    Strangers are asked to sign in, others refused (403), and whoever has no second factor yet
    is led to set one up before anything is shown (promise `staff_second_factor`).
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            mine = roles_of(request.user)
            if not mine or (roles and not mine & set(roles)):
                raise PermissionDenied
            if not has_second_factor(request.user):
                query = urlencode({"next": request.get_full_path()})
                return HttpResponseRedirect(f"{reverse('second_factor_needed')}?{query}")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
