from django.db import migrations

from ordholden.kit.file_walls import CloseColumn


class Migration(migrations.Migration):
    """Each file has a key of its own, which the application cannot read."""

    dependencies = [("kit", "0001_initial"), ("tenants", "0002_shared_tables")]
    operations = [
        CloseColumn(
            "kit_storedfile",
            "key",
            "bytea",
            readable=("id", "tenant_id", "name", "size", "stored_at"),
        ),
    ]
