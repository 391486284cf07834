"""A company, who sits there, and what it has agreed with the tenant."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordholden.accounts.models import User
from ordholden.kit.clock import now
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class CompanyQuerySet(models.QuerySet["Company"]):
    def standing(self) -> Self:
        """Those the tenant works with now."""
        return self.filter(ended_at=None)


class Company(TenantModel):
    """A firm that is a customer, or the tenant's own department, walled off like one (JI-24).

    What it makes of what it is shown it answers for itself, under its own notice (JI-13, JI-41).
    """

    class Kind(models.TextChoices):
        EMPLOYER = "employer", _("employer")
        RECRUITMENT_FIRM = "recruitment_firm", _("recruitment firm")
        TEMP_AGENCY = "temp_agency", _("temporary-work agency")
        DEPARTMENT = "department", _("our own recruitment department")

    privacy = Holds(
        record="company",
        subject="",
        category="company.name",
        anchors={"relation_ended": "ended_at", "collected": "since"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "kind": Technical("closed list"),
            "name": Personal("company.name", source=Source.STAFF, free_text=True),
            "number": Personal("company.number", source=Source.STAFF),
            "website": Personal("company.contact", source=Source.STAFF),
            "privacy_url": Technical("where the company's own notice stands"),
            "since": Technical("from when the tenant works with it"),
            "ended_at": Technical("when that ended"),
        },
    )

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.EMPLOYER)
    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("company number"), max_length=20, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    privacy_url = models.URLField(_("address of its own privacy notice"), max_length=300)
    since = models.DateTimeField(_("since"), default=now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects: ClassVar[CompanyQuerySet] = CompanyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number="") & Q(ended_at=None),
                name="a_company_is_there_once",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="department", ended_at=None),
                name="one_department_of_our_own",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "name"], name="company_by_name"),
            models.Index(fields=["tenant", "ended_at"], name="company_by_end"),
        ]


class SeatQuerySet(models.QuerySet["Seat"]):
    def running(self, on: date) -> Self:
        """Those that count on a day, at companies the tenant still works with."""
        return self.filter(company__ended_at=None, since__lte=on).filter(
            Q(until=None) | Q(until__gte=on)
        )


class Seat(TenantModel):
    """Somebody's place at a company: they sign in and work for it. One at a time."""

    privacy = Holds(
        record="company_contact",
        subject="user.person",
        people={"user_id": OWNS, "given_by_id": AUTHORED},
        category="company_contact.name",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "company_id": Personal("company_contact.position", source=Source.STAFF),
            "user_id": Technical("whose seat"),
            "leads": Personal("company_contact.position", source=Source.STAFF),
            "since": Personal("company_contact.position", source=Source.STAFF),
            "until": Personal("company_contact.position", source=Source.STAFF),
            "given_by_id": Technical("who gave it, until they leave"),
        },
    )

    company = models.ForeignKey(Company, models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, models.CASCADE, related_name="seats")
    leads = models.BooleanField(_("invites colleagues"), default=False)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[SeatQuerySet] = SeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(until=None), name="one_running_seat"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="a_seat_ends_after_it_begins",
            ),
        ]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def running(self, on: date) -> Self:
        """Those in force on a day."""
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))


class Agreement(TenantModel):
    """What a company may use, from one day until another, and how much of it."""

    class Service(models.TextChoices):
        CV_DATABASE = "cv_database", pgettext_lazy("service", "CV database")
        JOB_ADS = "job_ads", pgettext_lazy("service", "job ads and applications")

    privacy = Holds(
        record="agreement",
        subject="",
        people={"agreed_by_id": AUTHORED},
        category="agreement.documents",
        anchors={"relation_ended": "company.ended_at", "collected": "agreed_at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "company_id": Technical("with whom"),
            "service": Technical("closed list"),
            "since": Technical("a day"),
            "until": Technical("a day"),
            "seats": Technical("a number"),
            "contacts": Technical("a number"),
            "agreed_at": Technical("when it was written down"),
            "agreed_by_id": Personal("staff.account", source=Source.SYSTEM),
        },
    )

    company = models.ForeignKey(Company, models.CASCADE, related_name="agreements")
    service = models.CharField(_("service"), max_length=20, choices=Service)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=5)
    contacts = models.PositiveIntegerField(_("people asked, a month"), default=50)
    agreed_at = models.DateTimeField(_("written down"), default=now)
    agreed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[AgreementQuerySet] = AgreementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="an_agreement_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["company", "service", "since"], name="agreement_of_company"),
        ]


class SeatInvitation(TenantModel):
    """An open invitation to a seat. Used once, or too old, it is gone."""

    privacy = Holds(
        record="company_contact",
        subject="",
        people={"invited_by_id": AUTHORED},
        category="company_contact.contact",
        anchors={"collected": "invited_at", "relation_ended": "company.ended_at"},
        columns={
            "id": Technical("random key, signed into the link"),
            "tenant_id": Technical("the controller"),
            "company_id": Technical("where"),
            "email": Personal("company_contact.contact", source=Source.STAFF),
            "leads": Technical("as what"),
            "invited_at": Technical("when"),
            "expires_at": Technical("from when the link opens nothing"),
            "invited_by_id": Technical("who invited, until they leave"),
        },
    )

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    leads = models.BooleanField(_("invites colleagues"), default=False)
    invited_at = models.DateTimeField(_("invited"), default=now)
    expires_at = models.DateTimeField(_("open until"))
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["company", "email"], name="one_seat_invitation_of_each"
            ),
        ]
