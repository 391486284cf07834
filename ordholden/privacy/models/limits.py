"""A limit: that a person's data may not be used, at all or for one purpose."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants import clock
from ordholden.tenants.models import TenantModel

ASKED = Personal("request.thread", source=Source.SUBJECT)
ANSWER = Personal("request.thread", source=Source.STAFF)
BY = Personal("staff.account", source=Source.SYSTEM)


class LimitQuerySet(models.QuerySet["Limit"]):
    def standing(self) -> Self:
        """Those that stop a use now."""
        return self.filter(ended_at=None)

    def restrictions(self) -> Self:
        """What somebody asked for under art. 18."""
        return self.filter(kind=Limit.Kind.RESTRICTION)

    def objections(self) -> Self:
        """What somebody objects to under art. 21."""
        return self.filter(kind=Limit.Kind.OBJECTION)


class Limit(TenantModel):
    """A restriction (of every use but a few) or an objection (to one purpose) of one person.

    The database's own policies read this table: what stands here is not found. A restriction that
    somebody asked for stops erasing too; one that a rule of the notice brings does not.
    """

    class Kind(models.TextChoices):
        RESTRICTION = "restriction", _("restriction")
        RULE = "rule", _("restricted by a rule")
        OBJECTION = "objection", _("objection")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("upheld")
        REFUSED = "refused", _("refused")
        LIFTED = "lifted", _("lifted")

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS, "asked_by_id": AUTHORED, "decided_by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "person_id": Technical("whose data"),
            "kind": ASKED,
            "purpose": ASKED,
            "goes_on": Technical("purposes of the notice that may go on"),
            "rule": Technical("id of a rule"),
            "asked_at": ASKED,
            "asked_by_id": BY,
            "outcome": ANSWER,
            "decided_at": ANSWER,
            "decided_by_id": BY,
            "why": Personal("request.thread", source=Source.STAFF, free_text=True),
            "told_at": ANSWER,
            "ended_at": ANSWER,
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="limits")
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    purpose = models.CharField(_("purpose"), max_length=48, blank=True)
    goes_on = ArrayField(models.TextField(), default=list, blank=True)
    rule = models.CharField(_("rule"), max_length=48, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    why = models.TextField(_("why"), max_length=2000, blank=True)
    told_at = models.DateTimeField(_("told"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects: ClassVar[LimitQuerySet] = LimitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "purpose", "rule"],
                condition=Q(ended_at=None),
                name="one_limit_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="objection", rule="") & ~Q(purpose="")
                | Q(kind="restriction", purpose="", rule="")
                | Q(kind="rule", purpose="") & ~Q(rule=""),
                name="a_limit_says_what_it_limits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "person"], name="limit_standing", condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose}"
