"""What every page knows about the business it belongs to, and which language it speaks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from ordholden.policy import Policy
from ordholden.policy.document import Authority, Contact, Controller
from ordholden.tenants import scope
from ordholden.tenants.models import Tenant

LANGUAGE_COOKIE = "language"


@dataclass(frozen=True)
class Link:
    """One place in a navigation. `count` is shown when it is not None."""

    label: str
    url: str
    icon: str = ""
    count: int | None = None
    alarm: bool = False
    primary: bool = False


@dataclass(frozen=True)
class Tongue:
    """One language the site speaks."""

    code: str
    name: str
    url: str
    current: bool


class Site:
    """The business whose page this is. Everything is worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.tenant: Tenant | None = scope.current()

    @cached_property
    def policy(self) -> Policy | None:
        return self.tenant.policy if self.tenant else None

    @property
    def demo(self) -> bool:
        return bool(settings.DEMO)

    @property
    def name(self) -> str:
        if self.policy:
            return self.policy.document.controller.brand
        return self.tenant.name if self.tenant else "Ordholden"

    @property
    def controller(self) -> Controller | None:
        return self.policy.document.controller if self.policy else None

    @property
    def contacts(self) -> dict[str, Contact]:
        """Ways to reach the business, by the kind of matter; header and general first."""
        return dict(self.policy.document.contact) if self.policy else {}

    @property
    def authorities(self) -> tuple[Authority, ...]:
        return self.policy.document.authority if self.policy else ()

    @property
    def mark(self) -> str:
        return self.policy.look.mark if self.policy else "cairn"

    @property
    def motto(self) -> str:
        if not self.policy:
            return ""
        texts = self.policy.look.motto
        return texts.get(translation.get_language() or "", "") or texts[self.policy.locale]

    @property
    def look(self) -> str:
        """Address of the tenant's colours; changes when the policy does, so it can be kept."""
        return f"{reverse('look')}?{self.policy.id[:16]}" if self.policy else ""

    @property
    def icon(self) -> str:
        """Address of the mark for the browser's tab."""
        if not self.policy:
            return static("web/icon.svg")
        return f"{reverse('icon')}?{self.policy.id[:16]}"

    @property
    def notice(self) -> str:
        """Address of the notice, or "" while no room answers for it."""
        try:
            return reverse("notice")
        except NoReverseMatch:
            return ""

    @property
    def tongues(self) -> list[Tongue]:
        """The policy's languages; empty when there is only one."""
        codes = self.policy.locales if self.policy else ()
        if len(codes) < 2:
            return []
        now, query = translation.get_language(), self.request.GET.copy()
        tongues = []
        for code in codes:
            query["language"] = code
            url = f"{self.request.path}?{query.urlencode()}"
            name = Locale.parse(code).get_language_name(code) or code
            tongues.append(Tongue(code, name, url, code == now))
        return tongues


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site`, on every page."""
    return {"site": SimpleLazyObject(lambda: Site(request))}


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: a person may read the site in another of its languages (`?language=nb`).

    The choice is kept in a cookie for the session: set on their own wish and for nothing else,
    hence needed, and without consent (S-53). Stands behind the middleware that finds the tenant,
    which speaks the tenant's own language.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        tenant = scope.current()
        locales = tenant.policy.locales if tenant else ()
        asked = request.GET.get("language", "")
        if asked in locales and request.method in ("GET", "HEAD"):
            return _remember(request, asked)
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        if chosen not in locales:
            return get_response(request)
        with translation.override(chosen):
            response = get_response(request)
        response.headers["Content-Language"] = chosen
        return response

    return middleware


def _remember(request: HttpRequest, language: str) -> HttpResponse:
    query = request.GET.copy()
    query.pop("language")
    response = HttpResponseRedirect(
        request.path + (f"?{query.urlencode()}" if query else ""), status=303
    )
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response
