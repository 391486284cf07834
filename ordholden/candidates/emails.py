"""What this room writes: who was registered by somebody else hears of it at once."""

from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import translation

from ordholden.candidates.models import Origin
from ordholden.kit import mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.use import be, storing
from ordholden.privacy import actions as privacy
from ordholden.privacy import words
from ordholden.tenants import scope

REGISTRATION = "ordholden.candidates.registration"


@task
@storing()
def registered(person_id: UUID) -> None:
    """Tell somebody that they are registered, by whom, and ask whether that is right.

    The letter is also the notice that the law wants within a month (GDPR art. 14, JC-01).
    """
    person = Person.objects.get(pk=person_id)
    tenant = scope.required()
    locale = person.locale or tenant.policy.locale
    origin = Origin.objects.filter(person=person).first()
    line = mail.send(
        to=person.email,
        template="candidates/email/registered",
        context={
            "name": person.name,
            "site_name": tenant.policy.document.controller.brand,
            "how": origin.get_how_display() if origin else "",
            "named": origin.named if origin else "",
            "notice": site_url(reverse("notice")),
            "url": confirmation_url(person),
        },
        mail_class="service",
        locale=locale,
        subject_person=person.pk,
    )
    if line.outcome == line.Outcome.SENT and not person.notified_policy:
        privacy.show_notice(person=person, locale=locale, place="letter")
        people.note_told(person, tenant.policy_id)


@task
@storing()
def corrected(person_id: UUID, categories: list[str]) -> None:
    """Tell somebody that we corrected what they told us, and where both versions stand (JI-50).

    It is sent whatever they have said no to: it is about their data, not about our business.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not person.email:
        return
    tenant = scope.required()
    locale = person.locale or tenant.policy.locale
    with translation.override(locale):
        what = words.listed([words.category(one) for one in categories])
    mail.send(
        to=person.email,
        template="candidates/email/corrected",
        context={
            "name": person.name,
            "site_name": tenant.policy.document.controller.brand,
            "what": what,
            "url": site_url(reverse("my_corrections")),
        },
        mail_class="service",
        locale=locale,
        subject_person=person.pk,
    )


def confirmation_url(person: Person) -> str:
    """The signed link by which somebody registered by staff answers."""
    token = signing.dumps(str(person.pk), salt=REGISTRATION)
    return site_url(reverse("registered", args=[token]))


def person_of(token: str) -> Person | None:
    """Whose link it is; None when it is not ours, or they are gone."""
    try:
        key = signing.loads(token, salt=REGISTRATION)
    except signing.BadSignature:
        return None
    be(UUID(key))  # whoever has the letter is the person, whatever is restricted
    return Person.objects.present().filter(pk=key).first()
