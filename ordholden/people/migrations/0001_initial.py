import django.contrib.postgres.fields
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.people.statistic_walls import NoSamples, NumbersOnly
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenants", "0002_shared_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
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
                            ("pending", "waiting to be confirmed"),
                            ("active", "active"),
                            ("restricted", "restricted"),
                            ("erasing", "being erased"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("locale", models.CharField(blank=True, max_length=5, verbose_name="language")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "collected_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="first stored"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed")),
                (
                    "last_contact_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="last contact"
                    ),
                ),
                (
                    "last_login_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="last sign-in"
                    ),
                ),
                (
                    "last_activity_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="last activity"
                    ),
                ),
                (
                    "process_closed_at",
                    models.DateTimeField(null=True, verbose_name="process closed"),
                ),
                (
                    "relation_ended_at",
                    models.DateTimeField(null=True, verbose_name="relation ended"),
                ),
                (
                    "deregistered_at",
                    models.DateTimeField(null=True, verbose_name="wants no contact since"),
                ),
                (
                    "employment_ended_on",
                    models.DateField(null=True, verbose_name="last day of work"),
                ),
                (
                    "has_employment",
                    models.BooleanField(default=False, verbose_name="works or has worked here"),
                ),
                ("has_account", models.BooleanField(default=False, verbose_name="can sign in")),
                (
                    "agreement_fulfilled_on",
                    models.DateField(null=True, verbose_name="agreement fulfilled"),
                ),
                (
                    "duties_fulfilled_on",
                    models.DateField(null=True, verbose_name="duties fulfilled"),
                ),
                (
                    "collected_policy",
                    models.CharField(max_length=64, verbose_name="notice when first stored"),
                ),
                (
                    "notified_policy",
                    models.CharField(blank=True, max_length=64, verbose_name="latest notice told"),
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
            name="Detail",
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
                ("item", models.PositiveSmallIntegerField(default=0)),
                ("value", models.TextField(verbose_name="value")),
                ("is_sealed", models.BooleanField(default=False)),
                (
                    "collected_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="first stored"
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="details",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Role",
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
                ("kind", models.CharField(max_length=20, verbose_name="known as")),
                ("since", models.DateField(verbose_name="first day")),
                ("until", models.DateField(null=True, verbose_name="last day")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
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
            name="StatisticValue",
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
                ("value", models.CharField(max_length=100, verbose_name="value")),
                (
                    "collected_at",
                    models.DateTimeField(
                        default=ordholden.tenants.clock.now, verbose_name="first stored"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
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
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["tenant", "email"], name="person_by_email"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["tenant", "collected_at"], name="person_collected"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["tenant", "last_contact_at"], name="person_last_contact"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["tenant", "has_employment", "last_contact_at"],
                name="person_contact_by_employment",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["tenant", "last_login_at"], name="person_last_login"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["tenant", "last_activity_at"], name="person_last_activity"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("process_closed_at__isnull", False)),
                fields=["tenant", "process_closed_at"],
                name="person_process_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("relation_ended_at__isnull", False)),
                fields=["tenant", "relation_ended_at"],
                name="person_relation_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("deregistered_at__isnull", False)),
                fields=["tenant", "deregistered_at"],
                name="person_deregistered",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("employment_ended_on__isnull", False)),
                fields=["tenant", "employment_ended_on"],
                name="person_employment_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("agreement_fulfilled_on__isnull", False)),
                fields=["tenant", "agreement_fulfilled_on"],
                name="person_agreement_fulfilled",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("duties_fulfilled_on__isnull", False)),
                fields=["tenant", "duties_fulfilled_on"],
                name="person_duties_fulfilled",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "active", "restricted", "erasing"])),
                name="person_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("employment_ended_on", None), ("has_employment", True), _connector="OR"
                ),
                name="an_employment_that_ended_was_one",
            ),
        ),
        migrations.AddIndex(
            model_name="detail",
            index=models.Index(
                fields=["tenant", "category", "collected_at"], name="detail_collected"
            ),
        ),
        migrations.AddConstraint(
            model_name="detail",
            constraint=models.UniqueConstraint(
                fields=("person", "category", "item"), name="one_value_of_a_category"
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="a_role_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None), models.Q(("kind", "employee"), _negated=True)),
                fields=("person", "kind"),
                name="one_running_role_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="statisticvalue",
            constraint=models.UniqueConstraint(
                fields=("person", "category"), name="one_statistic_of_each"
            ),
        ),
        IsolateTenants("people_person", "people_role", "people_detail", "people_statisticvalue"),
        NoSamples("people_person", "name", "email", "phone"),
        NoSamples("people_detail", "value"),
        NumbersOnly(),
    ]
