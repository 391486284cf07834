"""Puts django-allauth's views into our pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

View = Callable[..., HttpResponseBase]


def ours(view: View) -> View:
    """A view of the library's that answers as ours do.

    It calls the address of the request `site`, a word that means the tenant's site in our
    templates; and a refused form is answered with 422.
    """

    @wraps(view)
    def dressed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            context = response.context_data or {}
            context.pop("site", None)
            forms = (context.get(name) for name in ("form", "webauthn_form"))
            if request.method == "POST" and any(form and form.errors for form in forms):
                response.status_code = 422
        return response

    return dressed
