"""Who, since when, where: dates, time zone, languages and the authority."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault
from ordholden.policy.rules.places import fault
from ordholden.policy.statutes import pack_of

_PHRASES = Path(__file__).resolve().parent.parent / "phrases"
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@cache
def supported_locales() -> frozenset[str]:
    """Languages the program has sentences in: the built-in four, and any added to `phrases`."""
    names = {path.name.partition(".")[0] for path in _PHRASES.glob("[a-z][a-z]*")}
    return frozenset({"da", "nb", "en", "sv"} | {name for name in names if len(name) == 2})


def faults(policy: Policy) -> Iterator[Fault]:
    """Faults of `[policy]` and `[[authority]]`."""
    head = policy.document.policy
    if head.until is not None and head.until < head.effective:
        yield fault(
            policy,
            f"policy.until ({head.until}) is before policy.effective ({head.effective});"
            " the last day in force cannot precede the first",
            *("policy", "until"),
        )
    if not _zone_exists(head.timezone):
        yield fault(
            policy,
            f"there is no time zone “{head.timezone}”; write one such as Europe/Copenhagen",
            *("policy", "timezone"),
        )
    month, day = (int(part) for part in head.financial_year_end.split("-"))
    if day > _DAYS_IN_MONTH[month - 1]:
        yield fault(
            policy,
            f"policy.financial_year_end “{head.financial_year_end}” is not a day of any year",
            *("policy", "financial_year_end"),
        )
    yield from _locales(policy)
    yield from _repeated(policy, "jurisdictions", head.jurisdictions)
    yield from _authority(policy)


def _zone_exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _locales(policy: Policy) -> Iterator[Fault]:
    known = supported_locales()
    for index, locale in enumerate(policy.locales):
        if locale not in known:
            yield fault(
                policy,
                f"the program has no sentences in “{locale}” yet;"
                f" policy.locales may hold {', '.join(sorted(known))}",
                *("policy", "locales", index),
            )
    yield from _repeated(policy, "locales", policy.locales)


def _repeated(policy: Policy, key: str, words: tuple[str, ...]) -> Iterator[Fault]:
    for index, word in enumerate(words):
        if word in words[:index]:
            yield fault(
                policy, f"policy.{key} names “{word}” twice; once is enough", "policy", key, index
            )


def _authority(policy: Policy) -> Iterator[Fault]:
    named = {one.country for one in policy.document.authority}
    for country in policy.document.policy.jurisdictions:
        if country in named:
            continue
        known = pack_of(country).authority
        hint = f"; there it is {known.name}, {known.website}" if known else ""
        yield fault(
            policy,
            f"no [[authority]] is named for {country}, where people can complain{hint}",
            *("policy", "jurisdictions"),
        )
