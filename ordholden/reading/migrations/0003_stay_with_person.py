from django.db import migrations

from ordholden.kit.file_walls import CloseColumn
from ordholden.reading.bound_walls import CloseChanging, StayWithPerson


class Migration(migrations.Migration):
    """Nothing is handed out as one's own by being moved to oneself."""

    dependencies = [("reading", "0002_walls"), ("accounts", "0002_third_party_walls")]
    operations = [
        CloseColumn(
            "kit_storedfile",
            "bound",
            "bytea",
            readable=("id", "tenant_id", "name", "size", "stored_at"),
        ),
        CloseChanging("kit_storedfile", open_to_change=("key", "size")),
        StayWithPerson("people_detail", "person_id"),
        StayWithPerson("accounts_user", "person_id"),
    ]
