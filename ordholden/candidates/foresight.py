"""The day a field would go if nothing more happened from today: told before it is given."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy import Due, Policy
from ordholden.policy.document import Retain
from ordholden.policy.vocabulary import ANCHORS
from ordholden.privacy import lifeline, words

# What happens at the very moment somebody saves something here.
TODAY = ("collected", "last_activity", "last_contact", "last_login")


def somebody(kind: str = "candidate") -> Person:
    """Whoever is about to register: nobody in the database yet."""
    return Person(kinds=[kind], state="active", has_account=True)


def until(
    policy: Policy,
    category: str,
    *,
    person: Person | None = None,
    standing: Collection[str] = (),
    happening: Collection[str] = (),
) -> date | str:
    """The day, or the event it waits for, or "" when no rule of the notice is about it.

    person: None for whoever registers now. standing: the consents that are taken to hold.
    happening: what else happens by filling in this form, by anchor.
    """
    today = clock.today(policy.timezone)
    happened = {word: today for word in TODAY if word in ANCHORS}
    if person is not None:
        happened = lifeline.anchors(person) | {"collected": today, "last_activity": today}
    happened |= dict.fromkeys(happening, today)
    if happening:  # a process begins with it: none has ended
        happened.pop("process_closed", None)
    rule, stages = lifeline.decide(
        policy, person or somebody(), category, happened, frozenset(standing)
    )
    return said(policy, category, rule, stages)


def said(policy: Policy, category: str, rule: Retain | None, stages: list[Due]) -> date | str:
    """What a rule that decides about a category comes to: a day, an event to wait for, or ""."""
    day = lifeline.erased_on(policy, stages, category)
    if day or rule is None:
        return day or ""
    events = dict.fromkeys(word for one in stages for word in one.waits_for)
    return _("Gone once %(event)s") % {"event": words.either([words.once(w) for w in events])}
