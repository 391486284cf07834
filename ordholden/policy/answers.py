"""What a policy answers when asked by clause: each rule and lock, each stage, with its day.

An anchor that another rule of the same policy brings about (`stop_mailing` makes
`mailing_stopped`) is projected from the anchors given, and marked as assumed: it holds if
nothing else happens before.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Lock, Retain
from ordholden.policy.document.retention import Several
from ordholden.policy.dues import Due, dues
from ordholden.policy.periods import due
from ordholden.policy.vocabulary import ANCHORS

Anchors = Mapping[str, date]


def rules_serving(policy: Policy, clause: str) -> tuple[Retain, ...]:
    """Retention rules that serve a clause, as a whole or in one of their stages."""
    return tuple(
        rule
        for rule in policy.document.retain
        if clause in rule.clauses or any(clause in step.clauses for step in rule.stages)
    )


def locks_serving(policy: Policy, clause: str) -> tuple[Lock, ...]:
    """Locks that serve a clause."""
    return tuple(lock for lock in policy.document.lock if clause in lock.clauses)


def places_of(policy: Policy, clause: str) -> tuple[str, ...]:
    """Every table of the policy that serves a clause, by path."""
    return tuple(sorted(set(_places(policy.tree, "", clause))))


def _places(node: object, path: str, clause: str) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("clauses") and isinstance(value, list) and clause in value:
                yield path
            else:
                yield from _places(value, f"{path}.{key}" if path else key, clause)
    elif isinstance(node, list):
        for number, item in enumerate(node):
            name = item.get("id", str(number)) if isinstance(item, dict) else str(number)
            yield from _places(item, f"{path}.{name}", clause)


def answer(
    policy: Policy, clause: str, anchors: Anchors, today: date | None = None
) -> dict[str, Any]:
    """All that is due by a clause, as plain JSON values.

    anchors: the events that have happened, by word. today: only echoed, with `past` beside each
    stage that has its day; the language itself has no clock.
    """
    return {
        "policy": policy.id,
        "tenant": policy.tenant,
        "clause": clause,
        "today": today.isoformat() if today else None,
        "rules": [_rule(policy, rule, anchors, today) for rule in rules_serving(policy, clause)],
        "locks": [_lock(policy, lock, anchors) for lock in locks_serving(policy, clause)],
        "places": list(places_of(policy, clause)),
    }


def projected(policy: Policy, rule: Retain, anchors: Anchors) -> dict[str, date]:
    """Anchors of a rule that have not happened, but that other rules will bring about by then."""
    found: dict[str, date] = {}
    for word in rule.anchors:
        made_by = ANCHORS[word].made_by
        if word in anchors or not made_by:
            continue
        days = [
            one.on
            for other in policy.document.retain
            if other.id != rule.id and _same_matter(other, rule)
            for one in dues(other, anchors, policy.year_end)
            if one.do == made_by and one.on
        ]
        if days:
            found[word] = min(days)
    return found


def _same_matter(one: Retain, other: Retain) -> bool:
    """Whether what one rule does can be the event another counts from."""
    consents = {one.consent, other.consent} - {None}
    return len(consents) < 2 and bool(set(one.who) & set(other.who))


def _rule(policy: Policy, rule: Retain, anchors: Anchors, today: date | None) -> dict[str, Any]:
    assumed = projected(policy, rule, anchors)
    known = {**anchors, **assumed}
    used = _anchors_of(rule)
    stages = dues(rule, known, policy.year_end)
    return {
        "rule": rule.id,
        "what": list(rule.what),
        "who": list(rule.who),
        "only": list(rule.only),
        "consent": rule.consent,
        "anchors": {word: known[word].isoformat() for word in used if word in known},
        "stages": [_stage(one, assumed, today) for one in stages],
        "law": rule.law,
        "kept_by_law": rule.kept_by_law,
    }


def _anchors_of(rule: Retain) -> tuple[str, ...]:
    bounds = tuple(one.anchor for one in (rule.cap, rule.backstop) if one)
    return tuple(dict.fromkeys((*rule.anchors, *bounds)))


def _stage(one: Due, assumed: Anchors, today: date | None) -> dict[str, Any]:
    start = one.counted_from
    return {
        "stage": one.stage + 1,
        "after": one.after,
        "do": one.do,
        "due": one.on.isoformat() if one.on else None,
        "counted_from": start[0] if start else None,
        "waits_for": list(one.waits_for),
        "keep": list(one.keep),
        "cut_by": one.cut_by,
        "assumed": bool(start and start[0] in assumed),
        **({"past": one.on <= today} if today and one.on else {}),
    }


def _lock(policy: Policy, lock: Lock, anchors: Anchors) -> dict[str, Any]:
    start, end = lock.starts, lock.until.anchor
    until = due(anchors[end], lock.until.after, policy.year_end) if end in anchors else None
    return {
        "lock": lock.id,
        "what": list(lock.what),
        "refuses": list(lock.refuses),
        "from": anchors[start].isoformat() if start in anchors else None,
        "from_anchor": start,
        "after": str(lock.until.after),
        "until_anchor": end,
        "until": until.isoformat() if until else None,
        "waits_for": [] if until else [end],
        "reason": dict(lock.reason),
    }


def way_of(rule: Retain) -> str:
    """How the anchors of a rule are combined: "", "latest", "earliest" or "all"."""
    return rule.anchor.way if isinstance(rule.anchor, Several) else ""
