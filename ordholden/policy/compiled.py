"""A policy that has been read, checked and can be asked."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ordholden.policy.document import Collect, Consent, Document, Look, Purpose, Recipient, Retain
from ordholden.policy.document.asking import CustomField, See
from ordholden.policy.lines import Lines
from ordholden.policy.periods import YearEnd
from ordholden.policy.vocabulary import CATEGORIES, STAGES, categories_of


@dataclass(frozen=True, eq=False)
class Policy:
    """A compiled policy. Two policies with the same meaning and texts have the same `id`."""

    document: Document
    text: str = field(repr=False)
    lines: Lines = field(repr=False)

    @cached_property
    def tree(self) -> dict[str, Any]:
        """The canonical tree: plain JSON values, defaults left out."""
        return self.document.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @cached_property
    def id(self) -> str:
        """SHA-256 (hex) of the canonical tree: what is stored with every record."""
        return hashlib.sha256(canonical(self.tree)).hexdigest()

    @cached_property
    def meaning_id(self) -> str:
        """SHA-256 of the tree without its texts: the same promises in other words."""
        return hashlib.sha256(canonical(without_texts(self.tree, set(self.locales)))).hexdigest()

    @property
    def tenant(self) -> str:
        """The tenant's slug."""
        return self.document.policy.tenant

    @property
    def locales(self) -> tuple[str, ...]:
        """Languages every text exists in; the first is the tenant's own."""
        return self.document.policy.locales

    @property
    def locale(self) -> str:
        """The tenant's own language."""
        return self.locales[0]

    @property
    def timezone(self) -> str:
        """IANA name of the time zone that dates are counted in."""
        return self.document.policy.timezone

    @property
    def modules(self) -> frozenset[str]:
        """Modules switched on."""
        return frozenset(self.document.modules.on)

    @property
    def look(self) -> Look:
        """Colours and mark."""
        return self.document.look

    @cached_property
    def year_end(self) -> YearEnd:
        """Last day of the tenant's financial year."""
        month, day = self.document.policy.financial_year_end.split("-")
        return YearEnd(int(month), int(day))

    def purposes(self) -> dict[str, Purpose]:
        """Purposes by id."""
        return self.document.purpose

    def consents(self, *, who: str = "", at: str = "") -> dict[str, Consent]:
        """Consents by id, of one kind of person and one stage if given."""
        return {
            key: one
            for key, one in self.document.consent.items()
            if (not who or one.who == who) and (not at or one.at == at)
        }

    def recipients(self) -> tuple[Recipient, ...]:
        """Everybody data may go to."""
        return self.document.recipient

    def custom_fields(self) -> dict[str, CustomField]:
        """The tenant's own fields by category name ("own.shoe_size")."""
        return self._custom_fields

    @cached_property
    def _custom_fields(self) -> dict[str, CustomField]:
        return {f"own.{one.id}": one for one in self.document.field}

    def means(self, words: Iterable[str]) -> frozenset[str]:
        """The categories that record sets and categories stand for, own fields included."""
        found: set[str] = set()
        for word in words:
            found |= categories_of(word)
            found |= {k for k, one in self.custom_fields().items() if word in (k, one.record)}
        return frozenset(found)

    def record_of(self, category: str) -> str:
        """The record set that a category lives and dies with."""
        own = self.custom_fields().get(category)
        return own.record if own else CATEGORIES[category].record

    def collected(self, *, who: str = "", at: str = "", until: str = "") -> tuple[Collect, ...]:
        """Collect entries of one kind of person, at one stage or up to and including one."""
        return tuple(
            one
            for one in self.document.collect
            if (not who or one.who == who)
            and (not at or one.at == at)
            and (not until or STAGES[one.at].step <= STAGES[until].step)
        )

    def held(self) -> frozenset[str]:
        """Every category that may be held about anybody."""
        return self.means(field for one in self.document.collect for field in one.fields)

    @cached_property
    def _reached(self) -> dict[int, frozenset[str]]:
        return {id(rule): self.means(rule.what) for rule in self.document.retain}

    def reach(self, rule: Retain) -> frozenset[str]:
        """The categories a retention rule of this policy reaches."""
        return self._reached[id(rule)]

    def rules_for(self, category: str, *, who: str = "") -> tuple[Retain, ...]:
        """Retention rules that reach a category, of one kind of person if given."""
        return tuple(
            rule
            for rule in self.document.retain
            if category in self.reach(rule) and (not who or who in rule.who)
        )

    def seen_by(self, category: str) -> tuple[See, ...]:
        """Who may see a category, and how."""
        return tuple(
            one
            for one in self.document.see
            if category in self.means(one.what) and category not in self.means(one.never)
        )

    def promises(self) -> frozenset[str]:
        """Promise words given."""
        return frozenset(one.keep for one in self.document.promise)


def canonical(tree: object) -> bytes:
    """The one way to write a tree: sorted keys, no spaces, UTF-8."""
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def without_texts(tree: object, locales: set[str]) -> object:
    """The tree without tables of texts per language, and without our own reasons."""
    if isinstance(tree, list):
        return [without_texts(item, locales) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        key: without_texts(value, locales)
        for key, value in tree.items()
        if key != "because" and not _is_text(value, locales)
    }


def _is_text(value: object, locales: set[str]) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= locales
