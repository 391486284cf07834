"""Nothing lives for ever: every record of everybody, in any circumstances, comes to an end.

Time is the only thing that passes: nobody writes, signs in, closes a process or answers. A
record lives on in that stillness only while an agreement runs (an employment, an active ad, a
standing consent), and that is said. Everything else must reach an end within a known time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Retain
from ordholden.policy.faults import Fault
from ordholden.policy.rules.assurance import Assurance, assured
from ordholden.policy.rules.held import held, nameless
from ordholden.policy.rules.places import fault
from ordholden.policy.rules.worlds import World, worlds
from ordholden.policy.vocabulary import ACTIONS, categories_of


@dataclass(frozen=True)
class Bound:
    """The longest a record of one kind of person is kept when nothing more happens.

    after: length of time as the policy says it ("2 years"); days: about how many, to compare.
    live: the running agreement that keeps it meanwhile, or "". by: the rules that end it.
    """

    record: str
    who: str
    when: str
    after: str
    days: int
    counted_from: str
    live: str
    by: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The bound in one English sentence, for the control page."""
        when = f" ({self.when})" if self.when else ""
        live = f", while {self.live} lasts not counted" if self.live else ""
        since = f" after {self.counted_from.replace('_', ' ')}" if self.counted_from else ""
        return f"{self.record} of a {self.who}{when}: gone {self.after}{since}{live}"


@dataclass(frozen=True)
class Ending:
    """How one rule ends one category, and whether it surely does."""

    rule: Retain
    sure: Assurance


def faults(policy: Policy) -> Iterator[Fault]:
    """Records nothing speaks of, and records nothing surely ends."""
    unsaid = _Gathered()
    undying = _Gathered()
    for record, kind, world, categories, rules in _states(policy):
        silent = frozenset(c for c in categories if not any(_may_end(policy, r, c) for r in rules))
        if silent:
            place = _where(policy, record, kind, rules)
            for what in [record] if silent == categories else sorted(silent):
                unsaid.add(place, what, world.said, kind)
        for category in categories - silent:
            for rule in _unsure(policy, record, kind, world, category, rules):
                place = ("retain", policy.document.retain.index(rule))
                undying.add(place, record, world.said, kind)
    for place, whats, whens, kinds in unsaid.groups():
        yield _unsaid(policy, place, whats, whens, kinds)
    for place, whats, whens, kinds in undying.groups():
        yield _undying(policy, place, whats, whens, kinds)
    yield from _nameless(policy)


_Place = tuple[str | int, ...]
_Names = tuple[str, ...]


