"""One advertised position, whom to call about it, and what was done to it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordholden.accounts.models import User
from ordholden.companies.models import Company
from ordholden.kit.clock import now, today
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants import scope
from ordholden.tenants.models import TenantModel


class JobAdQuerySet(models.QuerySet["JobAd"]):
    def open(self) -> Self:
        """Those that anybody may read today: published, and not past their last day (WW-83)."""
        day = today(scope.required().policy.timezone)
        return self.filter(state=JobAd.State.PUBLISHED, deadline__gte=day)

    def overdue(self) -> Self:
        """Those whose last day has passed and that nobody has ended."""
        day = today(scope.required().policy.timezone)
        return self.filter(state__in=(JobAd.State.PUBLISHED, JobAd.State.PAUSED), deadline__lt=day)

    def newest(self) -> Self:
        """The latest published first (WW-110)."""
        return self.order_by("-published_at", "-pk")


class JobAd(TenantModel):
    """A position somebody can apply for, in one language, with a last day."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    class Kind(models.TextChoices):
        PERMANENT = "permanent", _("permanent")
        TEMPORARY = "temporary", _("for a time")
        ON_CALL = "on_call", _("on call")
        CONTRACT = "contract", _("as a contractor")
        TRAINING = "training", _("apprenticeship or internship")
        VOLUNTEER = "volunteer", _("voluntary")

    class Time(models.TextChoices):
        FULL = "full", _("full-time")
        PART = "part", _("part-time")

    class Remote(models.TextChoices):
        NO = "no", _("at the workplace")
        PARTLY = "partly", _("partly from home")
        FULLY = "fully", _("from home")

    class PayUnit(models.TextChoices):
        HOUR = "hour", pgettext_lazy("pay", "an hour")
        DAY = "day", pgettext_lazy("pay", "a day")
        WEEK = "week", pgettext_lazy("pay", "a week")
        MONTH = "month", pgettext_lazy("pay", "a month")
        YEAR = "year", pgettext_lazy("pay", "a year")

    privacy = Holds(
        record="job_ad",
        subject="",
        people={"owner_id": AUTHORED},
        category="job_ad.text",
        anchors={"ad_ended": "ended_at", "collected": "created_at", "order_placed": "created_at"},
        marks={"hide": "hidden_at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "state": Technical("closed list"),
            "locale": Technical("language of the ad"),
            "title": Personal("job_ad.text", source=Source.STAFF, free_text=True),
            "text": Personal("job_ad.text", source=Source.STAFF, free_text=True),
            "employer": Personal("job_ad.text", source=Source.STAFF, free_text=True),
            "occupation": Technical("code of the classification of occupations"),
            "kind": Technical("closed list"),
            "time": Technical("closed list"),
            "hours_from": Technical("a number"),
            "hours_to": Technical("a number"),
            "remote": Technical("closed list"),
            "country": Technical("where the work is"),
            "postal_code": Technical("where the work is"),
            "town": Technical("where the work is"),
            "region": Technical("where the work is"),
            "latitude": Technical("the middle of the postal code"),
            "longitude": Technical("the middle of the postal code"),
            "pay_from": Technical("pay of the position"),
            "pay_to": Technical("pay of the position"),
            "pay_unit": Technical("closed list"),
            "currency": Technical("code"),
            "starts_on": Technical("a day"),
            "deadline": Technical("a day"),
            "created_at": Technical("when it was written"),
            "published_at": Technical("when"),
            "ended_at": Technical("when"),
            "hidden_at": Technical("when it vanished from the site"),
            "company_id": Technical("for which company, if it is not our own"),
            "owner_id": Personal("staff.account", source=Source.SYSTEM),
            "version": Technical("a number: how often it was changed"),
            "reference": Technical("the number it has in the system it was taken over from"),
        },
    )

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    locale = models.CharField(_("language"), max_length=5)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=20_000)
    employer = models.CharField(_("employer"), max_length=120)
    occupation = models.CharField(_("occupation"), max_length=4, blank=True)
    kind = models.CharField(_("employment"), max_length=10, choices=Kind, default=Kind.PERMANENT)
    time = models.CharField(_("working time"), max_length=4, choices=Time, default=Time.FULL)
    hours_from = models.DecimalField(
        _("hours a week, from"), max_digits=4, decimal_places=1, null=True
    )
    hours_to = models.DecimalField(_("hours a week, to"), max_digits=4, decimal_places=1, null=True)
    remote = models.CharField(_("from home"), max_length=6, choices=Remote, default=Remote.NO)
    country = models.CharField(_("country"), max_length=2)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=10, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    pay_from = models.DecimalField(_("pay, from"), max_digits=10, decimal_places=2, null=True)
    pay_to = models.DecimalField(_("pay, to"), max_digits=10, decimal_places=2, null=True)
    pay_unit = models.CharField(_("pay for"), max_length=5, choices=PayUnit, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    starts_on = models.DateField(_("starts on"), null=True)
    deadline = models.DateField(_("last day to apply"), null=True)
    created_at = models.DateTimeField(_("written"), default=now)
    published_at = models.DateTimeField(_("published"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True)
    company = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="ads")
    owner = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(_("version"), default=1)
    reference = models.CharField(_("number elsewhere"), max_length=80, blank=True)

    objects: ClassVar[JobAdQuerySet] = JobAdQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_at__isnull=False, deadline__isnull=False, ended_at=None),
                name="a_published_ad_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False, hidden_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
                name="an_ended_ad_is_hidden",
            ),
            models.CheckConstraint(
                condition=Q(pay_to=None) | Q(pay_from=None) | Q(pay_to__gte=models.F("pay_from")),
                name="pay_goes_upwards",
            ),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="one_ad_per_number_elsewhere"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "state", "-published_at"], name="ad_newest"),
            models.Index(fields=["tenant", "ended_at"], name="ad_by_end"),
            models.Index(fields=["tenant", "created_at"], name="ad_by_age"),
        ]

    def get_absolute_url(self) -> str:
        """Where anybody reads it."""
        return reverse("job", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether anybody may read it today."""
        if self.state != self.State.PUBLISHED or self.deadline is None:
            return False
        return self.deadline >= today(scope.required().policy.timezone)


class AdContact(TenantModel):
    """Whom one may call about a position. Shown when somebody asks for it, never in a list.

    person: who it is, if we know somebody by that address: then their rights reach it.
    """

    privacy = Holds(
        record="job_ad",
        subject="person",
        people={"person_id": OWNS},
        category="job_ad.contact",
        any_kind=True,
        anchors={
            "ad_ended": "ad.ended_at",
            "collected": "ad.created_at",
            "order_placed": "ad.created_at",
        },
        marks={"hide": "hidden_at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "ad_id": Technical("which ad"),
            "person_id": Technical("who it is, if we know them"),
            "name": Personal("job_ad.contact", source=Source.STAFF, free_text=True),
            "title": Personal("job_ad.contact", source=Source.STAFF, free_text=True),
            "phone": Personal("job_ad.contact", source=Source.STAFF, free_text=True),
            "email": Personal("job_ad.contact", source=Source.STAFF),
            "hidden_at": Technical("when it vanished from the site"),
        },
    )

    ad = models.OneToOneField(JobAd, models.CASCADE, related_name="contact")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("position"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True)


class AdEvent(TenantModel):
    """What was done to an ad: written, published, paused, renewed, ended. Rows are only added."""

    class What(models.TextChoices):
        WRITTEN = "written", _("written")
        CHANGED = "changed", _("changed")
        PUBLISHED = "published", _("published")
        PAUSED = "paused", _("paused")
        RENEWED = "renewed", _("renewed")
        ENDED = "ended", _("ended")
        RAN_OUT = "ran_out", _("ended by its last day")

    privacy = Holds(
        record="staff",
        subject="",
        people={"by_id": AUTHORED},
        anchors={"logged": "at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "ad_id": Technical("which ad"),
            "what": Technical("closed list"),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
    )

    ad = models.ForeignKey(JobAd, models.CASCADE, related_name="events")
    what = models.CharField(_("what"), max_length=10, choices=What)
    at = models.DateTimeField(_("at"), default=now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ad", "-at"], name="adevent_newest")]
