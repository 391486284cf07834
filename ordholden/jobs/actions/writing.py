"""Writing an ad and choosing who works on it."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import Membership, User
from ordholden.companies.models import Company, Seat
from ordholden.jobs import access, law
from ordholden.jobs.actions.indexing import index, locate
from ordholden.jobs.drafts import COLUMNS, Contact, Draft
from ordholden.jobs.models import AdContact, AdEvent, JobAd, Question, TeamMember
from ordholden.jobs.occupations import guess
from ordholden.kit.errors import NotPossible
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.tenants import scope


class Refused(NotPossible):
    """What was written cannot stand so. `faults`: field of the draft -> sentences."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        first = next(iter(faults.values()))[0]
        super().__init__(first, code="refused")
        self.faults = faults


@transaction.atomic
def write(
    draft: Draft,
    *,
    by: User | None,
    ad: JobAd | None = None,
    version: int | None = None,
    reference: str = "",
) -> JobAd:
    """Write a new ad as a draft, or change one; what is open changes at once for everybody.

    version: the one the writer saw; somebody else's change in between is refused, not
    overwritten. reference: the ad's number in the system it came from.
    Raises Refused for what the law does not let an ad ask, NotPossible for an ad that has ended.
    """
    policy = scope.required().policy
    faults = law.faults(policy, draft)
    if faults:
        raise Refused(faults)
    said = {name: getattr(draft, name) for name in COLUMNS}
    said["occupation"] = said["occupation"] or guess(draft.title)
    if ad is None:
        ad = JobAd(owner=by, reference=reference, **said)
        locate(ad)
        ad.save(force_insert=True)
        if by is not None:
            TeamMember.objects.create(ad=ad, user=by)
        what = AdEvent.What.WRITTEN
    else:
        ad = _changed(ad, said, version)
        what = AdEvent.What.CHANGED
    _contact(ad, draft.contact)
    _ask(ad, draft)
    AdEvent.objects.create(ad=ad, what=what, by=by)
    return ad


def _changed(ad: JobAd, said: dict[str, object], version: int | None) -> JobAd:
    ad = JobAd.objects.select_for_update().get(pk=ad.pk)
    if ad.state == JobAd.State.ENDED:
        raise NotPossible(_("This ad has ended. Renew it, or write a new one from it."))
    if version is not None and version != ad.version:
        raise NotPossible(
            _("A colleague has changed this ad since you opened it. Look at it again first."),
            code="changed_meanwhile",
        )
    for name, value in said.items():
        setattr(ad, name, value)
    ad.version += 1
    locate(ad)
    ad.save()
    index(ad)
    return ad


def _contact(ad: JobAd, contact: Contact | None) -> None:
    if contact is None:
        AdContact.objects.filter(ad=ad).delete()
        return
    email = contact.email.strip().lower()
    person = Person.objects.filter(email=email).first() if email else None
    AdContact.objects.update_or_create(
        ad=ad,
        defaults={
            "person": person,
            "name": contact.name,
            "title": contact.title,
            "phone": contact.phone,
            "email": email,
        },
    )


def _ask(ad: JobAd, draft: Draft) -> None:
    """The questions as they are now. Those that stay keep their key: answers hang on it."""
    there = {(one.text, one.kind): one for one in ad.questions.all()}
    # First out of the way, so that two can change places.
    kept = [there[key] for one in draft.questions if (key := (one.text, one.kind)) in there]
    ad.questions.exclude(pk__in=[one.pk for one in kept]).delete()
    for number, one in enumerate(kept, start=1):
        one.number = 1000 + number
    Question.objects.bulk_update(kept, ["number"])
    for number, asked in enumerate(draft.questions, start=1):
        found = there.get((asked.text, asked.kind)) or Question(ad=ad, text=asked.text)
        found.number, found.kind, found.help = number, asked.kind, asked.help
        found.choices, found.wanted = list(asked.choices), list(asked.wanted)
        found.required = asked.required
        found.save()


@transaction.atomic
def choose_team(ad: JobAd, members: Collection[UUID]) -> None:
    """Say who works on an ad: colleagues, and people of the company it is for; its owner always
    does. Raises NotPossible for others (S-21)."""
    wanted = {*members, *([ad.owner_id] if ad.owner_id else [])}
    if wanted - _able(ad, wanted) - {ad.owner_id}:
        raise NotPossible(_("Only people who work here can be on the team."))
    TeamMember.objects.filter(ad=ad).exclude(user_id__in=wanted).delete()
    there = set(TeamMember.objects.filter(ad=ad).values_list("user_id", flat=True))
    TeamMember.objects.bulk_create(
        [TeamMember(ad=ad, user_id=key) for key in sorted(wanted - there)]
    )


@transaction.atomic
def write_for(ad: JobAd, company: Company | None) -> None:
    """Say for which company an ad is: its people may then be on the team. None: for ourselves.

    Raises NotPossible for one without an agreement on job ads, where the notice hands applications
    to no company, and once it was published: readers were told who gets it (JI-35, WW-68).
    """
    if company is not None and access.receiving(company) is None:
        raise NotPossible(_("This company has no agreement on job ads and applications today."))
    if ad.state != JobAd.State.DRAFT and ad.company_id != (company.pk if company else None):
        raise NotPossible(_("Whoever reads the ad is told who gets what they send: that stays."))
    ad.company = company
    if company is not None:
        ad.employer = company.name
    ad.save(update_fields=["company", "employer"])
    team = TeamMember.objects.filter(ad=ad).exclude(user=ad.owner_id)
    members = set(team.values_list("user_id", flat=True))
    team.filter(user_id__in=members - _able(ad, members)).delete()


def _able(ad: JobAd, users: Collection[UUID]) -> set[UUID]:
    """Those of these users who may be on the team of an ad today."""
    ours = Membership.objects.running(local_today()).filter(user_id__in=users)
    seated = Seat.objects.running(local_today()).filter(company=ad.company_id, user_id__in=users)
    return {*ours.values_list("user_id", flat=True), *seated.values_list("user_id", flat=True)}
