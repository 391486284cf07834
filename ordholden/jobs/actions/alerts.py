"""Searches somebody keeps, and the mail with what is new in them, under their consent."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ordholden.jobs import finding, looking
from ordholden.jobs.looking import Look
from ordholden.jobs.models import JobAd, SavedSearch
from ordholden.kit import clock, mail
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.mailings import actions as mailings
from ordholden.people.models import Person
from ordholden.privacy.models import Consent
from ordholden.tenants import scope

CLASS = "job_mail"
MOST = 20  # searches of one person
TOLD = 10  # ads in one mail


def is_offered() -> bool:
    """Whether the tenant's notice speaks of job mails at all."""
    policy = scope.required().policy
    return CLASS in policy.modules and CLASS in policy.document.mail


@transaction.atomic
def save_search(person: Person, look: Look) -> SavedSearch:
    """Keep a search. Twice is once. Raises NotPossible for one that asks for nothing, and for
    more than twenty."""
    if not [pair for pair in look.pairs() if pair[0] != "sort"]:
        raise NotPossible(_("Look for something first: an empty search fits everything."))
    there = SavedSearch.objects.filter(person=person)
    query = replace(look, sort="", days=0).query()[:700]
    if there.count() >= MOST and not there.filter(query=query).exists():
        raise NotPossible(_("You keep twenty searches already. Remove one first."))
    saved, _made = SavedSearch.objects.get_or_create(person=person, query=query)
    return saved


def look_of(saved: SavedSearch) -> Look:
    """A kept search as a page reads it."""
    return looking.read(QueryDict(saved.query))


def permission(person: Person) -> Consent | None:
    """The consent that lets job mails go to somebody today, or None (WW-77, WW-105)."""
    entry = scope.required().policy.document.mail.get(CLASS)
    if entry is None:
        return None
    return (
        Consent.objects.standing()
        .filter(person=person, consent=entry.consent, mailing_stopped_at=None)
        .first()
    )


@task
def mail_everybody() -> None:
    """Each morning: whoever keeps a search is written to, if they agree and there is news."""
    if not is_offered():
        return
    for key in SavedSearch.objects.values_list("person", flat=True).distinct():
        mail_new.later(key)


@task
def mail_new(person_id: UUID) -> None:
    """One mail with what is new in all searches of one person, or none at all."""
    person = Person.objects.filter(pk=person_id).first()  # who is restricted is not found
    row = permission(person) if person is not None else None
    if person is None or row is None:
        return
    now = clock.now()
    searches = list(SavedSearch.objects.filter(person=person).order_by("saved_at"))
    with translation.override(person.locale or scope.required().policy.locale):
        news = [(saved, found) for saved in searches if (found := _news(saved))]
        if news:
            _write(person, row, news)
    SavedSearch.objects.filter(pk__in=[one.pk for one in searches]).update(told_until=now)


def _news(saved: SavedSearch) -> list[JobAd]:
    asked = look_of(saved).asked(scope.required().policy)
    later = saved.told_until + timedelta.resolution
    return finding.search(replace(asked, since=later, sort="newest"), many=TOLD).ads


def _write(person: Person, row: Consent, news: list[tuple[SavedSearch, list[JobAd]]]) -> None:
    policy = scope.required().policy
    seen: set[UUID] = set()
    parts = []
    for saved, found in news:
        fresh = [ad for ad in found if ad.pk not in seen]
        seen |= {ad.pk for ad in fresh}
        name = ", ".join(label for label, _query in look_of(saved).labels(policy))
        ads = [(ad, site_url(ad.get_absolute_url())) for ad in fresh]
        parts += [(name, ads)] if ads else []
    url = mailings.stop_url(CLASS, row)
    mail.send(
        to=person.email,
        template="jobs/email/new_jobs",
        context={
            "number": len(seen),
            "parts": parts,
            "searches": site_url(reverse("my_searches")),
            "url": url,
            "site_name": policy.document.controller.brand,
            "notice": site_url(reverse("notice")),
        },
        mail_class=CLASS,
        locale=person.locale or policy.locale,
        subject_person=person.pk,
        unsubscribe_url=url,
    )
