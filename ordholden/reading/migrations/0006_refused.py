from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reading", "0005_alter_alarm_kind"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alarm",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mass_reading", "very much was read within an hour"),
                    ("failed_staff", "many failed sign-ins to one account of our own people"),
                    ("failed_many", "many failed sign-ins within an hour"),
                    ("erasure_open", "an erasure that is not complete"),
                    ("refused_readings", "many refused readings within an hour"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="securityline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("failed_sign_in", "failed sign-in"),
                    ("refused_reading", "refused reading"),
                ],
                max_length=24,
            ),
        ),
    ]
