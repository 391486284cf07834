"""What a page costs the server: queries, and milliseconds beside one bare query.

    python -m bench.pages

Opens one business with a thousand persons and asks for its public pages and my data, each a
hundred times without a network in between. The baseline is `SELECT 1` through the same
connection in the same run.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench import installation
from bench.sweep import POLICY, fill

TIMES = 100
PUBLIC = ("/", "/notice/", "/join/", "/contact/", "/cookies/", "/account/sign-in/")


def main() -> None:
    """Print a row for each page."""
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        from django.db import connection
        from django.test import Client

        from config.starting import gather_static_files
        from ordholden.tenants.actions import add
        from ordholden.tenants.scope import at_home

        gather_static_files()
        tenant = add(POLICY.read_text(encoding="utf-8"), ["acme.localhost"])
        with at_home(tenant):
            fill(1000)
            user = somebody()
        browser = Client(headers={"host": "acme.localhost"})
        with connection.cursor() as cursor:
            bare = timed(lambda: cursor.execute("SELECT 1"))
        print(f"{'SELECT 1':<22} {'':>3}          {bare:7.2f} ms")
        for path in PUBLIC:
            row(browser, path, bare)
        with at_home(tenant):
            browser.force_login(user)
        for path in ("/my/data/", "/my/consents/"):
            row(browser, path, bare)


def somebody() -> Any:
    """A candidate who can sign in."""
    from ordholden.accounts.actions import open_account
    from ordholden.people import actions as people

    person = people.register(name="Carla Ruiz", email="carla@example.org")
    people.confirm(person)
    return open_account(person, "carla@example.org", confirmed=True)


def row(browser: Any, path: str, bare: float) -> None:
    """Ask for one page and print what it took."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    answer = browser.get(path)
    with connection.execute_wrapper(count):
        browser.get(path)
    took = timed(lambda: browser.get(path))
    print(
        f"{path:<22} {answer.status_code} {len(asked):>3} queries {took:7.2f} ms"
        f"   {took / bare:6.1f} x"
    )


def timed(what: Callable[[], object]) -> float:
    """The median of many runs, in milliseconds."""
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        what()
        found.append((time.perf_counter() - began) * 1000)
    return median(found)


if __name__ == "__main__":
    main()
