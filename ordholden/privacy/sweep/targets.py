"""Which rows and columns a retention rule reaches, read from the declarations.

A rule that counts from a moment a table cannot name, or holds under a condition a table cannot
answer, does not reach that table: nothing is ever erased on a guess. Such rules are the ones
the list of planned leaves names.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ordholden.policy import Policy
from ordholden.policy.document import Retain
from ordholden.policy.vocabulary import RECORDS
from ordholden.privacy.datamap import PERSON as PERSON_TABLE
from ordholden.privacy.datamap import Declared, NoSuchPath, Reach, declared, holding
from ordholden.privacy.lifeline import CONTRARY

CONSENT_ANCHORS = {"consent_given", "consent_withdrawn", "consent_ended", "consent_last_used"}
CONSENT_CONDITIONS = {"with_consent", "without_consent"}


class Reached(StrEnum):
    """How much of a table a rule reaches."""

    PERSON = "person"  # the whole person, with everything that goes with them
    ROWS = "rows"
    KEPT = "kept"  # a person of whom only what a law obliges to keep is left
    MARKS = "marks"  # the row is another record's: it only takes the moment of the action
    COLUMNS = "columns"


@dataclass(frozen=True)
class Target:
    """One table reached by one rule.

    anchors: anchor word -> where its moment stands. where: conditions on the row, as SQL.
    """

    rule: Retain
    table: Declared
    how: Reached
    columns: tuple[str, ...]
    categories: tuple[str, ...]
    anchors: dict[str, Reach]
    joins: tuple[str, ...]
    where: tuple[str, ...]


def targets(policy: Policy, rule: Retain, *, told: tuple[str, ...] = ()) -> list[Target]:
    """Every table the rule reaches in this program.

    told: only persons for whom one of these versions (policy ids) is the latest they know of.
    """
    return list(_targets(policy, rule.id, told))


@lru_cache(maxsize=4096)
def _targets(policy: Policy, rule_id: str, told: tuple[str, ...]) -> tuple[Target, ...]:
    """Worked out once for each rule: policies and declarations do not change while we run."""
    rule = next(one for one in policy.document.retain if one.id == rule_id)
    found = (_target(policy, rule, one, told) for one in holding())
    return tuple(one for one in found if one is not None)


def kept_targets(policy: Policy) -> list[Target]:
    """Persons of whom a law alone keeps something, for the rules that say how long it does."""
    person = declared()[PERSON_TABLE]
    found = []
    for rule in policy.document.retain:
        if rule.kept_by_law and any(c.startswith("person.") for c in policy.means(rule.what)):
            target = _target(policy, rule, person, ())
            if target is not None:
                found.append(replace(target, how=Reached.KEPT, columns=(), categories=()))
    return found


def _target(policy: Policy, rule: Retain, table: Declared, told: tuple[str, ...]) -> Target | None:
    reached = _reached(policy, rule, table)
    if reached is None:
        return None
    how, columns, categories = reached
    words = {*rule.anchors}
    if rule.backstop:
        words.add(rule.backstop.anchor)
    if rule.cap:
        words.add(rule.cap.anchor)
    anchors = {word: _anchor(table, rule, word) for word in words}
    conditions = [_condition(table, rule, word) for word in rule.only]
    asked = how is Reached.PERSON and rule.review is not None
    if asked:
        anchors["collected"] = _anchor(table, rule, "collected")
    # What is asked at an interval needs no date of the event it asks about (AB-34).
    if (None in anchors.values() and not asked) or None in conditions:
        return None
    kinds = _people(table, rule)
    if kinds is None:
        return None
    conditions.append(_named_consent(policy, table, rule, how))
    if told:
        version = _told(table, told)
        if version is None:
            return None
        conditions.append(version)
    reaches = [*anchors.values(), *conditions, kinds]
    joins = dict.fromkeys(join for reach in reaches if reach for join in reach.joins)
    where = [c.column for c in conditions if c] + ([kinds.column] if kinds.column else [])
    return Target(
        rule,
        table,
        how,
        columns,
        categories,
        {word: reach for word, reach in anchors.items() if reach},
        tuple(joins),
        tuple(where),
    )


def _reached(
    policy: Policy, rule: Retain, table: Declared
) -> tuple[Reached, tuple[str, ...], tuple[str, ...]] | None:
    holds = table.holds
    whole = {word for word in rule.what if word in RECORDS}
    meant = policy.means(rule.what)
    if table.is_person and "person" in whole:
        return Reached.PERSON, (), ()
    if holds.category_column:
        return (Reached.ROWS, (), tuple(sorted(meant))) if meant else None
    if holds.category:
        return (Reached.ROWS, (), ()) if holds.category in meant else None
    if holds.record in whole and not table.is_person:
        return Reached.ROWS, (), ()
    columns = tuple(n for n, c in holds.personal.items() if c.category in meant)
    if whole & set(holds.also):
        return Reached.MARKS, (), ()
    return (Reached.COLUMNS, columns, ()) if columns and table.is_person else None


def _anchor(table: Declared, rule: Retain, word: str) -> Reach | None:
    """Where the moment of an anchor stands for a row: its own column, or its person's."""
    holds = table.holds
    if word in holds.anchors:
        return table.reach(holds.anchors[word])
    if word in holds.kept_clocks:
        theirs = table.reach(f"{holds.subject}.{declared()[PERSON_TABLE].holds.anchors[word]}")
        own = table.reach(holds.kept_clocks[word]).column
        return Reach(theirs.joins, f"COALESCE({theirs.column}, {own})", theirs.dated)
    if word in CONSENT_ANCHORS and rule.consent:
        return _consent_anchor(table, rule.consent, word)
    person = declared()[PERSON_TABLE].holds
    if (
        word in person.anchors
        and isinstance(holds.subject, str)
        and holds.subject not in ("", "self")
    ):
        return table.reach(f"{holds.subject}.{person.anchors[word]}")
    return None


