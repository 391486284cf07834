"""What a stage does to the rows it found: one batch, one short transaction, under lock."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy import Period, Policy, due
from ordholden.privacy import emails, erasure, lifeline, stores
from ordholden.privacy.datamap import Declared
from ordholden.privacy.models import Acted, Consent, Erasure, Limit, PurposeReview
from ordholden.privacy.sweep.finding import BESIDE, Probe
from ordholden.privacy.sweep.targets import Reached, Target
from ordholden.tenants import scope

ENDING = ("erase", "anonymise")
Act = Callable[[Target, int, list[Any]], int]


def act(probe: Probe, keys: Sequence[Any]) -> int:
    """Do the stage to these rows (locked by the caller). Returns the rows it changed."""
    return ACTS[probe.do](probe.target, probe.stage, list(keys))


def possible(target: Target, stage: int) -> bool:
    """Whether this program can do the stage to this table; if not, the leaf is planned."""
    do = BESIDE.get(stage) or target.rule.stages[stage].do
    if target.how is Reached.MARKS:
        return do in target.table.holds.marks or do in ENDING
    if do in ("hide", "stop_mailing", "stop_contact"):
        return do in target.table.holds.marks
    if do in ("review", "notify", "ask", "restrict"):
        return target.table.is_person
    return do in ACTS


def _erase(target: Target, stage: int, keys: list[Any]) -> int:
    if target.how is Reached.MARKS:
        return _mark(target, stage, keys)
    if target.how in (Reached.PERSON, Reached.KEPT):
        return _erase_persons(target, keys)
    tally = erasure.Tally()
    if target.how is Reached.COLUMNS:
        rows = erasure.clear(target.table, target.columns, keys)
        tally.add("database", target.table.holds.record, rows)
    else:
        erasure.erase_rows(target.table, keys, tally)
        erasure.close_files(tally, rule=target.rule.id)
    return sum(tally.removed.values())


def _erase_persons(target: Target, keys: list[Any]) -> int:
    """Erase whole persons, or only the kind of person the rule is about, if they are more."""
    kinds, partly = list(target.rule.who), _living_on(target, keys)
    whole = [key for key in keys if key not in partly]
    whole, held = _divide_by_law(whole)
    for key, words in held.items():
        if target.how is Reached.PERSON:
            erasure.reduce_person(key, words, reason=Erasure.Reason.RULE, rule=target.rule.id)
    if whole:
        erasure.erase_persons(
            whole,
            reason=Erasure.Reason.RULE,
            rule=target.rule.id,
            along=frozenset(target.rule.what),
        )
    reduced = len(held) if target.how is Reached.PERSON else 0
    return len(whole) + reduced + erasure.end_kinds(sorted(partly), kinds)


def _living_on(target: Target, keys: list[Any]) -> set[Any]:
    """Those of these persons who stay, as another kind of person than the rule is about."""
    if target.how is Reached.KEPT:  # nothing but a law holds them, and its time is over
        return set()
    kinds, policy = list(target.rule.who), scope.required().policy
    return {
        person.pk
        for person in Person.objects.filter(pk__in=keys).exclude(kinds__contained_by=kinds)
        if lifeline.lives_on(policy, person, without=kinds)
    }


def _divide_by_law(keys: list[Any]) -> tuple[list[Any], dict[Any, list[str]]]:
    """Persons who may go whole, and those of whom a law keeps something, with what it keeps."""
    policy = scope.required().policy
    if not any(rule.kept_by_law for rule in policy.document.retain):
        return keys, {}
    held = {
        person.pk: [word for one in found for word in one.what]
        for person in Person.objects.filter(pk__in=keys)
        if (found := lifeline.kept_by_law(person))
    }
    return [key for key in keys if key not in held], held


def _strip(target: Target, stage: int, keys: list[Any]) -> int:
    """Erase everything of these rows but the categories the stage keeps (JI-58)."""
    kept = scope.required().policy.means(target.rule.stages[stage].keep)
    rows = erasure.strip(target.table, keys, kept)
    _remember(target, stage, keys)
    return rows


def _mark(target: Target, stage: int, keys: list[Any]) -> int:
    """Note the moment of the action on the row; a permission to mail ends with it (WW-78)."""
    do = target.rule.stages[stage].do
    column = target.table.holds.marks["stop_mailing" if do in ENDING else do]
    where = f"{target.table.key} = ANY(%s) AND {column} IS NULL"
    rows = stores.change(target.table, f"{column} = app_now()", where, [keys])
    if target.table.table == Consent._meta.db_table:
        Consent.objects.standing().filter(pk__in=keys).update(
            state=Consent.State.ENDED, ended_at=clock.now()
        )
    _remember(target, stage, keys)
    return rows


def _restrict(target: Target, stage: int, keys: list[Any]) -> int:
    """From here on only storage, and the purposes the stage names (GDPR art. 18)."""
    rule, allowed = target.rule.id, list(target.rule.stages[stage].to)
    Limit.objects.bulk_create(
        [Limit(person_id=key, kind=Limit.Kind.RULE, rule=rule, goes_on=allowed) for key in keys],
        ignore_conflicts=True,
    )
    where = "id = ANY(%s) AND state IN ('pending', 'active')"
    rows = stores.change(target.table, "state = 'restricted'", where, [keys])
    _remember(target, stage, keys)
    return rows


def _review(target: Target, stage: int, keys: list[Any]) -> int:
    """Ask an employee whether it is still needed; the answer's deadline is the rule's."""
    rule, policy = target.rule, scope.required().policy
    today = clock.today(policy.timezone)
    answer_within = rule.review.answer_within if rule.review else Period(1, "months")
    made = PurposeReview.objects.bulk_create(
        [
            PurposeReview(
                person_id=key,
                rule=rule.id,
                asked_on=today,
                answer_by=due(today, answer_within, policy.year_end),
            )
            for key in keys
        ],
        ignore_conflicts=True,
    )
    return len(made)


def _tell(target: Target, stage: int, keys: list[Any]) -> int:
    # Who works here is not asked whether to stay: as that they do.
    staying = _living_on(target, keys) if stage in BESIDE else set()
    told = [(key, target.rule.id) for key in keys if key not in staying]
    emails.due_soon.later_for_each(told)
    _remember(target, stage, keys)
    return len(keys)


def _remember(target: Target, stage: int, keys: list[Any]) -> None:
    """Note that the step was taken, so that the row is not found again tomorrow."""
    person = _persons(target.table, keys)
    Acted.objects.bulk_create(
        [
            Acted(row=key, person_id=person.get(key), rule=target.rule.id, stage=stage)
            for key in keys
        ],
        update_conflicts=True,
        unique_fields=["tenant", "row", "rule", "stage"],
        update_fields=["at"],
    )


def _persons(table: Declared, keys: list[Any]) -> dict[Any, Any]:
    if table.is_person:
        return {key: key for key in keys}
    if table.holds.subject == "":
        return {}
    reach = table.reach_person()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{table.key}, {reach.column} FROM {table.table} t{''.join(reach.joins)}"  # noqa: S608
            f" WHERE t.{table.key} = ANY(%s)",
            [keys],
        )
        return dict(cursor.fetchall())


ACTS: dict[str, Act] = {
    "erase": _erase,
    "anonymise": _erase,  # what is counted is the run's own count: no row is kept
    "strip": _strip,
    "hide": _mark,
    "stop_mailing": _mark,
    "stop_contact": _mark,
    "restrict": _restrict,
    "review": _review,
    "notify": _tell,
    "ask": _tell,
}


def silent_reviews(policy: Policy, today: date) -> list[PurposeReview]:
    """Questions whose deadline has passed without an answer: silence means no (WW-90)."""
    return list(
        PurposeReview.objects.filter(
            answered_at=None, answer_by__lt=today, person__held=False
        ).order_by("answer_by")[:500]
    )
