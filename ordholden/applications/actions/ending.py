"""The end of a recruitment, and deleting one's application: now, or on the day it opens."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.applications import emails, locks
from ordholden.applications.actions.applying import close_process_of
from ordholden.applications.models import Application, Event, Recruitment, Wish
from ordholden.jobs.models import JobAd
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import task
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.people.use import storing
from ordholden.privacy import erasure, lifeline
from ordholden.privacy.datamap import declared
from ordholden.privacy.models import Erasure
from ordholden.tenants import scope


@dataclass(frozen=True)
class Deleted:
    """What became of the wish to delete an application: gone, with a code, or on a later day."""

    code: str = ""
    lock: locks.Locked | None = None


@transaction.atomic
def end_recruitment(ad: JobAd, *, by: User | None) -> int:
    """End it for everybody in it: what the notice counts from then begins to run (JI-57, JT-08).

    Whoever has no answer yet is told that it ended; whoever wants to be deleted, the new day.
    Returns how many applications were running. Raises NotPossible when it has ended already.
    """
    run = Recruitment.objects.select_for_update().filter(ad=ad).first()
    if run is None or run.ended_at:
        raise NotPossible(_("No recruitment is running for this ad."))
    run.ended_at = clock.now()
    run.save(update_fields=["ended_at"])
    with storing():
        running = list(Application.objects.running().filter(ad=ad).select_for_update())
        for application in running:
            _close(application, run, by)
    return len(running)


def _close(application: Application, run: Recruitment, by: User | None) -> None:
    unanswered = not application.outcome
    application.closed_at = run.ended_at
    application.outcome = application.outcome or Application.Outcome.ENDED
    application.version += 1
    application.save()
    Event.objects.create(
        person_id=application.person_id,
        application=application,
        what=Event.What.ENDED,
        by=by,
    )
    close_process_of(application.person)
    if unanswered:
        emails.ended.later(application.pk)
    wish = Wish.objects.filter(application=application).first()
    lock = locks.refuses(application, "erase")
    if wish and lock:
        wish.told = lock.until
        wish.save(update_fields=["told"])
        emails.locked.later(application.pk)


@transaction.atomic
def reopen_recruitment(ad: JobAd, *, by: User | None) -> None:
    """It goes on after all: nothing counts from an end that was none (S-26).

    Whoever was told that it ended is told that it goes on. Raises NotPossible.
    """
    run = Recruitment.objects.select_for_update().filter(ad=ad).first()
    if run is None or run.ended_at is None:
        raise NotPossible(_("This recruitment has not ended."))
    with storing():
        for application in Application.objects.select_for_update(of=("self",)).filter(
            ad=ad, state=Application.State.SENT, closed_at=run.ended_at
        ):
            _open_again(application, by)
    run.ended_at = None
    run.save(update_fields=["ended_at"])


def _open_again(application: Application, by: User | None) -> None:
    was_told = application.outcome == Application.Outcome.ENDED
    application.closed_at = None
    if was_told:
        application.outcome = Application.Outcome.NONE
        emails.reopened.later(application.pk)
    application.version += 1
    application.save()
    Event.objects.create(
        person_id=application.person_id,
        application=application,
        what=Event.What.REOPENED,
        by=by,
    )
    people.open_process(application.person)


@transaction.atomic
def delete(application: Application) -> Deleted:
    """Delete an application at the candidate's wish: now, or when its lock ends (JI-33, S-23).

    Raises NotPossible while a law obliges to keep it.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if _kept_by_law(application.person):
        raise NotPossible(_("The law makes us keep it. It goes by itself when we no longer must."))
    lock = locks.refuses(application, "erase")
    if lock is None:
        return Deleted(code=_erase(application))
    table = Application._meta.db_table
    journal.record(journal.Kind.WITHDRAW, table, [application.pk], how={"delete": True})
    Wish.objects.get_or_create(
        application=application,
        defaults={"person_id": application.person_id, "told": lock.until},
    )
    return Deleted(lock=lock)


def _kept_by_law(person: Person) -> bool:
    """Whether a law of the notice obliges to keep what somebody sent us (JI-62, JC-67)."""
    policy = scope.required().policy
    return any(
        policy.means(one.what) & policy.means(["application"])
        for one in lifeline.laws_about(person)
    )


def _erase(application: Application) -> str:
    person = application.person
    tally = erasure.Tally()
    table = declared()[Application._meta.db_table]
    erasure.erase_rows(table, [application.pk], tally)
    close_process_of(person)
    return erasure.close(Erasure.Reason.REQUEST, tally).code


@task
@storing()
def grant_wishes() -> int:
    """Delete what was asked to be deleted, once its lock has ended. Returns how many went.

    Whoever deleted their whole profile goes with the last application that a lock kept (JI-61).
    """
    wished = Q(wish__isnull=False) | Q(person__state=State.KEPT, sent_at__isnull=False)
    gone = 0
    for application in Application.objects.filter(wished).select_related("person"):
        with transaction.atomic():
            person = application.person
            if locks.refuses(application, "erase") or _kept_by_law(person):
                continue
            _erase(application)
            gone += 1
            if person.state == State.KEPT and not lifeline.kept_by_law(person):
                erasure.erase_persons([person.pk], reason=Erasure.Reason.REQUEST)
    return gone
