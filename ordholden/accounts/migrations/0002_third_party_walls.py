from django.db import migrations

from ordholden.people.statistic_walls import NoSamples
from ordholden.tenants.rls import AdoptTable


class Migration(migrations.Migration):
    """Sign-in, second factors and sessions: other packages' tables, behind our walls."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        AdoptTable("account_emailaddress"),
        AdoptTable("account_emailconfirmation"),
        AdoptTable("mfa_authenticator"),
        AdoptTable("django_session"),
        NoSamples("account_emailaddress", "email"),
    ]
