from django.db import migrations

from ordholden.reading.value_walls import ReadDocuments


class Migration(migrations.Migration):
    """A document is opened with a line in the log, or by its own person."""

    dependencies = [("candidates", "0001_initial"), ("reading", "0002_walls")]
    operations = [ReadDocuments("candidates_document")]
