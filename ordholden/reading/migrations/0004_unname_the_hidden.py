from django.db import migrations

from ordholden.reading.log_walls import UnnameTheHidden


class Migration(migrations.Migration):
    """Who is erased leaves the log, whether or not the work at hand sees them."""

    dependencies = [("reading", "0003_stay_with_person")]
    operations = [UnnameTheHidden()]
