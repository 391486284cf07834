"""Addresses of home. Those of the demo exist only while the demo is on."""

from django.conf import settings
from django.urls import URLPattern, path

from ordholden.home.views import desk, public

urlpatterns: list[URLPattern] = [
    path("", public.front, name="front"),
    path("contact/", public.contact, name="contact"),
    path("cookies/", public.cookies, name="cookies"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path(".well-known/security.txt", public.security, name="security"),
    path("desk/", desk.desk, name="desk"),
]
if settings.DEMO:
    from ordholden.home.demo.urls import urlpatterns as demo

    urlpatterns += demo
