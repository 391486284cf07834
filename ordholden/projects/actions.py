"""What companies do with people they found: gather them, move them on, keep a search."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ordholden.companies import access
from ordholden.companies.models import Seat
from ordholden.kit import clock, mail
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.actions import local_today
from ordholden.projects import looking
from ordholden.projects.looking import Look
from ordholden.projects.models import Gathered, KeptSearch, Project
from ordholden.sourcing import finding, ways
from ordholden.sourcing.models import Listed
from ordholden.tenants import scope

MOST_PROJECTS, MOST_GATHERED, MOST_SEARCHES = 200, 500, 50
LOOKED_THROUGH = 100  # of the newest hits of a kept search, each morning


# ------------------------------------------------------------------ projects
@transaction.atomic
def begin(seat: Seat, name: str) -> Project:
    """Begin a project. Raises NotPossible for a name that is there, and for too many."""
    there = Project.objects.of(seat.company)
    if there.filter(name=name).exists():
        raise NotPossible(_("There is a project of this name already."))
    if there.count() >= MOST_PROJECTS:
        raise NotPossible(_("So many projects cannot be kept. End one first."))
    return Project.objects.create(company=seat.company, name=name, by=seat.user)


@transaction.atomic
def gather(project: Project, person: UUID, *, seat: Seat) -> Gathered:
    """Put somebody into a project of one's company. Twice is once.

    Raises NotPossible for somebody whose CV the company does not see now.
    """
    if person not in ways.open_to(seat.company, [person]):
        raise NotPossible(_("This CV is not there any more."))
    if project.gathered.count() >= MOST_GATHERED:
        raise NotPossible(_("This project is full."))
    found, _made = Gathered.objects.get_or_create(
        project=project, person_id=person, defaults={"by": seat.user}
    )
    return found


@transaction.atomic
def move(gathered: Gathered, stage: str) -> None:
    """Move somebody to another stage of the project; nobody but the company sees it."""
    gathered.stage = Gathered.Stage(stage)
    gathered.save(update_fields=["stage"])


def let_go(gathered: Gathered) -> None:
    """Take somebody out of a project."""
    gathered.delete()


def end(project: Project) -> None:
    """End a project, and forget who was in it."""
    project.delete()


# ------------------------------------------------------------------ searches
@transaction.atomic
def keep(seat: Seat, look: Look, *, mails: bool) -> KeptSearch:
    """Keep a search. Twice is once. Raises NotPossible for one that asks for nothing, and for
    too many."""
    if not [pair for pair in look.pairs() if pair[0] != "sort"]:
        raise NotPossible(_("Look for something first: an empty search fits everybody."))
    there = KeptSearch.objects.filter(user=seat.user)
    query = replace(look, sort="").query()
    if len(query) > KeptSearch._meta.get_field("query").max_length:  # type: ignore[operator]
        raise NotPossible(_("This search is too long to be kept. Leave something out."))
    if there.count() >= MOST_SEARCHES and not there.filter(query=query).exists():
        raise NotPossible(_("You keep so many searches already. Remove one first."))
    kept, _made = KeptSearch.objects.update_or_create(
        user=seat.user, query=query, defaults={"mails": mails}
    )
    return kept


def look_of(kept: KeptSearch) -> Look:
    """A kept search as a page reads it."""
    return looking.read(QueryDict(kept.query))


@task
def mail_everybody() -> None:
    """Each morning: whoever sits at a company and wishes it is told what is new."""
    if not ways.has_cvs(scope.required().policy):
        return
    wished = KeptSearch.objects.filter(mails=True).values_list("user", flat=True)
    running = Seat.objects.running(local_today()).filter(user__in=wished.distinct())
    for key in running.values_list("pk", flat=True):
        mail_new.later(key)


@task
def mail_new(seat_id: UUID) -> None:
    """One mail with how many are new in each kept search, or none at all: numbers, and nobody."""
    seats = Seat.objects.running(local_today()).select_related("company", "user__person")
    seat = seats.filter(pk=seat_id).first()
    if seat is None or not access.may_search(seat.company):
        return
    now, policy = clock.now(), scope.required().policy
    person = seat.user.person
    with translation.override(person.locale or policy.locale):
        kept = KeptSearch.objects.filter(user=seat.user, mails=True).order_by("kept_at")
        news = [(one, many) for one in kept if (many := len(new_in(one, seat)))]
        if news:
            parts = [
                {
                    "name": ", ".join(label for label, _query in look_of(one).labels(policy)),
                    "many": many,
                    "url": site_url(f"{reverse('find_cvs')}?{one.query}"),
                }
                for one, many in news
            ]
            mail.send(
                to=seat.user.email,
                template="projects/email/new_people",
                context={"parts": parts, "site_name": policy.document.controller.brand},
                mail_class="service",
                locale=translation.get_language() or "",
                subject_person=person.pk,
            )
    KeptSearch.objects.filter(user=seat.user, mails=True).update(told_until=now)


def new_in(kept: KeptSearch, seat: Seat) -> Collection[UUID]:
    """Who is new in a kept search, or changed since it was last told of, newest first."""
    asked = replace(look_of(kept).asked(scope.required().policy), sort="newest")
    found = finding.search(asked, many=LOOKED_THROUGH, company=seat.company_id).persons
    since = kept.told_until + timedelta.resolution
    rows = Listed.objects.filter(person__in=found, updated_at__gte=since)
    return [*rows.order_by("-updated_at").values_list("person", flat=True)]
