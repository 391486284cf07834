"""A copy of everything held about one person, for people and machines (GDPR art. 15 and 20)."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.template.loader import render_to_string

from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import lifeline, stores, words
from ordholden.privacy.datamap import Declared, holding
from ordholden.privacy.models import ConsentEvent, NoticeShown
from ordholden.reading import actions as reading
from ordholden.reading import telling
from ordholden.reading.actions.looking import Document
from ordholden.reading.models import Reading
from ordholden.tenants import scope

EVERY = 1_000_000  # lines of the log about one person
SECRET = ("password", "data", "session_data", "sealed", "key")  # keys of the account, not facts


def seen_by(policy: Policy, category: str) -> list[str]:
    """Who sees a category, as the notice calls them; the person themself is not news."""
    roles = dict.fromkeys(one.role for one in policy.seen_by(category) if one.role != "subject")
    return [words.role(role) for role in roles]


def everything(person: Person) -> dict[str, Any]:
    """Every value held, with category, source, purposes, basis, when it was collected, and the
    rule and exact day it goes by: the same answers as on the page (JT-37, JT-38, JC-65)."""
    policy = scope.required().policy
    return {
        "controller": policy.document.controller.name,
        "policy": policy.id,
        "made": clock.now().isoformat(),
        "told": _told(person),
        "held": [
            _held(policy, person, one)
            for one in lifeline.held_about(person, lambda _held: _own_values(person))
        ],
        "consents": _consents(person),
        "readings": _readings(person),
        "records": {
            table.table: rows
            for table in holding()
            if table.model is not Reading and (rows := _rows(table, person.pk))
        },
    }


def _readings(person: Person) -> list[dict[str, Any]]:
    """Who saw what, when and what for: roles, and no employee's name."""
    return [
        {
            "at": one.at.isoformat(),
            "who": words.role(one.role),
            "what": [words.category(field) for field in one.fields],
            "how": telling.action_name(one.action),
            "purpose": words.purpose(one.purpose),
        }
        for one in telling.seen_of(person, clock.now() + timedelta(seconds=1), EVERY)
    ]


def _readings_table(readings: list[dict[str, Any]]) -> bytes:
    """The same as a table for a spreadsheet (UTF-8, comma)."""
    written = io.StringIO()
    sheet = csv.DictWriter(written, ["at", "who", "what", "how", "purpose"])
    sheet.writeheader()
    sheet.writerows({**one, "what": "; ".join(one["what"])} for one in readings)
    return written.getvalue().encode("utf-8-sig")


def _told(person: Person) -> list[dict[str, Any]]:
    """The versions of the notice somebody was shown, each with the law that gives them this copy,
    as the version itself names it (JI-52: the old act under the old terms)."""
    rows = NoticeShown.objects.filter(person=person).select_related("notice").order_by("at")
    return [
        {
            "notice": row.notice.number,
            "in_force_from": row.notice.effective_on.isoformat(),
            "shown": row.at.isoformat(),
            "place": row.place,
            "law": words.law_of_access(row.notice.policy),
        }
        for row in rows
    ]


def _held(policy: Policy, person: Person, one: lifeline.Held) -> dict[str, Any]:
    return {
        "category": one.category,
        "name": words.category(one.category),
        "values": list(one.texts),
        "collected": one.since and one.since.isoformat(),
        "purposes": words.purposes(policy, one.purposes),
        "bases": lifeline.bases_of(policy, person, one.purposes),
        "seen_by": seen_by(policy, one.category),
        "rule": one.rule,
        "erased_on": one.ends_on and one.ends_on.isoformat(),
        "waits_for": list(one.waits_for),
    }


def _consents(person: Person) -> list[dict[str, Any]]:
    events = (
        ConsentEvent.objects.filter(consent__person=person)
        .select_related("consent", "notice")
        .order_by("at", "pk")
    )
    return [
        {
            "consent": event.consent.consent,
            "event": event.kind,
            "at": event.at.isoformat(),
            "notice": event.notice and event.notice.number,
            "locale": event.locale,
            "text": _shown(event),
            "how": event.how,
        }
        for event in events
    ]


def _shown(event: ConsentEvent) -> str:
    """The exact words, from the version of the notice they were shown in."""
    if event.notice is None or not event.locale:
        return ""
    asked = event.notice.policy.document.consent.get(event.consent.consent)
    return asked.text.get(event.locale, "") if asked else ""


def _rows(table: Declared, person: UUID) -> list[dict[str, Any]]:
    """Rows of one table that are about the person: their personal columns, keys of none."""
    if table.holds.subject == "":
        return []
    columns = [name for name in table.holds.personal if name not in SECRET]
    if not columns:
        return []
    reach = table.reach_person()
    listed = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {listed} FROM {table.table} WHERE {table.key} IN ("  # noqa: S608
            f"SELECT t.{table.key} FROM {table.table} t{''.join(reach.joins)}"
            f" WHERE {reach.column} = %s)",
            [person],
        )
        return [
            {name: _plain(value) for name, value in zip(columns, row, strict=True)}
            for row in cursor.fetchall()
        ]


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _files(person: Person) -> dict[str, bytes]:
    """The person's own files, as they were given: they are part of the copy (art. 20)."""
    found: dict[str, bytes] = {}
    user = getattr(person, "user", None)
    for table in holding():
        if table.model is None or table.holds.subject != "person" or user is None:
            continue
        if not stores.file_columns(table.model):
            continue
        named = next(name for name, one in table.holds.personal.items() if one.free_text)
        rows = table.model._default_manager.filter(person=person).select_related("file")
        for number, row in enumerate(rows.order_by("pk"), start=len(found) + 1):
            found[f"files/{number} {getattr(row, named)}"] = reading.open_own(
                user, cast(Document, row)
            )
    return found


def _own_values(person: Person) -> Mapping[UUID, str]:
    user = getattr(person, "user", None)
    return reading.own_values(user) if user else {}


def archive(person: Person, locale: str) -> bytes:
    """A ZIP: index.html to read, data.json for machines, the notice, and a list of hashes."""
    data = everything(person)
    page = render_to_string(
        "privacy/copy.html", {"data": data, "locale": locale, "name": person.name}
    )
    content_of = {
        **_files(person),
        "readings.csv": _readings_table(data["readings"]),
        "index.html": page.encode(),
        "data.json": json.dumps(data, ensure_ascii=False, indent=1).encode(),
        "policy.json": json.dumps(
            scope.required().policy.tree, ensure_ascii=False, indent=1, sort_keys=True
        ).encode(),
    }
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in content_of.items()}
    content_of["manifest.json"] = json.dumps(sums, indent=1, sort_keys=True).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in content_of.items():
            zipped.writestr(name, content)
    return packed.getvalue()
