"""Every leaf of a policy, with the key of what keeps it.

A leaf is one value of the canonical tree. Its *enforcement keys* name what in the program must
act on it (`retain/erase/profile`, `promise/no_sale`). Each key is either in `enforcers.toml`,
with the function that keeps it, or in `planned.toml`, with the later capability that will.
Values that change nothing but words are `text_only`; the list of those is frozen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from ordholden.policy.compiled import Policy
from ordholden.policy.keys import keys_of
from ordholden.policy.vocabulary import REQUESTS

_HERE = Path(__file__).parent
_PROVENANCE = ("clauses", "because")
_ALONE = (
    *("policy", "controller", "modules", "storage", "backup", "staff", "sensitive", "statistics"),
    *("hold", "cookies", "breach", "change", "reviews"),
)
_NAMES = ("id", "name", "keep", "measure")  # what an entry of a list may be called by

# Values that a reader sees and the program only repeats. Frozen: a test counts them.
TEXT_ONLY = (
    *("controller.*", "contact.*", "authority.*", "look.*", "text.*", "words.*"),
    *("purpose.*.text", "purpose.*.dpv", "purpose.*.bases.*.interest", "purpose.*.bases.*.law"),
    *("field.*.label", "field.*.choices.*", "collect.*.why", "retain.*.reason", "retain.*.law"),
    *("lock.*.reason", "storage.place.*.text", "recipient.*.address", "recipient.*.links.*"),
    *("recipient.*.division", "recipient.*.agreement.reference", "cookie.*.purpose"),
    *("cookie.*.owner", "reviews.aim", "rights.*.law", "recipient.*.transfers.*.link"),
)


@dataclass(frozen=True)
class Leaf:
    """One value: where it stands, what it is, what keeps it, where the notice tells of it."""

    path: str
    value: Any
    keys: tuple[str, ...]
    section: str

    @property
    def text_only(self) -> bool:
        """Whether it changes nothing but words."""
        return is_text_only(self.path)

    @property
    def rule(self) -> str:
        """The entry of the policy it belongs to, as blocks of the notice name it."""
        parts = self.path.split(".")
        alone = parts[0] in _ALONE or (parts[0] == "rights" and parts[1] not in REQUESTS)
        return parts[0] if alone else ".".join(parts[:2])


@dataclass(frozen=True)
class Enforcer:
    """A key that is kept, and the dotted path of the function that keeps it."""

    key: str
    by: str


def leaves(policy: Policy) -> tuple[Leaf, ...]:
    """Every leaf of a policy, in the order of the tree."""
    locales = frozenset(policy.locales)
    return tuple(
        Leaf(
            path, value, () if is_text_only(path) else keys_of(policy, path, value), _section(path)
        )
        for path, value in _walk(policy.tree, "", locales)
    )


def keys(policy: Policy) -> frozenset[str]:
    """Every enforcement key that a policy asks for."""
    return frozenset(key for leaf in leaves(policy) for key in leaf.keys)


@cache
def enforcers() -> dict[str, Enforcer]:
    """What is kept, by key."""
    table = tomli.loads((_HERE / "enforcers.toml").read_text(encoding="utf-8"))
    return {
        key: Enforcer(key, by) for by, found in table.get("enforcers", {}).items() for key in found
    }


@cache
def planned() -> dict[str, str]:
    """What is not kept yet, by key: the capability that will keep it."""
    table = tomli.loads((_HERE / "planned.toml").read_text(encoding="utf-8"))
    return {key: later for later, found in table.get("planned", {}).items() for key in found}


def planned_leaves(policy: Policy) -> tuple[Leaf, ...]:
    """Leaves of which at least one key is not kept yet: what the control page counts.

    A key that stands in neither list is not kept either: a new tenant's policy may ask for
    something no policy asked for before.
    """
    kept = enforcers()
    return tuple(leaf for leaf in leaves(policy) if any(key not in kept for key in leaf.keys))


def planned_rules(policy: Policy) -> frozenset[str]:
    """Entries of the policy that the notice shows without the mark of being kept."""
    return frozenset(leaf.rule for leaf in planned_leaves(policy))


def is_text_only(path: str) -> bool:
    """Whether a path stands in the frozen list of texts."""
    return any(fnmatchcase(path, pattern) for pattern in TEXT_ONLY)


def _walk(node: object, path: str, locales: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """Path and value of each leaf; provenance is none, a text in several languages is one."""
    if isinstance(node, dict) and not (node and set(node) <= locales):
        for key, value in node.items():
            if not key.endswith(_PROVENANCE) and not (path == "" and key == "schema"):
                yield from _walk(value, f"{path}.{key}" if path else key, locales)
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _walk(item, f"{path}.{_name(path, item, number)}", locales)
    else:
        yield path, node


def _name(path: str, item: object, number: int) -> str:
    if isinstance(item, dict) and path != "authority":
        for name in _NAMES:
            if isinstance(item.get(name), str):
                return str(item[name])
    return str(number)


# Where the notice tells of each table of a policy; "" where it does not.
SECTIONS = {
    "policy": "change",
    "collect": "collect",
    "see": "see",
    "sensitive": "sensitive",
    "rights": "rights",
    "change": "change",
    "reviews": "reviews",
    "schema": "",
    "controller": "who",
    "contact": "who",
    "authority": "who",
    "modules": "conduct",
    "storage": "share",
    "backup": "keep",
    "staff": "security",
    "purpose": "why",
    "field": "collect",
    "statistics": "sensitive",
    "consent": "consents",
    "retain": "keep",
    "lock": "keep",
    "hold": "keep",
    "recipient": "share",
    "disclose": "share",
    "cookie": "device",
    "cookies": "device",
    "mail": "consents",
    "breach": "security",
    "promise": "conduct",
    "measure": "security",
    "look": "",
    "text": "",
    "words": "",
}


def _section(path: str) -> str:
    table = path.partition(".")[0]
    return SECTIONS[table]


def citations(policy: Policy) -> dict[str, frozenset[str]]:
    """Clause -> the entries of the policy that serve it, named as `Leaf.rule` names them."""
    found: dict[str, set[str]] = {}
    for path, clause in _cited(policy.tree, ""):
        parts = path.split(".")
        found.setdefault(clause, set()).add(".".join(parts[:2]))
    return {clause: frozenset(entries) for clause, entries in found.items()}


def _cited(node: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("clauses") and isinstance(value, list):
                yield from ((path, str(clause)) for clause in value)
            else:
                yield from _cited(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _cited(item, f"{path}.{_name(path, item, number)}")
