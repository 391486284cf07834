"""Addresses of flags."""

from django.urls import path

from ordholden.flags import views

urlpatterns = [
    path("desk/flags/", views.flags, name="flags"),
    path("desk/flags/<uuid:pk>/", views.decide, name="decide_flag"),
]
