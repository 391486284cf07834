"""What a person does with a company's question, and what both write after that."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.companies import access
from ordholden.companies.models import Company, Seat
from ordholden.dialogues import between, emails
from ordholden.dialogues.actions.asking import waited_until
from ordholden.dialogues.models import Approach, Dialogue, Message
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy.actions import disclosing
from ordholden.privacy.models import Consent
from ordholden.tenants import scope

State = Dialogue.State


@transaction.atomic
def answer(dialogue: Dialogue, text: str, *, by: Person, locale: str) -> Message:
    """Answer a company, and so show it who one is: the yes, the ledger and the message are one
    (JI-12, JI-13, JI-41).

    Raises NotPossible when it was answered or declined already, when its day has passed, and
    when the company may use the database no more: then nothing was shown.
    """
    dialogue = _open(dialogue, by)
    company = _standing(dialogue)
    way = between.way(scope.required().policy)
    if way is None:
        raise NotPossible(_("Nobody can be answered here."), code="no_way")
    privacy.give_consent(way.consent, person=by, per=str(company.pk), locale=locale, confirmed=True)
    receiver = privacy.Receiver(name=company.name, id=company.pk, notice=company.privacy_url)
    for one in disclosing.entries_on(way.consent):
        privacy.hand_over(by, one.id, receiver, purpose=way.purpose)
    dialogue.state, dialogue.answered_at = State.ANSWERED, clock.now()
    dialogue.save(update_fields=["state", "answered_at"])
    people.touch(by, people.Event.ANSWER)
    return _from_person(dialogue, text)


@transaction.atomic
def ask_back(dialogue: Dialogue, text: str, *, by: Person) -> Message:
    """Ask the company something without being shown: it is waited for from today once more."""
    dialogue = _open(dialogue, by)
    _standing(dialogue)
    lapses = waited_until(scope.required().policy)
    dialogue.lapses_on = lapses
    dialogue.save(update_fields=["lapses_on"])
    Approach.objects.filter(pk=dialogue.pk).update(lapses_on=lapses)
    people.touch(by, people.Event.FROM_SUBJECT)
    return _from_person(dialogue, text)


@transaction.atomic
def decline(dialogue: Dialogue, *, by: Person) -> None:
    """Say no. Nothing goes to the company: from its day on it reads as not answered (JI-14)."""
    dialogue = _open(dialogue, by)
    journal.record(journal.Kind.STOP_DISCLOSURE, Dialogue._meta.db_table, [dialogue.pk])
    dialogue.state, dialogue.answered_at = State.DECLINED, clock.now()
    dialogue.save(update_fields=["state", "answered_at"])
    people.touch(by, people.Event.ANSWER)


@transaction.atomic
def write(dialogue: Dialogue, text: str, *, by: Person) -> Message:
    """The person writes on, in a dialogue in which they are known."""
    dialogue = _locked(dialogue, by)
    if not is_running(dialogue):
        raise NotPossible(_("This dialogue has ended."), code="ended")
    people.touch(by, people.Event.FROM_SUBJECT)
    return _from_person(dialogue, text)


@transaction.atomic
def reply(approach: Approach, seat: Seat, text: str) -> None:
    """The company writes: to who answered it, or to who asked something first.

    After a no it is taken all the same and told to nobody, for until its day the company must
    not learn of the no. Raises NotPossible where it is not the company's turn.
    """
    approach = Approach.objects.select_for_update().get(pk=approach.pk)
    dialogue = Dialogue.objects.select_for_update().filter(pk=approach.pk).first()
    if not may_reply(approach, dialogue):
        raise NotPossible(_("Wait for an answer."), code="not_your_turn")
    assert dialogue is not None
    Message.objects.create(person_id=dialogue.person_id, dialogue=dialogue, by=seat.user, text=text)
    _moved(dialogue.pk)
    if dialogue.state != State.DECLINED:
        emails.written.later(dialogue.pk)


def may_reply(approach: Approach, dialogue: Dialogue | None) -> bool:
    """Whether the company can write now; the same after a no as while it is waited for."""
    if dialogue is None:
        return False
    if dialogue.state == State.ANSWERED:
        return bool(between.released(approach.company, [dialogue.person_id]))
    asked = dialogue.messages.filter(from_person=True).exists()
    return asked and local_today() < approach.lapses_on


@transaction.atomic
def end(dialogue: Dialogue, *, by: Person, locale: str) -> None:
    """Take the yes back: the company sees nothing more here, and keeps what it has (JI-13)."""
    dialogue = _locked(dialogue, by)
    way = between.way(scope.required().policy)
    standing = Consent.objects.standing().filter(
        person=by, consent=way.consent if way else "", per=str(dialogue.company_id)
    )
    row = standing.first()
    if row is None:
        raise NotPossible(_("This dialogue has ended."), code="ended")
    privacy.withdraw_consent(row, locale=locale)


def is_running(dialogue: Dialogue) -> bool:
    """Whether both know each other, and still may."""
    return (
        dialogue.state == State.ANSWERED
        and dialogue.company is not None
        and bool(between.released(dialogue.company, [dialogue.person_id]))
    )


def _locked(dialogue: Dialogue, by: Person) -> Dialogue:
    found = Dialogue.objects.select_for_update().filter(pk=dialogue.pk, person=by).first()
    if found is None:
        raise NotPossible(_("This dialogue has ended."), code="ended")
    return found


def _open(dialogue: Dialogue, by: Person) -> Dialogue:
    """Locked: of a yes and a no at the same moment, one comes first and the other is told."""
    found = _locked(dialogue, by)
    if found.state != State.WAITING:
        raise NotPossible(_("You have answered this already."), code="answered")
    if not found.is_open(local_today()):
        raise NotPossible(_("The time to answer is over."), code="lapsed")
    return found


def _standing(dialogue: Dialogue) -> Company:
    company = dialogue.company
    if company is None or not access.may_search(company):
        raise NotPossible(
            _("This company may not use the CV database any more. Nothing was shown to it."),
            code="no_agreement",
        )
    return company


def _from_person(dialogue: Dialogue, text: str) -> Message:
    made = Message.objects.create(
        person_id=dialogue.person_id, dialogue=dialogue, from_person=True, text=text
    )
    _moved(dialogue.pk)
    emails.news.later(dialogue.pk)
    return made


def _moved(key: UUID) -> None:
    """Both lines end by the latest message."""
    moment = clock.now()
    Dialogue.objects.filter(pk=key).update(last_message_at=moment)
    Approach.objects.filter(pk=key).update(last_message_at=moment)
