import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import ordholden.tenants.clock
import ordholden.tenants.models
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_open_ads"),
        ("tenants", "0002_shared_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmbeddingSite",
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
                ("origin", models.CharField(max_length=200, verbose_name="site")),
                (
                    "added_at",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="added"),
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
                "constraints": [models.UniqueConstraint(fields=("origin",), name="each_site_once")],
            },
        ),
        IsolateTenants("jobs_embeddingsite"),
    ]
