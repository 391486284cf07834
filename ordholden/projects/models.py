"""People a company gathers for one vacancy, and searches it keeps."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordholden.accounts.models import User
from ordholden.companies.models import Company
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel

ENTRY = Personal("cv_view.entry", source=Source.SYSTEM)


class ProjectQuerySet(models.QuerySet["Project"]):
    def of(self, company: Company) -> Self:
        """A company's own; another's are not there."""
        return self.filter(company=company)


class Project(TenantModel):
    """One vacancy of a company, for which it gathers people. Every seat of the company sees it."""

    privacy = Holds(
        record="agreement",
        subject="",
        people={"by_id": AUTHORED},
        category="agreement.correspondence",
        anchors={"relation_ended": "company.ended_at", "collected": "begun_at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "company_id": Technical("whose"),
            "name": Personal("agreement.correspondence", source=Source.THIRD_PARTY, free_text=True),
            "by_id": Technical("who began it, until they leave"),
            "begun_at": Technical("when"),
        },
    )

    company = models.ForeignKey(Company, models.CASCADE, related_name="projects")
    name = models.CharField(_("name"), max_length=120)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(_("begun"), default=now)

    objects: ClassVar[ProjectQuerySet] = ProjectQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="one_project_of_a_name"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "company", "-begun_at"], name="project_of_company"),
        ]

    def __str__(self) -> str:
        return self.name


class Gathered(TenantModel):
    """Somebody whose CV a company has put into a project. It goes with the person."""

    class Stage(models.TextChoices):
        FOUND = "found", pgettext_lazy("project", "found")
        ASKED = "asked", pgettext_lazy("project", "asked")
        TALKING = "talking", pgettext_lazy("project", "talking")
        CHOSEN = "chosen", pgettext_lazy("project", "chosen")
        NOT_NOW = "not_now", pgettext_lazy("project", "not this time")

    privacy = Holds(
        record="cv_view",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose CV"),
            "project_id": Technical("in which project"),
            "stage": ENTRY,
            "by_id": Technical("who put it there, until they leave"),
            "at": ENTRY,
        },
        anchors={"logged": "at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="gathered")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.FOUND)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "person"], name="once_in_each_project"),
        ]
        indexes: ClassVar = [models.Index(fields=["tenant", "at"], name="gathered_by_time")]


class KeptSearch(TenantModel):
    """What somebody at a company looks for; what is new in it is mailed to them if they wish."""

    privacy = Holds(
        record="company_contact",
        subject="user.person",
        people={"user_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "user_id": Technical("whose search"),
            "query": Personal("company_contact.correspondence", free_text=True, portable=True),
            "mails": Personal("company_contact.correspondence", portable=True),
            "kept_at": Technical("when"),
            "told_until": Technical("CVs changed before this are no news"),
        },
    )

    user = models.ForeignKey(User, models.CASCADE, related_name="kept_searches")
    query = models.CharField(_("search"), max_length=900)
    mails = models.BooleanField(_("by mail"), default=False)
    kept_at = models.DateTimeField(_("kept"), default=now)
    told_until = models.DateTimeField(_("told until"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "query"], name="each_cv_search_kept_once"),
        ]
