import django.contrib.postgres.fields
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
        ("tenants", "0002_shared_tables"),
        ("people", "0001_initial"),
        ("accounts", "0002_third_party_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobAd",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("paused", "paused"),
                            ("ended", "ended"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("locale", models.CharField(max_length=5, verbose_name="language")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(max_length=20000, verbose_name="text")),
                ("employer", models.CharField(max_length=120, verbose_name="employer")),
                (
                    "occupation",
                    models.CharField(blank=True, max_length=4, verbose_name="occupation"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("permanent", "permanent"),
                            ("temporary", "for a time"),
                            ("on_call", "on call"),
                            ("contract", "as a contractor"),
                            ("training", "apprenticeship or internship"),
                            ("volunteer", "voluntary"),
                        ],
                        default="permanent",
                        max_length=10,
                        verbose_name="employment",
                    ),
                ),
                (
                    "time",
                    models.CharField(
                        choices=[("full", "full-time"), ("part", "part-time")],
                        default="full",
                        max_length=4,
                        verbose_name="working time",
                    ),
                ),
                (
                    "hours_from",
                    models.DecimalField(
                        decimal_places=1, max_digits=4, null=True, verbose_name="hours a week, from"
                    ),
                ),
                (
                    "hours_to",
                    models.DecimalField(
                        decimal_places=1, max_digits=4, null=True, verbose_name="hours a week, to"
                    ),
                ),
                (
                    "remote",
                    models.CharField(
                        choices=[
                            ("no", "at the workplace"),
                            ("partly", "partly from home"),
                            ("fully", "from home"),
                        ],
                        default="no",
                        max_length=6,
                        verbose_name="from home",
                    ),
                ),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="postal code"),
                ),
                ("town", models.CharField(blank=True, max_length=80, verbose_name="town")),
                ("region", models.CharField(blank=True, max_length=10, verbose_name="region")),
                ("latitude", models.FloatField(null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(null=True, verbose_name="longitude")),
                (
                    "pay_from",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, null=True, verbose_name="pay, from"
                    ),
                ),
                (
                    "pay_to",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, null=True, verbose_name="pay, to"
                    ),
                ),
                (
                    "pay_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "an hour"),
                            ("day", "a day"),
                            ("week", "a week"),
                            ("month", "a month"),
                            ("year", "a year"),
                        ],
                        max_length=5,
                        verbose_name="pay for",
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("starts_on", models.DateField(null=True, verbose_name="starts on")),
                ("deadline", models.DateField(null=True, verbose_name="last day to apply")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="written"
                    ),
                ),
                ("published_at", models.DateTimeField(null=True, verbose_name="published")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                ("hidden_at", models.DateTimeField(null=True, verbose_name="hidden")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=80, verbose_name="number elsewhere"),
                ),
                (
                    "owner",
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
            name="ContactCount",
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
                ("day", models.DateField(verbose_name="day")),
                ("shown", models.PositiveIntegerField(default=0, verbose_name="shown")),
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
                    "ad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_counts",
                        to="jobs.jobad",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdEvent",
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
                    "what",
                    models.CharField(
                        choices=[
                            ("written", "written"),
                            ("changed", "changed"),
                            ("published", "published"),
                            ("paused", "paused"),
                            ("renewed", "renewed"),
                            ("ended", "ended"),
                            ("ran_out", "ended by its last day"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="at"),
                ),
                (
                    "by",
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
                    "ad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="jobs.jobad",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdContact",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="position")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("hidden_at", models.DateTimeField(null=True, verbose_name="hidden")),
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
                (
                    "ad",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
                        to="jobs.jobad",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                ("help", models.CharField(blank=True, max_length=300, verbose_name="explanation")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "a few words"),
                            ("long", "a longer text"),
                            ("yes_no", "yes or no"),
                            ("choice", "one of several"),
                            ("several", "any of several"),
                            ("number", "a number"),
                            ("date", "a day"),
                            ("file", "a file"),
                        ],
                        default="text",
                        max_length=8,
                        verbose_name="kind of answer",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list, size=None
                    ),
                ),
                (
                    "wanted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list, size=None
                    ),
                ),
                ("required", models.BooleanField(default=False, verbose_name="must be answered")),
                (
                    "ad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
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
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
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
                    "ad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team",
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="jobad",
            index=models.Index(fields=["tenant", "state", "-published_at"], name="ad_newest"),
        ),
        migrations.AddIndex(
            model_name="jobad",
            index=models.Index(fields=["tenant", "ended_at"], name="ad_by_end"),
        ),
        migrations.AddIndex(
            model_name="jobad",
            index=models.Index(fields=["tenant", "created_at"], name="ad_by_age"),
        ),
        migrations.AddConstraint(
            model_name="jobad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(
                        ("deadline__isnull", False),
                        ("ended_at", None),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_published_ad_has_a_last_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False),
                        ("hidden_at__isnull", False),
                        ("state", "ended"),
                    ),
                    models.Q(models.Q(("state", "ended"), _negated=True), ("ended_at", None)),
                    _connector="OR",
                ),
                name="an_ended_ad_is_hidden",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_to", None),
                    ("pay_from", None),
                    ("pay_to__gte", models.F("pay_from")),
                    _connector="OR",
                ),
                name="pay_goes_upwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobad",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("reference",),
                name="one_ad_per_number_elsewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactcount",
            constraint=models.UniqueConstraint(fields=("ad", "day"), name="one_count_a_day"),
        ),
        migrations.AddIndex(
            model_name="adevent",
            index=models.Index(fields=["ad", "-at"], name="adevent_newest"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("ad", "number"), name="one_question_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(fields=("ad", "user"), name="once_on_each_team"),
        ),
        IsolateTenants(
            "jobs_jobad",
            "jobs_adcontact",
            "jobs_adevent",
            "jobs_question",
            "jobs_teammember",
            "jobs_contactcount",
        ),
        NoSamples("jobs_jobad", "title", "text", "employer"),
        NoSamples("jobs_adcontact", "name", "title", "phone", "email"),
    ]
