"""The side navigation of a company's people, and what waits for them: of any room that has it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ordholden.accounts.places import there
from ordholden.companies import access
from ordholden.companies.models import Agreement, Seat
from ordholden.web.site import Link


@dataclass(frozen=True)
class Tile:
    """A count that leads somewhere."""

    label: str
    figure: int | str
    url: str
    tone: str = ""


# What higher rooms have for a seat; each says nothing where there is nothing.
WAITING: list[Callable[[Seat], list[Tile]]] = []


def of(seat: Seat) -> list[Link]:
    """Where somebody at a company can go."""
    wanted = [("company", _("Overview"), "home")]
    if access.may_search(seat.company):
        wanted += [
            ("find_cvs", _("Find people"), "search"),
            ("followers", _("Follow us"), "eye"),
            ("asked_people", _("People asked"), "mail"),
            ("projects", _("Projects"), "list"),
        ]
    if access.agreement(seat.company, Agreement.Service.JOB_ADS):
        wanted.append(("boards", _("Recruitments"), "briefcase"))
    return there(
        *wanted,
        ("company_team", _("Who sits here"), "people"),
        ("company_itself", _("About the company"), "file"),
        ("my_data", _("My data"), "clock"),
        ("account", _("Signing in"), "key"),
    )
