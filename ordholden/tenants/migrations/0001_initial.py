from django.db import migrations, models
from django.db.models import deletion

import ordholden.tenants.clock
from ordholden.tenants import walls


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        walls.UseTables(),
        walls.TellTenantAndTime(),
        migrations.CreateModel(
            name="Tenant",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="short name")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("policy_toml", models.TextField(verbose_name="policy file")),
                ("policy_id", models.CharField(max_length=64, verbose_name="policy")),
                (
                    "clock_offset",
                    models.BigIntegerField(default=0, verbose_name="clock set ahead by"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=ordholden.tenants.clock.now, verbose_name="added"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Host",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(max_length=253, unique=True, verbose_name="host name"),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=deletion.CASCADE,
                        related_name="hosts",
                        to="tenants.tenant",
                    ),
                ),
            ],
        ),
        walls.ReadByAllWrittenByOwn("tenants_tenant", "id"),
        walls.ReadByAllWrittenByOwn("tenants_host", "tenant_id"),
        walls.RemoveTenants(),
    ]
