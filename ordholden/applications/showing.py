"""What pages show of an application: what was sent, when it goes, how it went."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Avg
from django.utils.translation import gettext as _

from ordholden.applications import asking, locks
from ordholden.applications.asking import SITE
from ordholden.applications.models import Answer, Application, Attachment, Event, Note
from ordholden.candidates import foresight
from ordholden.candidates.asking import standing
from ordholden.kit import clock
from ordholden.privacy import lifeline, words
from ordholden.tenants import scope


@dataclass(frozen=True)
class Said:
    """One thing that was written: the question or field, and the answer."""

    label: str
    text: str
    wanted: bool | None = None  # whether it is one of the answers the ad hopes for


class Sent:
    """Everything that goes with an application, and nothing else."""

    def __init__(self, application: Application) -> None:
        self.application = application

    @cached_property
    def answers(self) -> list[Answer]:
        """What was written, in the order it was asked."""
        found = self.application.answers.select_related("question")
        return sorted(found, key=lambda one: one.question.number if one.question else 0)

    @cached_property
    def said(self) -> list[Said]:
        """What was written, with its question."""
        return [_said(one) for one in self.answers]

    @cached_property
    def files(self) -> list[Attachment]:
        """What goes along."""
        return list(self.application.attachments.select_related("file").order_by("name"))

    @cached_property
    def name(self) -> str:
        """The name in the application, or the person's."""
        own = [one.value for one in self.answers if one.category == "application.name"]
        return own[0] if own else self.application.person.name

    @cached_property
    def until(self) -> date | str:
        """The day it goes, or what it waits for."""
        return ends_on(self.application)

    @cached_property
    def lock(self) -> locks.Locked | None:
        """What keeps it as it is for now."""
        return locks.lock_on(self.application)


def _said(answer: Answer) -> Said:
    question = answer.question
    if question is None:
        told = {SITE: _("the form on our site")} if answer.category == asking.SOURCE else {}
        text = told.get(answer.value, answer.value)
        return Said(answer.asked or words.category(answer.category), text)
    text = answer.value
    if question.kind == question.Kind.YES_NO:
        text = {"yes": _("Yes"), "no": _("No")}.get(text, text)
    given = set(answer.value.split("\n"))
    wanted = bool(given & set(question.wanted)) if question.wanted else None
    return Said(answer.asked, text, wanted)


def ends_on(application: Application) -> date | str:
    """The first day a rule of the notice erases an application, or the event that it waits for."""
    policy, person = scope.required().policy, application.person
    zone = ZoneInfo(policy.timezone)
    happened = lifeline.anchors(person)
    happened.pop("process_closed", None)
    for word, column in Application.privacy.anchors.items():
        moment = getattr(application, column)
        if moment:
            happened[word] = clock.local_date(moment, zone)
    facts = {"draft": application.state == Application.State.DRAFT}
    rule, stages = lifeline.decide(
        policy, person, "application.letter", happened, standing(person), facts
    )
    return foresight.said(policy, "application.letter", rule, stages)


@dataclass(frozen=True)
class Step:
    """One line of the history, as somebody reads it."""

    at: object
    text: str
    by: str


def history(application: Application, *, names: bool) -> list[Step]:
    """What happened, newest last. names: whether the reader learns which colleague did it."""
    found = application.events.select_related("by__person").order_by("at")
    return [
        Step(
            one.at,
            _sentence(one),
            one.by.person.name if names and one.by else "",
        )
        for one in found
    ]


def _sentence(event: Event) -> str:
    what = str(event.get_what_display())
    if event.what in (Event.What.MOVED, Event.What.REOPENED) and event.stage:
        what = _("%(what)s to: %(stage)s") % {"what": what, "stage": event.get_stage_display()}
    return words.capital(what)


def persons(applications: list[Application]) -> list[UUID]:
    """Whom a list of applications shows."""
    return [one.person_id for one in applications]


def names_in(applications: list[Application]) -> dict[UUID, str]:
    """The name each application itself gives."""
    found = Answer.objects.filter(
        application__in=applications, category="application.name"
    ).values_list("application_id", "value")
    return {one.pk: "–" for one in applications} | dict(found)


def ratings(applications: list[Application]) -> dict[UUID, float]:
    """The mean of what the team gave each, of those it rated."""
    found = (
        Note.objects.filter(application__in=applications, rating__isnull=False)
        .values_list("application_id")
        .annotate(mean=Avg("rating"))
    )
    return {key: float(mean) for key, mean in found}
