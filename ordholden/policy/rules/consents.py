"""Consents: separate, free, about something, and undone as easily as given."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Consent
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.places import fault
from ordholden.policy.rules.purposes import CONSENT_BASES

_ON_CONSENT = CONSENT_BASES | {"10", "9.2.b"}


def faults(policy: Policy) -> Iterator[Fault]:
    """Consents that bundle, repeat, undo too much or too little, or rest under a duty."""
    for name, one in policy.consents().items():
        path: Path = ("consent", name)
        yield from _separate(policy, name, one, path)
        yield from _purposes(policy, name, one, path)
        yield from _withdrawal(policy, name, one, path)
        mailed = any(mail.consent == name for mail in policy.document.mail.values())
        if one.who == "subscriber" and mailed and not one.double_opt_in:
            yield fault(
                policy,
                f"consent “{name}” is given by somebody without an account, so anybody could give"
                " it for them; write double_opt_in = true",
                *path,
            )
    yield from _uses(policy)


def _separate(policy: Policy, name: str, one: Consent, path: Path) -> Iterator[Fault]:
    for other_name, other in policy.consents().items():
        if other_name == name:
            return
        same_words = [locale for locale, text in one.text.items() if other.text.get(locale) == text]
        same_place = (other.who, other.at, other.per) == (one.who, one.at, one.per)
        if same_place and set(other.purposes) == set(one.purposes):
            yield fault(
                policy,
                f"consents “{other_name}” and “{name}” ask the same person the same thing; keep"
                " one, or give each its own purposes",
                *(*path, "purposes"),
            )
        elif same_place and same_words:
            yield fault(
                policy,
                f"consents “{other_name}” and “{name}” have the same words in {same_words[0]}; each"
                " question needs words of its own",
                *(*path, "text"),
            )


def _purposes(policy: Policy, name: str, one: Consent, path: Path) -> Iterator[Fault]:
    elsewhere = _named_outside_purposes(policy)
    for index, word in enumerate(one.purposes):
        purpose = policy.purposes()[word]
        bases = {basis.basis for basis in purpose.bases}
        resting = {basis.basis for basis in purpose.bases if basis.consent == name}
        if not resting and name not in elsewhere:
            yield fault(
                policy,
                f"consent “{name}” asks about purpose “{word}”, which does not rest on it; name the"
                " consent in one of the purpose's bases, or do not ask",
                *(*path, "purposes", index),
            )
        if resting & CONSENT_BASES and "6.1.c" in bases:
            yield fault(
                policy,
                f"consent “{name}” is asked for purpose “{word}”, a legal duty that is carried out"
                " whatever the answer; do not ask for it",
                *(*path, "purposes", index),
            )
        if one.who not in purpose.who:
            yield fault(
                policy,
                f"consent “{name}” asks a {one.who} about purpose “{word}”, which is not for a"
                f" {one.who}; add them to the purpose's `who`",
                *(*path, "purposes", index),
            )


def _withdrawal(policy: Policy, name: str, one: Consent, path: Path) -> Iterator[Fault]:
    if one.withdraw.erase == "profile" and not one.needed:
        yield fault(
            policy,
            f"withdrawing consent “{name}” would erase the whole profile, though only its own"
            ' purposes rest on it; write erase = "sole_basis", or needed = true',
            *(*path, "withdraw", "erase"),
        )
    if one.needed and one.withdraw.erase == "nothing":
        yield fault(
            policy,
            f"nothing is stored without consent “{name}”, yet withdrawing it erases nothing; write"
            ' erase = "sole_basis" or "profile"',
            *(*path, "withdraw", "erase"),
        )
    if one.expires and one.expires.count == 0:
        yield fault(
            policy,
            f"consent “{name}” expires at once; give `expires` a length of time or take it away",
            *(*path, "expires"),
        )
    bundling = one.withdraw.erase == "profile"
    if bundling and "withdrawal_stops_only_it" in policy.promises():
        index = next(
            i
            for i, kept in enumerate(policy.document.promise)
            if kept.keep == "withdrawal_stops_only_it"
        )
        yield fault(
            policy,
            "promise “withdrawal_stops_only_it” cannot be kept while withdrawing consent"
            f" “{name}” erases the profile; give up one of them",
            *("promise", index),
        )


def _uses(policy: Policy) -> Iterator[Fault]:
    """A consent that a collect entry or hand-over waits for must be about that person."""
    for index, entry in enumerate(policy.document.collect):
        consent = policy.consents().get(entry.consent or "")
        if consent and consent.who not in (entry.who, "subscriber"):
            yield fault(
                policy,
                f"collect.{index + 1} asks a {entry.who} when consent “{entry.consent}” stands,"
                f" which only a {consent.who} can give; name a consent of theirs",
                *("collect", index, "consent"),
            )
    for index, hand_over in enumerate(policy.document.disclose):
        needs = "6.1.a" in hand_over.bases or "9.2.a" in hand_over.bases
        resting = [
            basis.consent
            for word in hand_over.purposes
            for basis in policy.purposes()[word].bases
            if basis.basis in _ON_CONSENT and basis.consent
        ]
        if needs and not hand_over.consent and not resting:
            yield fault(
                policy,
                f"hand-over “{hand_over.id}” rests on consent but names none; add `consent`",
                *("disclose", index, "bases"),
            )


def _named_outside_purposes(policy: Policy) -> frozenset[str]:
    document = policy.document
    names = {one.consent for one in document.collect}
    names |= {one.consent for one in document.disclose}
    names |= {one.consent for one in document.mail.values()}
    names |= {one.tracking_consent for one in document.mail.values()}
    return frozenset(name for name in names if name)
