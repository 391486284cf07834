from django.db import migrations

from ordholden.privacy.limit_walls import LimitWithPerson


class Migration(migrations.Migration):
    """Who is not found has no document, no origin and no contact person either."""

    dependencies = [("candidates", "0005_documents_stay"), ("privacy", "0005_limits")]
    operations = [
        LimitWithPerson("candidates_origin", "candidates_document", "candidates_contactperson"),
    ]
