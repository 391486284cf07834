"""Fills the demo: five businesses with a past, made by the product's own actions."""

import gc
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from multiprocessing import active_children, get_context
from time import perf_counter
from zoneinfo import ZoneInfo

import django
from django.db import connection

from ordholden.home.demo import ads, deeds, firms, guests, others, recruiting, stories
from ordholden.home.demo.businesses import BUSINESSES, BY_SLUG, Business
from ordholden.home.demo.history import History
from ordholden.home.demo.stories import DAY, World
from ordholden.home.models import Turn
from ordholden.kit import clock, mailbox
from ordholden.people.models import Person
from ordholden.policy import Policy, compile_policy
from ordholden.privacy import actions as privacy
from ordholden.tenants import actions as tenants
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home, working_for

Report = Callable[[str], None]
AT_ONCE = 2  # businesses
CROWD = 300  # persons a business knows at the end, about
AT_LEAST = 300
SWEEP_EVERY = 340  # days, in the past
NIGHTS = 7  # the latest nights have a sweep each

# Stories of candidates, how often each is told, and how many are still known at the end.
CANDIDATES: tuple[tuple[Callable[[World], None], int], ...] = (
    (stories.silent_long_ago, 12),
    (stories.never_confirmed, 4),
    (stories.silent_until_this_week, 12),
    (stories.due_this_month, 26),
    (stories.due_in_three_months, 20),
    (stories.pending, 12),
    (stories.process_closed, 14),
    (stories.deregistered, 8),
    (stories.withdrew, 10),
    (stories.restricted, 3),
    (stories.opted_out, 8),
    (stories.two_roles, 6),
    (stories.wants_news, 10),
)
GONE = 12 + 4 + 12 + 12  # of those above and below: about as many have gone by the end


def seed(report: Report) -> None:
    """Open the businesses that are not there yet. The second time there is nothing to do."""
    there = {tenant.slug: tenant for tenant in Tenant.objects.lean()}
    missing = [one for one in BUSINESSES if not _is_whole(there.get(one.slug))]
    if not missing:
        return
    report("Filling the demo: five businesses with a past. This is done once.")
    for business in missing:
        if business.slug in there:  # it was interrupted last time
            tenants.remove(there[business.slug])
    _open_all(missing, report)


def _open_all(missing: list[Business], report: Report) -> None:
    """Open them two at a time, each in a process of its own."""
    context = get_context("spawn")
    with ProcessPoolExecutor(AT_ONCE, mp_context=context, initializer=django.setup) as workers:
        doing = {workers.submit(open_business, one.slug): one for one in missing}
        try:
            for done in as_completed(doing):
                persons, seconds = done.result()
                report(f"  {doing[done].host}: {persons} persons ({seconds:.0f} s)")
        except BaseException:  # told to stop: do not wait for what would be thrown away
            workers.shutdown(wait=False, cancel_futures=True)
            for child in active_children():
                child.terminate()
            raise


def _is_whole(tenant: Tenant | None) -> bool:
    """Whether a business was opened, and its past has happened to the end."""
    if tenant is None:
        return False
    with working_for(tenant):
        return Turn.objects.exists()


@contextmanager
def _quietly() -> Iterator[None]:
    """Hundreds of letters in the mailbox are no news, and nothing here is tried and taken back:
    without savepoints the database has half as much to do.
    """
    logger, features = logging.getLogger("ordholden"), connection.features
    level, savepoints, collecting = logger.level, features.uses_savepoints, gc.get_threshold()
    logger.setLevel(logging.ERROR)
    gc.set_threshold(200_000)
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = savepoints
        gc.set_threshold(*collecting)
        logger.setLevel(level)


def open_business(slug: str) -> tuple[int, float]:
    """Open one business and let its past happen. Returns how many persons it knows, and how many
    seconds it took.
    """
    start = perf_counter()
    with _quietly():
        persons = _open(BY_SLUG[slug])
    return persons, perf_counter() - start


def _open(business: Business) -> int:
    texts = business.policies()
    policies = [compile_policy(text) for text in texts]
    with clock.travel(_morning(policies[0])):
        tenant = tenants.add(texts[0], [business.host])
    with at_home(tenant):
        world = World(business, policies[-1], _morning(policies[0]), clock.now())
    for later in policies[1:]:
        world.history.at(_morning(later), lambda later=later: _publish(later))  # type: ignore[misc]
    _plan(world)
    world.history.happen(tenant)
    _fill_up(world, tenant)
    with at_home(tenant):
        mailbox.forget_old_messages()
        today = clock.today(tenant.policy.timezone)
        Turn.objects.create(from_day=today, to_day=today, reached=today, finished=True)
        return Person.objects.count()


def _fill_up(world: World, tenant: Tenant) -> None:
    """Some policies let more people go than others: let as many come as are missing."""
    with at_home(tenant):
        missing = AT_LEAST - Person.objects.count()
    world.history = History(world.end, deeds.post)
    _tell(world, stories.active, missing)
    world.history.happen(tenant)
    world.history = History(world.end, deeds.post)
    with at_home(tenant):
        recruiting.recruit(world)
        firms.arrive(world)
    world.history.happen(tenant)


def _morning(policy: Policy) -> datetime:
    day = policy.document.policy.effective
    return datetime.combine(day, time(8), ZoneInfo(policy.timezone)).astimezone(UTC)


def _publish(policy: Policy) -> None:
    privacy.publish(
        policy,
        why="Forordningen gælder nu; teksten giver kortere frister og flere rettigheder.",
        note="Ny lov, nye frister: det meste slettes nu tidligere end før.",
    )


def _plan(world: World) -> None:
    guests.employ(world)
    guests.receive(world)
    ads.advertise(world)
    told = 0
    for kind, tales in others.OTHERS.items():
        if kind in world.kinds:
            for story, count in tales:
                told += count if kind != "subscriber" else 0
                _tell(world, story, count)
    for story, count in CANDIDATES:
        told += count
        _tell(world, story, count)
    _tell(world, stories.active, CROWD - told + GONE)
    _plan_sweeps(world)


def _tell(world: World, story: Callable[[World], None], count: int) -> None:
    for _ in range(count):
        story(world)


def _plan_sweeps(world: World) -> None:
    night = world.opened.replace(hour=1, minute=20)
    while night < world.end - (NIGHTS + 1) * DAY:
        night += SWEEP_EVERY * DAY
        world.history.sweep_at(min(night, world.end - (NIGHTS + 1) * DAY))
    for days in range(NIGHTS, 0, -1):
        world.history.sweep_at((world.end - days * DAY).replace(hour=1, minute=20))
    world.history.sweep_at(world.end - timedelta(seconds=1))
