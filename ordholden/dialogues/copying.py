"""What the copy of one's data says of dialogues and notes, beside its rows (JI-22, JI-24)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, F
from django.utils.translation import gettext as _

from ordholden.companies.models import Company
from ordholden.copies.contents import Making, Withheld
from ordholden.copies.parts import as_table
from ordholden.dialogues import noting
from ordholden.dialogues.models import Approach, Message, Note
from ordholden.people.models import Person
from ordholden.people.use import storing

COLUMNS = ["at", "company", "job", "text"]


def written_for_company(making: Making) -> Iterable[tuple[str, bytes]]:
    """The messages one wrote at a company: their own words, and not to whom."""
    user = getattr(making.person, "user", None)
    if user is None:
        return
    rows = [
        _line(one.asked_at, one.company.name, one.title, one.text)
        for one in Approach.objects.filter(by=user).select_related("company").order_by("asked_at")
    ]
    later = Message.objects.filter(by=user, at__gt=F("dialogue__asked_at"))
    rows += [
        _line(one.at, one.dialogue.company_name, one.dialogue.title, one.text)
        for one in later.select_related("dialogue").order_by("at", "pk")
    ]
    if rows:
        yield "messages-for-company.csv", as_table(COLUMNS, rows)


def _line(at: datetime, company: str, job: str, text: str) -> dict[str, Any]:
    return {"at": at.isoformat(), "company": company, "job": job, "text": text}


@storing()
def notes_of_others(person: Person) -> list[Withheld]:
    """That firms hold notes, which ones and how many: what they say is the firms' own (JI-24)."""
    rows = Note.objects.filter(person=person).exclude(company__kind=Company.Kind.DEPARTMENT)
    named = rows.values_list("company__name").annotate(many=Count("pk"))
    said = _("These are notes of %(company)s, for its own use. Ask it what they say.")
    return [
        (noting.TEXT, many, said % {"company": company})
        for company, many in named.order_by("company__name")
    ]
