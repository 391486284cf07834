"""From the first word typed to the application that was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ordholden.applications import asking, emails, locks
from ordholden.applications.actions import files
from ordholden.applications.actions.moving import stages_of
from ordholden.applications.actions.planning import expected_end
from ordholden.applications.models import Answer, Application, Event, Recruitment
from ordholden.candidates.forms.inputs import as_text
from ordholden.candidates.models import Document
from ordholden.jobs.access import receiving
from ordholden.jobs.models import JobAd, Question
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy.actions import disclosing
from ordholden.privacy.actions.disclosing import Receiver
from ordholden.tenants import scope
from ordholden.tenants.turns import take_turns

State = Application.State
PLACE = "apply"


@dataclass(frozen=True)
class Draft:
    """What a form held. values: by category. answers: by question. files: by category or question.

    chosen: documents of one's own that go along; dropped: attachments that shall not.
    """

    values: Mapping[str, Any]
    answers: Mapping[UUID, Any] = field(default_factory=dict)
    files: Mapping[str | UUID, list[Any]] = field(default_factory=dict)
    chosen: Iterable[Document] = ()
    dropped: Iterable[UUID] = ()


@transaction.atomic
def begin(person: Person, ad: JobAd) -> Application:
    """The application of a person for an ad: the one there is, or a new draft.

    Raises NotPossible for an ad that is not open, and for whoever is no candidate here.
    """
    take_turns("application", f"{person.pk} {ad.pk}")
    found = Application.objects.by(person, ad)
    if found:
        return found
    if not ad.is_open:
        raise NotPossible(_("This ad is no longer open, so nobody can apply for it."))
    if "candidate" not in person.kinds:
        raise NotPossible(_("Only candidates apply. Register as one with another address."))
    return Application.objects.create(
        person=person, ad=ad, title=ad.title, employer=ad.employer, state=State.DRAFT
    )


@transaction.atomic
def save(application: Application, draft: Draft) -> None:
    """Keep what was typed. What is left empty goes; what is not part of the form stays.

    Raises NotPossible for what was sent already, people.NotCollected for what is not asked for.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    _require_open(application)
    policy = scope.required().policy
    allowed = {one.category for one in asking.collected(policy)}
    if set(draft.values) - allowed or (draft.answers and asking.ANSWERS not in allowed):
        raise people.NotCollected
    for category, value in draft.values.items():
        _answer(application, category, as_text(value))
    _answer_questions(application, draft.answers)
    for key in draft.dropped:
        files.drop(application, key)
    for document in draft.chosen:
        files.attach_copy(application, document)
    for where, given in draft.files.items():
        for upload in given:
            files.attach(application, where, upload)
    application.saved_at = clock.now()
    application.save(update_fields=["saved_at"])


def _require_open(application: Application) -> None:
    if locks.refuses(application, "change"):
        raise NotPossible(_("What was sent is locked while the recruitment runs."))
    if application.state not in (State.DRAFT, State.WAITING):
        raise NotPossible(_("This application was sent. Withdraw it to send another."))


def _answer_questions(application: Application, answers: Mapping[UUID, Any]) -> None:
    asked = {one.pk: one for one in application.ad.questions.all()} if application.ad else {}
    for key, value in answers.items():
        if key not in asked:
            raise people.NotCollected
        said = "\n".join(value) if isinstance(value, list) else as_text(value)
        _answer(application, asking.ANSWERS, said, question=key, asked=asked[key].text)


def _answer(
    application: Application,
    category: str,
    value: str,
    *,
    question: UUID | None = None,
    asked: str = "",
) -> None:
    there = Answer.objects.filter(application=application, category=category, question=question)
    if not value:
        there.delete()
        return
    Answer.objects.update_or_create(
        application=application,
        category=category,
        question=question and Question(pk=question),
        defaults={"person_id": application.person_id, "value": value, "asked": asked},
    )


