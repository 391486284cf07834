"""What is searched: one row for each ad that is open now, and none for any other."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.jobs.models.ads import JobAd
from ordholden.policy.declarations import Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class Cell(models.Func):
    """Columns as one text with bars between; none of them has a bar in it."""

    template = "(%(expressions)s)"
    arg_joiner = " || '|' || "


class OpenAd(TenantModel):
    """An ad as the search sees it. The row goes the moment the ad is no longer open.

    Read by functions of the database alone (`search_walls`): row-level security hides a text
    index from the planner.
    """

    privacy = Holds(
        record="job_ad",
        subject="",
        category="job_ad.text",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "ad_id": Technical("which ad"),
            "words": Personal("job_ad.text", source=Source.SYSTEM, free_text=True),
            "title": Personal("job_ad.text", source=Source.SYSTEM, free_text=True),
            "trade": Technical("closed list"),
            "occupation": Technical("code"),
            "region": Technical("where the work is"),
            "kind": Technical("closed list"),
            "time": Technical("closed list"),
            "remote": Technical("closed list"),
            "latitude": Technical("the middle of the postal code"),
            "longitude": Technical("the middle of the postal code"),
            "published_at": Technical("when"),
            "deadline": Technical("a day"),
            "cell": Technical("all that facets count, in one value"),
        },
    )

    ad = models.OneToOneField(JobAd, models.CASCADE, related_name="found_as")
    words = SearchVectorField(_("words"))
    title = models.CharField(_("title"), max_length=120)
    trade = models.CharField(_("trade"), max_length=12, blank=True)
    occupation = models.CharField(_("occupation"), max_length=4, blank=True)
    region = models.CharField(_("region"), max_length=10, blank=True)
    kind = models.CharField(_("employment"), max_length=10)
    time = models.CharField(_("working time"), max_length=4)
    remote = models.CharField(_("from home"), max_length=6)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    published_at = models.DateTimeField(_("published"))
    deadline = models.DateField(_("last day to apply"))
    cell = models.GeneratedField(
        expression=Cell("trade", "region", "kind", "time", "remote"),
        output_field=models.CharField(max_length=60),
        db_persist=True,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "-published_at"], name="openad_newest"),
            models.Index(fields=["tenant", "cell", "deadline"], name="openad_cells"),
            GinIndex(fields=["words"], name="openad_words", fastupdate=False),
        ]
