"""What is searched: one row for each CV that is online, and none for any other."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class Listed(TenantModel):
    """A CV as the search sees it: a copy, derived from the profile and gone with any part of it.

    Nothing in it says whose it is (JI-08): no name, address, employer or school; and neither
    gender, age nor birth date (JI-29). Written by `indexing` alone and read by functions of the
    database (`search_walls`), since row-level security hides a text index from the planner.
    `shown` is the database's own (`shown_walls`): whether the person may be found today.
    """

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose CV"),
            "words": Personal("profile.skills", source=Source.SYSTEM, free_text=True),
            "trade": Personal("profile.experience", source=Source.SYSTEM),
            "occupation": Personal("profile.experience", source=Source.SYSTEM),
            "region": Personal("profile.wishes", source=Source.SYSTEM),
            "latitude": Technical("the middle of a postal code"),
            "longitude": Technical("the middle of a postal code"),
            "languages": Personal("profile.languages", source=Source.SYSTEM),
            "education": Personal("profile.education", source=Source.SYSTEM),
            "months": Personal("profile.experience", source=Source.SYSTEM),
            "available_from": Personal("profile.wishes", source=Source.SYSTEM),
            "active_on": Technical("the day the person last did something"),
            "updated_at": Technical("when the CV was changed"),
            "purpose": Technical("the purpose of the notice that it is shown for"),
            "shown": Technical("whether the person may be found; the database's own"),
        },
        anchors={"collected": "updated_at"},
    )

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    words = SearchVectorField()
    trade = models.CharField(max_length=12, blank=True)
    occupation = models.CharField(max_length=4, blank=True)
    region = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    education = models.CharField(max_length=10, blank=True)
    months = models.PositiveIntegerField(default=0)
    available_from = models.DateField(null=True)
    active_on = models.DateField()
    updated_at = models.DateTimeField(default=now)
    purpose = models.CharField(max_length=48)
    # Written by triggers alone, from the person's state and limits.
    shown = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "-updated_at"], name="listed_newest"),
            GinIndex(fields=["words"], name="listed_words", fastupdate=False),
        ]


class Searched(TenantModel):
    """That somebody searched the CVs, and how many there were. What was asked is not written:
    only a keyed hash, so that the same search can be told from another."""

    privacy = Holds(
        record="access_log",
        subject="",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "at": Technical("when"),
            "company_id": Technical("which company asked"),
            "hits": Technical("a number"),
            "digest": Technical("keyed hash of what was asked for"),
        },
        anchors={"logged": "at"},
    )

    at = models.DateTimeField(default=now)
    company_id = models.UUIDField(null=True)
    hits = models.PositiveIntegerField()
    digest = models.BinaryField(editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "company_id", "-at"], name="searched_by_company"),
            models.Index(fields=["tenant", "at"], name="searched_by_age"),
        ]
