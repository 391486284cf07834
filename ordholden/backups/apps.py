from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "ordholden.backups"
    label = "backups"
