"""The stages of one ad: named, added, put in order, left out."""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.applications.actions.moving import stages_of
from ordholden.applications.models import Application, Stage
from ordholden.jobs.models import JobAd
from ordholden.kit.errors import NotPossible
from ordholden.tenants.turns import take_turns

# Between the first stage and the two answers; how often each comes is the team's to say.
MIDDLE = (Stage.Kind.SCREENING, Stage.Kind.SHORTLIST, Stage.Kind.INTERVIEW, Stage.Kind.OFFER)
MOST = 12
_ASIDE = 1000  # numbers that no stage bears, while two change places


@transaction.atomic
def add_stage(ad: JobAd, kind: str, name: str) -> Stage:
    """Add a stage before the answers. Raises NotPossible for a kind that ends, or the 13th."""
    stages = _locked(ad)
    if kind not in MIDDLE:
        raise NotPossible(_("A recruitment begins once and has its answers already."))
    if len(stages) >= MOST:
        raise NotPossible(_("Twelve stages are enough for anybody who waits."))
    made = Stage(ad=ad, kind=kind, name=name, number=_ASIDE)
    made.save()
    place = next(n for n, one in enumerate(stages) if one.is_end)
    _number([*stages[:place], made, *stages[place:]])
    return made


@transaction.atomic
def name_stage(ad: JobAd, stage: Stage, name: str) -> None:
    """Call a stage as this team does; candidates see the name. "" is the usual one."""
    _one(ad, stage)
    Stage.objects.filter(pk=stage.pk).update(name=name)


@transaction.atomic
def shift_stage(ad: JobAd, stage: Stage, by: int) -> None:
    """Put a stage earlier (-1) or later (1). The first and the answers stay where they are."""
    stages = _locked(ad)
    place = stages.index(_one(ad, stage))
    other = place + by
    if not 0 < other < len(stages) or {stages[place].kind, stages[other].kind} - set(MIDDLE):
        raise NotPossible(_("The first stage and the answers stay where they are."))
    stages[place], stages[other] = stages[other], stages[place]
    _number(stages)


@transaction.atomic
def remove_stage(ad: JobAd, stage: Stage) -> None:
    """Leave a stage out. Raises NotPossible while somebody is there, and for first and last."""
    _locked(ad)
    found = _one(ad, stage)
    if found.kind not in MIDDLE:
        raise NotPossible(_("The first stage and the answers stay where they are."))
    if Application.objects.filter(stage=found).exists():
        raise NotPossible(_("Somebody is at this stage. Move them first."))
    found.delete()
    _number([one for one in stages_of(ad) if one.pk != stage.pk])


def _locked(ad: JobAd) -> list[Stage]:
    take_turns("stages", str(ad.pk))
    return stages_of(ad)


def _one(ad: JobAd, stage: Stage) -> Stage:
    found = Stage.objects.filter(ad=ad, pk=stage.pk).first()
    if found is None:
        raise NotPossible(_("This stage belongs to another ad."))
    return found


def _number(stages: list[Stage]) -> None:
    for first in (2 * _ASIDE, 1):  # no number may be borne twice on the way
        for number, one in enumerate(stages, start=first):
            Stage.objects.filter(pk=one.pk).update(number=number)
