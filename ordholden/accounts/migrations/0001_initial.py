import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.people.statistic_walls import NoSamples
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("tenants", "0002_shared_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("is_active", models.BooleanField(default=True, verbose_name="may be used")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="user",
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
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
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
        ),
        migrations.CreateModel(
            name="Invitation",
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
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("recruiter", "recruiter"),
                            ("recruitment_department", "recruitment department"),
                            ("branch", "branch"),
                            ("payroll", "payroll"),
                            ("finance", "finance"),
                            ("support", "support"),
                            ("moderator", "moderator"),
                            ("privacy_officer", "privacy officer"),
                            ("administrator", "administrator"),
                            ("auditor", "auditor"),
                            ("marketing", "marketing"),
                            ("system_administrator", "system administrator"),
                        ],
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                (
                    "invited_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="invited"
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="open until")),
                (
                    "invited_by",
                    models.ForeignKey(
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
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("template", models.CharField(max_length=100)),
                ("sealed", models.BinaryField()),
                ("written_at", models.DateTimeField(default=ordholden.tenants.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("recruiter", "recruiter"),
                            ("recruitment_department", "recruitment department"),
                            ("branch", "branch"),
                            ("payroll", "payroll"),
                            ("finance", "finance"),
                            ("support", "support"),
                            ("moderator", "moderator"),
                            ("privacy_officer", "privacy officer"),
                            ("administrator", "administrator"),
                            ("auditor", "auditor"),
                            ("marketing", "marketing"),
                            ("system_administrator", "system administrator"),
                        ],
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                ("since", models.DateField(verbose_name="first day")),
                ("until", models.DateField(null=True, verbose_name="last day")),
                (
                    "given_by",
                    models.ForeignKey(
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignIn",
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
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="time"),
                ),
                ("ip", models.GenericIPAddressField(null=True, verbose_name="IP address")),
                ("device", models.CharField(blank=True, max_length=60, verbose_name="device")),
                ("method", models.CharField(blank=True, max_length=40, verbose_name="how")),
                ("session_key", models.CharField(blank=True, editable=False, max_length=40)),
                ("ended_at", models.DateTimeField(null=True, verbose_name="signed out")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
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
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(fields=("email",), name="one_account_per_address"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("email", "role"), name="one_invitation_of_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("user", "role"),
                name="one_running_membership_of_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="a_membership_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["person", "-at"], name="signin_newest"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["tenant", "at"], name="signin_by_time"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["tenant", "session_key"], name="signin_of_session"),
        ),
        IsolateTenants(
            "accounts_user",
            "accounts_signin",
            "accounts_membership",
            "accounts_invitation",
            "accounts_letter",
            "accounts_attempt",
        ),
        NoSamples("accounts_user", "email", "password"),
        NoSamples("accounts_signin", "ip", "device"),
        NoSamples("accounts_invitation", "email"),
    ]
