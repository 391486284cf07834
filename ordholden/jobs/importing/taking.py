"""From records to drafts: each ad is taken, or refused with a sentence of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.jobs import law, places
from ordholden.jobs.actions.running import LONGEST
from ordholden.jobs.actions.writing import write
from ordholden.jobs.drafts import Contact, Draft
from ordholden.jobs.importing.plainly import words_of
from ordholden.jobs.importing.records import Record
from ordholden.jobs.models import JobAd
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.policy import Policy
from ordholden.tenants import scope

RUNS = timedelta(days=30)
SHORTEST = 20  # characters of a text that says anything
_COUNTRIES = {
    "dk": "DK",
    "denmark": "DK",
    "danmark": "DK",
    "no": "NO",
    "norway": "NO",
    "norge": "NO",
    "se": "SE",
    "sweden": "SE",
    "sverige": "SE",
}
_PART = re.compile(r"part|deltid|del tid", re.IGNORECASE)
_KINDS = (
    (JobAd.Kind.TRAINING, re.compile(r"intern|praktik|elev|lærling|lærling", re.IGNORECASE)),
    (JobAd.Kind.CONTRACT, re.compile(r"contract|freelance", re.IGNORECASE)),
    (JobAd.Kind.ON_CALL, re.compile(r"per_diem|tilkald|vikar|on.?call", re.IGNORECASE)),
    (JobAd.Kind.TEMPORARY, re.compile(r"tempor|midlertidig|tidsbegræns|vikariat|engasj", re.I)),
)


@dataclass
class Taken:
    """One ad of a file: what becomes of it. faults: why it is refused; notes: what was left out."""

    number: int
    title: str
    draft: Draft | None = None
    reference: str = ""
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ad: JobAd | None = None


def look_through(records: list[Record], mapping: Mapping[str, str]) -> list[Taken]:
    """What would become of each record; nothing is written."""
    policy, seen = scope.required().policy, set[str]()
    found = []
    for number, record in enumerate(records, start=1):
        one = _taken(policy, number, {f: record.get(path, "") for f, path in mapping.items()})
        if one.reference and one.reference in seen:
            one.faults.append(_("Another ad of this file has the same number."))
        seen.add(one.reference)
        found.append(one)
    return found


def take(records: list[Record], mapping: Mapping[str, str], *, by: User) -> list[Taken]:
    """Write a draft for each ad that can be taken; one that is here already is changed.

    Each stands alone: what is refused leaves the others as they are.
    """
    found = look_through(records, mapping)
    for one in found:
        if one.draft is None or one.faults:
            continue
        there = JobAd.objects.filter(reference=one.reference).first() if one.reference else None
        try:
            with transaction.atomic():
                one.ad = write(one.draft, by=by, ad=there, reference=one.reference)
        except NotPossible as refused:
            one.faults.append(refused.sentence)
    return found


def _taken(policy: Policy, number: int, said: dict[str, str]) -> Taken:
    title = " ".join(words_of(said.get("title", "")).split())
    one = Taken(number, title[:120], reference=said.get("reference", "").strip())
    text = words_of(said.get("text", ""))
    if not title:
        one.faults.append(_("It has no title."))
    elif len(title) > 120:
        one.faults.append(_("Its title is longer than 120 characters."))
    if len(text) < SHORTEST:
        one.faults.append(_("Its text says nothing."))
    elif len(text) > 20_000:
        one.faults.append(_("Its text is longer than 20,000 characters."))
    if len(one.reference) > 80:
        one.faults.append(_("Its number is longer than 80 characters."))
    deadline = _deadline(policy, said.get("deadline", ""), one)
    country, place, town = _place(policy, said, one)
    if one.faults:
        return one
    employment = said.get("employment", "")
    one.draft = Draft(
        title=title,
        text=text,
        employer=_line(said.get("employer", "")) or policy.document.controller.brand,
        locale=policy.locale,
        country=country,
        postal_code=place.code if place else "",
        town=town,
        remote=JobAd.Remote.NO if place or town else JobAd.Remote.FULLY,
        time=JobAd.Time.PART if _PART.search(employment) else JobAd.Time.FULL,
        kind=next((k for k, said_so in _KINDS if said_so.search(employment)), JobAd.Kind.PERMANENT),
        deadline=deadline,
        contact=_contact(said, one),
    )
    for sentences in law.faults(policy, one.draft).values():
        one.faults += sentences
    return one


def _deadline(policy: Policy, text: str, one: Taken) -> date | None:
    today = clock.today(policy.timezone)
    if not text.strip():
        one.notes.append(_("It names no last day: a month from today."))
        return today + RUNS
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)[./](\d\d?)[./-](\d{4})", text.strip())
    try:
        if not found:
            raise ValueError
        year, month, day, d, m, y = found.groups()
        deadline = date(int(year or y), int(month or m), int(day or d))
    except ValueError:
        one.faults.append(_("Its last day to apply is no date: “%(text)s”.") % {"text": text[:30]})
        return None
    if deadline < today:
        one.faults.append(_("Its last day to apply is past."))
    elif deadline > today + LONGEST:
        one.faults.append(_("Its last day to apply is more than a year away."))
    return deadline


def _place(
    policy: Policy, said: dict[str, str], one: Taken
) -> tuple[str, places.Place | None, str]:
    named = said.get("country", "").strip().casefold()
    own = next((c for c in policy.document.policy.jurisdictions if c in ("DK", "NO")), "DK")
    country = _COUNTRIES.get(named, "") if named else own
    if not country:
        one.faults.append(
            _("Its country is none we know: “%(text)s”.") % {"text": said["country"][:30]}
        )
        return own, None, ""
    code, town = said.get("postal_code", ""), _line(said.get("town", ""))[:80]
    place = places.by_code(country, code) if code else places.find(town, (country,))
    if code and place is None:
        one.notes.append(_("Its postal code is unknown, and was left out."))
    return country, place, town or (place.town if place else "")


def _contact(said: dict[str, str], one: Taken) -> Contact | None:
    name, phone = _line(said.get("contact_name", "")), _line(said.get("contact_phone", ""))
    email = _line(said.get("contact_email", ""))
    if email:
        try:
            validate_email(email)
        except ValidationError:
            one.notes.append(_("The address of its contact is none, and was left out."))
            email = ""
    if not re.fullmatch(r"[+()\d .-]{5,40}", phone or "00000"):
        one.notes.append(_("The telephone number of its contact is none, and was left out."))
        phone = ""
    if not name or not (phone or email):
        return None
    return Contact(name=name, phone=phone, email=email)


def _line(text: str) -> str:
    return " ".join(words_of(text).split())[:120]
