from django.db import migrations, models

from ordholden.kit.file_walls import CloseColumn
from ordholden.people.sealed_walls import MoveSealed


class Migration(migrations.Migration):
    """Sealed values lie in a column that the application cannot read."""

    dependencies = [("people", "0003_kept_by_law"), ("kit", "0002_file_keys")]
    operations = [
        migrations.AddField(
            model_name="detail",
            name="digest",
            field=models.BinaryField(null=True, editable=False),
        ),
        CloseColumn(
            "people_detail",
            "sealed",
            "bytea",
            readable=(
                "id",
                "tenant_id",
                "person_id",
                "category",
                "item",
                "value",
                "is_sealed",
                "digest",
                "collected_at",
            ),
        ),
        MoveSealed(),
    ]
