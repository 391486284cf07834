from django.db import migrations

from ordholden.tenants import walls


class Migration(migrations.Migration):
    """Tables that hold nothing of any tenant: the application may read them and no more."""

    dependencies = [
        ("tenants", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        walls.CloseToWriting(
            "auth_group",
            "auth_group_permissions",
            "auth_permission",
            "django_content_type",
            "django_migrations",
        ),
    ]
