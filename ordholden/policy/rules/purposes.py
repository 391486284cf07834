"""Why data is used: every purpose rests on something, and rests on it rightly."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Purpose
from ordholden.policy.document.asking import Basis
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.places import fault
from ordholden.policy.vocabulary import BASES, STAGES

CONSENT_BASES = frozenset({"6.1.a", "9.2.a", "device_consent", "marketing_consent"})
# A national statute may itself rest on a consent (persondataloven § 6, marketing law).
_MAY_NAME_CONSENT = CONSENT_BASES | {"10", "9.2.b", "national_law"}
_LAW_BASES = frozenset({"6.1.c", "6.1.e", "national_law"})


def faults(policy: Policy) -> Iterator[Fault]:
    """Purposes without a basis, and bases without what they need."""
    for name, purpose in policy.purposes().items():
        path: Path = ("purpose", name)
        if not purpose.bases:
            yield fault(
                policy, f"purpose “{name}” has no legal basis; add one to its `bases`", *path
            )
        for index, basis in enumerate(purpose.bases):
            yield from _basis(policy, name, basis, (*path, "bases", index))
        yield from _mixture(policy, name, purpose)
        yield from _objection(policy, name, purpose)


def _basis(policy: Policy, name: str, basis: Basis, path: Path) -> Iterator[Fault]:
    word = f"{basis.basis}, {BASES[basis.basis]}"
    if basis.basis in CONSENT_BASES and not basis.consent:
        yield fault(
            policy, f"purpose “{name}” rests on {word}; name the consent in `consent`", *path
        )
    if basis.consent and basis.basis not in _MAY_NAME_CONSENT:
        yield fault(
            policy,
            f"purpose “{name}” names consent “{basis.consent}” but rests on {word}, which holds"
            " without it; take the consent away or choose a basis of consent",
            *path,
        )
    if basis.basis in _LAW_BASES and not basis.law:
        yield fault(policy, f"purpose “{name}” rests on {word}; name the law in `law`", *path)
    if basis.basis == "6.1.f" and not basis.interest:
        yield fault(
            policy, f"purpose “{name}” rests on {word}; say which in `interest`", *path
        )  # fmt: skip
    consent = policy.document.consent.get(basis.consent or "")
    if consent and name not in consent.purposes:
        yield fault(
            policy,
            f"purpose “{name}” rests on consent “{basis.consent}”, whose `purposes` do not name"
            " it; nobody has said yes to that",
            *path,
        )


def _mixture(policy: Policy, name: str, purpose: Purpose) -> Iterator[Fault]:
    """A yes is no yes when the data is used anyway."""
    asked = [one for one in purpose.bases if one.basis == "6.1.a"]
    anyway = [one for one in purpose.bases if one.basis in ("6.1.b", "6.1.c", "6.1.e", "6.1.f")]
    for one in asked:
        for other in anyway:
            if one.when == other.when:
                yield fault(
                    policy,
                    f"purpose “{name}” rests on consent and on {BASES[other.basis]} at once;"
                    " who says no would be met as if they had said yes, so make two purposes",
                    *("purpose", name, "bases"),
                )


def _objection(policy: Policy, name: str, purpose: Purpose) -> Iterator[Fault]:
    interests = [one for one in purpose.bases if one.basis in ("6.1.e", "6.1.f")]
    if purpose.objection == "none" and interests:
        yield fault(
            policy,
            f"purpose “{name}” rests on {BASES[interests[0].basis]}, to which people may object;"
            ' write objection = "balance" or "always"',
            *("purpose", name, "objection"),
        )
    first = purpose.starts and STAGES[purpose.starts].step
    for index, entry in enumerate(policy.document.collect):
        if first and name in entry.purposes and len(entry.purposes) == 1:
            step = STAGES[entry.at].step
            if step and step < first:
                yield fault(
                    policy,
                    f"collect.{index + 1} asks at “{entry.at}” for purpose “{name}”, which may not"
                    f" be used before “{purpose.starts}”; ask later, or move the purpose's `from`",
                    *("collect", index, "at"),
                )
