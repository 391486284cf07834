"""References: a candidate names somebody, with a yes to asking them; they are told at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.applications import emails
from ordholden.applications.actions.talking import ask_for_more, happened, require_running
from ordholden.applications.models import Application, Event, Reference, Request
from ordholden.applications.models.references import REFERENCES
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.privacy import actions as privacy
from ordholden.privacy import erasure
from ordholden.privacy.models import Erasure
from ordholden.tenants import scope

REFEREE = "referee"
State = Reference.State


def consent_for(policy: Policy) -> str:
    """The consent without which no referee is asked; "" where references are not taken at all."""
    takes = any(
        REFERENCES in policy.means(one.fields) and one.source == "third_party"
        for one in policy.document.collect
    )
    if not takes or not policy.collected(who=REFEREE):
        return ""
    asked = policy.consents(who="candidate", at="process")
    return next((key for key, one in asked.items() if one.per == REFEREE), "")


@transaction.atomic
def ask_for_references(application: Application, reason: str, *, by: User) -> Request:
    """Ask a candidate to name somebody who can speak for them. Raises people.NotCollected."""
    if not consent_for(scope.required().policy):
        raise people.NotCollected
    asked = _("Somebody who can speak for you")
    return ask_for_more(application, asked, reason, by=by, category=REFERENCES)


@transaction.atomic
def name_referee(
    request: Request, *, name: str, email: str, phone: str, relation: str, locale: str
) -> Reference:
    """The candidate names a referee and says yes to asking this one person (JT-15, JC-22).

    The referee is told at once: who named them, what is held, and that they may refuse.
    Raises NotPossible for a request that was refused, or somebody who was named already.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    application = request.application
    require_running(application)
    consent = consent_for(scope.required().policy)
    if not consent or request.category != REFERENCES or request.state == Request.State.REFUSED:
        raise NotPossible(_("No reference is asked for here."))
    if application.references.filter(referee__email=email.strip().lower()).exists():
        raise NotPossible(_("You have named this person already."))
    referee = people.register(name=name, kind=REFEREE, email=email, phone=phone, told=False)
    made = Reference.objects.create(
        person_id=application.person_id,
        application=application,
        referee=referee,
        relation=relation,
    )
    privacy.give_consent(
        consent, person=application.person, locale=locale, per=str(made.pk), confirmed=True
    )
    if request.state == Request.State.OPEN:
        request.state, request.answered_at = Request.State.GIVEN, clock.now()
        request.save()
    happened(application, Event.What.REFERRED, None)
    people.touch(application.person, people.Event.ANSWER)
    emails.referee.later(made.pk)
    return made


@transaction.atomic
def speak(reference: Reference, statement: str) -> Reference:
    """The referee says what they have to say; the candidate can read it (JT-15, S-12)."""
    reference = Reference.objects.select_for_update(of=("self",)).get(pk=reference.pk)
    if reference.state != State.ASKED or reference.referee is None:
        raise NotPossible(_("This has been answered already."))
    require_running(reference.application)
    reference.statement, reference.state = statement, State.GIVEN
    reference.answered_at = clock.now()
    reference.save()
    people.confirm(reference.referee)
    happened(reference.application, Event.What.SPOKEN_FOR, None)
    return reference


@transaction.atomic
def correct_referee(reference: Reference, *, name: str, phone: str) -> None:
    """The referee sets right what was written down about them."""
    if reference.referee is not None:
        people.change_contact(reference.referee, name=name, phone=phone)


@transaction.atomic
@storing()
def forget_referee(reference: Reference) -> erasure.Receipt:
    """The referee wants to be gone: their name and addresses go now (S-98).

    What they said already stays the candidate's, without a name. Raises NotPossible when held.
    """
    reference = Reference.objects.select_for_update(of=("self",)).get(pk=reference.pk)
    if reference.referee_id is None:
        raise NotPossible(_("This has been erased already."))
    if reference.state == State.ASKED:
        reference.state, reference.answered_at = State.REFUSED, clock.now()
        reference.save()
    return erasure.erase_persons([reference.referee_id], reason=Erasure.Reason.REQUEST)


def forget_unneeded() -> None:
    """Erase referees for whom no candidate is left: in the same run as the candidate (S-98)."""
    policy = scope.required().policy
    rule = next(
        (r.id for r in policy.document.retain if REFEREE in r.who and r.anchor == "purpose_ended"),
        "",
    )
    with storing():
        left = list(
            Person.objects.filter(kinds=[REFEREE], references_given=None).values_list(
                "pk", flat=True
            )
        )
        if left:
            erasure.erase_persons(left, reason=Erasure.Reason.RULE, rule=rule)
