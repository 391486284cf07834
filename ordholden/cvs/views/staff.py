"""What staff correct in somebody's CV: with a reason, and the person is always told (S-27)."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ordholden.candidates import sight
from ordholden.candidates.actions.profile import NoReason
from ordholden.candidates.views.staff import Desk, at_desk, found
from ordholden.cvs import actions, offered, showing
from ordholden.cvs.forms import REASON, ByStaff, PartForm, Reason
from ordholden.cvs.kinds import BY_CATEGORY, KINDS
from ordholden.cvs.models import Part
from ordholden.cvs.offered import Offered
from ordholden.kit.http import require, see_other
from ordholden.people.models import Person
from ordholden.reading import actions as reading
from ordholden.reading import seeing
from ordholden.web import errors


def _open(desk: Desk, person: Person, key: str) -> Offered:
    """The kind, if it is asked of them and this role sees it whole; the reading is logged."""
    require(desk.may_act)
    kind = KINDS.get(key)
    if kind is None:
        raise Http404
    shown = showing.needed([kind.category])
    for one in shown:
        require(sight.how(desk.policy, desk.roles, desk.purpose, one) == "open")
    there = offered.to_staff(desk.policy, person).get(key)
    if there is None:
        raise Http404
    reading.look_at(desk.reader, person, {seeing.NAME, *shown})
    return there


@require_http_methods(["GET", "POST"])
@at_desk
def add(request: HttpRequest, desk: Desk, pk: UUID, kind: str) -> HttpResponseBase:
    """Write down what the person told."""
    desk, person = found(desk, pk)
    there = _open(desk, person, kind)
    form = ByStaff(there, request.POST if request.method == "POST" else None)
    form.fields.pop(REASON)
    if form.is_bound and form.surplus(request.POST):
        return errors.page(request, 422)
    if form.is_bound and form.is_valid():
        actions.note(person, there.kind, form.values(), by=desk.user)
        messages.success(request, _("Saved."))
        return see_other(desk.card_url(person))
    return _page(request, desk, person, there, form)


@require_http_methods(["GET", "POST"])
@at_desk
def edit(request: HttpRequest, desk: Desk, pk: UUID, part: UUID) -> HttpResponseBase:
    """Correct a part of somebody's CV."""
    desk, person = found(desk, pk)
    one = get_object_or_404(Part, pk=part, person=person)
    there = _open(desk, person, BY_CATEGORY[one.category].key)
    form = ByStaff.of(one, there, request.POST if request.method == "POST" else None)
    if form.is_bound and form.surplus(request.POST):
        return errors.page(request, 422)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                actions.correct(one, form.values(), by=desk.user, reason=form.cleaned_data[REASON])
        except NoReason as refused:
            form.add_error(REASON, str(refused))
        else:
            messages.success(request, _("Saved."))
            return see_other(desk.card_url(person))
    return _page(request, desk, person, there, form, one)


@require_http_methods(["GET", "POST"])
@at_desk
def strike(request: HttpRequest, desk: Desk, pk: UUID, part: UUID) -> HttpResponseBase:
    """Remove a part of somebody's CV."""
    desk, person = found(desk, pk)
    one = get_object_or_404(Part, pk=part, person=person)
    there = _open(desk, person, BY_CATEGORY[one.category].key)
    form = Reason(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.strike(one, by=desk.user, reason=form.cleaned_data[REASON])
        messages.success(request, _("It is gone, and the person is told."))
        return see_other(desk.card_url(person))
    return _page(request, desk, person, there, form, one, removing=True)


def _page(
    request: HttpRequest,
    desk: Desk,
    person: Person,
    there: Offered,
    form: PartForm | Reason,
    part: Part | None = None,
    *,
    removing: bool = False,
) -> HttpResponseBase:
    context = {
        "form": form,
        "offered": there,
        "person": person,
        "part": part,
        "removing": removing,
        "words": showing.in_words(part) if part else "",
        "back": desk.card_url(person),
    }
    return render(request, "cvs/staff.html", context, status=422 if form.errors else 200)
