"""How good the twenty CVs are that are found first, beside all hits looked at one by one."""

import json
from collections.abc import Sequence
from math import log2
from typing import Any

from bench import installation


def raw_where(cursor: Any, query: str, beside: dict[str, Any]) -> str:
    """The same conditions, the tenant's among them, without a function around them."""
    cursor.execute("SELECT sourcing_beside(%s)", [json.dumps(beside)])
    said = str(cursor.fetchone()[0]).replace("tenant_id + 0", "tenant_id")
    text = said.replace("app_tenant()", "(SELECT id FROM tenants_tenant WHERE slug = 'large')")
    text = text.replace("{", "{{")
    quoted = query.replace("'", "''")
    return f"l.words @@ '{quoted}'::tsquery{text.replace('{{', '{')}"


def relevance(asked: Sequence[tuple[str, Any, dict[str, Any]]], tenant: int) -> None:
    """The twenty that are found beside the exact order of all hits, worked out one by one."""
    from django.db import connection

    same, gains = [], []
    for _name, tiers, beside in asked:
        with connection.cursor() as cursor:
            said = json.dumps({"tiers": tiers} | beside)
            cursor.execute("SELECT person_id FROM sourcing_find(%s, 0, 20)", [said])
            fast = [person for (person,) in cursor.fetchall()]
        with installation.as_admin() as cursor:
            exact = in_order(cursor, tiers, beside)
            if not exact:
                continue
            same.append(len(set(fast) & set(exact[:20])) / len(exact[:20]))
            if len(tiers) > 1:
                gains.append(ndcg(cursor, fast, tiers[-1][1], beside))
    print(f"overlap with the exact order by tier and age: {sum(same) / len(same):.3f}")
    print(
        f"nDCG@20 by ts_rank over all hits: {sum(gains) / len(gains):.3f}, least {min(gains):.3f}"
    )


def in_order(cursor: Any, tiers: Any, beside: dict[str, Any]) -> list[Any]:
    """The first twenty of all hits, sorted by the first tier each is in, then by age."""
    ranks = " ".join(
        "WHEN l.words @@ '{}'::tsquery THEN {}".format(whole.replace("'", "''"), number)
        for number, (_loose, whole) in enumerate(tiers)
    )
    where = raw_where(cursor, tiers[-1][1], beside)
    cursor.execute(
        f"SELECT person_id FROM sourcing_listed l WHERE {where}"  # noqa: S608
        f" ORDER BY CASE {ranks} END, updated_at DESC, person_id LIMIT 20"
    )
    return [person for (person,) in cursor.fetchall()]


def ndcg(cursor: Any, fast: list[Any], query: str, beside: dict[str, Any]) -> float:
    """How good the twenty are in their order, measured by another judge's points; 1 is ideal."""
    where, quoted = raw_where(cursor, query, beside), query.replace("'", "''")
    points = f"ts_rank('{{0.05,0.2,0.4,1}}', l.words, '{quoted}'::tsquery)"
    cursor.execute(
        f"SELECT {points} FROM sourcing_listed l WHERE {where} ORDER BY 1 DESC LIMIT 20"  # noqa: S608
    )
    ideal = [point for (point,) in cursor.fetchall()]
    cursor.execute(
        f"SELECT person_id, {points} FROM sourcing_listed l WHERE person_id = ANY (%s)",  # noqa: S608
        [fast],
    )
    by_person = dict(cursor.fetchall())
    return gain([by_person[one] for one in fast]) / (gain(ideal) or 1)


def gain(points: list[float]) -> float:
    return sum(point / log2(place + 2) for place, point in enumerate(points))
