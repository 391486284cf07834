"""Letters about dialogues. They say that something was written, by which company and about which
job, and where to read it: never what, and never whom it is about."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from ordholden.accounts.models import User
from ordholden.companies.models import Seat
from ordholden.dialogues.models import Approach, Dialogue
from ordholden.kit import mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.tenants import scope


def _write(person: Person, to: str, template: str, **words: Any) -> None:
    tenant = scope.required()
    mail.send(
        to=to,
        template=f"dialogues/email/{template}",
        context={
            "name": person.name,
            "site_name": tenant.policy.document.controller.brand,
            "notice": site_url(reverse("notice")),
            **words,
        },
        mail_class="service",
        locale=person.locale or tenant.policy.locale,
        subject_person=person.pk,
    )


def _to_person(key: UUID, template: str) -> None:
    found = Dialogue.objects.filter(pk=key).select_related("person").first()
    if found is None or not found.person.email:  # erased or restricted meanwhile
        return
    _write(
        found.person,
        found.person.email,
        template,
        company=found.company_name,
        title=found.title,
        until=found.lapses_on,
        url=site_url(reverse("my_request", args=[found.pk])),
    )


@task
def asked(key: UUID) -> None:
    """A company asks for contact; who is asked decides whether it learns who they are (JI-11)."""
    _to_person(key, "asked")


@task
def written(key: UUID) -> None:
    """The company has written something more."""
    _to_person(key, "written")


@task
def news(key: UUID) -> None:
    """Somebody a company asked has written. To who asked; to who leads there, if they left."""
    approach = Approach.objects.filter(pk=key).select_related("company").first()
    if approach is None:
        return
    for user in _at(approach):
        _write(
            user.person,
            user.email,
            "news",
            title=approach.title,
            url=site_url(reverse("asked_person", args=[approach.pk])),
        )


def _at(approach: Approach) -> list[User]:
    seats = Seat.objects.running(local_today()).filter(company=approach.company)
    seats = seats.select_related("user__person")
    found = seats.filter(user=approach.by_id) if approach.by_id else seats.none()
    return [seat.user for seat in found or seats.filter(leads=True)]
