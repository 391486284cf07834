from django.db import migrations

from ordholden.flags.walls import FlagsFollow


class Migration(migrations.Migration):
    """What companies and people write to each other is looked through too."""

    dependencies = [("flags", "0001_initial"), ("dialogues", "0001_initial")]
    operations = [FlagsFollow("dialogues_dialogue", "dialogues_message")]
