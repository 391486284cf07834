import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.journal.walls import MarksOfNobody
from ordholden.tenants.ledgers import InsertOnly
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    initial = True

    dependencies = [("tenants", "0002_shared_tables")]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(verbose_name="number")),
                ("hash", models.CharField(max_length=64, verbose_name="hash")),
                ("kind", models.CharField(max_length=10, verbose_name="kind")),
                (
                    "at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.everywhere, verbose_name="at"
                    ),
                ),
                ("backup", models.CharField(blank=True, max_length=60, verbose_name="backup")),
                ("rows", models.BigIntegerField(null=True, verbose_name="rows")),
                ("bytes", models.BigIntegerField(null=True, verbose_name="size")),
            ],
            options={"indexes": [models.Index(fields=["kind", "seq"], name="mark_by_kind")]},
        ),
        migrations.CreateModel(
            name="Applied",
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
                ("seq", models.BigIntegerField(verbose_name="number")),
                ("hash", models.CharField(max_length=64, verbose_name="hash")),
                (
                    "at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.everywhere, verbose_name="at"
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
            options={"indexes": [models.Index(fields=["tenant", "seq"], name="applied_by_number")]},
        ),
        MarksOfNobody("journal_mark"),
        IsolateTenants("journal_applied"),
        InsertOnly("journal_applied"),
    ]