class _Gathered:
    """Findings that say the same of several records, circumstances or kinds, said once."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[_Place, str, str], dict[str, None]] = {}

    def add(self, place: _Place, what: str, when: str, kind: str) -> None:
        """Note one finding."""
        self._kinds.setdefault((place, what, when), {})[kind] = None

    def groups(self) -> Iterator[tuple[_Place, _Names, _Names, _Names]]:
        """Place, what, circumstances and kinds, each said together as far as they agree."""
        groups: dict[tuple[_Place, _Names], tuple[dict[str, None], dict[str, None]]] = {}
        for (place, what, when), kinds in self._kinds.items():
            whats, whens = groups.setdefault((place, tuple(kinds)), ({}, {}))
            whats[what] = None
            whens[when] = None
        for (place, kinds_named), (whats, whens) in groups.items():
            yield place, tuple(whats), tuple(whens), kinds_named


def _nameless(policy: Policy) -> Iterator[Fault]:
    for record in nameless(policy):
        categories = categories_of(record)
        rules = [rule for rule in policy.document.retain if categories & policy.reach(rule)]
        ending = [
            rule
            for rule in rules
            for kind in rule.who
            if all(_ends(policy, rule, record, kind, World(), one) for one in categories)
        ]
        if not rules:
            yield _unsaid(policy, ("retain",), (record,), (), ())
        elif not ending:
            place = ("retain", policy.document.retain.index(rules[0]))
            yield _undying(policy, place, (record,), (), ())


def bounds(policy: Policy) -> tuple[Bound, ...]:
    """The bound of every (record, kind of person, circumstances) of a policy that compiles."""
    found: dict[tuple[str, str, str], Bound] = {}
    for record, kind, world, categories, rules in _states(policy):
        for category in categories:
            one = _bound(policy, record, kind, world, category, rules)
            key = (record, kind, world.said)
            if one and (key not in found or found[key].days < one.days):
                found[key] = one
    return tuple(found[key] for key in sorted(found))


_State = tuple[str, str, World, frozenset[str], tuple[Retain, ...]]


def _states(policy: Policy) -> Iterator[_State]:
    """Record, kind, circumstances, categories held, and the rules that speak of them then."""
    for kind, categories in sorted(held(policy).items()):
        by_record: dict[str, set[str]] = {}
        for category in categories:
            by_record.setdefault(policy.record_of(category), set()).add(category)
        for record, members in sorted(by_record.items()):
            touching = [r for r in policy.document.retain if policy.reach(r) & members]
            concerned = [r for r in touching if _speaks_of(r, kind, frozenset())]
            for world in worlds(policy, record, kind, concerned):
                then = tuple(
                    r
                    for r in touching
                    if _speaks_of(r, kind, world.conditions) and world.holds(r, record)
                )
                yield record, kind, world, frozenset(members), then


def _speaks_of(rule: Retain, kind: str, conditions: frozenset[str]) -> bool:
    """A candidate who has been employed is met by the rules for employees too."""
    return kind in rule.who or ("ever_employed" in conditions and "employee" in rule.who)


def _unsure(
    policy: Policy, record: str, kind: str, world: World, category: str, rules: tuple[Retain, ...]
) -> Iterator[Retain]:
    """The rules that ought to end a category and may never do so."""
    able = [rule for rule in rules if _may_end(policy, rule, category)]
    floors = [rule for rule in able if rule.kept_by_law]
    others = [rule for rule in able if not rule.kept_by_law]
    for rule in floors:  # what the law keeps, nothing else may end
        if not _ends(policy, rule, record, kind, world, category):
            yield rule
    if floors or any(_ends(policy, one, record, kind, world, category) for one in others):
        return
    yield from others[:1]


def _may_end(policy: Policy, rule: Retain, category: str) -> bool:
    if category not in policy.reach(rule):
        return False
    return rule.review is not None or any(_step_ends(policy, rule, n, category) for n in _all(rule))


def _step_ends(policy: Policy, rule: Retain, number: int, category: str) -> bool:
    step = rule.stages[number]
    if step.do == "strip":
        return category not in policy.means(step.keep)
    return ACTIONS[step.do].ends


def _all(rule: Retain) -> range:
    return range(len(rule.stages))


def _ends(
    policy: Policy, rule: Retain, record: str, kind: str, world: World, category: str
) -> Ending | None:
    """How a rule surely ends a category, or None."""
    if category not in policy.reach(rule):
        return None
    number = next((n for n in _all(rule) if _step_ends(policy, rule, n, category)), None)
    found = assured(policy, rule, number, record, kind, world.conditions)
    return Ending(rule, found) if found else None


def _bound(
    policy: Policy, record: str, kind: str, world: World, category: str, rules: tuple[Retain, ...]
) -> Bound | None:
    endings = [
        one for one in (_ends(policy, r, record, kind, world, category) for r in rules) if one
    ]
    if not endings:
        return None
    floors = [one for one in endings if one.rule.kept_by_law]
    others = [one for one in endings if not one.rule.kept_by_law]
    first = min(others, key=_length, default=None)
    last = max([*floors, *([first] if first else [])], key=_length)
    return Bound(
        record=record,
        who=kind,
        when=world.said,
        after=last.sure.after,
        days=last.sure.days,
        counted_from=last.sure.anchor,
        live=last.sure.live,
        by=tuple(one.rule.id for one in endings),
    )


def _length(one: Ending) -> tuple[bool, int]:
    return bool(one.sure.live), one.sure.days


def _unsaid(policy: Policy, place: _Place, whats: _Names, whens: _Names, kinds: _Names) -> Fault:
    return fault(
        policy,
        f"no rule ends {_quoted(whats)}{_whose(kinds)}{_in(whens)}, so it would be kept for ever;"
        " add a [[retain]] rule that erases it, or widen the `who` and `only` of one",
        *place,
    )


def _undying(policy: Policy, place: _Place, whats: _Names, whens: _Names, kinds: _Names) -> Fault:
    rule = policy.document.retain[int(place[1])]
    return fault(
        policy,
        f"rule “{rule.id}” counts from {' and '.join(rule.anchors)}, which may never come for"
        f" {_quoted(whats)}{_whose(kinds)}{_in(whens)}; add a `backstop`, a `review`, or a rule"
        " that surely ends it",
        *(*place, "anchor"),
    )


def _quoted(words: _Names) -> str:
    return ", ".join(f"“{one}”" for one in words)


def _whose(kinds: _Names) -> str:
    return f" of {_quoted(kinds)}" if kinds else ""


def _in(whens: _Names) -> str:
    """The circumstances, at most two of them: more would not be a sentence."""
    told = [one for one in whens if one]
    if not told or len(told) < len(whens):
        return ""
    return f" ({'; '.join(told[:2])}{'; and others' if len(told) > 2 else ''})"


def _where(
    policy: Policy, record: str, kind: str, rules: tuple[Retain, ...]
) -> tuple[str | int, ...]:
    """The rule that says too little, else where the record is asked for, else the rules at all."""
    if rules:
        return ("retain", policy.document.retain.index(rules[0]))
    for index, one in enumerate(policy.document.retain):
        if record in {policy.record_of(category) for category in policy.reach(one)}:
            return ("retain", index, "who")
    for index, entry in enumerate(policy.document.collect):
        records = {policy.record_of(one) for one in policy.means(entry.fields)}
        if entry.who == kind and record in records:
            return ("collect", index)
    return ("retain",)
