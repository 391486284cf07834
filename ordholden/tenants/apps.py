from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "ordholden.tenants"
    label = "tenants"
