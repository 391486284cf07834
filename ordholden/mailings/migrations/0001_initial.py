import django.db.models.deletion
import django.db.models.expressions
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenants", "0002_shared_tables"),
        ("accounts", "0002_third_party_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
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
                ("mail_class", models.CharField(max_length=20, verbose_name="kind of mail")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "at",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="at"),
                ),
                ("addressed", models.PositiveIntegerField(default=0, verbose_name="addressed")),
                ("sent", models.PositiveIntegerField(default=0, verbose_name="sent")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="not sent")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "indexes": [models.Index(fields=["tenant", "-at"], name="issue_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "addressed__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("sent"), "+", models.F("refused")
                                ),
                            )
                        ),
                        name="no_more_sent_than_addressed",
                    )
                ],
            },
        ),
        IsolateTenants("mailings_issue"),
    ]
