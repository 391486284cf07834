from django.db import migrations

from ordholden.reading.page_walls import SeePages


class Migration(migrations.Migration):
    """The pages of a document that was opened are seen by the line of its opening."""

    dependencies = [("candidates", "0007_corrections"), ("reading", "0006_refused")]
    operations = [SeePages("candidates_document")]
