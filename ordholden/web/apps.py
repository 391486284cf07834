from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ordholden.web"
    label = "web"
