"""Addresses of figures."""

from django.urls import path

from ordholden.figures import views

urlpatterns = [path("figures/", views.figures, name="figures")]
