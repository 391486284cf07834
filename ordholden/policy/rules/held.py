"""What is held about whom: what is asked for, and what the program writes by itself."""

from collections.abc import Callable

from ordholden.policy.compiled import Policy
from ordholden.policy.vocabulary import RECORDS, categories_of

Held = dict[str, frozenset[str]]  # kind of person -> categories

_ALONE = frozenset({"visitor"})  # kinds nobody writes to, reads about by name, or answers
_NAMELESS = ("erasure_log", "breach", "backup")  # name nobody: one rule serves for all


def asked(policy: Policy) -> Held:
    """The categories that may be asked for, or written by staff, of each kind of person."""
    found: dict[str, frozenset[str]] = {}
    for entry in policy.document.collect:
        found[entry.who] = found.get(entry.who, frozenset()) | policy.means(entry.fields)
    return found


def held(policy: Policy) -> Held:
    """Everything held of each kind of person: `asked`, and the program's own records."""
    found = dict(asked(policy))
    for record, kinds_of in _WRITTEN.items():
        for kind in kinds_of(policy):
            found[kind] = found.get(kind, frozenset()) | categories_of(record)
    return found


def nameless(policy: Policy) -> tuple[str, ...]:
    """Record sets the program writes that name nobody: one rule each is enough."""
    return tuple(one for one in _NAMELESS if one in RECORDS)


def _known(policy: Policy) -> frozenset[str]:
    """Kinds of people the tenant can meet by name."""
    return frozenset(one.who for one in policy.document.collect) - _ALONE | {"staff"}


def _asked_for_consent(policy: Policy) -> frozenset[str]:
    return frozenset(one.who for one in policy.consents().values())


def _mailed(policy: Policy) -> frozenset[str]:
    purposes = (policy.purposes()[one.purpose] for one in policy.document.mail.values())
    return frozenset(kind for one in purposes for kind in one.who) & _known(policy)


def _handed_over(policy: Policy) -> frozenset[str]:
    return frozenset(kind for one in policy.document.disclose for kind in one.who) & _known(policy)


def _told(policy: Policy) -> frozenset[str]:
    """Kinds who type something themselves, and so are shown a notice."""
    return frozenset(one.who for one in policy.document.collect if one.source == "subject") - _ALONE


def _signing_in(policy: Policy) -> frozenset[str]:
    signed = (k for k, categories in asked(policy).items() if "sign_in.time" in categories)
    return frozenset(signed) | {"staff"}


def _staff(policy: Policy) -> frozenset[str]:
    return frozenset({"staff"})


_WRITTEN: dict[str, Callable[[Policy], frozenset[str]]] = {
    "consent": _asked_for_consent,
    "mail_log": _mailed,
    "disclosure_log": _handed_over,
    "notice_log": _told,
    "access_log": _known,
    "request": _known,
    "export": _known,
    "security_log": _signing_in,
    "sign_in": _signing_in,
    "staff": _staff,
}
