from django.db import migrations

from ordholden.people.late_walls import RefuseEarly


class Migration(migrations.Migration):
    """National numbers and the file of an employee exist from the contract on, and sealed."""

    dependencies = [("people", "0006_answered")]
    operations = [RefuseEarly()]
