"""The map of what is held about people: every declaration, and how a row reaches its person.

Read from the models (and from `third_party.TABLES` of a room, for tables of other packages).
The gate compares it with PostgreSQL's own catalogue: what is not declared cannot be merged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import Field, ForeignKey, Model

from ordholden.people.models import Person
from ordholden.policy.declarations import Holds, NotPersonal, Privacy, Via
from ordholden.tenants import catalogue

PERSON = Person._meta.db_table


class NoSuchPath(LookupError):
    """A declaration names a path that the models do not have."""


@dataclass(frozen=True)
class Declared:
    """One table and what was declared of it."""

    table: str
    privacy: Privacy
    model: type[Model] | None

    @property
    def holds(self) -> Holds:
        """The declaration of a table that holds something about people."""
        assert isinstance(self.privacy, Holds)
        return self.privacy

    @property
    def key(self) -> str:
        """Column name of the primary key."""
        return str(self._model._meta.pk.column)

    @property
    def is_person(self) -> bool:
        """Whether this is the person's own row."""
        return self.table == PERSON

    @property
    def is_closed(self) -> bool:
        """Whether the application cannot read it at all: values given for statistics (JI-29)."""
        return any(column.statistics_only for column in self.holds.personal.values())

    @property
    def _model(self) -> type[Model]:
        if self.model is None:
            raise NoSuchPath(f"{self.table} has no model to follow paths through")
        return self.model

    def reach(self, path: str) -> "Reach":
        """How to get from a row (alias `t`) to a column named by a dotted path."""
        if path == "self":
            return Reach((), f"t.{self.key}", False)
        return _follow(self._model, path.split("."), alias="t")

    def reach_person(self) -> "Reach":
        """How to get from a row to the id of the person it is about."""
        subject = self.holds.subject
        if isinstance(subject, str):
            return self.reach(subject)
        return _via(self._model, subject)


@dataclass(frozen=True)
class Reach:
    """Joins (after `FROM table t`) and the column they lead to, as SQL of our own making."""

    joins: tuple[str, ...]
    column: str
    dated: bool  # a date column, not a moment


def _follow(
    model: type[Model], steps: list[str], *, alias: str, joins: tuple[str, ...] = ()
) -> Reach:
    for number, step in enumerate(steps):
        found = _field(model, step)
        column = f"{alias}.{found.column}"
        if number == len(steps) - 1:
            return Reach(joins, column, found.get_internal_type() == "DateField")
        if not isinstance(found, ForeignKey):
            raise NoSuchPath(f"{model._meta.label}.{step} leads nowhere")
        target: type[Model] = found.related_model
        after = f"{alias}_{step}"
        join = (
            f" LEFT JOIN {target._meta.db_table} {after}"
            f" ON {after}.{found.target_field.column} = {column}"
        )
        joins = (*joins, join)
        model, alias = target, after
    raise NoSuchPath(f"{model._meta.label}: an empty path")


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        raise NoSuchPath(f"{model._meta.label} has no field “{name}”") from None
    if not isinstance(found, Field):
        raise NoSuchPath(f"{model._meta.label}.{name} is no column")
    return found


def _via(model: type[Model], via: Via) -> Reach:
    other = apps.get_model(via.model)
    here, there = _field(model, via.here), _field(other, via.there)
    join = f" JOIN {other._meta.db_table} v ON v.{there.column} = t.{here.column}"
    if via.then == "self":
        return Reach((join,), f"v.{other._meta.pk.column}", False)
    return _follow(other, via.then.split("."), alias="v", joins=(join,))


@cache
def declared() -> dict[str, Declared]:
    """Every declaration by table name."""
    models = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}
    found = {
        table: Declared(table, vars(model)["privacy"], model)
        for table, model in models.items()
        if isinstance(vars(model).get("privacy"), Holds | NotPersonal)
    }
    for table, privacy in _third_party():
        found[table] = Declared(table, privacy, models.get(table))
    return found


def _third_party() -> Iterator[tuple[str, Privacy]]:
    for config in apps.get_app_configs():
        if config.name.startswith("ordholden.") and find_spec(f"{config.name}.third_party"):
            yield from import_module(f"{config.name}.third_party").TABLES.items()


def holding() -> list[Declared]:
    """The tables that hold something about people, the person's own row last.

    Without those the application cannot read (`is_closed`): their rows go with the person by a
    foreign key, and otherwise by functions of the database (`people.statistics`).
    """
    found = [
        one for one in declared().values() if isinstance(one.privacy, Holds) and not one.is_closed
    ]
    return sorted(found, key=lambda one: (one.is_person, -_depth(one), one.table))


def _depth(one: Declared) -> int:
    """How many tables lie between a row and its person: the farthest are erased first."""
    subject = one.holds.subject
    return 9 if isinstance(subject, Via) else subject.count(".")


def undeclared() -> list[str]:
    """What PostgreSQL has and nobody declared, or is declared and is not there. Empty is right.

    Reads the catalogue, never the models: tables, columns, materialised views.
    """
    known = declared()
    there = _columns_in_catalogue()
    faults = [f"table {table} is declared nowhere" for table in there if table not in known]
    faults += [f"table {table} is declared and does not exist" for table in known.keys() - there]
    for table in sorted(known.keys() & there.keys()):
        named = set(known[table].privacy.columns)
        faults += [f"column {table}.{c} is not declared" for c in sorted(there[table] - named)]
        faults += [f"column {table}.{c} does not exist" for c in sorted(named - there[table])]
    return sorted(faults)


def _columns_in_catalogue() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, array_agg(a.attname::text)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace,
                                         'information_schema'::regnamespace)
              AND c.relkind IN ('r', 'p', 'm', 'v', 'f') AND NOT c.relispartition
              AND c.relnamespace::regnamespace::text !~ '^pg_'
              AND a.attnum > 0 AND NOT a.attisdropped
            GROUP BY c.relname
            """
        )
        return {table: set(columns) for table, columns in cursor.fetchall()}


__all__ = ["Declared", "NoSuchPath", "Reach", "catalogue", "declared", "holding", "undeclared"]
