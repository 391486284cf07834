"""What somebody wrote for a company, in the copy of their own data (JI-22)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F

from ordholden.copies.contents import Making
from ordholden.copies.parts import as_table
from ordholden.dialogues.models import Approach, Message

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
