"""Which room answers which address. Each room names its own; none begins with another's."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"{room}.urls"))
    for room in settings.ROOMS
    if (settings.BASE / room.replace(".", "/") / "urls.py").exists()
]

handler400 = "ordholden.web.errors.bad_request"
handler403 = "ordholden.web.errors.forbidden"
handler404 = "ordholden.web.errors.not_found"
handler500 = "ordholden.web.errors.server_error"
