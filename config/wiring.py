"""The few reactions that run upwards, one line each: what a low room leaves to a high one."""

import importlib.util
from collections.abc import Callable
from types import ModuleType

from django.conf import settings


def begin_serving() -> None:
    """Before anything is served: is this the database that the journal was written beside?

    What a killed program had written down and not carried out is done now, and the start leaves
    its mark. Raises CannotStart for a restored database and for a journal that is not whole.
    """
    from ordholden.journal import actions as journal
    from ordholden.journal import interlock
    from ordholden.privacy import replay

    replay.redo(interlock.begin())
    journal.mark(journal.MarkKind.STARTED)


def refuse_restored() -> None:
    """Raise CannotStart for a restored database whose journal has not been replayed."""
    from ordholden.journal import interlock

    interlock.refuse_restored()


def seed_demo(report: Callable[[str], None]) -> None:
    """Fill the demo, once; `report` is told what goes on."""
    if demo := _demo():
        demo.seed(report)


def welcome() -> list[str]:
    """What `bin/run` says when pages are served: addresses, and in the demo sign-ins."""
    demo = _demo()
    return list(demo.welcome()) if demo and settings.DEMO else []


def _demo() -> ModuleType | None:
    if "ordholden.home" not in settings.ROOMS or not importlib.util.find_spec(
        "ordholden.home.demo"
    ):
        return None
    return importlib.import_module("ordholden.home.demo")
