"""The board: which stages an ad has, and moving somebody from one to the next."""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.applications import emails
from ordholden.applications.models import Application, Event, Stage
from ordholden.jobs.models import JobAd
from ordholden.kit.errors import NotPossible
from ordholden.tenants.turns import take_turns

Kind = Stage.Kind
USUAL = (
    *(Kind.RECEIVED, Kind.SCREENING, Kind.SHORTLIST, Kind.INTERVIEW, Kind.OFFER),
    *(Kind.HIRED, Kind.REJECTED),
)
OUTCOMES = {Kind.HIRED: Application.Outcome.HIRED, Kind.REJECTED: Application.Outcome.REJECTED}


class ChangedMeanwhile(NotPossible):
    """A colleague did something with this application since it was looked at."""

    def __init__(self) -> None:
        super().__init__(
            _("A colleague has changed this since you opened it. Look at it again first."),
            code="changed_meanwhile",
        )


def stages_of(ad: JobAd) -> list[Stage]:
    """The stages of an ad's recruitment, in order; the usual ones when nobody chose others."""
    found = list(ad.stages.all())
    if not found:
        take_turns("stages", str(ad.pk))
        if not ad.stages.exists():
            Stage.objects.bulk_create(
                [Stage(ad=ad, number=n, kind=kind) for n, kind in enumerate(USUAL, start=1)]
            )
        found = list(Stage.objects.filter(ad=ad))
    return found


@transaction.atomic
def move(application: Application, to: Stage, *, by: User, version: int) -> Application:
    """Move an application to a stage of its ad; the candidate is told (JT-22, JT-23, S-26).

    version: the one that was looked at. Raises ChangedMeanwhile when a colleague was faster,
    NotPossible for an application that is not running or a stage of another ad.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.version != version:
        raise ChangedMeanwhile
    if application.state != Application.State.SENT or application.closed_at:
        raise NotPossible(_("This application is closed. It cannot be moved."))
    if to.ad_id != application.ad_id:
        raise NotPossible(_("This stage belongs to another ad."))
    if application.stage_id == to.pk:
        return application
    was_ended = bool(application.outcome)
    application.stage = to
    application.outcome = OUTCOMES.get(Kind(to.kind), Application.Outcome.NONE)
    application.version += 1
    application.save()
    reopened = was_ended and not application.outcome
    Event.objects.create(
        person_id=application.person_id,
        application=application,
        what=Event.What.REOPENED if reopened else Event.What.MOVED,
        stage=to.kind,
        by=by,
    )
    emails.moved.later(application.pk, to.kind)
    return application
