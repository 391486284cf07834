from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "ordholden.mailings"
    default_auto_field = "django.db.models.BigAutoField"
