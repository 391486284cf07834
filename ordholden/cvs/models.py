"""One part of somebody's CV."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.cvs import months
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import OWNS, Holds, Personal, Technical
from ordholden.tenants.models import TenantModel


class Part(TenantModel):
    """A job, an education, a language, a certificate …: one thing of one category of the policy.

    Which columns a category uses stands in `kinds`. Months are text that sorts (`months`); a part
    that `is_current` has no end. Free words about the same category stay details of the person.
    """

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose CV"),
            "category": Technical("names the category of this row"),
            "title": Personal("", free_text=True, portable=True),
            "organisation": Personal("", free_text=True, portable=True),
            "place": Personal("", free_text=True, portable=True),
            "starts": Personal("", free_text=True, portable=True),
            "ends": Personal("", free_text=True, portable=True),
            "is_current": Personal("", portable=True),
            "level": Personal("", free_text=True, portable=True),
            "expires_on": Personal("", portable=True),
            "link": Personal("", free_text=True, portable=True),
            "text": Personal("", free_text=True, portable=True),
            "position": Technical("the order its person wants"),
            "collected_at": Technical("the day this part was written, or last changed"),
            "held": Technical("whether a hold keeps the part; the database's own"),
        },
        anchors={"collected": "collected_at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="parts")
    category = models.CharField(_("category"), max_length=80)
    title = models.CharField(_("what"), max_length=200)
    organisation = models.CharField(_("where"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    starts = models.CharField(_("from"), max_length=7, blank=True)
    ends = models.CharField(_("until"), max_length=7, blank=True)
    is_current = models.BooleanField(_("still"), default=False)
    level = models.CharField(_("level"), max_length=80, blank=True)
    expires_on = models.DateField(_("expires"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    text = models.TextField(_("in words"), blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    collected_at = models.DateTimeField(_("first stored"), default=now)
    # Written by a trigger alone, from the table of holds (privacy).
    held = models.BooleanField(_("held"), default=False, db_default=False, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts__regex=months.PATTERN) & Q(ends__regex=months.PATTERN),
                name="part_months_are_months",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="part_says_what"),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(ends=""), name="what_goes_on_has_no_end"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "person", "category"], name="part_of_person"),
            models.Index(
                fields=["tenant", "category", "collected_at"],
                name="part_collected",
                condition=Q(held=False),
            ),
        ]

    @property
    def span(self) -> str:
        """From when until when, as people write it."""
        return months.span(self.starts, self.ends, current=self.is_current)
