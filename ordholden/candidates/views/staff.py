"""The work surface: people found for a purpose of the notice, and what may be done with them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts.access import roles_of, staff_required
from ordholden.accounts.models import User
from ordholden.candidates import asking, sight, verbs
from ordholden.candidates.actions import contacts, register
from ordholden.candidates.actions import profile as profiles
from ordholden.candidates.forms.profile import REASON, ByStaff
from ordholden.candidates.forms.staff import Choose, Day, Identity, Met, Search
from ordholden.candidates.showing import Card
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import require, see_other
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.policy import Policy
from ordholden.privacy import actions as privacy
from ordholden.privacy import gate, words
from ordholden.reading import actions as reading
from ordholden.reading import seeing
from ordholden.reading.models import Action
from ordholden.reading.readers import Reader, reader
from ordholden.reading.refusals import NobodyHere
from ordholden.tenants import scope
from ordholden.web import errors

SOUGHT = "people.sought"  # in the session: a name never stands in an address
SHOWN = 25


@dataclass(frozen=True)
class Desk:
    """Who is asking, and for which purpose."""

    user: User
    policy: Policy
    roles: frozenset[str]
    purposes: tuple[str, ...]
    purpose: str
    request: HttpRequest

    @property
    def reader(self) -> Reader:
        """Who reads, as the log writes it down."""
        return reader(self.request, self.roles, self.purpose)

    @property
    def may_act(self) -> bool:
        """Whether they change things, or only look."""
        return bool(self.purpose) and sight.may_act(self.policy, self.roles, self.purpose)

    @property
    def may_hold(self) -> bool:
        """Whether they may keep something for a case."""
        return bool(self.roles & {"privacy_officer", "administrator"})

    def list_url(self) -> str:
        """The list for this purpose."""
        return f"{reverse('people')}?{urlencode({'purpose': self.purpose})}"

    def card_url(self, person: Person) -> str:
        """Somebody's card, for this purpose."""
        query = urlencode({"purpose": self.purpose})
        return f"{reverse('person', args=[person.pk])}?{query}"


