"""Deadlines no longer than the law's, ways that lead somewhere, breaches told in time."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.document.rights import Right
from ordholden.policy.faults import Fault
from ordholden.policy.periods import Period
from ordholden.policy.rules.places import fault
from ordholden.policy.statutes import Pack, pack_of
from ordholden.policy.vocabulary import REQUESTS


def faults(policy: Policy) -> Iterator[Fault]:
    """Deadlines past the statute's, rights by ways that do not exist, late breach reports."""
    packs = packs_of(policy)
    answer = min((pack.answer_within for pack in packs), key=_hours)
    extend = min((pack.may_extend for pack in packs), key=_hours)
    breach = min((pack.breach_within for pack in packs), key=_hours)
    rights = policy.document.rights
    yield from _within(policy, rights.answer_within, answer, "rights", "answer_within")
    if rights.may_extend:
        yield from _within(policy, rights.may_extend, extend, "rights", "may_extend")
    for word in REQUESTS:
        right = getattr(rights, word)
        if isinstance(right, Right):
            if right.within:
                yield from _within(policy, right.within, answer, "rights", word, "within")
            yield from _ways(policy, word, right)
    yield from _within(
        policy, policy.document.breach.authority_within, breach, "breach", "authority_within"
    )


def packs_of(policy: Policy) -> list[Pack]:
    """The statute packs a policy is written under."""
    return [pack_of(country) for country in policy.document.policy.jurisdictions]


def _within(policy: Policy, said: Period, most: Period, *path: str) -> Iterator[Fault]:
    if _hours(said) > _hours(most):
        yield fault(
            policy,
            f"{'.'.join(path)} says {said}, the law allows {most} at most (GDPR); write {most} or"
            " less",
            *path,
        )


def _hours(period: Period) -> int:
    return period.count if period.unit == "hours" else period.days * 24


def _ways(policy: Policy, word: str, right: Right) -> Iterator[Fault]:
    contacts = policy.document.contact
    point = contacts.get(right.contact or "") if right.contact else None
    if right.contact and point is None:
        yield fault(
            policy,
            f"rights.{word} sends people to contact “{right.contact}”, which is not there; add"
            f" [contact.{right.contact}] or name another",
            *("rights", word, "contact"),
        )
    for index, way in enumerate(right.by):
        key = {"mail": "email", "phone": "phone", "post": "post"}.get(way)
        reachable = [one for one in ([point] if point else contacts.values()) if one]
        address = policy.document.controller.address if way == "post" else ""
        if key and not address and not any(getattr(one, key) for one in reachable):
            yield fault(
                policy,
                f"rights.{word} may be used by {way}, but the contact point has no `{key}`; add it,"
                " or take the way away",
                *("rights", word, "by", index),
            )
