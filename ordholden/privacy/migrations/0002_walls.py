from django.db import migrations

from ordholden.tenants.ledgers import InsertOnly
from ordholden.tenants.rls import IsolateTenants


class Migration(migrations.Migration):
    """Tenants apart; what is evidence is written once."""

    dependencies = [("privacy", "0001_initial")]
    operations = [
        IsolateTenants(
            "privacy_notice",
            "privacy_noticetext",
            "privacy_noticeshown",
            "privacy_consent",
            "privacy_consentevent",
            "privacy_sweeprun",
            "privacy_sweepcount",
            "privacy_acted",
            "privacy_purposereview",
            "privacy_erasure",
            "privacy_erasurecount",
        ),
        InsertOnly("privacy_notice", blank=("published_by_id",)),
        InsertOnly("privacy_noticetext"),
        InsertOnly("privacy_noticeshown", blank=("person_id",)),
        InsertOnly("privacy_consentevent", blank=("by_id",)),
        InsertOnly("privacy_sweeprun"),
        InsertOnly("privacy_sweepcount"),
        InsertOnly("privacy_erasure"),
        InsertOnly("privacy_erasurecount"),
    ]
