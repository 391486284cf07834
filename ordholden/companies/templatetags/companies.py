"""`{% load companies %}`: what pages of companies share."""

from django import template
from django.template import Context

from ordholden.companies import places
from ordholden.companies.access import seat_of
from ordholden.web.site import Link

register = template.Library()


@register.simple_tag(takes_context=True)
def company_places(context: Context) -> list[Link]:
    """The side navigation of who sits at a company; none for others."""
    seat = seat_of(context["request"].user)
    return places.of(seat) if seat else []
