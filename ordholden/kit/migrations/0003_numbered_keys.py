from django.db import migrations, models

from ordholden.kit.file_walls import OpenColumn


class Migration(migrations.Migration):
    """A tenant's key has a number: there are two while everything moves to the next."""

    dependencies = [("kit", "0002_file_keys"), ("tenants", "0002_shared_tables")]
    operations = [
        migrations.AddField(
            model_name="tenantkey",
            name="generation",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RemoveConstraint(model_name="tenantkey", name="one_key_per_tenant"),
        migrations.AddConstraint(
            model_name="tenantkey",
            constraint=models.UniqueConstraint(
                fields=("tenant", "generation"), name="one_key_of_a_number"
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="generation",
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
        OpenColumn("kit_storedfile", "generation"),
    ]
