"""The law a policy is written under: floors, ceilings, refused questions, names of laws."""

import difflib
from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Collect, Retain
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.places import fault, tables
from ordholden.policy.rules.retention import never_longer
from ordholden.policy.rules.rights import packs_of
from ordholden.policy.statutes import (
    PACKS,
    Ceiling,
    Floor,
    Refusal,
    refused_categories,
    refused_question,
)

_ABOUT_APPLICANTS = frozenset({"candidate"})


def faults(policy: Policy) -> Iterator[Fault]:
    """What a statute asks for, forbids, or is not called."""
    for pack in packs_of(policy):
        for floor in pack.floors:
            yield from _floor(policy, floor)
        for ceiling in pack.ceilings:
            yield from _ceiling(policy, ceiling)
    for index, entry in enumerate(policy.document.collect):
        if entry.who in _ABOUT_APPLICANTS:
            yield from _categories(policy, entry, ("collect", index))
            yield from _own_questions(policy, entry, ("collect", index))
            yield from _later(policy, entry, ("collect", index))
    yield from _cited(policy)


def _floor(policy: Policy, floor: Floor) -> Iterator[Fault]:
    kept = policy.means(floor.what) & policy.held()
    rules = [rule for rule in policy.document.retain if kept & policy.reach(rule)]
    unsaid = sorted(
        one
        for one in kept
        if not any(rule.kept_by_law and one in policy.reach(rule) for rule in rules)
    )
    if unsaid:
        index = policy.document.retain.index(rules[0]) if rules else 0
        yield fault(
            policy,
            f"{floor.law} asks for “{unsaid[0]}” to be kept, but no rule says so; write"
            f' kept_by_law = true and law = "{floor.law}" in the rule that keeps it',
            *("retain", index),
        )
    for rule in rules:
        length = rule.stages[-1].after
        if rule.kept_by_law and not never_longer(floor.at_least, length, policy.year_end):
            yield fault(
                policy,
                f"rule “{rule.id}” ends “{sorted(kept & policy.reach(rule))[0]}” after {length},"
                f" but {floor.law} asks for {floor.at_least}; keep it that long",
                *_last_stage(policy, rule),
            )


def _ceiling(policy: Policy, ceiling: Ceiling) -> Iterator[Fault]:
    categories = policy.means(ceiling.what)
    for rule in policy.document.retain:
        concerned = categories & policy.reach(rule) and set(ceiling.who) & set(rule.who)
        counted = set(rule.anchors) & set(ceiling.anchors)
        if not concerned or not counted or set(rule.only) & set(ceiling.exempt):
            continue
        length = rule.stages[-1].after
        if not never_longer(length, ceiling.at_most, policy.year_end):
            yield fault(
                policy,
                f"rule “{rule.id}” keeps applicants who were not hired for {length}; practice"
                f" accepts {ceiling.at_most} at most",
                *_last_stage(policy, rule),
            )
        elif not never_longer(length, ceiling.usual, policy.year_end) and not (
            rule.reason or rule.because.strip()
        ):
            yield fault(
                policy,
                f"rule “{rule.id}” keeps applicants who were not hired for {length}, more than the"
                f" usual {ceiling.usual}; say why in `reason` or `because`",
                *_last_stage(policy, rule),
            )


def _last_stage(policy: Policy, rule: Retain) -> Path:
    index = policy.document.retain.index(rule)
    return ("retain", index, "stages", len(rule.stages) - 1, "after")


def _categories(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    refused = refused_categories(
        policy.document.policy.jurisdictions, entry.at, policy.document.policy.until
    )
    for index, word in enumerate(entry.fields):
        for category in sorted(policy.means((word,))):
            refusal = refused.get(category)
            if refusal and not (refusal.position and entry.positions):
                yield _refused(policy, f"“{category}”", entry, refusal, (*path, "fields", index))


def _own_questions(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    own = policy.custom_fields()
    for index, word in enumerate(entry.fields):
        if word not in own:
            continue
        for text in {*own[word].label.values(), own[word].id.replace("_", " ")}:
            refusal = refused_question(
                text, policy.document.policy.jurisdictions, entry.at, policy.document.policy.until
            )
            if refusal and not (refusal.position and entry.positions):
                yield _refused(
                    policy, f"own field “{own[word].id}”", entry, refusal, (*path, "fields", index)
                )
                break


def _refused(policy: Policy, what: str, entry: Collect, refusal: Refusal, path: Path) -> Fault:
    ways = ["ask from stage “hired”"]
    if refusal.later:
        ways = ['ask at "after_applying", voluntarily and for statistics only', *ways]
    if refusal.position:
        ways.append("write positions = true where the position demands it")
    return fault(
        policy,
        f"{what} is asked of a candidate at “{entry.at}”, but {refusal.sentence};"
        f" {', or '.join(ways)}",
        *path,
    )


def _later(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    """What may not be asked of an applicant may be asked later only for numbers, freely."""
    if entry.at != "after_applying":
        return
    refused = refused_categories(policy.document.policy.jurisdictions, "apply")
    asked = sorted(set(refused) & policy.means(entry.fields))
    if asked and (entry.protect != "statistics" or policy.means(entry.required) & set(asked)):
        yield fault(
            policy,
            f"“{asked[0]}” after an application may be asked for statistics only, and freely;"
            ' write protect = "statistics" and do not require it',
            *path,
        )


def _cited(policy: Policy) -> Iterator[Fault]:
    for path, table in tables(policy):
        law = getattr(table, "law", None)
        if not isinstance(law, str):
            continue
        country, _, rest = law.partition(":")
        name = rest.split(" ")[0]
        pack = PACKS.get(country)
        if pack and name not in pack.laws:
            near = difflib.get_close_matches(name, pack.laws, n=1)
            hint = f"; did you mean {country}:{near[0]}" if near else "; correct the name"
            yield fault(policy, f"no law of {country} is known as “{name}”{hint}", *(*path, "law"))
