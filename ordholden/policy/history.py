"""From one version of a policy to the next: what changed, what it means, and when things go now.

`compare` classes every change by itself. `effective_dues` holds the promise that goes with it:
a longer period counts for data already held only when its person has been told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ordholden.policy.compiled import Policy
from ordholden.policy.document.asking import Collect, See
from ordholden.policy.dues import Anchors, Due, dues
from ordholden.policy.judgements import judge_of
from ordholden.policy.judging import CLASSES, EFFECTS, Class, Leaf, strictest
from ordholden.policy.vocabulary import STAGES

__all__ = ["CLASSES", "Change", "Class", "binding", "compare", "effective_dues", "overall"]

_NAMED_BY = ("id", "keep", "measure", "name", "do", "country")


@dataclass(frozen=True)
class Change:
    """One difference between two versions. before, after: None when it is not there."""

    path: str
    before: Any
    after: Any
    cls: Class
    sentence: str


def compare(old: Policy, new: Policy) -> list[Change]:
    """Every change from one version to the next, in the order of the file."""
    leaves = _differences((), _shape(old), _shape(new), {}, {})
    return [_change(leaf) for leaf in leaves]


def overall(changes: Iterable[Change]) -> Class:
    """The strictest class of several changes: what publishing the new version asks for."""
    return strictest([one.cls for one in changes])


def effective_dues(rule_id: str, anchors: Anchors, versions: Iterable[Policy]) -> list[Due]:
    """The days a rule acts on one record that several versions bind, the earliest of each action.

    versions: the policies the record was collected under, its person was last told of, every
    one in force since then, and the current one, in any order. A version without the rule binds
    nothing by it. Never later than any of the versions says: a change alone delays nothing.
    """
    found: dict[tuple[str, tuple[str, ...]], Due] = {}
    for version in versions:
        for rule in version.document.retain:
            if rule.id != rule_id:
                continue
            for one in dues(rule, anchors, version.year_end):
                key = (one.do, tuple(sorted(version.means(one.keep))))
                found[key] = _earlier(found.get(key), one)
    return sorted(found.values(), key=lambda one: (one.on or date.max, one.stage))


def binding(collected: Policy, notified: Policy, since: Iterable[Policy]) -> tuple[Policy, ...]:
    """The versions that bind a record: what `effective_dues` takes.

    collected: the version the record was collected under; notified: the one its person was last
    told of; since: every version in force after that, the current one included. Where the
    version people were told of says `on_change = "notify"`, being told is enough; otherwise
    what was said when the data was given goes on binding until they have agreed again, and
    `collected` moves.
    """
    told = notified.document.policy.on_change == "notify"
    found = {one.id: one for one in (*(() if told else (collected,)), notified, *since)}
    return tuple(found.values())


def _earlier(known: Due | None, other: Due) -> Due:
    if known is None or known.on is None:
        return other if known is None or other.on is not None else known
    return other if other.on is not None and other.on < known.on else known


# ------------------------------------------------------------------ the tree that is compared
def _shape(policy: Policy) -> dict[str, Any]:
    """The file as nested names: lists of tables by their ids, fields and eyes by what they mean."""
    tree = policy.document.model_dump(mode="json", by_alias=True)
    tree["collect"] = _collected(policy)
    tree["see"] = _seen(policy)
    shaped = _by_name(tree)
    assert isinstance(shaped, dict)
    return shaped


def _by_name(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _by_name(item) for key, item in value.items() if item is not None}
    if isinstance(value, list) and value and isinstance(value[0], dict) and "basis" not in value[0]:
        named: dict[str, Any] = {}
        for index, item in enumerate(value):
            name = next((str(item[key]) for key in _NAMED_BY if item.get(key)), str(index + 1))
            named[name if name not in named else f"{name} {index + 1}"] = _by_name(item)
        return named
    return value


def _collected(policy: Policy) -> dict[str, dict[str, dict[str, Any]]]:
    """Who -> category -> how it is asked for; several entries for one are taken together."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in policy.document.collect:
        for category in sorted(policy.means(entry.fields)):
            known = found.setdefault(entry.who, {}).get(category)
            asked = _asked(policy, entry, category)
            found[entry.who][category] = asked if known is None else _together(known, asked)
    return found


