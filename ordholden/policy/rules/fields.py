"""What is asked for: only what has a purpose, protected as it deserves."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Collect, See
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.places import fault
from ordholden.policy.vocabulary import CATEGORIES, Sensitivity

ENCRYPTED = frozenset({"person.national_id", "employment.national_id", "employment.bank_account"})
_SPECIAL_BASES = frozenset({"9.2.a", "9.2.b", "9.2.f"})


def faults(policy: Policy) -> Iterator[Fault]:
    """Fields without purpose or protection, and eyes that see too much."""
    for index, entry in enumerate(policy.document.collect):
        path: Path = ("collect", index)
        yield from _purposes(policy, entry, path)
        yield from _required(policy, entry, path)
        yield from _protection(policy, entry, path)
        yield from _statistics(policy, entry, path)
        yield from _sensitive(policy, entry, path)
    for index, see in enumerate(policy.document.see):
        yield from _seen(policy, see, ("see", index))
    yield from _choices(policy)
    yield from _stance(policy)


def _choices(policy: Policy) -> Iterator[Fault]:
    """A choice offers two answers or more, each once; nothing else offers any."""
    for index, own in enumerate(policy.document.field):
        where: Path = ("field", index)
        if own.kind != "choice":
            if own.choices:
                told = f"own field “{own.id}” offers `choices` and is no choice; take them away"
                yield fault(policy, told, *where, "choices")
            continue
        spoken = [tuple(sorted(one.items())) for one in own.choices]
        if len(set(spoken)) < 2 or len(set(spoken)) < len(spoken):
            told = f"own field “{own.id}” is a choice; give it two answers or more, each once"
            yield fault(policy, told, *where)


def sensitivity(policy: Policy, category: str) -> Sensitivity:
    """How much harm a category can do, own fields included."""
    own = policy.custom_fields().get(category)
    return Sensitivity(own.sensitivity) if own else CATEGORIES[category].sensitivity


def listed(words: object) -> str:
    """Words in quotes, in the order of the alphabet."""
    return ", ".join(f"“{word}”" for word in sorted(words))  # type: ignore[call-overload]


def _purposes(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    if not entry.purposes:
        yield fault(
            policy,
            f"{listed(entry.fields)} have no purpose; name at least one in `purposes`"
            if len(entry.fields) > 1
            else f"{listed(entry.fields)} has no purpose; name at least one in `purposes`",
            *path,
        )
    for index, name in enumerate(entry.purposes):
        purpose = policy.purposes()[name]
        if entry.who not in purpose.who:
            yield fault(
                policy,
                f"{listed(entry.fields)} of a {entry.who} is asked for purpose “{name}”, which is"
                f" not for a {entry.who}; add them to the purpose's `who` or choose another",
                *(*path, "purposes", index),
            )


def _required(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    fields = policy.means(entry.fields)
    for index, word in enumerate(entry.required):
        if not policy.means((word,)) <= fields:
            yield fault(
                policy,
                f"“{word}” is required but not among `fields`; add it there or do not require it",
                *(*path, "required", index),
            )


def _protection(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    naked = policy.means(entry.fields) & ENCRYPTED
    if naked and entry.protect != "encrypted":
        yield fault(
            policy,
            f'{listed(naked)} must be stored encrypted; write protect = "encrypted" in an entry'
            " of its own",
            *path,
        )


def _statistics(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    values = {one for one in policy.means(entry.fields) if policy.record_of(one) == "statistics"}
    rows = [one for one in entry.purposes if policy.purposes()[one].output == "rows"]
    if (values or entry.protect == "statistics") and rows:
        yield fault(
            policy,
            f"{listed(values or entry.fields)} is for statistics alone, but purpose “{rows[0]}”"
            ' reads single rows; give it purposes with output = "aggregate" only',
            *(*path, "purposes"),
        )
    elif values and entry.protect != "statistics":
        yield fault(
            policy,
            f'{listed(values)} is for statistics alone; write protect = "statistics"',
            *path,
        )
    elif entry.purposes and not rows and entry.protect != "statistics":
        yield fault(
            policy,
            f"{listed(entry.fields)} is asked for numbers only; write"
            ' protect = "statistics", so that nobody can read one person\'s',
            *path,
        )


def _sensitive(policy: Policy, entry: Collect, path: Path) -> Iterator[Fault]:
    bases = {basis.basis for name in entry.purposes for basis in policy.purposes()[name].bases}
    stance = policy.document.sensitive.stance
    fields = policy.means(entry.fields)
    special = {one for one in fields if sensitivity(policy, one) is Sensitivity.SPECIAL}
    criminal = {one for one in fields if sensitivity(policy, one) is Sensitivity.CRIMINAL}
    if special and not bases & _SPECIAL_BASES:
        yield fault(
            policy,
            f"{listed(special)} is special (GDPR art. 9); give one of its purposes a basis of"
            " 9.2.a, 9.2.b or 9.2.f, or do not ask for it",
            *path,
        )
    elif special and stance != "allow_with_ground" and "9.2.b" not in bases:
        yield fault(
            policy,
            f"{listed(special)} is asked for, while sensitive.stance is “{stance}”; do not ask,"
            ' or write stance = "allow_with_ground" with its grounds',
            *path,
        )
    if criminal and "10" not in bases:
        yield fault(
            policy,
            f"{listed(criminal)} is about criminal offences (GDPR art. 10); give one of its"
            ' purposes the basis "10", or do not ask for it',
            *path,
        )


def _seen(policy: Policy, see: See, path: Path) -> Iterator[Fault]:
    seen = policy.means(see.what) - policy.means(see.never)
    spare = [word for word in see.never if not policy.means((word,)) & policy.means(see.what)]
    for word in spare:
        yield fault(
            policy,
            f"“{word}” stands in `never` of role “{see.role}”, who does not see it anyway; take it"
            " away, or widen `what`",
            *(*path, "never"),
        )
    values = {one for one in seen if policy.record_of(one) == "statistics"}
    if values and see.how != "aggregate":
        yield fault(
            policy,
            f"role “{see.role}” would read {listed(values)} of single persons; write"
            ' how = "aggregate" in an entry of its own, or list it in `never`',
            *path,
        )
    secret = seen & ENCRYPTED & policy.held()  # a record set also names what nobody here holds
    if secret and see.role != "subject" and see.how not in ("reveal", "masked", "emergency"):
        yield fault(
            policy,
            f"role “{see.role}” would see {listed(secret)} openly; write"
            ' how = "reveal" in an entry of its own, or list it in `never`',
            *path,
        )


def _stance(policy: Policy) -> Iterator[Fault]:
    sensitive = policy.document.sensitive
    if sensitive.stance == "allow_with_ground" and not sensitive.grounds:
        yield fault(
            policy,
            'sensitive.stance is "allow_with_ground" but names no `grounds`; add at least one',
            "sensitive",
        )
    if sensitive.stance != "allow_with_ground" and sensitive.grounds:
        yield fault(
            policy,
            f"sensitive.stance “{sensitive.stance}” allows nothing, so `grounds` mean nothing;"
            ' take them away or write "allow_with_ground"',
            *("sensitive", "grounds"),
        )
