"""What was found, for those who may read the record anyway; and what becomes of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ordholden.accounts.access import staff_required
from ordholden.accounts.models import User
from ordholden.flags import actions
from ordholden.flags.forms import Keep, grounds
from ordholden.flags.models import Flag
from ordholden.flags.showing import Seeing
from ordholden.kit.http import see_other
from ordholden.people.use import storing
from ordholden.privacy import places
from ordholden.tenants import scope

SHOWN = 50


@staff_required()
@require_safe
@never_cache
def flags(request: HttpRequest) -> HttpResponseBase:
    """Sensitive data that was found in what is kept (JI-39, JT-17)."""
    return _page(request)


def _page(
    request: HttpRequest, refused: Keep | None = None, on: UUID | None = None
) -> HttpResponseBase:
    """The list. refused: the form that was filled in wrongly, and on which flag."""
    assert isinstance(request.user, User)
    seeing = Seeing(request.user)
    waiting = Flag.objects.filter(state=Flag.State.OPEN).order_by("-sure", "found_at")
    rows = seeing.shown(waiting[: SHOWN * 4])[:SHOWN]
    kept = bool(grounds())
    context = {
        "rows": [
            (one, (refused if one.flag.pk == on else Keep(auto_id=f"{one.flag.pk}_%s")))
            for one in rows
        ],
        "may_keep": kept,
        "stance": scope.required().policy.document.sensitive.stance,
        "side_nav": places.officers() if seeing.is_officer else None,
    }
    return render(request, "flags/flags.html", context, status=422 if refused else 200)


@staff_required()
@require_POST
@storing()
def decide(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take it out, keep it on a ground, or say that it is innocent."""
    assert isinstance(request.user, User)
    flag = get_object_or_404(Flag, pk=pk, state=Flag.State.OPEN)
    if not Seeing(request.user).shown([flag]):
        raise Http404
    match request.POST.get("then"):
        case "remove":
            n = actions.remove(flag, by=request.user)
            done = ngettext(
                "Taken out. The person is told.",
                "Taken out in %(n)s places. The person is told.",
                n,
            )
            messages.success(request, done % {"n": n})
        case "keep":
            form = Keep(request.POST, auto_id=f"{pk}_%s")
            if not form.is_valid():
                return _page(request, form, pk)
            said = form.cleaned_data
            actions.keep(flag, said["ground"], said.get("reference", ""), by=request.user)
            messages.success(request, _("Kept, with the ground written down."))
        case "dismiss":
            actions.dismiss(flag, by=request.user)
            messages.success(request, _("Noted. It is not asked about again."))
        case _:
            raise Http404
    return see_other(reverse("flags"))
