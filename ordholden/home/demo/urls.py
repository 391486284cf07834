"""Addresses of the demo."""

from django.urls import URLPattern, path

from ordholden.home.demo import views

urlpatterns: list[URLPattern] = [
    path("demo/", views.sign_ins, name="demo_sign_ins"),
    path("demo/mailbox/", views.mailbox, name="demo_mailbox"),
    path("demo/mailbox/<uuid:pk>/", views.message, name="demo_message"),
    path("demo/clock/", views.clock, name="demo_clock"),
    path("demo/clock/further/", views.go_on, name="demo_clock_further"),
]