def _asked(policy: Policy, entry: Collect, category: str) -> dict[str, Any]:
    return {
        "at": entry.at,
        "purposes": sorted(entry.purposes),
        "required": category in policy.means(entry.required),
        "source": entry.source,
        "channel": entry.channel or None,
        "consent": entry.consent,
        "protect": entry.protect or None,
        "positions": entry.positions,
        "why": entry.why,
    }


def _together(known: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    first, second = sorted((known, asked), key=lambda one: STAGES[one["at"]].step)
    return {
        **first,
        "purposes": sorted({*first["purposes"], *second["purposes"]}),
        "required": first["required"] or second["required"],
        "source": first["source"] if first["source"] == second["source"] else "several",
        "channel": first["channel"] if second["channel"] else None,
        "consent": first["consent"] if second["consent"] else None,
        "protect": first["protect"] if second["protect"] else None,
        "positions": first["positions"] and second["positions"],
    }


def _seen(policy: Policy) -> dict[str, dict[str, dict[str, Any]]]:
    """Role -> category -> how it is seen and for what."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for see in policy.document.see:
        for category in sorted(policy.means(see.what) - policy.means(see.never)):
            known = found.setdefault(f"{see.role} {see.how}", {}).setdefault(category, _eye(see))
            known["purposes"] = sorted({*known["purposes"], *see.purposes})
    return found


def _eye(see: See) -> dict[str, Any]:
    return {"how": see.how, "purposes": sorted(see.purposes)}


# ------------------------------------------------------------------ differences
def _differences(
    path: tuple[str, ...], before: Any, after: Any, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Leaf]:
    if before == after or (_is_set(before, after) and set(before or ()) == set(after or ())):
        return
    before, after = _as_shelf(before, after), _as_shelf(after, before)
    if isinstance(before, dict) and isinstance(after, dict):
        inner = (old, new) if _part(path) else (before, after)
        for key in dict.fromkeys([*before, *after]):
            yield from _differences((*path, key), before.get(key), after.get(key), *inner)
    elif isinstance(before or after, dict) and _holds_tables(path):
        for key, value in (before or after).items():
            was, will = (value, None) if after is None else (None, value)
            yield from _differences((*path, key), was, will, old, new)
    else:
        yield Leaf(path, before, after, *_around(before, after, old, new))


def _as_shelf(value: Any, beside: Any) -> Any:
    """An empty list beside named tables is a shelf with nothing on it."""
    return {} if value == [] and isinstance(beside, dict) else value


def _part(path: tuple[str, ...]) -> bool:
    """Whether a table is a part of its owner (a stage, a text), judged in the owner's context."""
    return len(path) > 2 and path[0] not in ("collect", "see")


def _around(
    before: Any, after: Any, old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """A table that comes or goes is its own context; one that turns into a word is not."""
    if (before is None or after is None) and isinstance(before or after, dict):
        return (before or old, after or new)
    return old, new


def _holds_tables(path: tuple[str, ...]) -> bool:
    """Whether a key is a shelf of named tables rather than a table itself."""
    return path in {("collect",), ("see",)} or (len(path) == 2 and path[0] in ("collect", "see"))


def _is_set(before: Any, after: Any) -> bool:
    lists = [one for one in (before, after) if isinstance(one, list)]
    return len(lists) == 2 and all(isinstance(item, str) for one in lists for item in one)


def _change(leaf: Leaf) -> Change:
    cls = judge_of(leaf.path)(leaf)
    path = ".".join(leaf.path)
    said = f"{path}: {_said(leaf.before)} becomes {_said(leaf.after)}; {EFFECTS[cls]}"
    if leaf.before is None:
        said = f"{path} is new: {_said(leaf.after)}; {EFFECTS[cls]}"
    elif leaf.after is None:
        said = f"{path} is gone, it was {_said(leaf.before)}; {EFFECTS[cls]}"
    return Change(path, leaf.before, leaf.after, cls, said)


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        told = value.get("text") or value.get("name") or value.get("do") or "an entry"
        return str(next(iter(told.values()))) if isinstance(told, Mapping) else str(told)
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value) or "nothing"
    return (
        "nothing" if value is None else str(value).lower() if value in (True, False) else str(value)
    )
