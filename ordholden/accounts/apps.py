from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ordholden.accounts"
    label = "accounts"
