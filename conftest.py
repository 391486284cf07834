"""The test harness: what every test gets, and what no test gets away with."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from config import translations
from ordholden.policy.notice import build_notice, render_html
from tests.harness import database, network, templates


def pytest_configure(config: pytest.Config) -> None:
    # How fast the machine is today says nothing about the program.
    drawing.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    drawing.load_profile("any")
    gc.set_threshold(50_000, 20, 20)  # what tests make is large and short-lived
    translations.compile_stale()
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = templates.Strict()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys in a browser come first: begun last, one process would wait for them alone."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """The owner migrates one database; each process works in a copy, as the application's role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock(), database.own_database(settings.TEST_SERVER, worker) as name:
        _assert_least_privilege()
        settings.JOURNAL = settings.VAR / "test-journals" / name
        yield
        shutil.rmtree(settings.JOURNAL, ignore_errors=True)


def _assert_least_privilege() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname=current_user"
        )
        assert cursor.fetchone() == ("ordholden_app", False)


@pytest.fixture(scope="session", autouse=True)
def _tidied_by_the_owner() -> Iterator[None]:
    """Tests that commit are cleaned up with TRUNCATE, which the application may not do."""
    patch = pytest.MonkeyPatch()

    def as_owner(self: TransactionTestCase) -> None:
        # Every row of a tenant hangs on the tenant's own; queue and journal have a few of nobody.
        with database.owner_at_work(settings.TEST_SERVER), connection.cursor() as cursor:
            cursor.execute("TRUNCATE tenants_tenant, procrastinate_workers, journal_mark CASCADE")
        # A journal with marks that its database lacks is of a restored one: both begin anew.
        shutil.rmtree(settings.VAR / "test-journals" / connection.settings_dict["NAME"], True)

    patch.setattr(TransactionTestCase, "_fixture_teardown", as_owner)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _closed_network() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    network.close(patch)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _notices_are_drawn_once() -> Iterator[None]:
    """Publishing draws the notice in every language; one policy's words are the same each time."""
    from ordholden.privacy.actions import notices

    drawn: dict[tuple[str, str], str] = {}

    def words(policy: Any, locale: str) -> str:
        if (policy.id, locale) not in drawn:
            drawn[policy.id, locale] = render_html(build_notice(policy, locale))
        return drawn[policy.id, locale]

    patch = pytest.MonkeyPatch()
    patch.setattr(notices, "words", words)
    yield
    patch.undo()


# ------------------------------------------------------------------ the world of the tests
@pytest.fixture
def acme(db: None) -> Iterator[Any]:
    """Acme Staffing, the tenant most tests work for."""
    from tests.harness import world

    with world.working_tenant("acme") as tenant:
        yield tenant


@pytest.fixture
def borealis(db: None) -> Any:
    """The other tenant. It must never notice that Acme exists."""
    from tests.harness import world

    return world.tenant("borealis")


@pytest.fixture
def browse(client: Any) -> Callable[..., Any]:
    """browse(tenant) is a browser on that tenant's site; browse(tenant, user) is signed in."""
    from tests.harness import world

    return world.browser_for(client)


@pytest.fixture
def run_tasks(
    django_capture_on_commit_callbacks: Any,
) -> Callable[[], AbstractContextManager[None]]:
    """Run what the block put on the queue, with no tenant in the air to lean on."""

    @contextmanager
    def _run_tasks() -> Iterator[None]:
        from tests.harness import world

        with django_capture_on_commit_callbacks(execute=True):
            yield
        world.run_queued_tasks()

    return _run_tasks


@pytest.fixture
def turn_clock() -> Callable[[datetime], AbstractContextManager[None]]:
    """`with turn_clock(moment): …`: it is then `moment`, for Python and for the database."""
    from ordholden.tenants import clock

    return clock.travel
