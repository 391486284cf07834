from django.db import migrations

from ordholden.accounts.number_walls import NumberAtRandom


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_third_party_walls")]

    operations = [
        NumberAtRandom("account_emailaddress", "account_emailconfirmation", "mfa_authenticator")
    ]
