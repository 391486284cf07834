"""`/_looks/`: every part in every state, on one page. Demo mode only; shown in English."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ordholden.policy.document.identity import MARKS
from ordholden.tenants import clock
from ordholden.web import errors
from ordholden.web.charts import Bar, Lane, LifeLine, Stage
from ordholden.web.forms import ConsentBox, ConsentChoice
from ordholden.web.site import Link

TRADES = [("carpenter", "Carpenter"), ("mason", "Mason"), ("crane", "Tower crane driver")]
SHELLS = {"front", "reading", "form_page", "narrow", "desk"}


class SampleForm(forms.Form):
    """One field of every kind, with reasons and dates."""

    groups = (
        ("Who you are", ("name", "email", "born", "note")),
        ("What you look for", ("trade", "shift", "skills", "cv")),
        ("What you agree to", ("later", "news", "rules")),
    )

    name = forms.CharField(label="Name", help_text="As in your passport or health card.")
    email = forms.EmailField(label="E-mail")
    born = forms.DateField(
        label="Start date", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label="Anything else",
        required=False,
        widget=forms.Textarea,
        help_text="Please leave out health, faith, politics and union.",
    )
    trade = forms.ChoiceField(label="Trade", choices=TRADES)
    shift = forms.ChoiceField(
        label="Hours",
        choices=[("day", "Days"), ("night", "Nights"), ("any", "Either")],
        widget=forms.RadioSelect,
    )
    skills = forms.MultipleChoiceField(
        label="Certificates", choices=TRADES, widget=forms.CheckboxSelectMultiple, required=False
    )
    cv = forms.FileField(label="CV", required=False, help_text="PDF or Word, at most 10 MB.")
    later = ConsentBox(
        label="Keep my profile for other jobs",
        help_text="You can take this back on “My data” in one step, at any time.",
    )
    news = ConsentChoice(label="May we write to you about jobs that fit?")
    rules = forms.BooleanField(label="I have read the privacy notice")

    def __init__(self, *data: Any, today: date, **options: Any) -> None:
        super().__init__(*data, **options)
        self.field("name", "So that we can greet you and tell you apart from others.", today)
        self.field("email", "To answer you, and to warn you before your profile goes.", today)
        self.field("cv", "To match you with jobs. Only people who recruit here see it.", today)
        self.field("later", "Without it we delete you when this search has ended.", today)

    def field(self, name: str, reason: str, today: date) -> None:
        """Give one field its reason and the day it goes."""
        vars(self.fields[name]).update(reason=reason, until=today + timedelta(days=730))


def _line(today: date) -> LifeLine:
    def at(days: int) -> date:
        return today + timedelta(days=days)

    return LifeLine(
        lanes=(
            Lane("Name and e-mail", at(-640), at(730), "Moves when you sign in."),
            Lane("CV and certificates", at(-610), at(365)),
            Lane(
                "Application: site manager, Aalborg",
                at(-300),
                at(65),
                stages=(Stage(at(-60), "hidden from the customer"),),
            ),
            Lane("Sign-ins with IP address", at(-90), at(12)),
            Lane("Interview notes", at(-420), at(-3)),
            Lane("Pay and tax", at(-200), None, "Five years from the end of your last job."),
        ),
        today=today,
        title="Your data from the day it came to the day it goes",
    )


NAV = [
    Link("Jobs", "/jobs/"),
    Link("Looks", "/_looks/"),
    Link("Sign in", "/in/", icon="sign-in"),
    Link("Register", "/up/", primary=True),
]
SIDE_NAV = [
    Link("Overview", "/_looks/", icon="home"),
    Link("People", "/people/", icon="people", count=312),
    Link("Falling due", "/due/", icon="calendar", count=12),
    Link("Red", "/red/", icon="alert", count=3, alarm=True),
    Link("Notice", "/notice/", icon="journal"),
    Link("Recipients", "/recipients/", icon="link"),
]


def _world() -> dict[str, Any]:
    today = clock.today(timezone.get_current_timezone())
    weeks = [4, 0, 12, 31, 8, 5, 0, 3, 64, 18, 2, 9, 6]
    return {
        "marks": MARKS,
        "today": today,
        "now": clock.now(),
        "next_year": today + timedelta(days=400),
        "line": _line(today),
        "weeks": [
            Bar(
                f"{(today + timedelta(weeks=number)):%-d.%-m.}",
                due,
                tone="soon" if number == 0 else "",
            )
            for number, due in enumerate(weeks)
        ],
        "shares": [
            Bar("CVs never used again", 1248),
            Bar("Ended applications", 530, note="12 months after the answer"),
            Bar("Overdue", 3, tone="red"),
            Bar("Nothing here", 0),
        ],
        "page": Paginator(list(range(95)), 10).get_page(3),
        "empty_form": SampleForm(today=today),
        "wrong_form": SampleForm(
            {"email": "rita@", "note": "Typed and kept."}, today=today, auto_id="wrong_%s"
        ),
        "nav": NAV,
        "side_nav": SIDE_NAV,
        "demo_links": [Link("Turn the clock", "/clock/"), Link("Read the mail", "/mail/")],
    }


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Everything; `?shell=desk` shows a shell, `?error=404` an error page."""
    error = request.GET.get("error", "")
    if error == "host":
        return render(request, "web/errors/unknown_host.html", status=404)
    if error == "500":
        return errors.server_error(request)
    if error.isdecimal() and int(error) in errors.PAGES:
        return errors.page(request, int(error))
    shell = request.GET.get("shell", "")
    if shell in SHELLS:
        return render(request, f"web/looks/{shell}.html", _world())
    messages.success(request, "Saved. The new date is on your life line.")
    messages.error(request, "The mail could not be sent. It will be tried again at 14.30.")
    messages.info(request, "You are signed in from a new place.")
    return render(request, "web/looks/looks.html", _world())
