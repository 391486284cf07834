"""Names that must lead somewhere: purposes, consents, recipients, fields of the tenant's own."""

from collections.abc import Iterable, Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.places import fault
from ordholden.policy.vocabulary import RECORDS

_Use = tuple[str, Path]  # what is named, and where


def faults(policy: Policy) -> Iterator[Fault]:
    """Names that lead nowhere, names given twice, and things nothing uses."""
    yield from unresolved(policy)
    yield from _twice(policy)
    yield from _unused(policy)


def unresolved(policy: Policy) -> Iterator[Fault]:
    """Names that lead nowhere: nothing deeper can be asked of a policy that has any."""
    known = policy.document
    purposes, consents = set(known.purpose), set(known.consent)
    recipients = {one.id for one in known.recipient}
    yield from _missing(policy, "purpose", purposes, _purposes_named(policy), "[purpose.{}]")
    yield from _missing(policy, "consent", consents, _consents_named(policy), "[consent.{}]")
    yield from _missing(
        policy, "recipient", recipients, _recipients_named(policy), "a [[recipient]] with that id"
    )
    yield from _missing(
        policy, "field", set(policy.custom_fields()), _own_fields_named(policy), "[[field]]"
    )
    for index, one in enumerate(known.field):
        if one.record not in RECORDS:
            yield fault(
                policy,
                f"own field “{one.id}” lives in “{one.record}”: no such record set",
                *("field", index, "record"),
            )


def _missing(
    policy: Policy, noun: str, known: set[str], uses: Iterable[_Use], add: str
) -> Iterator[Fault]:
    for name, path in uses:
        if name not in known:
            yield fault(
                policy,
                f"there is no such {noun} as “{name}”; correct the name or add {add.format(name)}",
                *path,
            )


def _purposes_named(policy: Policy) -> Iterator[_Use]:
    known = policy.document
    for key in ("collect", "see", "recipient", "disclose"):
        for index, one in enumerate(getattr(known, key)):
            yield from _each((key, index, "purposes"), one.purposes)
    for name, consent in known.consent.items():
        yield from _each(("consent", name, "purposes"), consent.purposes)
    for word, mail in known.mail.items():
        yield mail.purpose, ("mail", word, "purpose")
    for index, rule in enumerate(known.retain):
        for number, step in enumerate(rule.stages):
            path = ("retain", index, "stages", number)
            yield from _each((*path, "to"), step.to)
            if step.keep_for:
                yield step.keep_for, (*path, "keep_for")


def _consents_named(policy: Policy) -> Iterator[_Use]:
    known = policy.document
    for name, purpose in known.purpose.items():
        for index, basis in enumerate(purpose.bases):
            if basis.consent:
                yield basis.consent, ("purpose", name, "bases", index, "consent")
    for key in ("collect", "disclose", "retain"):
        for index, one in enumerate(getattr(known, key)):
            if one.consent:
                yield one.consent, (key, index, "consent")
    for index, rule in enumerate(known.retain):
        if rule.ask and rule.ask.consent:
            yield rule.ask.consent, ("retain", index, "ask", "consent")
    for word, mail in known.mail.items():
        if mail.consent:
            yield mail.consent, ("mail", word, "consent")
        if mail.tracking_consent:
            yield mail.tracking_consent, ("mail", word, "tracking_consent")


def _recipients_named(policy: Policy) -> Iterator[_Use]:
    known = policy.document
    for index, one in enumerate(known.recipient):
        if one.under:
            yield one.under, ("recipient", index, "under")
    for index, hand_over in enumerate(known.disclose):
        yield from _each(("disclose", index, "to"), hand_over.to)
    for index, cookie in enumerate(known.cookie):
        if cookie.recipient:
            yield cookie.recipient, ("cookie", index, "recipient")
    for word, mail in known.mail.items():
        if mail.via:
            yield mail.via, ("mail", word, "via")
    for index, place in enumerate(known.storage.place):
        if place.recipient:
            yield place.recipient, ("storage", "place", index, "recipient")


def _own_fields_named(policy: Policy) -> Iterator[_Use]:
    known = policy.document
    places: list[tuple[Path, tuple[str, ...]]] = []
    for index, entry in enumerate(known.collect):
        places += [(("collect", index, "fields"), entry.fields)]
        places += [(("collect", index, "required"), entry.required)]
    for index, see in enumerate(known.see):
        places += [(("see", index, "what"), see.what), (("see", index, "never"), see.never)]
    for index, rule in enumerate(known.retain):
        places += [(("retain", index, "what"), rule.what)]
        places += [
            (("retain", index, "stages", number, "keep"), step.keep)
            for number, step in enumerate(rule.stages)
        ]
    places += [(("lock", index, "what"), one.what) for index, one in enumerate(known.lock)]
    places += [(("recipient", i, "fields"), one.fields) for i, one in enumerate(known.recipient)]
    places += [(("disclose", i, "fields"), one.fields) for i, one in enumerate(known.disclose)]
    for path, words in places:
        yield from (use for use in _each(path, words) if use[0].startswith("own."))


def _each(path: Path, names: Iterable[str]) -> Iterator[_Use]:
    return ((name, (*path, index)) for index, name in enumerate(names))


def _twice(policy: Policy) -> Iterator[Fault]:
    known = policy.document
    for key, noun in (
        ("field", "own field"),
        ("retain", "retention rule"),
        ("lock", "lock"),
        ("recipient", "recipient"),
        ("disclose", "hand-over"),
    ):
        yield from _repeated(policy, key, noun, [one.id for one in getattr(known, key)])
    yield from _repeated(policy, "promise", "promise", [one.keep for one in known.promise])
    yield from _repeated(policy, "measure", "measure", [one.measure for one in known.measure])
    yield from _repeated(policy, "cookie", "cookie", [one.name for one in known.cookie])


def _repeated(policy: Policy, key: str, noun: str, names: list[str]) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield fault(
                policy,
                f"two entries are called {noun} “{name}”; give the second another name, or"
                " make them one",
                *(key, index),
            )


def _unused(policy: Policy) -> Iterator[Fault]:
    purposes = {name for name, _ in _purposes_named(policy)}
    for name in policy.document.purpose:
        if name not in purposes:
            yield fault(
                policy,
                f"nothing is done for purpose “{name}”; name it where data is collected, seen,"
                " mailed or handed over, or take it away",
                *("purpose", name),
            )
    consents = {name for name, path in _consents_named(policy) if path[0] != "retain"}
    for name in policy.document.consent:
        if name not in consents:
            yield fault(
                policy,
                f"nothing rests on consent “{name}”; name it in a purpose's bases, a collect"
                " entry, a hand-over or a mail, or do not ask for it",
                *("consent", name),
            )
    collected = {word for one in policy.document.collect for word in one.fields}
    for index, own in enumerate(policy.document.field):
        if f"own.{own.id}" not in collected:
            label = own.label.get(policy.locale, own.id)
            yield fault(
                policy,
                f"own field “{own.id}” ({label}) has no purpose; name own.{own.id} in a [[collect]]"
                " entry with its purposes, or take it away",
                *("field", index),
            )
