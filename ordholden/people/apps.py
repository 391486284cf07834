from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ordholden.people"
    label = "people"
