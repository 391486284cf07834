"""What a copy is made of: one list of functions, each of which writes some files of the archive.

A room above adds what only it knows, in its `apps.py`:

    def ready(self) -> None:
        from ordholden.copies.parts import PARTS
        PARTS.append(disclosures_to_companies)

and what a room below knows is a function here.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.utils import translation

from ordholden.copies import contents, page, portable
from ordholden.copies.contents import Making
from ordholden.kit import clock, mail
from ordholden.kit.models import MailLog
from ordholden.privacy import words
from ordholden.privacy.models import Disclosure, Notice, NoticeShown, NoticeText
from ordholden.reading import telling

A_SECOND = timedelta(seconds=1)
EVERY = 1_000_000  # lines of the log about one person

# (name in the archive, content); a name is written once.
Part = Callable[[Making], Iterable[tuple[str, bytes]]]


def as_json(data: object) -> bytes:
    """JSON as people can read it, too."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def as_table(columns: list[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """CSV for a spreadsheet: UTF-8 with its mark, comma, a line of names first.

    A value that a spreadsheet would take for a formula begins with an apostrophe (OWASP).
    """
    written = io.StringIO()
    sheet = csv.DictWriter(written, columns, extrasaction="ignore")
    sheet.writeheader()
    for row in rows:
        sheet.writerow({name: _harmless(row.get(name)) for name in columns})
    return written.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def read(making: Making) -> Iterator[tuple[str, bytes]]:
    """The page to read and the same for machines."""
    data = contents.everything(making)
    yield "index.html", page.render(making, data).encode()
    yield "data.json", as_json(data)
    yield "consents.json", as_json(data["consents"])
    yield "withheld.json", as_json(data["withheld"])
    yield "portable.json", as_json(portable.resume(making))


def sign_ins(making: Making) -> Iterator[tuple[str, bytes]]:
    """When, from which address and with which device somebody signed in."""
    rows = [row.values for row in making.rows if row.table.holds.record == "sign_in"]
    columns = ["at", "ip", "device", "method", "ended_at"]
    yield "sign-ins.csv", as_table(columns, (row for row in rows if "at" in row))


def disclosures(making: Making) -> Iterator[tuple[str, bytes]]:
    """What was handed to whom, by name (C-154/21): every line of the ledger, every mail by whoever
    carried it, and the firms that keep the data for us."""
    named = {one.id: one.name or words.capital(one.id) for one in making.policy.recipients()}
    rows = [
        {
            "at": "",
            "recipient": named.get(place.recipient, place.recipient),
            "what": place.text[words.locale()],
            "why": "storage",
        }
        for place in making.policy.document.storage.place
        if place.recipient
    ]
    if mail.provider_host():
        sent = MailLog.objects.filter(person_id=making.person.pk, outcome=MailLog.Outcome.SENT)
        for line in sent.order_by("at"):
            kind = making.policy.document.mail.get(line.mail_class)
            if kind and kind.via:
                rows.append(
                    {
                        "at": line.at.isoformat(),
                        "recipient": named.get(kind.via, kind.via),
                        "what": words.category("person.email"),
                        "why": line.purpose,
                    }
                )
    rows += [
        {
            "at": line.at.isoformat(),
            "recipient": line.receiver,
            "what": words.listed([words.category(one) for one in line.categories]),
            "why": words.purpose(line.purpose),
            "notice": line.receiver_notice,
        }
        for line in Disclosure.objects.filter(person_id=making.person.pk).order_by("at", "pk")
    ]
    yield "disclosures.csv", as_table(["at", "recipient", "what", "why", "notice"], rows)


def versions(making: Making) -> Iterator[tuple[str, bytes]]:
    """The versions of the notice that applied: those shown, those told of, the one in force."""
    shown = NoticeShown.objects.filter(person=making.person).values_list("notice_id", flat=True)
    known = {making.person.collected_policy, making.person.notified_policy, making.policy.id}
    for notice in Notice.objects.order_by("number"):
        if notice.pk not in set(shown) and notice.policy_id not in known:
            continue
        yield f"policy/{notice.number}.json", as_json(notice.policy.tree)
        for text in NoticeText.objects.filter(notice=notice).order_by("locale"):
            yield (
                f"policy/{notice.number}.{text.locale}.html",
                page.frame(
                    text.html, text.locale, str(making.policy.document.controller.name)
                ).encode(),
            )


def readings(making: Making) -> Iterator[tuple[str, bytes]]:
    """Who saw what, when and what for: roles and firms, and no employee's name."""
    rows = (
        {
            "at": one.at.isoformat(),
            "who": ", ".join(part for part in (words.role(one.role), one.firm) if part),
            "what": "; ".join(words.category(field) for field in one.fields),
            "how": telling.action_name(one.action),
            "purpose": words.purpose(one.purpose),
        }
        for one in telling.seen_of(making.person, clock.now() + A_SECOND, EVERY)
    )
    yield "access-log.csv", as_table(["at", "who", "what", "how", "purpose"], rows)


PARTS: list[Part] = [read, sign_ins, readings, disclosures, versions]


def written(making: Making) -> Iterator[tuple[str, bytes]]:
    """Every file that is not an original, in the language of the copy."""
    with translation.override(making.locale):
        for part in PARTS:
            yield from part(making)
