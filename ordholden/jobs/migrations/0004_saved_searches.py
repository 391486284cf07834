import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.people.statistic_walls import NoSamples
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0003_embedding"),
        ("people", "0001_initial"),
        ("tenants", "0002_shared_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
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
                ("query", models.CharField(max_length=700, verbose_name="search")),
                (
                    "saved_at",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="saved"),
                ),
                (
                    "told_until",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="told until"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "query"), name="each_search_saved_once"
                    )
                ],
            },
        ),
        IsolateTenants("jobs_savedsearch"),
        NoSamples("jobs_savedsearch", "query"),
    ]
