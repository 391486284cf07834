"""Pages of a site that exists in tests only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils import timezone, translation

from ordholden.kit.errors import NotPossible
from ordholden.kit.models import StoredFile
from ordholden.tenants import scope
from ordholden.tenants.middleware import module_required


def who(request: HttpRequest) -> HttpResponse:
    here = scope.required()
    words = (here.slug, translation.get_language(), timezone.get_current_timezone_name())
    return HttpResponse(" ".join(map(str, words)))


def write(request: HttpRequest, then: str) -> HttpResponse:
    StoredFile.objects.create(name="a" * 32, size=1)
    match then:
        case "refuse":
            raise NotPossible("Dette kan ikke lade sig gøre.", code="too_late")
        case "miss":
            raise Http404
        case "fail":
            raise ZeroDivisionError
        case "error":
            return HttpResponse(status=503)
    return HttpResponse("written")


@module_required("newsletter")
def newsletter(request: HttpRequest) -> HttpResponse:
    return HttpResponse("news")


@module_required("reviews")
def reviews(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse("reviews")


urlpatterns: list[URLPattern | URLResolver] = [
    path("test/who", who),
    path("test/write/<then>", write),
    path("test/newsletter", newsletter),
    path("test/reviews/<int:number>", reviews),
    path("", include("config.urls")),  # what every page of the real sites links to
]
