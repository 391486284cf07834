"""What is written to people: that something of theirs was taken out, of which kind, and why."""

from uuid import UUID

from django.urls import reverse
from django.utils import translation

from ordholden.kit import mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.tenants import scope
from ordholden.web.careful import kind_name


@task
@storing()
def removed(person_id: UUID, kind: str) -> None:
    """Something sensitive was removed. The letter names the kind and repeats no word (JI-39)."""
    person = Person.objects.filter(pk=person_id).exclude(email="").first()
    if person is None:
        return
    tenant = scope.required()
    locale = person.locale or tenant.policy.locale
    with translation.override(locale):
        what = kind_name(kind)
    mail.send(
        to=person.email,
        template="flags/email/removed",
        context={
            "name": person.name,
            "site_name": tenant.policy.document.controller.brand,
            "what": what,
            "notice": site_url(reverse("notice")),
            "url": site_url(reverse("my_data")),
        },
        mail_class="service",
        locale=locale,
        subject_person=person.pk,
    )
