import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import ordholden.jobs.models.finding
import ordholden.tenants.models
from ordholden.jobs.search_walls import SearchOpenAds
from ordholden.people.statistic_walls import NoSamples
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("tenants", "0002_shared_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenAd",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField(verbose_name="words")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("trade", models.CharField(blank=True, max_length=12, verbose_name="trade")),
                (
                    "occupation",
                    models.CharField(blank=True, max_length=4, verbose_name="occupation"),
                ),
                ("region", models.CharField(blank=True, max_length=10, verbose_name="region")),
                ("kind", models.CharField(max_length=10, verbose_name="employment")),
                ("time", models.CharField(max_length=4, verbose_name="working time")),
                ("remote", models.CharField(max_length=6, verbose_name="from home")),
                ("latitude", models.FloatField(null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(null=True, verbose_name="longitude")),
                ("published_at", models.DateTimeField(verbose_name="published")),
                ("deadline", models.DateField(verbose_name="last day to apply")),
                (
                    "cell",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ordholden.jobs.models.finding.Cell(
                            "trade", "region", "kind", "time", "remote"
                        ),
                        output_field=models.CharField(max_length=60),
                    ),
                ),
                (
                    "ad",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="found_as",
                        to="jobs.jobad",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_default=ordholden.tenants.models.CurrentTenant(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["tenant", "-published_at"], name="openad_newest"),
                    models.Index(fields=["tenant", "cell", "deadline"], name="openad_cells"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="openad_words"
                    ),
                ],
            },
        ),
        IsolateTenants("jobs_openad"),
        NoSamples("jobs_openad", "title", "words"),
        SearchOpenAds(),
    ]
