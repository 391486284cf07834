from django.db import migrations

from ordholden.reading.block_walls import SealBlocks
from ordholden.reading.log_walls import KeepLog
from ordholden.reading.value_walls import ReadValues
from ordholden.tenants.ledgers import InsertOnly
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    """The log, its blocks, and the functions that hand out what is closed."""

    dependencies = [
        ("reading", "0001_initial"),
        ("people", "0004_sealed_values"),
        ("kit", "0002_file_keys"),
    ]
    operations = [
        IsolateTenants("reading_block", "reading_securityline", "reading_alarm", "reading_grant"),
        InsertOnly("reading_securityline", blank=("user_id",)),
        KeepLog(),
        SealBlocks(),
        ReadValues(),
    ]
