"""Addresses of candidates."""

from django.urls import path

from ordholden.candidates.views import joining

urlpatterns = [
    path("join/", joining.join, name="sign_up"),
    path("join/sent/", joining.sent, name="sign_up_sent"),
    path("join/registered/<str:token>/", joining.registered, name="registered"),
]
