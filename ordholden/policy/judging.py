"""What a change of one leaf means for people: the classes, and how a value is judged.

Nobody picks “minor”: the class of a change follows from the leaf and its direction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ordholden.policy.periods import NotAPeriod, Period, parse_period

Class = Literal["neutral", "tighten", "notify", "reconsent"]
CLASSES: tuple[Class, ...] = ("neutral", "tighten", "notify", "reconsent")  # the mildest first
EFFECTS: dict[Class, str] = {
    "neutral": "nothing changes for data already held",
    "tighten": "holds at once, also for data already held",
    "notify": "data already held keeps the stricter of both until the person has been told",
    "reconsent": "an earlier yes stays valid for what it said; the new waits for a new yes",
}
CONSENT_BASES = frozenset({"6.1.a", "9.2.a", "device_consent", "marketing_consent"})
Table = Mapping[str, Any]


@dataclass(frozen=True)
class Leaf:
    """One place that differs. A value is None when it is not there.

    old, new: the nearest tables around it in either version, for judging in context.
    """

    path: tuple[str, ...]
    before: Any
    after: Any
    old: Table = field(default_factory=dict, repr=False)
    new: Table = field(default_factory=dict, repr=False)


Judge = Callable[[Leaf], Class]


def always(cls: Class) -> Judge:
    """The same class whichever way the value moves."""
    return lambda leaf: cls


def length(*, longer: Class = "notify", shorter: Class = "tighten") -> Judge:
    """A length of time: no length at all counts as longer than any."""

    def judge(leaf: Leaf) -> Class:
        one, other = _span(leaf.before), _span(leaf.after)
        if one is None or other is None:
            return longer if other is None else shorter
        if {one.unit, other.unit} & {"hours"}:
            return longer if _hours(other) > _hours(one) else shorter
        if one.unit == other.unit or (one.count, other.count) == (0, 0):
            return longer if other.count > one.count else shorter
        return shorter if _surely_shorter(other, one) else longer

    return judge


def figure(*, more: Class, less: Class) -> Judge:
    """A number."""
    return lambda leaf: more if (leaf.after or 0) > (leaf.before or 0) else less


def words(*, more: Class = "notify", fewer: Class = "tighten") -> Judge:
    """A list of words as a set: the stricter class when it both gains and loses some."""

    def judge(leaf: Leaf) -> Class:
        old, new = set(leaf.before or ()), set(leaf.after or ())
        found: list[Class] = [more] if new - old else []
        return strictest([*found, *([fewer] if old - new else [])])

    return judge


def flag(*, on: Class, off: Class) -> Judge:
    """A yes or no."""
    return lambda leaf: on if leaf.after else off


def order(*strictness: str, looser: Class = "notify") -> Judge:
    """A word of a scale, named from the loosest to the strictest."""

    def judge(leaf: Leaf) -> Class:
        if leaf.before not in strictness or leaf.after not in strictness:
            return looser
        risen = strictness.index(leaf.after) > strictness.index(leaf.before)
        return "tighten" if risen else looser

    return judge


def presence(*, added: Class, removed: Class, changed: Judge | None = None) -> Judge:
    """Something that is there or not; `changed` judges a value that is there in both."""

    def judge(leaf: Leaf) -> Class:
        if leaf.before is None:
            return added
        if leaf.after is None:
            return removed
        return changed(leaf) if changed else strictest([added, removed])

    return judge


def unless_floor(ordinary: Judge, floor: Judge) -> Judge:
    """A rule that erases gets looser when it reaches less; one the law demands, when more."""

    def judge(leaf: Leaf) -> Class:
        lawful = leaf.old.get("kept_by_law") or leaf.new.get("kept_by_law")
        return floor(leaf) if lawful else ordinary(leaf)

    return judge


def on_consent(judge: Judge) -> Judge:
    """What widens something that rests on consent needs a new yes."""

    def judged(leaf: Leaf) -> Class:
        found = judge(leaf)
        return "reconsent" if found == "notify" and _rests_on_consent(leaf) else found

    return judged


def strictest(classes: list[Class]) -> Class:
    """The strictest of several classes; “neutral” of none."""
    return max(classes, key=CLASSES.index, default="neutral")


def _rests_on_consent(leaf: Leaf) -> bool:
    tables = [leaf.old, leaf.new, *(one for one in (leaf.before, leaf.after) if _is_table(one))]
    return any(
        table.get("consent") or CONSENT_BASES & {_basis(one) for one in table.get("bases") or ()}
        for table in tables
    )


def _basis(one: Any) -> str:
    return str(one["basis"]) if isinstance(one, Mapping) else str(one)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _span(value: object) -> Period | None:
    try:
        return parse_period(value) if isinstance(value, str) else None
    except NotAPeriod:
        return Period(0, "days") if value in ("without_delay", "session") else None


def _hours(period: Period) -> int:
    return period.count if period.unit == "hours" else period.days * 24


def _surely_shorter(one: Period, other: Period) -> bool:
    """Whether the longest that `one` can last is no more than the least that `other` can."""
    return one.days <= _least_days(other)


def _least_days(period: Period) -> int:
    least = {"days": 1, "weeks": 7, "months": 28, "years": 365}
    return period.count * least.get(period.unit, 365)
