"""When a rule acts on one record: the same answer for notice, page, export, sweep and terminal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ordholden.policy.document import Moment, Retain, Step
from ordholden.policy.document.retention import Several
from ordholden.policy.periods import AT_ONCE, CALENDAR, Period, YearEnd, due

Anchors = Mapping[str, date]


@dataclass(frozen=True)
class Due:
    """One stage of one rule for one record.

    on: the day on which the sweep acts, or None; then `waits_for` names the anchors whose
    event has not happened. cut_by: "cap" or "backstop" when that, not the stage, set the day.
    counted_from: the anchor and its date that the day was computed from.
    """

    rule: str
    stage: int
    do: str
    after: str
    on: date | None
    waits_for: tuple[str, ...] = ()
    counted_from: tuple[str, date] | None = None
    cut_by: str = ""
    keep: tuple[str, ...] = ()
    what: tuple[str, ...] = ()


def starting_point(rule: Retain, anchors: Anchors) -> tuple[str, date] | None:
    """The anchor a rule counts from for these events, or None while it has not happened."""
    if isinstance(rule.anchor, str):
        return (rule.anchor, anchors[rule.anchor]) if rule.anchor in anchors else None
    return _combined(rule.anchor, anchors)


def _combined(several: Several, anchors: Anchors) -> tuple[str, date] | None:
    happened = [(anchors[word], word) for word in several.words if word in anchors]
    if not happened or (several.way == "all" and len(happened) < len(several.words)):
        return None
    day, word = min(happened) if several.way == "earliest" else max(happened)
    return word, day


def dues(rule: Retain, anchors: Anchors, year_end: YearEnd = CALENDAR) -> list[Due]:
    """Every stage of the rule with its day, in the order they act.

    anchors: anchor word -> local date of the event, for those that have happened. A stage
    whose anchor is missing has no day, unless a backstop gives its last stage one.
    """
    start = starting_point(rule, anchors)
    found = [
        _stage(rule, number, step, start, anchors, year_end)
        for number, step in enumerate(rule.stages)
    ]
    found = [_bounded(rule, one, anchors, year_end) for one in found]
    return sorted(found, key=lambda one: (one.on or date.max, one.stage))


def _missing(rule: Retain, anchors: Anchors) -> tuple[str, ...]:
    """The events a rule still waits for: of several that all must happen, those that have not."""
    return tuple(word for word in rule.anchors if word not in anchors)


def _stage(
    rule: Retain,
    number: int,
    step: Step,
    start: tuple[str, date] | None,
    anchors: Anchors,
    year_end: YearEnd,
) -> Due:
    return Due(
        rule=rule.id,
        stage=number,
        do=step.do,
        after=str(step.after),
        on=due(start[1], step.after, year_end) if start else None,
        waits_for=() if start else _missing(rule, anchors),
        counted_from=start,
        keep=step.keep,
        what=rule.what,
    )


def _bounded(rule: Retain, one: Due, anchors: Anchors, year_end: YearEnd) -> Due:
    """Apply cap and backstop, which bound the last stage of a rule."""
    if one.stage != len(rule.stages) - 1:
        return one
    for name, moment in (("cap", rule.cap), ("backstop", rule.backstop)):
        end = _end(moment, anchors, year_end)
        if moment is None or end is None:
            continue
        if one.on is not None and (name == "backstop" or one.on <= end):
            continue
        if name == "backstop" and _works(rule, anchors):
            continue
        one = Due(
            rule=one.rule,
            stage=one.stage,
            do=one.do,
            after=str(moment.after),
            on=end,
            counted_from=(moment.anchor, anchors[moment.anchor]),
            cut_by=name,
            keep=one.keep,
            what=one.what,
        )
    return one


def _works(rule: Retain, anchors: Anchors) -> bool:
    """Whether an employment that the rule waits for the end of is running (X-17)."""
    started, ended = anchors.get("employment_started"), anchors.get("employment_ended")
    return "employment_ended" in rule.anchors and started is not None and ended is None


def _end(moment: Moment | None, anchors: Anchors, year_end: YearEnd) -> date | None:
    if moment is None or moment.anchor not in anchors:
        return None
    return due(anchors[moment.anchor], moment.after, year_end)


def is_at_once(period: Period) -> bool:
    """Whether a period lasts no time."""
    return str(period) == AT_ONCE
