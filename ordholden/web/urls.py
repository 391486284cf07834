from django.conf import settings
from django.urls import path

from ordholden.web import looks, views

urlpatterns = [
    path("look.css", views.look, name="look"),
    path("icon.svg", views.icon, name="icon"),
]
if settings.DEMO:
    urlpatterns.append(path("_looks/", looks.looks, name="looks"))
