from django.db import migrations

from ordholden.reading.bound_walls import BindFiles, StayWithPerson


class Migration(migrations.Migration):
    """A document stays its person's, and so does its file."""

    dependencies = [("candidates", "0004_held"), ("reading", "0003_stay_with_person")]
    operations = [
        StayWithPerson("candidates_document", "person_id", "file_id"),
        BindFiles("candidates_document"),
    ]