@transaction.atomic
def send(application: Application) -> Application:
    """Send it: from now on the team reads exactly this (JI-26, WW-25, S-20).

    Raises NotPossible for an ad that has closed meanwhile, and for one that was sent already.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in (State.DRAFT, State.WAITING):
        raise NotPossible(_("This application was sent already."))
    ad, person = application.ad, application.person
    if ad is None or not ad.is_open:
        raise NotPossible(_("The ad closed before your application was sent."))
    policy, moment = scope.required().policy, clock.now()
    if asking.collects(policy, asking.SOURCE):
        _answer(application, asking.SOURCE, asking.SITE)
    _fill_in(application, person)
    _begin_recruitment(ad)
    application.state, application.sent_at, application.saved_at = State.SENT, moment, moment
    application.stage = stages_of(ad)[0]
    application.save()
    Event.objects.create(
        person=person,
        application=application,
        what=Event.What.SENT,
        stage=application.stage.kind,
    )
    people.open_process(person)
    people.touch(person, people.Event.APPLY)
    privacy.show_notice(person=person, locale=person.locale or policy.locale, place=PLACE)
    emails.received.later(application.pk)
    _hand_over(application, ad)
    return application


def _hand_over(application: Application, ad: JobAd) -> None:
    """A company that the ad is for gets it: a line of the ledger (JI-42, WW-68)."""
    entry = receiving(ad.company) if ad.company else None
    if entry is None or ad.company is None:
        return
    sent = {*application.answers.values_list("category", flat=True)}
    sent |= {*application.attachments.values_list("category", flat=True)}
    listed = scope.required().policy.means(entry.fields)
    receiver = Receiver(
        name=ad.company.name,
        id=ad.company.pk,
        notice=ad.company.privacy_url,
        recipient=entry.to[0],
    )
    disclosing.hand_over(application.person, entry.id, receiver, categories=sent & listed)


def _fill_in(application: Application, person: Person) -> None:
    """Name and address stand in the application itself, where the notice has them there (JI-58)."""
    policy = scope.required().policy
    there = set(application.answers.values_list("category", flat=True))
    for category in (asking.NAME, asking.EMAIL):
        if category not in there and asking.collects(policy, category):
            _answer(application, category, asking.known(person)[category])


def _begin_recruitment(ad: JobAd) -> None:
    """The first application begins it; whoever runs it says when it is planned to end."""
    Recruitment.objects.get_or_create(ad=ad, defaults={"planned_end": expected_end(ad)})


@transaction.atomic
def withdraw(application: Application) -> Application:
    """The candidate takes it back: nobody works with it from now on. Raises NotPossible."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state != State.SENT:
        raise NotPossible(_("Only what was sent can be withdrawn."))
    journal.record(journal.Kind.WITHDRAW, Application._meta.db_table, [application.pk])
    application.state, application.outcome = State.WITHDRAWN, Application.Outcome.WITHDRAWN
    application.closed_at = application.closed_at or clock.now()
    application.version += 1
    application.save()
    Event.objects.create(
        person_id=application.person_id, application=application, what=Event.What.WITHDRAWN
    )
    close_process_of(application.person)
    return application


def close_process_of(person: Person) -> None:
    """Note that no process runs with somebody any more, if that is so (JT-08)."""
    if not Application.objects.running().filter(person=person).exists():
        people.close_process(person)


def address_confirmed(person: Person) -> None:
    """What somebody typed before their address was confirmed is sent now."""
    for application in Application.objects.filter(person=person, state=State.WAITING):
        if application.ad is not None and application.ad.is_open:
            send(application)
        else:
            application.state = State.DRAFT
            application.save(update_fields=["state"])


def has_applied(person: Person) -> bool:
    """Whether somebody has ever sent an application that is still here."""
    sent = Q(state=State.SENT) | Q(state=State.WITHDRAWN)
    return Application.objects.filter(sent, person=person).exists()
