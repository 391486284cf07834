"""Pages about one's account: what it is, where it was used, and the tenant's own people."""

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts import access, actions
from ordholden.accounts.forms import Accept, Invite
from ordholden.accounts.models import Invitation, Membership, SignIn, User
from ordholden.kit.http import require, see_other
from ordholden.people.actions import local_today

SHOWN = 50  # sign-ins on the page


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's account on one page: address, password, second factors, latest sign-in."""
    user = _me(request)
    context = {
        "latest": SignIn.objects.filter(person=user.person).order_by("-at").first(),
        "has_second_factor": access.has_second_factor(user),
        "roles": [Membership.Role(role).label for role in sorted(access.roles_of(user))],
    }
    return render(request, "accounts/account.html", context)


# ------------------------------------------------------------------ sign-ins
@require_safe
@never_cache
@login_required
def sign_ins(request: HttpRequest) -> HttpResponse:
    """When, from where and with what the account was signed in to (AB-04, AB-16)."""
    rows = list(SignIn.objects.filter(person=_me(request).person).order_by("-at")[:SHOWN])
    keys = [row.session_key for row in rows if row.session_key]
    alive = set(Session.objects.filter(session_key__in=keys).values_list("pk", flat=True))
    this = request.session.session_key
    context = {
        "rows": [
            {
                "sign_in": row,
                "here": row.session_key == this,
                "open": row.ended_at is None and row.session_key in alive,
            }
            for row in rows
        ],
        "elsewhere": sum(row.session_key in alive for row in rows if row.session_key != this),
        "with_ip": any(row.ip for row in rows),
        "with_device": any(row.device for row in rows),
    }
    return render(request, "accounts/sign_ins.html", context)


@require_POST
@login_required
def sign_out_there(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one sign-in of one's own; another's does not exist (404)."""
    sign_in = get_object_or_404(SignIn, pk=pk, person=_me(request).person)
    actions.end_sign_ins(sign_in.person, only=sign_in.pk)
    messages.success(request, _("Signed out there."))
    return see_other(reverse("sign_ins"))


@require_POST
@login_required
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every sign-in but this one."""
    actions.end_sign_ins(_me(request).person, but=request.session.session_key)
    messages.success(request, _("Signed out everywhere else."))
    return see_other(reverse("sign_ins"))


@require_safe
def sign_up(request: HttpRequest) -> HttpResponse:
    """Where one registers is a higher room's to say; without one there is nothing here."""
    try:
        return redirect(settings.SIGN_UP_URL)
    except NoReverseMatch:
        raise Http404 from None


# ------------------------------------------------------------------ the tenant's own people
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Accept an invitation: as somebody new, or with the account one is signed in to."""
    found = actions.open_invitation(token)
    if found is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    owner = actions.account_of(found.email)
    mine = isinstance(request.user, User) and request.user == owner
    posted = request.POST if request.method == "POST" else None
    form = None if owner else Accept(posted)
    if posted is not None and mine and isinstance(request.user, User):
        actions.accept_as(found, request.user)
        messages.success(request, _("Welcome. Your new role is there."))
        return see_other(reverse("account"))
    if form is not None and posted is not None and form.is_valid():
        return _begin(request, actions.accept(found, **form.cleaned_data))
    context = {"invitation": found, "form": form, "owner": owner, "mine": mine}
    status = 422 if form is not None and form.errors else 200
    return render(request, "accounts/invitation.html", context, status=status)


def _begin(request: HttpRequest, user: User) -> HttpResponseBase:
    # They have chosen a password a moment ago: adding a second factor need not ask for it again.
    record_authentication(request, user, "password", reauthenticated=True)
    answer: HttpResponseBase = perform_login(
        request, user, redirect_url=reverse("second_factor_needed")
    )
    return answer


@require_safe
@login_required
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Staff without a second factor see this page and no other of theirs."""
    after = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}):
        after = reverse("account")
    if access.has_second_factor(_me(request)):
        return redirect(after)
    return render(request, "accounts/second_factor_needed.html")


@require_http_methods(["GET", "POST"])
@access.staff_required(access.Role.ADMINISTRATOR)
def staff(request: HttpRequest) -> HttpResponse:
    """The tenant's own people and their roles; inviting another."""
    posted = request.POST if request.method == "POST" else None
    form = Invite(posted)
    if posted is not None and form.is_valid():
        actions.invite(**form.cleaned_data, by=_me(request))
        messages.success(request, _("The invitation is on its way."))
        return see_other(reverse("staff"))
    running = Membership.objects.running(local_today()).select_related("user__person")
    context = {
        "form": form,
        "memberships": running.order_by("user__person__name", "role"),
        "invitations": Invitation.objects.order_by("-invited_at"),
    }
    return render(request, "accounts/staff.html", context, status=422 if form.errors else 200)


@require_POST
@access.staff_required()
def end_membership(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a role away, at once."""
    require(access.can_manage_staff(request.user))
    actions.leave(get_object_or_404(Membership, pk=pk), by=_me(request))
    messages.success(request, _("The role has ended."))
    return see_other(reverse("staff"))


@require_POST
@access.staff_required()
def withdraw_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an invitation back: its link opens nothing any more."""
    require(access.can_manage_staff(request.user))
    get_object_or_404(Invitation, pk=pk).delete()
    messages.success(request, _("The invitation is withdrawn."))
    return see_other(reverse("staff"))
