"""The privacy officer's pages: what falls due, what was kept, what is planned, what is asked."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ordholden.accounts.access import roles_of, staff_required
from ordholden.kit import clock
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.people.use import storing
from ordholden.policy import PolicyFaults, compile_policy
from ordholden.privacy import actions, control, datamap, holds, places, sinks, words
from ordholden.privacy.models import Notice, PurposeReview, SweepRun
from ordholden.reading import actions as reading
from ordholden.reading import seeing
from ordholden.reading.models import Alarm
from ordholden.reading.readers import reader
from ordholden.tenants import scope
from ordholden.web.charts import Bar
from ordholden.web.templatetags.web import shortdate

officer = staff_required("privacy_officer", "administrator")


@officer
@require_GET
def control_page(request: HttpRequest) -> HttpResponseBase:
    """Is every promise kept? One page, red things first (S-09)."""
    policy = scope.required().policy
    today = clock.today(policy.timezone)
    bars = [
        Bar(shortdate(bucket.first), bucket.rows, "soon" if bucket.first == today else "")
        for bucket in control.due_soon()
    ]
    # A day may have been swept twice: after a restart, or by hand.
    days = SweepRun.objects.values("day").annotate(rows=Sum("counts__rows")).order_by("-day")[:7]
    kept = control.kept()
    return render(
        request,
        "privacy/control.html",
        {
            "side_nav": places.officers(),
            "bars": bars,
            "due": sum(int(bar.value) for bar in bars),
            "runs": days,
            "red": red_items(today),
            "reviews": PurposeReview.objects.filter(answered_at=None).count(),
            "kept": len(kept),
            "idle": _idle(),
            "planned": control.planned(),
            "bounds": control.bounds_table(),
            "safety": control.safety(),
            "held": holds.told_open(10),
            "version": Notice.objects.in_force().lean().first(),
        },
    )


@storing()
def _idle() -> int:
    return Person.objects.filter(state__in=(State.PENDING, State.RESTRICTED)).count()


def red_items(today: object) -> list[str]:
    """What is wrong now, in sentences; empty is right."""
    found = [_("Undeclared: %(what)s") % {"what": what} for what in datamap.undeclared()]
    latest = SweepRun.objects.order_by("-day").first()
    if latest is None:
        found.append(_("The sweep has not run yet."))
    elif (today - latest.day).days > 1:  # type: ignore[operator]
        found.append(_("The sweep last ran on %(day)s.") % {"day": shortdate(latest.day)})
    safety = control.safety()
    if safety.judged is not None and safety.judged.kind == "not_clean":
        said = _("The judge found something of an erased person on %(day)s.")
        found.append(said % {"day": shortdate(safety.judged.at)})
    if safety.late:
        found.append(_("No backup has been made for two days."))
    stuck = sinks.overdue().count()
    if stuck:
        said = ngettext(
            "%(count)s erasure is not complete.", "%(count)s erasures are not complete.", stuck
        )
        found.append(said % {"count": stuck})
    alarms = Alarm.objects.open().count()
    if alarms:
        found.append(_("Alarms that nobody has looked into: %(count)s.") % {"count": alarms})
    late = PurposeReview.objects.filter(answered_at=None, answer_by__lt=today).count()
    if late:
        said = ngettext(
            "%(count)s question is past its day.", "%(count)s questions are past their day.", late
        )
        found.append(said % {"count": late})
    return found


@officer
@require_GET
def reviews(request: HttpRequest) -> HttpResponseBase:
    """“Is this still needed?” One question a person; no answer means no (WW-90)."""
    waiting = (
        PurposeReview.objects.filter(answered_at=None)
        .select_related("person")
        .order_by("answer_by", "pk")[:100]
    )
    shown = may_name(request, [one.person_id for one in waiting])
    rows = [
        (one, shown and one.person.name, [words.person_kind(kind) for kind in one.person.kinds])
        for one in waiting
    ]
    return render(request, "privacy/reviews.html", {"side_nav": places.officers(), "rows": rows})


def may_name(request: HttpRequest, persons: list[UUID]) -> bool:
    """Note that these persons' names are read; without a purpose of the notice they are not."""
    roles = roles_of(request.user)
    purposes = seeing.purposes(scope.required().policy, roles)
    if purposes:
        reading.look_through(reader(request, roles, purposes[0]), persons, [seeing.NAME])
    return bool(purposes)


@officer
@require_POST
def answer_review(request: HttpRequest, pk: str) -> HttpResponseBase:
    """Still needed, or not."""
    review = get_object_or_404(PurposeReview, pk=pk)
    needed = request.POST.get("answer") == "needed"
    actions.answer_review(review, needed=needed, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Noted.") if needed else _("Erased."))
    return see_other("/privacy/reviews/")


class PublishForm(forms.Form):
    """A policy file, and how it comes into force."""

    file = forms.FileField(label=gettext_lazy("Policy file"))
    way = forms.ChoiceField(
        label=gettext_lazy("How it comes into force"),
        choices=[
            ("publication", gettext_lazy("Publish it")),
            ("reapproval", gettext_lazy("Publish it and ask for approval again")),
        ],
        widget=forms.RadioSelect,
        initial="publication",
    )
    why = forms.CharField(
        label=gettext_lazy("Why publishing is enough"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(
        label=gettext_lazy("What changed, for the reader"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@officer
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponseBase:
    """Publish the next version; a faulty file is refused with line and sentence."""
    form = PublishForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["file"].read(1_100_000).decode("utf-8-sig")
            policy = compile_policy(text)
        except UnicodeDecodeError:
            faults = [_("The file is not text.")]
        except PolicyFaults as refused:
            faults = [f"{fault.line}: {fault.sentence}" for fault in refused.faults]
        else:
            notice = actions.publish(
                policy,
                by=request.user,  # type: ignore[arg-type]
                way=form.cleaned_data["way"],
                why=form.cleaned_data["why"],
                note=form.cleaned_data["note"],
            )
            messages.success(
                request, _("Version %(number)s is in force.") % {"number": notice.number}
            )
            return see_other("/privacy/")
    status = 422 if faults or form.errors else 200
    return render(request, "privacy/publish.html", {"form": form, "faults": faults}, status=status)
