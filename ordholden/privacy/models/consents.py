"""Consent: how it stands now, and every event that made it so."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.people.models import Person
from ordholden.policy.declarations import (
    AUTHORED,
    OWNS,
    Holds,
    Personal,
    Source,
    Technical,
    Via,
)
from ordholden.privacy.models.notices import Notice
from ordholden.tenants import clock
from ordholden.tenants.models import TenantModel

ENTRY = Personal("consent.record", source=Source.SUBJECT)


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> "ConsentQuerySet":
        """Consents something may rest on now."""
        return self.filter(state=Consent.State.GIVEN)


class Consent(TenantModel):
    """One question of one person (or of one address without a person), and its answer now.

    A fold of its events; history is never edited (WW-107). A consent to mails is the permission
    to send them. `address` is filled when the person is gone and the permission or its proof is
    not (WW-78, WW-79, WW-94), or when there never was an account (WW-23).
    """

    class State(models.TextChoices):
        GIVEN = "given", _("given")
        UNCONFIRMED = "unconfirmed", _("waiting for the address to be confirmed")
        REFUSED = "refused", _("not given")
        WITHDRAWN = "withdrawn", _("withdrawn")
        AWAITING = "awaiting", _("asked again after a change")
        ENDED = "ended", _("ended")

    privacy = Holds(
        record="consent",
        also=("mailing",),
        subject="person",
        people={"person_id": OWNS},
        consent_column="consent",
        address_column="address",
        kept_clocks={"last_login": "last_login_at", "last_contact": "last_contact_at"},
        marks={"stop_mailing": "mailing_stopped_at"},
        anchors={
            "collected": "asked_at",
            "mailing_stopped": "mailing_stopped_at",
            "consent_given": "given_at",
            "consent_withdrawn": "withdrawn_at",
            "consent_ended": "ended_at",
            "consent_last_used": "last_used_at",
        },
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "person_id": ENTRY,
            "address": ENTRY,
            "consent": ENTRY,
            "per": ENTRY,
            "state": ENTRY,
            "asked_at": ENTRY,
            "given_at": ENTRY,
            "withdrawn_at": ENTRY,
            "ended_at": ENTRY,
            "last_used_at": ENTRY,
            "expires_on": ENTRY,
            "mailing_stopped_at": ENTRY,
            "last_login_at": Technical("the person's clock when the account went"),
            "last_contact_at": Technical("the person's clock when the account went"),
            "held": Technical("whether a hold keeps the proof; the database's own"),
        },
    )

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="consents")
    address = models.EmailField(_("address"), blank=True)
    consent = models.CharField(_("consent"), max_length=48)
    per = models.CharField(_("for"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=11, choices=State)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    given_at = models.DateTimeField(_("given"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    expires_on = models.DateField(_("expires"), null=True, blank=True)
    mailing_stopped_at = models.DateTimeField(_("mails stopped"), null=True, blank=True)
    last_login_at = models.DateTimeField(null=True, blank=True)
    last_contact_at = models.DateTimeField(null=True, blank=True)
    # Written by a trigger alone, from the table of holds.
    held = models.BooleanField(_("held"), default=False, db_default=False, editable=False)

    objects: ClassVar[models.Manager["Consent"]] = ConsentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "consent", "per"],
                name="one_consent_per_question",
                condition=Q(person__isnull=False),
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(given_at__isnull=False),
                name="a_given_consent_has_its_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "ended_at"], name="consent_ended"),
            models.Index(fields=["tenant", "last_used_at"], name="consent_last_used"),
            models.Index(fields=["tenant", "address"], name="consent_address"),
        ]

    def __str__(self) -> str:
        return f"{self.consent}: {self.state}"

    @property
    def stands(self) -> bool:
        """Whether something may rest on it now."""
        return self.state == self.State.GIVEN


class ConsentEvent(TenantModel):
    """Something that happened to a consent: insert-only, with the exact text it was about.

    The text itself is in the notice version (`notice.policy.document.consent[…].text[locale]`),
    its hash is here, so that what was agreed can be shown byte for byte (GDPR art. 7(1)).
    """

    class Kind(models.TextChoices):
        SHOWN = "shown", _("shown")
        GIVEN = "given", _("given")
        CONFIRMED = "confirmed", _("confirmed from the address")
        REFUSED = "refused", _("not given")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        SUPERSEDED = "superseded", _("asked again after a change")
        ENDED = "ended", _("ended")

    class How(models.TextChoices):
        FORM = "form", _("on the site")
        LINK = "link", _("by a link in a mail")
        STAFF = "staff", _("through staff")
        RULE = "rule", _("by a rule")
        OBJECTION = "objection", _("by objecting")

    privacy = Holds(
        record="consent",
        subject=Via("privacy.Consent", here="consent", there="id", then="person"),
        people={"by_id": AUTHORED},
        anchors={"logged": "at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "consent_id": Technical("which consent"),
            "kind": ENTRY,
            "at": ENTRY,
            "notice_id": ENTRY,
            "locale": ENTRY,
            "text_sha256": ENTRY,
            "how": ENTRY,
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
    )

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="events")
    kind = models.CharField(_("event"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("at"), default=clock.now)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+")
    locale = models.CharField(_("language"), max_length=5, blank=True)
    text_sha256 = models.CharField(_("hash of the text"), max_length=64, blank=True)
    how = models.CharField(_("how"), max_length=9, choices=How)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "consent", "at"], name="consent_events")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
