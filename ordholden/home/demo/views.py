"""Pages of the demo: who can sign in, the mailbox, the clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts.models import Membership, User
from ordholden.companies.models import Company
from ordholden.home.demo import firms, log, turning
from ordholden.home.demo.businesses import BY_SLUG, PASSWORD, Firm, Guest
from ordholden.home.demo.guests import address
from ordholden.home.models import Turn
from ordholden.kit.http import see_other
from ordholden.kit.models import MailboxMessage
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.tenants import scope

ROWS = 60  # lines of the clock's log on a page


# ------------------------------------------------------------------ who can sign in
@dataclass(frozen=True)
class Door:
    """Somebody one can sign in as."""

    name: str
    email: str
    what: str
    code: str = ""
    here: bool = True


STORIES: dict[str, Callable[[], str]] = {
    "active": lambda: _("Has been here for a while, and was heard of lately."),
    "fresh": lambda: _("Registered last week."),
    "due_soon": lambda: _("Has been silent: turn the clock by a month, and they are gone."),
    "employed": lambda: _("Was hired, so that other rules hold."),
}


@require_safe
@never_cache
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Names, addresses, the password, and for staff the code of this moment."""
    business = BY_SLUG.get(scope.required().slug)
    context = {
        "password": PASSWORD,
        "staff": staff(),
        "firms": [_firm(one) for one in business.firms] if business else [],
        "guests": [_guest(one) for one in business.guests] if business else [],
        "left": mfa.TOTP_PERIOD - int(time.time()) % mfa.TOTP_PERIOD,
        "persons": Person.objects.count(),
    }
    return render(request, "home/demo/sign_ins.html", context)


def _firm(firm: Firm) -> Door:
    email = firms.address(firm)
    here = User.objects.filter(email=email).exists()
    what = str(Company.Kind(firm.kind).label)
    return Door(f"{firm.leader}, {firm.name}", email, what, "", here)


def staff() -> list[Door]:
    """The tenant's own people with the demo's authenticator apps."""
    rows = Membership.objects.running(local_today()).select_related("user__person")
    apps = {one.user_id: one for one in Authenticator.objects.filter(type=Authenticator.Type.TOTP)}
    doors: dict[object, Door] = {}
    for row in rows.order_by("user__person__name", "role"):
        role = str(Membership.Role(row.role).label)
        before = doors.get(row.user_id)
        what = f"{before.what}, {role}" if before else role
        app = apps.get(row.user_id)
        code = _code(app) if app and row.user.has_usable_password() else ""
        doors[row.user_id] = Door(row.user.person.name, row.user.email, what, code)
    return list(doors.values())


def _code(app: Authenticator) -> str:
    """What the app would show now. The wall clock it goes by is everybody's."""
    secret = decrypt(app.data["secret"])
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // mfa.TOTP_PERIOD)))


def _guest(guest: Guest) -> Door:
    email = address(guest.name, "post")
    here = User.objects.filter(email=email).exists()
    return Door(f"{guest.name}, {guest.trade.lower()}", email, STORIES[guest.story](), "", here)


# ------------------------------------------------------------------ the mailbox
@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail this business has sent, to whomever; none has left this machine."""
    found = MailboxMessage.objects.order_by("-at", "-pk").defer("text", "html")
    asked = request.GET.get("to", "").strip().lower()
    if asked:
        found = found.filter(to=asked)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    return render(request, "home/demo/mailbox.html", {"page": page, "asked": asked})


@require_safe
@never_cache
def message(request: HttpRequest, pk: str) -> HttpResponse:
    """One mail, with every link to follow."""
    one = get_object_or_404(MailboxMessage, pk=pk)
    stop = one.unsubscribe.strip("<> ")
    return render(request, "home/demo/message.html", {"message": one, "stop": stop})


# ------------------------------------------------------------------ the clock
class TurnForm(forms.Form):
    """A day to come."""

    day = forms.DateField(
        label=gettext_lazy("Turn it to"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_day(self) -> date:
        """Forwards only."""
        day: date = self.cleaned_data["day"]
        if day <= turning.today():
            raise forms.ValidationError(
                _("The clock goes forwards only: what is erased stays erased.")
            )
        return day


@require_http_methods(["GET", "POST"])
@never_cache
def clock(request: HttpRequest) -> HttpResponse:
    """Turn this business's clock, and see what that does."""
    step = request.POST.get("by", "")
    form = TurnForm(request.POST if request.method == "POST" and not step else None)
    if request.method == "POST":
        if step in turning.STEPS:
            turning.turn_to(turning.today() + turning.STEPS[step])
            return see_other(reverse("demo_clock"))
        if form.is_valid():
            turning.turn_to(form.cleaned_data["day"])
            return see_other(reverse("demo_clock"))
    response = render(
        request, "home/demo/clock.html", _clock(request, form), status=422 if form.errors else 200
    )
    if turning.running() is not None:
        response["Refresh"] = "2"  # watch it go, without a script
    return response


def _clock(request: HttpRequest, form: TurnForm) -> dict[str, object]:
    turns = list(Turn.objects.order_by("-to_day", "-asked_at")[:6])
    first = Turn.objects.order_by("from_day").first()
    since = first.from_day if first else turning.today()
    page = Paginator(log.nights(since), ROWS).get_page(request.GET.get("page"))
    return {
        "form": form,
        "today": turning.today(),
        "running": next((one for one in turns if not one.finished), None),
        "turns": [one for one in turns if one.finished and one.to_day > one.from_day],
        "page": page,
        "nights": list(log.told(list(page.object_list))),
        "steps": _steps(),
    }


def _steps() -> list[tuple[str, str]]:
    return [
        ("day", _("a day")),
        ("month", _("a month")),
        ("year", _("a year")),
        ("years", _("two years")),
    ]


@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """A turn goes on by itself; who does not want to wait helps it along."""
    running = turning.running()
    if running is not None:
        turning.go_on(running.pk)
    return see_other(reverse("demo_clock"))
