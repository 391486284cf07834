from django.db import migrations

from ordholden.people.given_walls import TellWhatWasAnswered


class Migration(migrations.Migration):
    """The person's own copy says which questions they answered for statistics."""

    dependencies = [("people", "0005_held")]
    operations = [TellWhatWasAnswered()]
