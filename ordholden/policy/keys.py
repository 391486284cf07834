"""From a leaf to the keys of what must keep it: which function of the program would act on it."""

from collections.abc import Callable

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Collect, Recipient, Retain

Parts = tuple[str, ...]
Keys = tuple[str, ...]


def keys_of(policy: Policy, path: str, value: object) -> Keys:
    """The enforcement keys of one leaf. Several when one value works on several records."""
    table, *rest = path.split(".")
    finder = _FINDERS.get(table)
    if finder:
        return finder(policy, tuple(rest), str(value))
    name = next((part for part in rest if not part.isdigit()), "")
    return (f"{table}/{name}" if name else table,)


def records_of(policy: Policy, words: tuple[str, ...]) -> tuple[str, ...]:
    """The record sets that words of a rule reach into."""
    own = policy.custom_fields()
    return tuple(
        sorted({own[word].record if word in own else word.partition(".")[0] for word in words})
    )


def _retain(policy: Policy, parts: Parts, value: str) -> Keys:
    rule = next(one for one in policy.document.retain if one.id == parts[0])
    name = parts[1]
    if name == "stages":
        return _stage(policy, rule, parts)
    if name == "what":
        return tuple(
            f"retain/{step.do}/{record}"
            for step in rule.stages
            for record in records_of(policy, (value,))
        )
    if name == "anchor":
        return (f"retain/anchor/{value}",)
    if name == "only":
        return (f"retain/only/{value}",)
    if name in ("who", "id"):
        return tuple(
            f"retain/{rule.stages[-1].do}/{record}" for record in records_of(policy, rule.what)
        )
    return (f"retain/{name}",)


def _stage(policy: Policy, rule: Retain, parts: Parts) -> Keys:
    step = rule.stages[int(parts[2])]
    if parts[3] in ("keep", "keep_for"):
        return ("retain/keep",)
    if parts[3] == "to":
        return ("retain/restrict_to",)
    return tuple(f"retain/{step.do}/{record}" for record in records_of(policy, rule.what))


def _collect(policy: Policy, parts: Parts, value: str) -> Keys:
    one: Collect = policy.document.collect[int(parts[0])]
    name = parts[1]
    if name in ("channel", "consent", "positions"):
        return (f"collect/{name}",)
    if name in ("protect", "source"):
        return (f"collect/{name}/{value}",)
    return (f"collect/{one.at}",)


def _see(policy: Policy, parts: Parts, value: str) -> Keys:
    one = policy.document.see[int(parts[0])]
    return (f"see/how/{value}",) if parts[1] == "how" else (f"see/{one.role}",)


def _consent(policy: Policy, parts: Parts, value: str) -> Keys:
    one = policy.document.consent[parts[0]]
    if parts[1] == "withdraw":
        return ("consent/withdraw",) if parts[2] != "erase" else (f"consent/withdraw/{value}",)
    if parts[1] in ("expires", "double_opt_in", "reask_after", "per", "needed"):
        return (f"consent/{parts[1]}",)
    return (f"consent/ask/{one.at}",)


def _recipient(policy: Policy, parts: Parts, value: str) -> Keys:
    one: Recipient = next(r for r in policy.document.recipient if r.id == parts[0])
    if parts[1] in ("hosts", "agreement", "transfers", "erased_within"):
        return (f"recipient/{parts[1]}",)
    return tuple(f"recipient/{kind}" for kind in one.kinds)


def _disclose(policy: Policy, parts: Parts, value: str) -> Keys:
    one = next(d for d in policy.document.disclose if d.id == parts[0])
    return (f"disclose/needs/{value}",) if parts[1] == "needs" else (f"disclose/{one.ground}",)


def _cookie(policy: Policy, parts: Parts, value: str) -> Keys:
    one = next(c for c in policy.document.cookie if c.name == _cookie_name(policy, parts))
    return (f"cookie/{one.category}",)


def _cookie_name(policy: Policy, parts: Parts) -> str:
    joined = ".".join(parts)
    return next(c.name for c in policy.document.cookie if joined.startswith(f"{c.name}."))


def _lock(policy: Policy, parts: Parts, value: str) -> Keys:
    one = next(lock for lock in policy.document.lock if lock.id == parts[0])
    return tuple(f"lock/{record}" for record in records_of(policy, one.what))


def _module(policy: Policy, parts: Parts, value: str) -> Keys:
    return (f"module/{value}",)


def _storage(policy: Policy, parts: Parts, value: str) -> Keys:
    return (f"storage/{parts[0]}",)


def _second(table: str) -> Callable[[Policy, Parts, str], Keys]:
    """Tables whose entries have names of their own: what counts is the key inside the entry."""

    def find(policy: Policy, parts: Parts, value: str) -> Keys:
        return (f"{table}/{parts[1]}",)

    return find


def _first(table: str) -> Callable[[Policy, Parts, str], Keys]:
    """Tables that are one entry, or a list named by words of a closed list."""

    def find(policy: Policy, parts: Parts, value: str) -> Keys:
        return (f"{table}/{parts[0]}",)

    return find


def _whole(table: str) -> Callable[[Policy, Parts, str], Keys]:
    """Tables that one thing keeps as a whole."""

    def find(policy: Policy, parts: Parts, value: str) -> Keys:
        return (table,)

    return find


_FINDERS: dict[str, Callable[[Policy, Parts, str], Keys]] = {
    "policy": _first("policy"),
    "modules": _module,
    "storage": _storage,
    "backup": _whole("backup"),
    "staff": _first("staff"),
    "purpose": _second("purpose"),
    "field": _second("field"),
    "collect": _collect,
    "see": _see,
    "consent": _consent,
    "sensitive": _whole("sensitive"),
    "statistics": _whole("statistics"),
    "retain": _retain,
    "lock": _lock,
    "hold": _whole("hold"),
    "recipient": _recipient,
    "disclose": _disclose,
    "cookie": _cookie,
    "cookies": _first("cookies"),
    "mail": _first("mail"),
    "rights": _first("rights"),
    "breach": _whole("breach"),
    "change": _first("change"),
    "reviews": _first("reviews"),
    "promise": _first("promise"),
    "measure": _whole("measure"),
}
