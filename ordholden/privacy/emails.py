"""What privacy writes to people. All of it is service mail: about the person's own data."""

from uuid import UUID

from django.urls import reverse

from ordholden.kit import mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.models import Person
from ordholden.privacy.models import Notice
from ordholden.tenants import scope


@task
def asked_again(person_id: UUID, notice_id: UUID) -> None:
    """The notice has changed, and approval is asked again; until then use pauses (JT-62)."""
    person = Person.objects.get(pk=person_id)
    notice = Notice.objects.get(pk=notice_id)
    mail.send(
        to=person.email,
        template="privacy/email/asked_again",
        context={"name": person.name, "note": notice.note, "url": site_url(reverse("approval"))},
        mail_class="service",
        locale=person.locale or notice.policy.locale,
        subject_person=person.pk,
    )


@task
def tell_anew(person_id: UUID) -> None:
    """A correction was lost with the database: what is held now is incomplete (GDPR art. 16)."""
    person = Person.objects.filter(pk=person_id).exclude(email="").first()
    if person is None:
        return
    mail.send(
        to=person.email,
        template="privacy/email/tell_anew",
        context={"name": person.name, "url": site_url(reverse("my_data"))},
        mail_class="service",
        locale=person.locale or scope.required().policy.locale,
        subject_person=person.pk,
    )


@task
def due_soon(person_id: UUID, rule: str) -> None:
    """Data is about to be erased by a rule; the person may still do something about it (JT-53)."""
    person = Person.objects.get(pk=person_id)
    policy = scope.required().policy
    mail.send(
        to=person.email,
        template="privacy/email/due_soon",
        context={"name": person.name, "url": site_url(reverse("my_data")), "rule": rule},
        mail_class="service",
        locale=person.locale or policy.locale,
        subject_person=person.pk,
    )