def _consent_anchor(table: Declared, consent: str, word: str) -> Reach | None:
    columns = {
        "consent_given": "given_at",
        "consent_withdrawn": "withdrawn_at",
        "consent_ended": "ended_at",
        "consent_last_used": "last_used_at",
    }
    person = _person_of(table)
    if person is None:
        return None
    join = (
        f" JOIN privacy_consent pc ON pc.person_id = {person.column}"
        f" AND pc.consent = '{consent}' AND pc.state <> 'given'"
    )
    return Reach((*person.joins, join), f"pc.{columns[word]}", False)


def _condition(table: Declared, rule: Retain, word: str) -> Reach | None:
    """A condition as joins and a true-or-false expression."""
    if word in CONSENT_CONDITIONS:
        return _consent_condition(table, rule, word)
    asked = CONTRARY.get(word, word)
    path = _condition_path(table, asked)
    if path is None:
        return None
    reach = table.reach(path)
    if path.rpartition(".")[2] in ("state", "kind"):
        value = asked.removeprefix("case_")
        return Reach(reach.joins, f"{reach.column} = '{value}'", False)
    negation = "NOT " if word in CONTRARY else ""
    return Reach(reach.joins, f"{negation}{reach.column}", False)


def _told(table: Declared, versions: tuple[str, ...]) -> Reach | None:
    """Only rows of persons to whom an earlier version still applies."""
    subject = table.holds.subject
    if not isinstance(subject, str) or not subject:
        return None
    path = "notified_policy" if subject == "self" else f"{subject}.notified_policy"
    reach = table.reach(path)
    listed = ", ".join(f"'{version}'" for version in versions)
    return Reach(reach.joins, f"{reach.column} IN ({listed})", False)


def _named_consent(policy: Policy, table: Declared, rule: Retain, how: Reached) -> Reach | None:
    """A rule about one consent reaches the rows of that consent only; a rule about mailings,
    those of the consents that mailings rest on."""
    if not table.holds.consent_column:
        return None
    consents = [rule.consent] if rule.consent else []
    if not consents and how is Reached.MARKS:
        mails = policy.document.mail.values()
        consents = sorted({one.consent for one in mails if one.consent}) or [""]
    if not consents:
        return None
    column = table.reach(table.holds.consent_column)
    listed = ", ".join(f"'{consent}'" for consent in consents)
    return Reach(column.joins, f"{column.column} IN ({listed})", False)


def _condition_path(table: Declared, word: str) -> str | None:
    holds = table.holds
    if word in holds.conditions:
        return holds.conditions[word]
    person = declared()[PERSON_TABLE].holds
    if word in person.conditions and isinstance(holds.subject, str) and holds.subject:
        return f"{holds.subject}.{person.conditions[word]}"
    return None


def _consent_condition(table: Declared, rule: Retain, word: str) -> Reach | None:
    person = _person_of(table)
    if person is None or not rule.consent:
        return None
    negation = "" if word == "with_consent" else "NOT "
    return Reach(
        person.joins,
        f"{negation}EXISTS (SELECT FROM privacy_consent wc WHERE wc.person_id = {person.column}"
        f" AND wc.consent = '{rule.consent}' AND wc.state = 'given')",
        False,
    )


def _people(table: Declared, rule: Retain) -> Reach | None:
    """The kinds of people a rule is about, as a condition on the person behind the row.

    A row without a person (an address that subscribes) is reached whatever its kind.
    """
    holds = table.holds
    listed = ", ".join(f"'{kind}'" for kind in rule.who)
    if table.is_person:
        return Reach((), f"t.kinds && ARRAY[{listed}]::text[]", False)
    if holds.subject == "" or not isinstance(holds.subject, str):
        return Reach((), "", False)
    try:
        kinds = table.reach(f"{holds.subject}.kinds")
    except NoSuchPath:
        return None
    state = table.reach(f"{holds.subject}.state").column
    held = table.reach(f"{holds.subject}.held").column
    named = "true" if holds.any_kind else f"{kinds.column} && ARRAY[{listed}]::text[]"
    return Reach(
        kinds.joins,
        f"({kinds.column} IS NULL OR {named}"
        f" AND {state} IN ('pending', 'active', 'restricted') AND NOT {held})",
        False,
    )


def _person_of(table: Declared) -> Reach | None:
    subject = table.holds.subject
    return None if subject == "" else table.reach_person()
