"""A search somebody keeps, so that new jobs that fit are mailed to them while they agree to it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import OWNS, Holds, Personal, Technical
from ordholden.tenants.models import TenantModel


class SavedSearch(TenantModel):
    """What somebody looks for. Whether it is mailed, the consent says and nothing else (WW-77)."""

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS},
        anchors={"collected": "saved_at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose search"),
            "query": Personal("profile.interests", free_text=True, portable=True),
            "saved_at": Technical("when"),
            "told_until": Technical("ads published before this are no news"),
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_searches")
    query = models.CharField(_("search"), max_length=700)
    saved_at = models.DateTimeField(_("saved"), default=now)
    told_until = models.DateTimeField(_("told until"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "query"], name="each_search_saved_once"),
        ]
