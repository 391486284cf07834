"""Addresses of flags."""

from django.urls import path

from ordholden.flags import own, views

urlpatterns = [
    path("my/sensitive/", own.give_item, name="my_sensitive"),
    path("desk/flags/", views.flags, name="flags"),
    path("desk/flags/<uuid:pk>/", views.decide, name="decide_flag"),
]
