"""Pages for everybody: the front, contact, what is stored on a device, and words for machines."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ordholden.accounts.places import there
from ordholden.jobs.access import has_ads
from ordholden.kit import clock
from ordholden.kit.http import site_url
from ordholden.policy import Policy
from ordholden.policy.document import Contact
from ordholden.policy.notice.runs import Bullets, plain_text
from ordholden.policy.notice.short import in_short
from ordholden.privacy import words
from ordholden.privacy.models import SweepCount, SweepRun
from ordholden.tenants import scope
from ordholden.web.site import Link

# The three lines of the notice's first layer that stand on the front page, with their icons.
LINES = {"short.seen": "eye", "short.gone": "clock", "short.choice": "check"}


@dataclass(frozen=True)
class Line:
    """A question about one's data, and the policy's own answer."""

    icon: str
    question: str
    answer: str


@dataclass(frozen=True)
class Evidence:
    """When the rules were last kept, and how many records they have taken away."""

    day: object
    rows: int


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Who this is, what one can do here, and what happens to one's data."""
    policy = scope.required().policy
    text = policy.document.text.welcome
    return render(
        request,
        "home/front.html",
        {
            "welcome": text[words.locale()] if text else "",
            "sector": policy.document.controller.sector[words.locale()],
            "ways_in": ways_in(policy, signed_in=request.user.is_authenticated),
            "lines": lines(),
            "evidence": evidence(),
            "points": contact_points(policy)[:3],
        },
    )


def ways_in(policy: Policy, *, signed_in: bool) -> list[Link]:
    """What a visitor can do here today: only what some room answers for."""
    if signed_in:
        return there(("my_data", _("My data"), "clock"))
    wanted = [("jobs", _("Find a job"), "search")] if has_ads(policy) else []
    if "profiles" in policy.modules:
        wanted.append(("sign_up", _("Register"), "person"))
    wanted.append(("account_login", _("Sign in"), "sign-in"))
    if {"newsletter", "job_mail"} & policy.modules:
        wanted.append(("subscribe", _("Get mails from us"), "mail"))
    return there(*wanted)


def lines() -> list[Line]:
    """Who sees it, when it goes, how to stop: as the notice's first layer says it."""
    found = []
    for block in in_short(words.speaker()).blocks:
        if isinstance(block, Bullets):
            for item in block.items:
                if item.rule in LINES:
                    question, answer = plain_text(item.lead), plain_text(item.runs)
                    found.append(Line(LINES[item.rule], question, answer))
    return found


def evidence() -> Evidence | None:
    """The latest sweep, and what rules have erased within a year of it; None before the first."""
    run = SweepRun.objects.order_by("-day", "-started_at").first()
    if run is None:
        return None
    counts = SweepCount.objects.filter(
        run__day__gt=run.day - timedelta(days=365), do__in=("erase", "strip", "anonymise")
    )
    return Evidence(run.day, counts.aggregate(rows=Sum("rows"))["rows"] or 0)


# ------------------------------------------------------------------ contact
@dataclass(frozen=True)
class Point:
    """One way to reach the business: what it is for, and how."""

    matter: str
    contact: Contact
    title: str

    @property
    def tel(self) -> str:
        """The number as a link wants it."""
        return "".join(c for c in self.contact.phone if c.isdigit() or c == "+")


def contact_points(policy: Policy) -> list[Point]:
    """Every way the policy names, those that say where to write or call first."""
    phrases = words.speaker().phrases
    points = []
    for key, one in policy.document.contact.items():
        if one.email or one.phone or one.post:
            title = one.title[words.locale()] if one.title else ""
            matter = _("Call or write") if key == "header" else phrases.of("contacts", key)
            points.append(Point(words.capital(matter), one, title))
    return points


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the business, who answers for one's data, and whom to complain to."""
    policy = scope.required().policy
    return render(request, "home/contact.html", {"points": contact_points(policy)})


# ------------------------------------------------------------------ cookies
@dataclass(frozen=True)
class Stored:
    """One thing that lies on a visitor's device."""

    name: str
    owner: str
    category: str
    lifetime: str
    purpose: str
    necessary: bool


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """What this program stores on a device, and what else the policy declares (S-53, S-63)."""
    policy = scope.required().policy
    own = own_cookies()
    names = {one.name for one in own} | {"session", "csrf", "language"}
    declared = [one for one in declared_cookies(policy) if one.name not in names]
    return render(request, "home/cookies.html", {"own": own, "declared": declared})


def own_cookies() -> list[Stored]:
    """The register of what the program itself sets. A test compares it with what it does set."""
    owner, needed = scope.required().name, _("Needed")
    return [
        Stored(
            settings.SESSION_COOKIE_NAME,
            owner,
            needed,
            _("until you close the browser, or two weeks if you ask to stay signed in"),
            _("Remembers that you are signed in. Set when you sign in."),
            True,
        ),
        Stored(
            settings.CSRF_COOKIE_NAME,
            owner,
            needed,
            _("one year"),
            _("Keeps other sites from sending forms in your name. Set with the first form."),
            True,
        ),
        Stored(
            "language",
            owner,
            needed,
            _("until you close the browser"),
            _("Remembers the language you chose. Set when you choose one."),
            True,
        ),
    ]


def declared_cookies(policy: Policy) -> list[Stored]:
    """Everything the policy says may lie on a device."""
    speaker = words.speaker()
    found = []
    for number, one in enumerate(policy.document.cookie):
        if one.lifetime == "session":
            lifetime = _("until you close the browser")
        else:
            lifetime = speaker.period(f"cookie.{number}.lifetime", one.lifetime).text
        category = words.capital(speaker.phrases.of("cookie_categories", one.category))
        necessary = one.category == "necessary"
        purpose = one.purpose[words.locale()]
        found.append(Stored(one.name, one.owner, category, lifetime, purpose, necessary))
    return found


# ------------------------------------------------------------------ for machines
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything that is nobody's own."""
    closed = ("/my/", "/account/", "/people/", "/privacy/", "/desk/", "/mail/", "/demo/")
    rows = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    rows += ["", f"Sitemap: {site_url(reverse('sitemap'))}"]
    if has_ads(scope.required().policy):
        rows.append(f"Sitemap: {site_url(reverse('jobs_sitemap'))}")
    return HttpResponse("\n".join([*rows, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page."""
    wanted = ["front", "notice", "notice_versions", "contact", "cookies"]
    if has_ads(scope.required().policy):
        wanted.insert(1, "jobs")
    pages = there(*((name, name, "") for name in wanted))
    context = {"addresses": [site_url(page.url) for page in pages]}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a hole (RFC 9116)."""
    policy = scope.required().policy
    emails = [point.contact.email for point in contact_points(policy) if point.contact.email]
    expires = (clock.now() + timedelta(days=180)).replace(microsecond=0)
    rows = [
        *(f"Contact: mailto:{email}" for email in emails[:1]),
        f"Expires: {expires.isoformat()}",
        f"Preferred-Languages: {', '.join(policy.locales)}",
        f"Policy: {site_url(reverse('notice'))}",
        "",
    ]
    return HttpResponse("\n".join(rows), content_type="text/plain; charset=utf-8")
