import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenants", "0002_shared_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Turn",
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
                ("from_day", models.DateField(verbose_name="from")),
                ("to_day", models.DateField(verbose_name="to")),
                ("reached", models.DateField(verbose_name="reached")),
                ("sweeps", models.PositiveIntegerField(default=0, verbose_name="sweeps")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="records")),
                (
                    "asked_at",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="asked"),
                ),
                ("finished", models.BooleanField(default=False, verbose_name="finished")),
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
                "indexes": [models.Index(fields=["tenant", "-to_day"], name="turn_newest")],
            },
        ),
        IsolateTenants("home_turn"),
    ]
