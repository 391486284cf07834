"""Addresses of companies, and of the tenant's own people who work with them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