def at_desk(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of staff whom the policy lets meet persons by name; it gets their `Desk`."""

    @staff_required()
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        assert isinstance(request.user, User)
        policy, roles = scope.required().policy, roles_of(request.user)
        purposes = tuple(sight.purposes(policy, roles))
        if not purposes:
            raise PermissionDenied
        asked = request.GET.get("purpose", "")
        if asked and asked not in purposes:
            raise gate.NoPurpose(_("Your work here does not serve that purpose."))
        desk = Desk(request.user, policy, roles, purposes, asked, request)
        answer = view(request, desk, *args, **kwargs)
        # A page shown again from a browser's own store would be read without a line.
        add_never_cache_headers(answer)
        return answer

    return guarded


def found(desk: Desk, pk: UUID) -> tuple[Desk, Person]:
    """A person whose data may be used for the desk's purpose, or for the first that allows it.

    Raises NobodyHere for everybody else: without a basis they are not there (S-05).
    """
    for purpose in [desk.purpose] if desk.purpose else desk.purposes:
        with gate.purpose(purpose):
            person = gate.allowed(Person.objects.filter(pk=pk)).first()
        if person is not None:
            return replace(desk, purpose=purpose), person
    raise NobodyHere


@require_http_methods(["GET", "POST"])
@at_desk
def people(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Everybody whose data may be used for one purpose; nobody without a purpose (JT-13, S-05)."""
    if request.method == "POST":
        form = Search(desk.purposes, request.POST)
        if not form.is_valid():
            raise gate.NoPurpose(_("Your work here does not serve that purpose."))
        request.session[SOUGHT] = form.cleaned_data["q"].strip()
        return see_other(replace(desk, purpose=form.cleaned_data["purpose"]).list_url())
    sought = request.session.get(SOUGHT, "")
    context: dict[str, Any] = {
        "desk": desk,
        "purposes": [(key, words.purpose(key)) for key in desk.purposes],
        "form": Search(desk.purposes, initial={"q": sought}),
        "sought": sought,
        "may_register": _may_register(desk),
    }
    if desk.purpose:
        with gate.purpose(desk.purpose):
            persons = gate.allowed(Person.objects.all())
            if sought:
                persons = persons.filter(name__icontains=sought)
            page = Paginator(persons.order_by("name", "pk"), SHOWN).get_page(
                request.GET.get("page")
            )
            context["page"] = page
            context["rows"] = [(person, desk.card_url(person)) for person in page]
        context["sees"] = sees = {
            field: sight.how(desk.policy, desk.roles, desk.purpose, f"person.{field}")
            for field in ("email", "phone")
        }
        reading.look_through(
            desk.reader,
            [person.pk for person in page],
            [seeing.NAME, *(f"person.{field}" for field, way in sees.items() if way == "open")],
            Action.SEARCH if sought else Action.LIST,
        )
        context["waiting"] = Person.objects.filter(
            state=State.PENDING, has_account=False, kinds__contains=["candidate"]
        ).count()
    return render(request, "candidates/people.html", context)


def _may_register(desk: Desk) -> bool:
    return "candidate" in {one.who for one in desk.policy.document.collect} and any(
        sight.may_act(desk.policy, desk.roles, purpose)
        and "candidate" in desk.policy.document.purpose[purpose].who
        for purpose in desk.purposes
    )


@require_http_methods(["GET", "POST"])
@at_desk
def enter(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Enter somebody we met; they hear of it at once and decide (S-11, S-17)."""
    require(_may_register(desk))
    posted = request.method == "POST"
    form = Met(request.POST) if posted else Met()
    if posted and {*request.POST} - {*form.fields} - {"csrfmiddlewaretoken"}:
        return errors.page(request, 422)
    if posted and form.is_valid():
        register.register_met(**form.cleaned_data, by=desk.user)
        messages.success(request, _("Written down. They get a letter, and decide themselves."))
        return see_other(desk.list_url() if desk.purpose else reverse("people"))
    context = {"form": form, "desk": desk}
    return render(request, "candidates/enter.html", context, status=422 if form.errors else 200)


@require_safe
@at_desk
def card(request: HttpRequest, desk: Desk, pk: UUID) -> HttpResponseBase:
    """What this role may see of somebody for this purpose, when each thing goes, what to do."""
    desk, person = found(desk, pk)
    context = {
        "desk": desk,
        "person": person,
        "purpose": words.purpose(desk.purpose),
        "card": Card(person, desk.policy, desk.reader),
        "verbs": verbs.open_for(desk.policy, person) if desk.may_act else [],
        "day": Day(),
        "contact": contacts.contact_of(person),
        "choose": Choose() if desk.may_act else None,
        "query": urlencode({"purpose": desk.purpose}),
    }
    return render(request, "candidates/card.html", context)


@require_POST
@at_desk
def reveal(request: HttpRequest, desk: Desk, pk: UUID) -> HttpResponseBase:
    """Show one protected value, this once, for a purpose that is stated (JC-41, AB-21)."""
    purpose, category = request.POST.get("purpose", ""), request.POST.get("category", "")
    if purpose not in desk.purposes:
        raise gate.NoPurpose(_("Your work here does not serve that purpose."))
    desk, person = found(replace(desk, purpose=purpose), pk)
    texts = reading.reveal(desk.reader, person, category)
    context = {
        "label": words.category(category),
        "purpose": words.purpose(purpose),
        "texts": texts,
        "back": desk.card_url(person),
    }
    return render(request, "candidates/revealed.html", context)


@require_POST
@at_desk
def note(request: HttpRequest, desk: Desk, pk: UUID, verb: str) -> HttpResponseBase:
    """Note something that happened with somebody: one button, one event."""
    desk, person = found(desk, pk)
    require(desk.may_act)
    chosen = next((v for v in verbs.open_for(desk.policy, person) if v.key == verb), None)
    if chosen is None:
        raise Http404
    day = None
    if chosen.asks_day:
        form = Day(request.POST)
        if not form.is_valid():
            raise NotPossible(_("That is not a day. Nothing was noted."))
        day = form.cleaned_data["day"]
    chosen.do(person, day)
    messages.success(request, chosen.done)
    return see_other(desk.card_url(person))


@require_POST
@at_desk
def choose_contact(request: HttpRequest, desk: Desk, pk: UUID) -> HttpResponseBase:
    """Name who somebody can turn to."""
    desk, person = found(desk, pk)
    require(desk.may_act)
    form = Choose(request.POST)
    if not form.is_valid():
        raise NotPossible(_("Only somebody who works here can be a contact person."))
    contacts.choose(person, form.cleaned_data["user"])
    messages.success(request, _("The contact person is chosen."))
    return see_other(desk.card_url(person))


@require_http_methods(["GET", "POST"])
@at_desk
def fields(request: HttpRequest, desk: Desk, pk: UUID) -> HttpResponseBase:
    """Write down or correct what the policy asks at this person's stage; beyond it 422 (JC-41)."""
    desk, person = found(desk, pk)
    require(desk.may_act)
    asked = [
        one
        for one in asking.by_staff(desk.policy, person)
        if sight.how(desk.policy, desk.roles, desk.purpose, one.category) == "open"
    ]
    posted = request.method == "POST"
    sent = (request.POST, request.FILES) if posted else ()
    shown = {seeing.NAME, *(one.category for one in asked)}
    opened = reading.look_at(desk.reader, person, shown)
    form = ByStaff(person, *sent, opened=opened, asked=asked)
    if posted and form.surplus(request.POST, request.FILES):
        return errors.page(request, 422)
    if posted and form.is_valid():
        try:
            with transaction.atomic():
                profiles.save_by_staff(
                    person,
                    form.sent(),
                    form.files_given(),
                    by=desk.user,
                    reason=form.cleaned_data[REASON],
                )
        except profiles.NoReason as refused:
            form.add_error(REASON, str(refused))
        else:
            messages.success(request, _("Saved."))
            return see_other(desk.card_url(person))
    context = {"form": form, "person": person, "desk": desk, "back": desk.card_url(person)}
    return render(request, "candidates/fields.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@at_desk
def erase(request: HttpRequest, desk: Desk, pk: UUID) -> HttpResponseBase:
    """Erase somebody at their request, once it is sure that it is they who ask (AB-32)."""
    desk, person = found(desk, pk)
    require(desk.may_act)
    posted = request.method == "POST"
    form = Identity(request.POST if posted else None)
    if posted and form.is_valid():
        receipt = privacy.delete_profile(person, by=desk.user)
        return render(request, "candidates/erased.html", {"code": receipt.code, "desk": desk})
    reading.look_at(desk.reader, person, [seeing.NAME])
    context = {
        "form": form,
        "person": person,
        "back": desk.card_url(person),
        "kept": [
            (words.listed([words.about(word) for word in one.what]), one.until)
            for one in privacy.kept_by_law(person)
        ],
    }
    return render(request, "candidates/erase.html", context, status=422 if form.errors else 200)


def _moved(count: int) -> str:
    said = ngettext(
        "%(count)s person has a new contact person.",
        "%(count)s people have a new contact person.",
        count,
    )
    return said % {"count": count}


@require_http_methods(["GET", "POST"])
@at_desk
def hand_over(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """A colleague has left: everybody they were the contact of gets a new one (AB-41, S-45)."""
    require(_may_register(desk))
    posted = request.method == "POST"
    form = Choose(request.POST if posted else None)
    if posted and form.is_valid():
        moved = contacts.hand_over(form.cleaned_data["user"])
        messages.success(request, _moved(moved))
        return see_other(reverse("people"))
    return render(
        request, "candidates/hand_over.html", {"form": form}, status=422 if form.errors else 200
    )
