import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.people.statistic_walls import NoSamples
from ordholden.sourcing.shown_walls import ShowWhoMayBeFound
from ordholden.tenants.ledgers import InsertOnly
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cvs", "0001_initial"),
        ("jobs", "0004_saved_searches"),
        ("people", "0007_refuse_early"),
        ("privacy", "0006_sinks"),
        ("tenants", "0002_shared_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Listed",
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
                ("words", django.contrib.postgres.search.SearchVectorField()),
                ("trade", models.CharField(blank=True, max_length=12)),
                (
                    "occupation",
                    models.CharField(blank=True, max_length=4),
                ),
                ("region", models.CharField(blank=True, max_length=10)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "education",
                    models.CharField(blank=True, max_length=10),
                ),
                (
                    "months",
                    models.PositiveIntegerField(default=0),
                ),
                ("available_from", models.DateField(null=True)),
                ("active_on", models.DateField()),
                (
                    "updated_at",
                    models.DateTimeField(default=ordholden.tenants.clock.now),
                ),
                ("purpose", models.CharField(max_length=48)),
                ("shown", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
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
                    models.Index(fields=["tenant", "-updated_at"], name="listed_newest"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="listed_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Searched",
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
                (
                    "at",
                    models.DateTimeField(default=ordholden.tenants.clock.now),
                ),
                ("company_id", models.UUIDField(null=True)),
                ("hits", models.PositiveIntegerField()),
                ("digest", models.BinaryField()),
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
                    models.Index(
                        fields=["tenant", "company_id", "-at"], name="searched_by_company"
                    ),
                    models.Index(fields=["tenant", "at"], name="searched_by_age"),
                ],
            },
        ),
        IsolateTenants("sourcing_listed", "sourcing_searched"),
        NoSamples("sourcing_listed", "words", "trade", "occupation", "region", "languages"),
        NoSamples("sourcing_listed", "education"),
        ShowWhoMayBeFound(),
        InsertOnly("sourcing_searched"),
    ]
