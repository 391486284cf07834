"""What the company's front door says of the CV database."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ordholden.companies import access
from ordholden.companies.models import Seat
from ordholden.companies.places import Tile
from ordholden.projects.models import KeptSearch, Project


def of(seat: Seat) -> list[Tile]:
    """Projects and kept searches, for companies that may search."""
    if not access.may_search(seat.company):
        return []
    projects = Project.objects.of(seat.company).count()
    kept = KeptSearch.objects.filter(user=seat.user).count()
    return [
        Tile(_("projects"), projects, reverse("projects")),
        Tile(_("searches you keep"), kept, reverse("kept_searches")),
    ]
