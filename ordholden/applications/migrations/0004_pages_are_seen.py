from django.db import migrations

from ordholden.reading.page_walls import SeePages


class Migration(migrations.Migration):
    """The pages of a file that was opened are seen by the line of its opening."""

    dependencies = [("applications", "0003_wordings"), ("reading", "0006_refused")]
    operations = [SeePages("applications_attachment")]
