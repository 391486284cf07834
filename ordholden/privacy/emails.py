"""What privacy writes to people. All of it is service mail: about the person's own data."""

from uuid import UUID

from django.urls import reverse
from django.utils import translation

from ordholden.kit import clock, mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import words
from ordholden.privacy.models import Limit, Notice
from ordholden.tenants import scope


@task
@storing()
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
@storing()
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
@storing()
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


@task
@storing()
def restriction_ends(limit_id: UUID) -> None:
    """Before data is used again, whoever had it restricted is told (GDPR art. 18(3))."""
    limit = Limit.objects.standing().select_related("person").get(pk=limit_id)
    if limit.told_at is None:
        _write_about(limit, "privacy/email/restriction_ends")
        limit.told_at = clock.now()
        limit.save(update_fields=["told_at"])


@task
@storing()
def objection_decided(limit_id: UUID) -> None:
    """What became of an objection, and why (JT-47; GDPR art. 12(4))."""
    limit = Limit.objects.select_related("person").get(pk=limit_id)
    if limit.told_at is None:
        _write_about(limit, "privacy/email/objection_decided")
        limit.told_at = clock.now()
        limit.save(update_fields=["told_at"])


def _write_about(limit: Limit, template: str) -> None:
    person, policy = limit.person, scope.required().policy
    locale = person.locale or policy.locale
    with translation.override(locale):
        about = words.purpose(limit.purpose) if limit.purpose else ""
    mail.send(
        to=person.email,
        template=template,
        context={
            "name": person.name,
            "url": site_url(reverse("my_rights")),
            "about": about,
            "upheld": limit.outcome == Limit.Outcome.UPHELD,
            "why": limit.why,
        },
        mail_class="service",
        locale=locale,
        subject_person=person.pk,
    )
