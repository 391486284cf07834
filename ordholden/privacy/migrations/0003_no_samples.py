from django.db import migrations

from ordholden.people.statistic_walls import NoSamples


class Migration(migrations.Migration):
    """What people wrote, and what stands for them, in tables of every room below."""

    dependencies = [
        ("privacy", "0002_walls"),
        ("accounts", "0002_third_party_walls"),
        ("people", "0001_initial"),
        ("kit", "0001_initial"),
        ("reading", "0002_walls"),
    ]
    operations = [
        NoSamples("privacy_consent", "address"),
        NoSamples("kit_mailboxmessage", '"to"', "subject", "text", "html", "unsubscribe"),
        NoSamples("procrastinate_jobs", "args"),
        NoSamples("django_session", "session_key", "session_data"),
        NoSamples("accounts_signin", "session_key"),
        NoSamples("accounts_attempt", "cache_key", "value"),
        NoSamples("account_emailconfirmation", "key"),
        NoSamples("mfa_authenticator", "data"),
        NoSamples("people_statisticvalue", "value"),
        NoSamples("reading_grant", "reason"),
    ]
