"""Finding open ads: what somebody asks for, and what there is."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from ordholden.jobs import words
from ordholden.jobs.models import JobAd
from ordholden.jobs.places import Place
from ordholden.kit import clock
from ordholden.tenants import scope

FACETS = ("trade", "region", "kind", "time", "remote")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for. km: around `place`. since: published no earlier than that."""

    text: str = ""
    place: Place | None = None
    km: int = 25
    since: datetime | None = None
    occupations: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "newest"


@dataclass(frozen=True)
class Found:
    """What there is: the ads of one page, how many in all, and counts by facet and value."""

    ads: list[JobAd]
    total: int
    facets: dict[str, dict[str, int]]


def search(asked: Asked, *, first: int = 0, many: int = 20) -> Found:
    """The open ads that fit, a page of them. Ads and counts are this tenant's alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT jobs_search(%s, %s, %s, %s)",
            [json.dumps(_for_database(asked)), asked.sort, first, many],
        )
        answer = json.loads(cursor.fetchone()[0])
    keys = [UUID(key) for key in answer["ads"]]
    there = JobAd.objects.open().in_bulk(keys)
    ads = [there[key] for key in keys if key in there]
    return Found(ads, *_sums(answer["cells"], asked.chosen))


def _sums(
    cells: Mapping[str, int], chosen: Mapping[str, tuple[str, ...]]
) -> tuple[int, dict[str, dict[str, int]]]:
    """How many fit every choice; and for each facet, by its values, how many fit the others."""
    total = 0
    facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for cell, number in cells.items():
        values = dict(zip(FACETS, cell.split("|"), strict=True))
        misses = [name for name, value in values.items() if value not in chosen.get(name, (value,))]
        if not misses:
            total += number
        for name, value in values.items():
            if value and set(misses) <= {name}:
                facets[name][value] += number
    return total, {name: dict(counted) for name, counted in facets.items()}


def suggested(begun: str, many: int) -> list[str]:
    """Titles of open ads with a word that begins so, the commonest first; all for ""."""
    found = words.terms(begun)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title FROM jobs_suggest(%s, %s, %s)",
            [found[-1] if found else "", clock.today(scope.required().policy.timezone), many],
        )
        return [title for (title,) in cursor.fetchall()]


def _for_database(asked: Asked) -> dict[str, Any]:
    policy = scope.required().policy
    said: dict[str, Any] = {
        "terms": [
            [term, base := words.singular(term), base in words.SHORT_ENDS]
            for term in words.terms(asked.text)
        ],
        "config": words.CONFIGS.get(policy.locale, "danish"),
        "today": clock.today(policy.timezone).isoformat(),
        **{name: list(values) for name, values in asked.chosen.items() if values},
    }
    if asked.since:
        said["since"] = asked.since.isoformat()
    if asked.occupations:
        said["occupation"] = list(asked.occupations)
    if asked.place:
        said["at"] = [asked.place.latitude, asked.place.longitude]
        said["km"] = asked.km
    return said
