"""What is held about one person, why, and the day each thing goes: one answer for page, export
and terminal, from the same `dues` the sweep turns around."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from ordholden.kit import clock
from ordholden.people.models import Detail, Person
from ordholden.policy import Due, Policy, dues
from ordholden.policy.document import Retain
from ordholden.privacy import words
from ordholden.privacy.datamap import PERSON, Declared, declared, holding
from ordholden.privacy.models import Consent
from ordholden.privacy.versions import binding
from ordholden.tenants import scope

# Categories that are held -> what may be read of the sealed values: id -> text.
Opening = Callable[[Collection[str]], Mapping[UUID, str]]
# What one row says of itself: its own moments (None: not yet), and the conditions it meets.
Own = tuple[frozenset[tuple[str, date | None]], frozenset[tuple[str, bool]]]
OF_THE_PERSON: Own = (frozenset(), frozenset())
NO_FACTS: Mapping[str, bool] = {}
# A condition that is the contrary of one a table declares.
CONTRARY = {
    "never_employed": "ever_employed",
    "without_account": "with_account",
    "not_hired": "hired",
}


@dataclass(frozen=True)
class Held:
    """One category held about a person: since when, what for, and when it goes.

    ends_on: the earliest day on which a rule erases it, or None; then `waits_for` names the
    events that have not happened. stages: every step of the rule that decides, in order.
    """

    category: str
    record: str
    values: int
    since: date | None
    purposes: tuple[str, ...]
    ends_on: date | None
    rule: str = ""
    stages: tuple[Due, ...] = ()
    waits_for: tuple[str, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)


def anchors(person: Person) -> dict[str, date]:
    """Anchor word -> local date, for every clock of the person that has started."""
    zone = ZoneInfo(scope.required().policy.timezone)
    found = {}
    for word, column in declared()[PERSON].holds.anchors.items():
        moment = getattr(person, column)
        if isinstance(moment, datetime):
            found[word] = clock.local_date(moment, zone)
        elif isinstance(moment, date):
            found[word] = moment
    if person.has_employment:
        found["employment_started"] = found.get("employment_ended", found["collected"])
    return found


def applies(
    person: Person, rule: Retain, standing: frozenset[str], facts: Mapping[str, bool] = NO_FACTS
) -> bool:
    """Whether a rule is about this person as they are now. facts: conditions of one row."""
    if not set(rule.who) & set(person.kinds):
        return False
    return all(
        facts[word]
        if word in facts
        else _holds(person, word, consented=(rule.consent or "") in standing)
        for word in rule.only
    )


def _holds(person: Person, word: str, *, consented: bool) -> bool:
    """Whether a condition holds for this person; one that nothing here can answer does not."""
    if word in ("with_consent", "without_consent"):
        return consented is (word == "with_consent")
    asked = CONTRARY.get(word, word)
    column = declared()[PERSON].holds.conditions.get(asked)
    if column is None:
        return False
    value = getattr(person, column)
    fact = value if isinstance(value, bool) else value == asked
    return fact is (word not in CONTRARY)


def bases_of(policy: Policy, person: Person, purposes: Collection[str]) -> list[str]:
    """The legal bases that hold for this person now, of these purposes (WW-45, JT-37)."""
    standing = frozenset(
        Consent.objects.standing().filter(person=person).values_list("consent", flat=True)
    )
    return sorted(
        {
            basis.basis
            for purpose in purposes
            for basis in policy.document.purpose[purpose].bases
            if not basis.when or _holds(person, basis.when, consented=False)
            if not basis.consent or basis.consent in standing
        }
    )


def lives_on(policy: Policy, person: Person, *, without: Collection[str]) -> bool:
    """Whether somebody who is more than one kind of person is still needed as another.

    They are if a rule of the notice gives that other kind an end of its own. Where being one
    kind takes the place of being another (a candidate who came to work), none does (JC-56).
    """
    standing = frozenset(
        Consent.objects.standing().filter(person=person).values_list("consent", flat=True)
    )
    left = set(person.kinds) - set(without)
    return any(
        "person" in rule.what
        and left & set(rule.who)
        and any(step.do in ("erase", "anonymise", "review") for step in rule.stages)
        and applies(person, rule, standing)
        for rule in policy.document.retain
    )


def covered(policy: Policy, person: Person, kinds: Collection[str]) -> frozenset[str]:
    """Categories that have an end of their own by a rule about these kinds, for this person."""
    standing = frozenset(
        Consent.objects.standing().filter(person=person).values_list("consent", flat=True)
    )
    return frozenset(
        category
        for rule in policy.document.retain
        if set(rule.who) & set(kinds) and not rule.kept_by_law and applies(person, rule, standing)
        if any(step.do in ("erase", "anonymise", "review") for step in rule.stages)
        for category in policy.reach(rule)
    )


def ends(policy: Policy, person: Person, category: str) -> tuple[Retain | None, list[Due]]:
    """The rule that ends a category of a person first, and all its stages.

    Where no rule has a day yet, the first that waits for one; where none applies, nothing.
    """
    standing = frozenset(
        Consent.objects.standing().filter(person=person).values_list("consent", flat=True)
    )
    return decide(policy, person, category, anchors(person), standing)


def decide(
    policy: Policy,
    person: Person,
    category: str,
    happened: dict[str, date],
    standing: frozenset[str],
    facts: Mapping[str, bool] = NO_FACTS,
) -> tuple[Retain | None, list[Due]]:
    """`ends`, for a caller that has the clocks and consents at hand, and the facts of a row.

    Of every version that binds for this person the earliest day counts, as in the sweep: a longer
    period waits until they have been told of it (JT-61).
    """
    found: list[tuple[date | None, Retain | None, list[Due]]] = []
    for version in binding(policy, person):
        rule, stages = _decide(version, person, category, happened, standing, facts)
        found.append((erased_on(version, stages, category), rule, stages))
    dated = [one for one in found if one[0]]
    _day, rule, stages = min(dated, key=lambda one: one[0] or date.max) if dated else found[0]
    return rule, stages


def _decide(
    policy: Policy,
    person: Person,
    category: str,
    happened: dict[str, date],
    standing: frozenset[str],
    facts: Mapping[str, bool],
) -> tuple[Retain | None, list[Due]]:
    best: tuple[date, Retain, list[Due]] | None = None
    waiting: tuple[Retain, list[Due]] | None = None
    # What erases the person takes all that is theirs along, whatever else the rule names.
    whole = (
        rule
        for rule in policy.document.retain
        if "person" in rule.what and category not in policy.reach(rule)
    )
    for rule in (*policy.rules_for(category), *whole):
        if not applies(person, rule, standing, facts):
            continue
        stages = dues(rule, happened, policy.year_end)
        day = erased_on(policy, stages, category)
        if day and (best is None or day < best[0]):
            best = (day, rule, stages)
        elif day is None and waiting is None:
            waiting = (rule, stages)
    if best:
        return best[1], best[2]
    return waiting or (None, [])


def erased_on(policy: Policy, stages: list[Due], category: str) -> date | None:
    """The day a category goes: erased, or stripped away."""
    days = [
        one.on
        for one in stages
        if one.on
        and (
            one.do in ("erase", "anonymise")
            or (one.do == "strip" and category not in policy.means(one.keep))
        )
    ]
    return min(days, default=None)


def held_about(person: Person, opening: Opening | None = None) -> list[Held]:
    """Everything held in the person's own row and details, category by category.

    opening: asked once, for what is sealed in the categories that are held; what it does not
    hand out is held and has no text.
    """
    policy = scope.required().policy
    happened = anchors(person)
    standing = frozenset(
        Consent.objects.standing().filter(person=person).values_list("consent", flat=True)
    )
    found, own = [], policy.custom_fields()
    for (category, own_life), (texts, since, values) in _values(person, opening).items():
        moments, facts = own_life
        known = {**happened, **dict(moments), **({"collected": since} if since else {})}
        events = {word: day for word, day in known.items() if day}
        rule, stages = decide(policy, person, category, events, standing, dict(facts))
        day = erased_on(policy, stages, category)
        found.append(
            Held(
                category=category,
                record=policy.record_of(category),
                values=values,
                since=since or happened.get("collected"),
                purposes=_purposes(policy, person, category),
                ends_on=day,
                rule=rule.id if rule else "",
                stages=tuple(stages),
                waits_for=stages[0].waits_for if stages and day is None else (),
                texts=tuple(words.answer(own.get(category), text) for text in texts),
            )
        )
    return found


def _values(
    person: Person, opening: Opening | None
) -> dict[tuple[str, Own], tuple[list[str], date | None, int]]:
    """Category, and the life its rows have of their own -> what can be read of it, since when,
    and how many values there are."""
    found: dict[tuple[str, Own], tuple[list[str], date | None, int]] = {}
    for column, one in declared()[PERSON].holds.personal.items():
        value = getattr(person, column, None)
        if value and isinstance(value, str) and one.category:
            found[one.category, OF_THE_PERSON] = ([value], None, 1)
    zone = ZoneInfo(scope.required().policy.timezone)
    details, elsewhere = list(person.details.order_by("category", "item")), [*_elsewhere(person)]
    categories = {
        *(category for category, _ in found),
        *(one.category for one in details),
        *(one[0] for one in elsewhere),
    }
    opened = opening(categories) if opening else {}
    for detail in details:
        texts, _, count = found.get((detail.category, OF_THE_PERSON), ([], None, 0))
        since = clock.local_date(detail.collected_at, zone)
        text = opened.get(detail.pk) if detail.is_sealed else detail.text
        read = [*texts, text] if text is not None else texts
        found[detail.category, OF_THE_PERSON] = (read, since, count + 1)
    for category, text, moment, own in elsewhere:
        texts, _, count = found.get((category, own), ([], None, 0))
        found[category, own] = ([*texts, text], clock.local_date(moment, zone), count + 1)
    return found


def _elsewhere(person: Person) -> Iterator[tuple[str, str, datetime, Own]]:
    """Values in other tables whose rows name their category: a file by what it is called, a part
    of a CV by all it says in words."""
    for table in holding():
        holds = table.holds
        if not holds.category_column or holds.subject != "person" or table.model is Detail:
            continue
        said = [n for n, one in holds.personal.items() if not one.category and one.free_text]
        texts = ", ".join(f"NULLIF(t.{one}, '')" for one in said)
        named = f"concat_ws(', ', {texts})"
        own = _OwnLife(table)
        asked = [f"t.{holds.category_column}", named, f"t.{holds.anchors['collected']}"]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join([*asked, *own.columns])}"  # noqa: S608
                f" FROM {table.table} t{own.joins} WHERE t.person_id = %s AND {named} <> ''"
                " ORDER BY 1, 3",
                [person.pk],
            )
            for category, text, moment, *said in cursor.fetchall():
                yield category, text, moment, own.read(said)


class _OwnLife:
    """The moments and conditions that a table's rows have of their own, beside their person's."""

    def __init__(self, table: Declared) -> None:
        holds = table.holds
        self.words = [word for word in holds.anchors if word != "collected"]
        self.conditions = list(holds.conditions)
        reaches = [table.reach(holds.anchors[word]) for word in self.words]
        reaches += [table.reach(holds.conditions[word]) for word in self.conditions]
        self.columns = [one.column for one in reaches]
        self.joins = "".join(dict.fromkeys(join for one in reaches for join in one.joins))

    def read(self, said: Sequence[Any]) -> Own:
        """What one row says."""
        zone = ZoneInfo(scope.required().policy.timezone)
        days = [clock.local_date(at, zone) if isinstance(at, datetime) else at for at in said]
        moments = days[: len(self.words)]
        facts = said[len(self.words) :]
        return (
            frozenset(zip(self.words, moments, strict=True)),
            frozenset(
                (word, fact if isinstance(fact, bool) else fact == word)
                for word, fact in zip(self.conditions, facts, strict=True)
            ),
        )


def _purposes(policy: Policy, person: Person, category: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            purpose
            for one in policy.document.collect
            if one.who in person.kinds and category in policy.means(one.fields)
            for purpose in one.purposes
        )
    )


@dataclass(frozen=True)
class KeptByLaw:
    """What a law obliges to keep of a person, by which law, until which day (JC-67, JI-62)."""

    rule: str
    what: tuple[str, ...]
    law: str
    until: date | None


def kept_by_law(person: Person) -> list[KeptByLaw]:
    """What must survive this person's request for erasure. Empty for most people."""
    return [*laws_about(person), *(kept for keeps in KEEPERS for kept in keeps(person))]


def laws_about(person: Person) -> list[KeptByLaw]:
    """What a law of the notice obliges to keep of a person."""
    policy = scope.required().policy
    found = []
    for rule in policy.document.retain:
        # Other records (payments, cases) live by themselves; here it is about who somebody is.
        about_who = any(c.startswith("person.") for c in policy.means(rule.what))
        if rule.kept_by_law and about_who and _concerns(person, rule):
            days = [one.on for one in dues(rule, anchors(person), policy.year_end)]
            last = max((day for day in days if day), default=None)
            if last is None or last > clock.today(policy.timezone):
                found.append(KeptByLaw(rule.id, rule.what, rule.law or "", last))
    return found


# Rooms above say what else must stay of somebody for a while (a lock on what they sent).
KEEPERS: list[Callable[[Person], list[KeptByLaw]]] = []


def _concerns(person: Person, rule: Retain) -> bool:
    """Whether a law's rule is about this person at all."""
    if not set(rule.who) & set(person.kinds):
        return False
    if "employee" in rule.who or "ever_employed" in rule.only:
        return person.has_employment
    return "never_employed" not in rule.only or not person.has_employment
