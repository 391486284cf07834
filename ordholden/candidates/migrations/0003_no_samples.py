from django.db import migrations

from ordholden.people.statistic_walls import NoSamples


class Migration(migrations.Migration):
    dependencies = [("candidates", "0002_documents_are_read"), ("people", "0001_initial")]
    operations = [
        NoSamples("candidates_document", "name"),
        NoSamples("candidates_origin", "named"),
    ]
