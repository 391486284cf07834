"""The demo's job ads: written and published by its own people, some over and some not out yet."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from ordholden.accounts.models import User
from ordholden.home.demo.names import mail_name
from ordholden.home.demo.stories import DAY, World
from ordholden.jobs import actions
from ordholden.jobs.drafts import Asked, Contact, Draft
from ordholden.jobs.models import JobAd
from ordholden.kit import clock

CURRENCY = {"DK": "DKK", "NO": "NOK"}
RUNS = 38  # days
WRITERS = ("recruiter", "recruitment_department", "administrator")


def advertise(world: World) -> None:
    """Plan every ad of a business: out since some days, the last ones ended, paused or a draft."""
    said = [one for one in _read() if world.business.slug in one["at"]]
    for number, one in enumerate(said):
        since = world.end - timedelta(days=3 * number, hours=5 + number)
        world.history.at(since, _writes(world, one, publish=number != 4))
        if number == 5:
            world.history.at(since + DAY, _does(one, world, actions.pause))
    if said:
        old = world.end - 75 * DAY
        world.history.at(old, _writes(world, said[0], publish=True, days=30))
        world.history.at(old + 31 * DAY, _over)


def _read() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("ads.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["ad"]
    return found


def _writes(
    world: World, said: dict[str, Any], *, publish: bool, days: int = RUNS
) -> Callable[[], None]:
    def write() -> None:
        by = User.objects.filter(memberships__role__in=WRITERS).order_by("pk").first()
        ad = actions.write(_draft(world, said, days), by=by)
        if publish:
            actions.publish(ad, by=by)

    return write


def _over() -> None:
    actions.end_overdue()


def _does(said: dict[str, Any], world: World, verb: Callable[..., JobAd]) -> Callable[[], None]:
    def do() -> None:
        title = _own(world, said)["title"]
        verb(JobAd.objects.filter(state="published", title=title).latest("created_at"), by=None)

    return do


def _own(world: World, said: dict[str, Any]) -> dict[str, Any]:
    """What is said in the language of the business."""
    locale = world.policy.locale
    other = {key.removeprefix("nb_"): one for key, one in said.items() if key.startswith("nb_")}
    return said | (other if locale == "nb" else {})


def _draft(world: World, said: dict[str, Any], days: int) -> Draft:
    own = _own(world, said)
    country = world.policy.document.controller.country
    low, high, unit = own["pay"]
    hours = Decimal(str(own["hours"]))
    contact = Contact(
        name=own["contact"],
        phone="+45 00 00 00 00" if country == "DK" else "+47 00 00 00 00",
        email=f"{mail_name(own['contact'])}@{mail_name(own['employer']).replace('.', '')}.example",
    )
    return Draft(
        title=own["title"],
        text=own["text"].strip(),
        employer=own["employer"],
        locale=world.policy.locale,
        country=country,
        postal_code=own["postal_code"],
        kind=own.get("kind", "permanent"),
        time=own.get("time", "full"),
        remote=own.get("remote", "no"),
        hours_from=hours,
        hours_to=hours,
        pay_from=Decimal(low),
        pay_to=Decimal(high),
        pay_unit=unit,
        currency=CURRENCY[country],
        deadline=clock.today(world.policy.timezone) + timedelta(days=days),
        contact=contact,
        questions=tuple(_asked(*one) for one in own.get("questions", ())),
    )


def _asked(text: str, kind: str, choices: str = "") -> Asked:
    return Asked(text=text, kind=kind, choices=tuple(choices.split("|")) if choices else ())
