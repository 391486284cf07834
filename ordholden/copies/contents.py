"""What a copy says: everything held, with why, where from and until when (GDPR art. 15)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ordholden.copies import answers, held, own
from ordholden.kit import clock
from ordholden.people.actions import statistics
from ordholden.people.models import Detail, Person
from ordholden.policy import Policy
from ordholden.privacy import lifeline, words
from ordholden.privacy.models import ConsentEvent, NoticeShown
from ordholden.tenants import scope


@dataclass(frozen=True)
class Making:
    """A copy in the making: everything its parts need, read once.

    rows: every row about the person. files: row of a file -> its place in the archive.
    """

    person: Person
    locale: str
    policy: Policy
    made: str
    rows: tuple[held.Row, ...]
    texts: dict[Any, str]
    files: dict[str, str]


def begin(person: Person, locale: str) -> Making:
    """Read everything that is about a person of the tenant in scope."""
    return Making(
        person=person,
        locale=locale,
        policy=scope.required().policy,
        made=clock.now().isoformat(),
        rows=tuple(held.about(person, answers.about(person))),
        texts=own.values(person),
        files={one.key: one.name for one in own.originals(person)},
    )


def everything(making: Making) -> dict[str, Any]:
    """Every value held, with category, source, purposes, basis, when it was collected, and the
    rule and exact day it goes by: the same answers as on the page (JT-37, JT-38, JC-65)."""
    person, policy = making.person, making.policy
    return {
        "controller": policy.document.controller.name,
        "policy": policy.id,
        "made": making.made,
        "told": told(person),
        "held": [
            _held(policy, person, one)
            for one in lifeline.held_about(person, lambda _held: making.texts)
            if not answers.about(person).is_others(one.category)
        ],
        "consents": consents(person),
        "records": records(making),
        "withheld": withheld(making),
    }


def _held(policy: Policy, person: Person, one: lifeline.Held) -> dict[str, Any]:
    why = answers.about(person).why(one.category, {})
    return {
        "category": one.category,
        "name": words.category(one.category),
        "values": list(one.texts),
        "source": why["source"],
        "collected": one.since and one.since.isoformat(),
        "purposes": words.purposes(policy, one.purposes),
        "bases": lifeline.bases_of(policy, person, one.purposes),
        "seen_by": words.seen_by(policy, one.category),
        "rule": one.rule,
        "erased_on": one.ends_on and one.ends_on.isoformat(),
        "waits_for": list(one.waits_for),
    }


def records(making: Making) -> list[dict[str, Any]]:
    """Every row, table by table, as it stands: with its own answers, and the place of its file."""
    found: dict[str, dict[str, Any]] = {}
    for row in making.rows:
        if not row.values:
            continue
        record = row.table.holds.record
        table = found.setdefault(
            row.table.table,
            {
                "table": row.table.table,
                "record": record,
                "name": words.category(record),
                "rows": [],
            },
        )
        table["rows"].append(
            {
                "values": _values(making, row),
                **({"file": making.files[str(row.key)]} if str(row.key) in making.files else {}),
                "collected": row.collected and row.collected.isoformat(),
                "why": row.why,
            }
        )
    return list(found.values())


def _values(making: Making, row: held.Row) -> dict[str, Any]:
    if row.table.model is Detail and row.key in making.texts:
        custom = making.policy.custom_fields().get(row.category)
        return {**row.values, "value": words.answer(custom, making.texts[row.key])}
    return row.values


def told(person: Person) -> list[dict[str, Any]]:
    """The versions of the notice somebody was shown, each with the law that gives them this copy,
    as the version itself names it (JI-52: the old act under the old terms)."""
    rows = NoticeShown.objects.filter(person=person).select_related("notice").order_by("at")
    return [
        {
            "notice": row.notice.number,
            "in_force_from": row.notice.effective_on.isoformat(),
            "shown": row.at.isoformat(),
            "place": row.place,
            "law": words.law_of_access(row.notice.policy),
        }
        for row in rows
    ]


def consents(person: Person) -> list[dict[str, Any]]:
    """Every event of every consent, with the exact words it was about (GDPR art. 7)."""
    events = (
        ConsentEvent.objects.filter(consent__person=person)
        .select_related("consent", "notice")
        .order_by("at", "pk")
    )
    return [
        {
            "consent": event.consent.consent,
            "event": event.kind,
            "at": event.at.isoformat(),
            "notice": event.notice and event.notice.number,
            "locale": event.locale,
            "text": _shown(event),
            "how": event.how,
        }
        for event in events
    ]


def _shown(event: ConsentEvent) -> str:
    """The exact words, from the version of the notice they were shown in."""
    if event.notice is None or not event.locale:
        return ""
    asked = event.notice.policy.document.consent.get(event.consent.consent)
    return asked.text.get(event.locale, "") if asked else ""


# Category, how many, and why it is not shown: what a room above holds that no row here tells of.
Withheld = tuple[str, int, str]
WITHHELD: list[Callable[[Person], Iterable[Withheld]]] = []


def withheld(making: Making) -> list[dict[str, Any]]:
    """What is held and not shown: what, how many, and why."""
    told = (one for more in WITHHELD for one in more(making.person))
    elsewhere = [
        {"category": category, "name": words.category(category), "count": number,
         "why": "others_own", "reason": reason}
        for category, number, reason in told
    ]  # fmt: skip
    return [*_withheld(making), *elsewhere]


def _withheld(making: Making) -> list[dict[str, Any]]:
    count = Counter((one.category, one.why) for row in making.rows for one in row.withheld)
    count.update((category, "statistics") for category in statistics.given(making.person))
    return [
        {"category": category, "name": words.category(category), "count": number, "why": why,
         "reason": _reason(why)}
        for (category, why), number in sorted(count.items())
    ]  # fmt: skip


def _reason(why: str) -> str:
    return {
        "account_key": _("A key to the account: whoever reads it could sign in as you."),
        "others": _("It is about somebody else, who has the same right to be left in peace."),
        "statistics": _("It is kept so that nobody can read it out again; only numbers leave."),
    }[why]
