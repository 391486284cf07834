"""Notes of the team, messages with the candidate, and asking for more with a reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.applications import emails
from ordholden.applications.models import Application, Event, Message, Note, Request
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.policy import Policy
from ordholden.tenants import scope

MESSAGES, REQUESTED = "application.messages", "application.requested"
BEST = 5


def collects(policy: Policy, category: str, source: str = "") -> bool:
    """Whether the notice lets a recruitment add a category to an application."""
    return any(
        one.who == "candidate"
        and one.at in ("process", "automatic")
        and category in policy.means(one.fields)
        and (not source or one.source == source)
        for one in policy.document.collect
    )


@transaction.atomic
def note(
    application: Application,
    text: str,
    *,
    by: User,
    kind: str = Note.Kind.ASSESSMENT,
    rating: int | None = None,
    held_on: date | None = None,
) -> Note:
    """Write down what the team thinks, saw in an interview or tested (JT-13, JT-14).

    rating: 1 to 5. Raises people.NotCollected for what the notice does not let be added.
    """
    require_running(application)
    if not collects(scope.required().policy, kind):
        raise people.NotCollected
    if rating is not None and not 1 <= rating <= BEST:
        raise NotPossible(_("A rating goes from one to five."))
    return Note.objects.create(
        person_id=application.person_id,
        application=application,
        category=kind,
        text=text,
        rating=rating,
        held_on=held_on,
        by=by,
    )


@transaction.atomic
def write_message(application: Application, text: str, *, by: User) -> Message:
    """Write to the candidate: it stands on their page, and a letter tells them (JI-34)."""
    require_wanted(application)
    if not collects(scope.required().policy, MESSAGES):
        raise people.NotCollected
    made = Message.objects.create(
        person_id=application.person_id, application=application, text=text, by=by
    )
    people.touch(application.person, people.Event.ONE_TO_ONE)
    emails.message.later(application.pk)
    return made


@transaction.atomic
def write_to_team(application: Application, text: str) -> Message:
    """The candidate writes to the team."""
    require_running(application)
    if not collects(scope.required().policy, MESSAGES):
        raise people.NotCollected
    made = Message.objects.create(
        person_id=application.person_id, application=application, text=text, from_candidate=True
    )
    people.touch(application.person, people.Event.FROM_SUBJECT)
    return made


@transaction.atomic
def ask_for_more(
    application: Application, asked: str, reason: str, *, by: User, category: str = REQUESTED
) -> Request:
    """Ask the candidate for something more, and say why (JT-11, JC-32, S-12)."""
    require_wanted(application)
    if not collects(scope.required().policy, category):
        raise people.NotCollected
    if not reason.strip():
        raise NotPossible(_("Say why: the candidate decides with that."))
    made = Request.objects.create(
        person_id=application.person_id,
        application=application,
        category=category,
        asked=asked,
        reason=reason,
        by=by,
    )
    happened(application, Event.What.ASKED, by)
    emails.asked.later(application.pk)
    return made


@transaction.atomic
def answer_request(request: Request, text: str | None) -> Request:
    """The candidate answers, or (None) would rather not: both are fine (S-12)."""
    request = Request.objects.select_for_update().get(pk=request.pk)
    if request.state != Request.State.OPEN:
        raise NotPossible(_("This has been answered already."))
    request.answer = text or ""
    request.state = Request.State.REFUSED if text is None else Request.State.GIVEN
    request.answered_at = clock.now()
    request.save()
    what = Event.What.REFUSED if text is None else Event.What.ANSWERED
    happened(request.application, what, None)
    people.touch(request.application.person, people.Event.ANSWER)
    return request


def happened(application: Application, what: Event.What, by: User | None) -> None:
    """Add a line to the history of an application. by: nobody, for what the candidate did."""
    stage = application.stage.kind if application.stage else ""
    Event.objects.create(
        person_id=application.person_id, application=application, what=what, stage=stage, by=by
    )


def require_running(application: Application) -> None:
    """Raise NotPossible for an application that was not sent, or was withdrawn."""
    if application.state != Application.State.SENT:
        raise NotPossible(_("This application is not running."))


def require_wanted(application: Application) -> None:
    """Nobody writes to whoever has signed off (JC-55)."""
    require_running(application)
    if application.person.deregistered_at:
        raise NotPossible(_("They want no contact any more, so nobody writes to them."))
