import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("kit", "0001_initial"),
        ("people", "0001_initial"),
        ("tenants", "0002_shared_tables"),
        ("accounts", "0002_third_party_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPerson",
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
                    "since",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="since"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
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
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Origin",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("self", "registered here by themself"),
                            ("met", "met in person"),
                            ("phone", "spoke with us by telephone"),
                            ("branch", "registered at one of our offices"),
                            ("company", "named by another company"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "named",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where, or through whom"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="at"),
                ),
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
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origin",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("category", models.CharField(max_length=80, verbose_name="category")),
                ("name", models.CharField(max_length=120, verbose_name="file name")),
                ("media_type", models.CharField(max_length=80, verbose_name="kind of file")),
                (
                    "collected_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="uploaded"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kit.storedfile",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
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
                    models.Index(
                        fields=["tenant", "category", "collected_at"], name="document_collected"
                    )
                ],
            },
        ),
        IsolateTenants("candidates_origin", "candidates_document", "candidates_contactperson"),
    ]
