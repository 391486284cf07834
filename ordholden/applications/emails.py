"""What this room writes to candidates. A letter says that something happened, and where to look:
what was written about or to somebody stands on their own page, never in a mailbox."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation

from ordholden.applications.models import Application, Stage
from ordholden.kit import mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.use import storing
from ordholden.tenants import scope
from ordholden.web import dates


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
    _write(application_id, "ended")


@task
@storing()
def locked(application_id: UUID) -> None:
    """The day on which what somebody wants deleted goes (JI-33)."""
    application = Application.objects.filter(pk=application_id).select_related("wish").first()
    if application is not None:
        _write(application_id, "locked", day=application.wish.told)
