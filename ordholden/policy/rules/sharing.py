"""Who else gets data: agreements, countries, places, hand-overs."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Disclose, Recipient
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.held import held
from ordholden.policy.rules.places import fault
from ordholden.policy.statutes import ADEQUATE, is_third_country, lies_within


def faults(policy: Policy) -> Iterator[Fault]:
    """Receivers without agreement, country or transfer; places outside; hand-overs of nothing."""
    for index, one in enumerate(policy.recipients()):
        path: Path = ("recipient", index)
        yield from _agreement(policy, one, path)
        yield from _country(policy, one, path)
        yield from _chain(policy, one, path)
        yield from _hosts(policy, one, path)
        yield from _content(policy, one, path)
    for index, hand_over in enumerate(policy.document.disclose):
        yield from _hand_over(policy, hand_over, ("disclose", index))
    yield from _storage(policy)


def _title(one: Recipient) -> str:
    return f"recipient “{one.name or one.id}”"


def _agreement(policy: Policy, one: Recipient, path: Path) -> Iterator[Fault]:
    if "processor" in one.kinds and one.name and not one.agreement and not one.under:
        yield fault(
            policy,
            f"{_title(one)} is a processor without an agreement; add `agreement` with the day it"
            " was made, for the flow stops without one",
            *path,
        )
    if one.agreement and one.agreement.until and one.agreement.until < one.agreement.since:
        yield fault(
            policy,
            f"{_title(one)} has an agreement that ends ({one.agreement.until}) before it begins"
            f" ({one.agreement.since}); correct the days",
            *(*path, "agreement", "until"),
        )
    if "joint_controller" in one.kinds and not one.division:
        yield fault(
            policy,
            f"{_title(one)} is a joint controller; say who answers for what in `division`",
            *path,
        )


def _country(policy: Policy, one: Recipient, path: Path) -> Iterator[Fault]:
    covered = {transfer.country for transfer in one.transfers}
    if one.name and not one.country and "authority" not in one.kinds:
        yield fault(
            policy,
            f"{_title(one)} has no `country`, so nobody can tell whether data leaves the EEA; add"
            " it",
            *path,
        )
    if one.country and is_third_country(one.country) and one.country not in covered:
        yield fault(
            policy,
            f"{_title(one)} is in {one.country}, outside the EEA, and has no `transfers` entry for"
            " it; add one with its basis, or do not send data there",
            *(*path, "country"),
        )
    for index, transfer in enumerate(one.transfers):
        where = (*path, "transfers", index)
        if not is_third_country(transfer.country):
            yield fault(
                policy,
                f"{_title(one)} has a transfer to {transfer.country}, which lies in the EEA; no"
                " transfer happens, so take the entry away",
                *where,
            )
        elif transfer.basis == "adequacy" and transfer.country not in ADEQUATE:
            yield fault(
                policy,
                f"{_title(one)} rests a transfer on an adequacy decision, and there is none for"
                f" {transfer.country}; choose another basis",
                *(*where, "basis"),
            )


def _chain(policy: Policy, one: Recipient, path: Path) -> Iterator[Fault]:
    by_id = {other.id: other for other in policy.recipients()}
    if not one.under:
        return
    seen, above = {one.id}, one.under
    while above and above not in seen:
        seen.add(above)
        above = by_id[above].under or ""
    if above:
        yield fault(
            policy,
            f"{_title(one)} stands under itself by way of `under`; name the processor it works for",
            *(*path, "under"),
        )
    elif "processor" not in by_id[one.under].kinds:
        yield fault(
            policy,
            f"{_title(one)} stands under “{one.under}”, which is no processor; `under` names the"
            " processor whose sub-processor this is",
            *(*path, "under"),
        )


def _hosts(policy: Policy, one: Recipient, path: Path) -> Iterator[Fault]:
    for index, host in enumerate(one.hosts):
        owners = [other.id for other in policy.recipients() if host in other.hosts]
        if owners[0] != one.id:
            yield fault(
                policy,
                f"{_title(one)} claims host “{host}”, which is “{owners[0]}”'s; a host belongs to"
                " one receiver",
                *(*path, "hosts", index),
            )
        if "/" in host or ":" in host or " " in host or "." not in host:
            yield fault(
                policy,
                f"“{host}” is not a host name; write it without scheme, port or path",
                *(*path, "hosts", index),
            )


def _content(policy: Policy, one: Recipient, path: Path) -> Iterator[Fault]:
    everything = frozenset().union(*held(policy).values(), policy.means(("backup",)))
    for index, word in enumerate(one.fields):
        if not policy.means((word,)) & everything:
            yield fault(
                policy,
                f"{_title(one)} would get “{word}”, which is never held; take it away, or collect"
                " it first",
                *(*path, "fields", index),
            )


def _hand_over(policy: Policy, one: Disclose, path: Path) -> Iterator[Fault]:
    by_kind = held(policy)
    about = frozenset().union(*(by_kind.get(kind, frozenset()) for kind in one.who))
    for index, word in enumerate(one.fields):
        if not policy.means((word,)) & about:
            yield fault(
                policy,
                f"hand-over “{one.id}” gives “{word}” of {', '.join(one.who)}, which is never held"
                " of them; take it away, or collect it first",
                *(*path, "fields", index),
            )
    for index, kind in enumerate(one.who):
        if kind not in by_kind:
            yield fault(
                policy,
                f"hand-over “{one.id}” is about a {kind}, of whom nothing is held; take them away",
                *(*path, "who", index),
            )


def _storage(policy: Policy) -> Iterator[Fault]:
    storage = policy.document.storage
    by_id = {one.id: one for one in policy.recipients()}
    for index, area in enumerate(storage.allowed):
        if area not in ("EU", "EEA") and not (len(area) == 2 and area.isupper()):
            yield fault(
                policy,
                f"storage.allowed “{area}” is neither a two-letter country nor EU nor EEA",
                *("storage", "allowed", index),
            )
    for index, place in enumerate(storage.place):
        where: Path = ("storage", "place", index)
        runner = by_id.get(place.recipient)
        if not lies_within(place.country, storage.allowed):
            yield fault(
                policy,
                f"data would lie in {place.country}, outside storage.allowed"
                f" ({', '.join(storage.allowed)}); move it, or widen what is allowed",
                *(*where, "country"),
            )
        if runner and runner.country and not _covered(runner, storage.allowed):
            yield fault(
                policy,
                f"{_title(runner)} runs a place of storage from {runner.country}, outside"
                f" storage.allowed ({', '.join(storage.allowed)}), without a `transfers` entry",
                *(*where, "recipient"),
            )
        if runner and not {"hosting", "backup"} & set(runner.services):
            yield fault(
                policy,
                f"{_title(runner)} runs a place of storage but its services are"
                f" {', '.join(runner.services)}; add hosting or backup",
                *(*where, "recipient"),
            )
    yield from _keepers(policy, storage.allowed)


def _keepers(policy: Policy, allowed: tuple[str, ...]) -> Iterator[Fault]:
    for index, one in enumerate(policy.recipients()):
        keeps = {"hosting", "backup"} & set(one.services) and "processor" in one.kinds
        if keeps and one.country and not _covered(one, allowed):
            yield fault(
                policy,
                f"{_title(one)} keeps data in {one.country}, outside storage.allowed"
                f" ({', '.join(allowed)}); choose another, or add a `transfers` entry",
                *("recipient", index, "country"),
            )


def _covered(one: Recipient, allowed: tuple[str, ...]) -> bool:
    """X-64: seat and place must both be allowed, unless a transfer entry says why not."""
    country = one.country or ""
    return lies_within(country, allowed) or country in {t.country for t in one.transfers}
