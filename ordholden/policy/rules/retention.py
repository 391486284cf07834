"""How long, said so that it can be carried out: stages, anchors, keep-lists and reasons."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Retain, Step
from ordholden.policy.document.retention import Several
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.periods import Period, YearEnd, due
from ordholden.policy.rules.held import held, nameless
from ordholden.policy.rules.places import fault
from ordholden.policy.vocabulary import ACTIONS

_MOVED_BY_MAILING = frozenset({"consent", "mailing", "mailing_use"})
_ENDS = frozenset(key for key, action in ACTIONS.items() if action.ends) | {"strip"}
_FIRST_YEAR = date(2027, 1, 1)  # a year whose successor is a leap year: every case is met


def faults(policy: Policy) -> Iterator[Fault]:
    """Rules that could not be carried out, or not rendered honestly."""
    for index, rule in enumerate(policy.document.retain):
        path: Path = ("retain", index)
        yield from _anchor(policy, rule, path)
        yield from _conditions(policy, rule, path)
        yield from _lengths(policy, rule, path)
        yield from _order(policy, rule, path)
        yield from _steps(policy, rule, path)
        yield from _reasons(policy, rule, path)
    yield from _idle(policy)
    yield from _backups(policy)


@lru_cache(maxsize=1024)
def never_longer(one: Period, other: Period, year_end: YearEnd) -> bool:
    """Whether `one` ends no later than `other`, whichever day of two years it is counted from."""
    if one.unit == other.unit:
        return one.count <= other.count
    days = (_FIRST_YEAR + timedelta(days=n) for n in range(0, 731, 5))
    return all(due(day, one, year_end) <= due(day, other, year_end) for day in days)


def _anchor(policy: Policy, rule: Retain, path: Path) -> Iterator[Fault]:
    if isinstance(rule.anchor, Several):
        ways = [name for name in ("latest", "earliest", "all") if getattr(rule.anchor, name)]
        if len(ways) != 1:
            yield fault(
                policy,
                f"rule “{rule.id}” must combine its events in exactly one way: latest, earliest"
                " or all",
                *(*path, "anchor"),
            )
            return
        if len(set(rule.anchors)) < 2 or len(set(rule.anchors)) < len(rule.anchors):
            yield fault(
                policy,
                f"rule “{rule.id}” combines {' and '.join(rule.anchors)}; name two different"
                " events or more, or just one",
                *(*path, "anchor"),
            )
    records = {policy.record_of(one) for one in policy.reach(rule)}
    if "consent_last_used" in rule.anchors and records - _MOVED_BY_MAILING:
        other = sorted(records - _MOVED_BY_MAILING)[0]
        yield fault(
            policy,
            f"rule “{rule.id}” keeps “{other}” as long as mail is sent, for consent_last_used is"
            " moved by bulk mail; count from what the person does",
            *(*path, "anchor"),
        )


def _conditions(policy: Policy, rule: Retain, path: Path) -> Iterator[Fault]:
    for word in ("with_consent", "without_consent"):
        if word in rule.only and not rule.consent:
            yield fault(
                policy,
                f"rule “{rule.id}” holds only “{word}”, but names no consent; add `consent`",
                *(*path, "only"),
            )
    for one, other in (
        ("never_employed", "ever_employed"),
        ("with_consent", "without_consent"),
        ("with_account", "without_account"),
        ("hired", "not_hired"),
    ):
        if one in rule.only and other in rule.only:
            yield fault(
                policy,
                f"rule “{rule.id}” holds only for “{one}” and “{other}” at once, which nobody is;"
                " take one away",
                *(*path, "only"),
            )


def _lengths(policy: Policy, rule: Retain, path: Path) -> Iterator[Fault]:
    if rule.review and rule.review.every.count == 0:
        yield fault(
            policy,
            f"rule “{rule.id}” is reviewed at no interval; give `every` a length of time",
            *(*path, "review", "every"),
        )


def _order(policy: Policy, rule: Retain, path: Path) -> Iterator[Fault]:
    if any(step.after.unit == "hours" for step in rule.stages):
        return
    for number, (step, after) in enumerate(zip(rule.stages, rule.stages[1:], strict=False)):
        where = (*path, "stages", number + 1)
        if step.do in ACTIONS and ACTIONS[step.do].ends:
            yield fault(
                policy,
                f"rule “{rule.id}” goes on to “{after.do}” after everything is gone; let"
                f" “{step.do}” be the last stage",
                *where,
            )
        elif (
            not never_longer(step.after, after.after, policy.year_end) or step.after == after.after
        ):
            yield fault(
                policy,
                f"rule “{rule.id}” comes to “{after.do}” {after.after} after, which is not later"
                f" than “{step.do}” {step.after} after; put the stages in rising order",
                *(*where, "after"),
            )
    if rule.ask and not any(step.do in _ENDS for step in rule.stages):
        yield fault(
            policy,
            f"rule “{rule.id}” asks before an end it does not have; add an erasing stage",
            *(*path, "ask"),
        )
    if rule.ask and rule.stages[-1].after.days < rule.ask.before.days:
        yield fault(
            policy,
            f"rule “{rule.id}” asks {rule.ask.before} before an end that comes after"
            f" {rule.stages[-1].after}; ask later",
            *(*path, "ask", "before"),
        )


def _steps(policy: Policy, rule: Retain, path: Path) -> Iterator[Fault]:
    for number, step in enumerate(rule.stages):
        where = (*path, "stages", number)
        yield from _keeping(policy, rule, step, where)
        if step.do == "restrict" and not step.to:
            yield fault(
                policy,
                f"rule “{rule.id}” restricts, but does not say to what; name the purposes that may"
                " go on in `to`",
                *where,
            )
        if step.to and step.do != "restrict":
            yield fault(
                policy,
                f"rule “{rule.id}” names purposes in `to` of “{step.do}”; only “restrict” has them",
                *(*where, "to"),
            )
        last = number == len(rule.stages) - 1
        if step.do in ("notify", "ask") and last and rule.review is None:
            yield fault(
                policy,
                f"rule “{rule.id}” ends with “{step.do}”, before nothing; let an erasing stage"
                " follow it",
                *where,
            )
        if step.do == "review" and rule.review is None:
            yield fault(
                policy,
                f"rule “{rule.id}” has a stage “review” but does not say how often and by when;"
                " add `review` with `every` and `answer_within`",
                *where,
            )


def _keeping(policy: Policy, rule: Retain, step: Step, where: Path) -> Iterator[Fault]:
    if step.do == "strip" and not (step.keep and step.keep_for):
        yield fault(
            policy,
            f"rule “{rule.id}” strips, but does not say what stays and for what; add `keep` and"
            " `keep_for`",
            *where,
        )
        return
    if step.do != "strip" and (step.keep or step.keep_for):
        yield fault(
            policy,
            f"rule “{rule.id}” keeps something while it does “{step.do}”; write"
            ' do = "strip", or take `keep` away',
            *where,
        )
        return
    kept = policy.means(step.keep)
    if kept - policy.reach(rule):
        yield fault(
            policy,
            f"rule “{rule.id}” keeps “{sorted(kept - policy.reach(rule))[0]}”, which it does not"
            " reach; add it to `what` or do not keep it",
            *(*where, "keep"),
        )
    for category in sorted(kept & policy.reach(rule)):
        entries = [one for one in policy.document.collect if category in policy.means(one.fields)]
        served = {name for one in entries for name in one.purposes}
        if entries and step.keep_for and step.keep_for not in served:
            yield fault(
                policy,
                f"rule “{rule.id}” keeps “{category}” for purpose “{step.keep_for}”, for which it"
                " was never asked; keep only what serves that purpose",
                *(*where, "keep"),
            )


def _reasons(policy: Policy, rule: Retain, path: Path) -> Iterator[Fault]:
    if rule.kept_by_law and not rule.law:
        yield fault(
            policy,
            f"rule “{rule.id}” says the law keeps it, but not which; add `law`",
            *(*path, "kept_by_law"),
        )


def _idle(policy: Policy) -> Iterator[Fault]:
    """A rule about what is never held promises to erase nothing."""
    known = frozenset().union(*held(policy).values()) | policy.means(nameless(policy))
    for index, rule in enumerate(policy.document.retain):
        for number, word in enumerate(rule.what):
            if not policy.means((word,)) & known:
                yield fault(
                    policy,
                    f"rule “{rule.id}” is about “{word}”, which is never held; take it away, or say"
                    " in [[collect]] where it comes from",
                    *("retain", index, "what", number),
                )


def _backups(policy: Policy) -> Iterator[Fault]:
    keep = policy.document.backup.keep
    for index, rule in enumerate(policy.document.retain):
        last = rule.stages[-1].after
        backups = "backup.copy" in policy.reach(rule) and last.unit != "hours"
        if backups and last.days != keep.days:
            yield fault(
                policy,
                f"rule “{rule.id}” erases backups after {last}, backup.keep says {keep}; write the"
                " same length in both",
                *("retain", index, "stages", len(rule.stages) - 1, "after"),
            )
