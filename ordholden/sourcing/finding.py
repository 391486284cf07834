"""Finding people among the CVs that are online (JI-07, JI-10).

Everything here answers with keys of persons; who sees what of them is decided elsewhere. That
somebody searched is written down, by number and keyed hash; what they asked for is not.
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from django.db import connection

from ordholden.jobs.models import JobAd
from ordholden.kit import crypto
from ordholden.sourcing import fitting
from ordholden.sourcing.asked import BANDS, FACETS, Asked, queries
from ordholden.sourcing.fitting import Hit, Reason
from ordholden.sourcing.models import Searched
from ordholden.tenants import scope

MOST_FIRST, MOST_MANY = 1_000, 100  # nobody turns more pages, nor has larger ones


@dataclass(frozen=True)
class Found:
    """What there is. persons: of one page, in order. total and facets are estimated (the total
    within some ten per cent) where `is_exact` is false: when there are more than some 4,000."""

    persons: tuple[UUID, ...]
    total: int
    is_exact: bool
    facets: dict[str, dict[str, int]]


def search(asked: Asked, first: int = 0, many: int = 20, *, company: UUID | None = None) -> Found:
    """The CVs that fit, a page of them, and how many there are by facet and value.

    Only this tenant's, only those whose person may be found now. company: who asks, for the log.
    """
    tenant = scope.required()
    made = queries(asked, tenant.pk, tenant.policy.locale)
    first, many = min(max(0, first), MOST_FIRST), _page(many)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM sourcing_find(%s, %s, %s)",
            [json.dumps({"tiers": made.tiers} | made.beside), first, many],
        )
        persons = tuple(person for (person,) in cursor.fetchall())
        cursor.execute("SELECT sourcing_count(%s)", [json.dumps({"base": made.base} | made.beside)])
        counted = json.loads(cursor.fetchone()[0])
    _note(asdict(replace(asked, without=frozenset())), counted["total"], company)
    facets = {name: counted["facets"].get(name, {}) for name in FACETS}
    return Found(persons, max(counted["total"], len(persons)), counted["exact"], facets)


def like(person: UUID, many: int = 20) -> tuple[UUID, ...]:
    """Persons whose CVs are most like somebody's: the same title or occupation, and the most
    words of title, skills and history in common. Nobody for a CV that is not shown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM sourcing_like(%s, %s)", [person, _page(many)])
        return tuple(found for (found,) in cursor.fetchall())


def for_ad(
    ad: JobAd,
    many: int = 20,
    *,
    company: UUID | None = None,
    without: Collection[UUID] = (),
) -> list[Hit]:
    """Who fits an ad, the best first, each with every reason; of the same, the newest CV first."""
    asked = fitting.wanted(ad)
    sent = {
        "tiers": asked.tiers,
        "words": [*asked.title, *asked.text],
        "from": asked.at,
        "without": [str(one) for one in without],
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, shared, occupation, km FROM sourcing_match(%s, %s)",
            [json.dumps(sent), fitting.LOOKED_AT],
        )
        hits = [fitting.judged(row, asked) for row in cursor.fetchall()]
    _note(["ad", str(ad.pk)], len(hits), company)
    return sorted(hits, key=lambda hit: -hit.points)[: _page(many)]


def _page(many: int) -> int:
    return min(max(0, many), MOST_MANY)


def _note(asked: object, hits: int, company: UUID | None) -> None:
    said = json.dumps(asked, sort_keys=True, default=str)
    digest = crypto.blind_index(said, field=Searched._meta.db_table)
    Searched.objects.create(company_id=company, hits=hits, digest=digest)


__all__ = ["BANDS", "FACETS", "Asked", "Found", "Hit", "Reason", "for_ad", "like", "search"]
