"""The demo: five businesses with a past, a clock to turn and a mailbox to read."""

from collections.abc import Callable

from django.conf import settings

from ordholden.home.demo.businesses import BUSINESSES, PASSWORD


def seed(report: Callable[[str], None]) -> None:
    """Open the five businesses, once; `report` is told what goes on."""
    from ordholden.home.demo.seeding import seed as fill

    fill(report)


def welcome() -> list[str]:
    """What is said when pages are served: where to look, and how to sign in."""
    sites = [f"  http://{one.host}:{settings.PORT}" for one in BUSINESSES]
    return [
        "Ordholden is running. Five businesses:",
        *sites,
        f"Sign-ins and a clock to turn: /demo/ on each of them (password {PASSWORD}).",
    ]
