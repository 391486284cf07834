"""What this room writes to candidates. A letter says that something happened, and where to look:
what was written about or to somebody stands on their own page, never in a mailbox."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import translation

from ordholden.applications.models import Application, Interview, Reference, Stage
from ordholden.kit import mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people import actions as people
from ordholden.people.use import be, storing
from ordholden.privacy import actions as privacy
from ordholden.tenants import scope
from ordholden.web import dates

REFERENCE = "ordholden.applications.reference"
# News of an interview -> the letter, and the state in which it is still true.
INTERVIEWS = {
    "proposed": ("interview_proposed", Interview.State.PROPOSED),
    "agreed": ("interview_agreed", Interview.State.AGREED),
    "tomorrow": ("interview_tomorrow", Interview.State.AGREED),
    "cancelled": ("interview_cancelled", Interview.State.CANCELLED),
}


def _write(application_id: UUID, template: str, *, day: date | None = None, **more: Any) -> None:
    application = Application.objects.filter(pk=application_id).select_related("person").first()
    if application is None:  # deleted before the letter was written
        return
    person, tenant = application.person, scope.required()
    locale = person.locale or tenant.policy.locale
    with translation.override(locale):
        more["day"] = dates.long_date(day) if day else ""
    mail.send(
        to=person.email,
        template=f"applications/email/{template}",
        context={
            "name": person.name,
            "title": application.title,
            "employer": application.employer,
            "site_name": tenant.policy.document.controller.brand,
            "url": site_url(reverse("my_application", args=[application.pk])),
            "notice": site_url(reverse("notice")),
            **more,
        },
        mail_class="service",
        locale=locale,
        subject_person=person.pk,
    )


@task
def received(application_id: UUID) -> None:
    """It has reached us, and where to follow it."""
    _write(application_id, "received")


@task
def moved(application_id: UUID, kind: str) -> None:
    """It has come to another stage (JT-22). The first and the reading of it are not news."""
    if kind in (Stage.Kind.RECEIVED, Stage.Kind.SCREENING):
        return
    _write(application_id, "moved", kind=kind)


@task
def message(application_id: UUID) -> None:
    """There is a message to read."""
    _write(application_id, "message")


@task
def asked(application_id: UUID) -> None:
    """There is a question to answer, or not to."""
    _write(application_id, "asked")


@task
def ended(application_id: UUID) -> None:
    """The recruitment is over, for those who had no answer yet."""
    if Application.objects.filter(pk=application_id, closed_at__isnull=False).exists():
        _write(application_id, "ended")


@task
def reopened(application_id: UUID) -> None:
    """The recruitment goes on after all, for those who were told that it ended."""
    if Application.objects.running().filter(pk=application_id).exists():
        _write(application_id, "reopened")


@task
@storing()
def locked(application_id: UUID) -> None:
    """The day on which what somebody wants deleted goes (JI-33)."""
    application = Application.objects.filter(pk=application_id).select_related("wish").first()
    if application is not None:
        _write(application_id, "locked", day=application.wish.told)


@task
def interview(interview_id: UUID, news: str) -> None:
    """An interview was proposed, agreed on, called off, or is tomorrow. Where it is to be and
    with whom stands on the candidate's page; the letter says when."""
    found = Interview.objects.filter(pk=interview_id).select_related("person").first()
    if found is None:
        return
    template, state = INTERVIEWS[news]
    if found.state != state:  # something else was decided meanwhile
        return
    locale = found.person.locale or scope.required().policy.locale
    with translation.override(locale):
        starts = dates.moment(found.starts_at) if found.starts_at else ""
    _write(found.application_id, template, starts=starts, minutes=found.minutes)


def reference_url(reference: Reference) -> str:
    """The signed link by which a referee answers, sees what is held, and has it erased."""
    token = signing.dumps(str(reference.pk), salt=REFERENCE)
    return site_url(reverse("reference", args=[token]))


def reference_of(token: str) -> Reference | None:
    """Whose link it is; None when it is not ours, or they are gone."""
    try:
        key = signing.loads(token, salt=REFERENCE)
    except signing.BadSignature:
        return None
    found = Reference.objects.select_related("person", "application", "referee")
    reference = found.filter(pk=key, referee__isnull=False).first()
    if reference is not None:
        be(reference.referee_id)
    return reference


@task
@storing()
def referee(reference_id: UUID) -> None:
    """Tell somebody that they were named as a referee, by whom, and what they may do (art. 14)."""
    found = Reference.objects.filter(pk=reference_id).select_related("person", "referee").first()
    if found is None or found.referee is None:
        return
    tenant, to = scope.required(), found.referee
    line = mail.send(
        to=to.email,
        template="applications/email/referee",
        context={
            "name": to.name,
            "candidate": found.person.name,
            "site_name": tenant.policy.document.controller.brand,
            "notice": site_url(reverse("notice")),
            "url": reference_url(found),
        },
        mail_class="service",
        locale=to.locale,
        subject_person=to.pk,
    )
    if line.outcome == line.Outcome.SENT and not to.notified_policy:
        privacy.show_notice(person=to, locale=to.locale, place="letter")
        people.note_told(to, tenant.policy_id)
