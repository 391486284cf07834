"""The few reactions that run upwards, one line each: what a low room leaves to a high one."""

import importlib.util
from collections.abc import Callable


def seed_demo(report: Callable[[str], None]) -> None:
    """Fill the demo, once; `report` is told what goes on."""
    if importlib.util.find_spec("ordholden.home.demo"):
        from ordholden.home import demo

        demo.seed(report)


def welcome() -> list[str]:
    """What `bin/run` says when pages are served: addresses, and in the demo sign-ins."""
    if importlib.util.find_spec("ordholden.home.demo"):
        from ordholden.home import demo

        return list(demo.welcome())
    return []
