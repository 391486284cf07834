"""What somebody wants an ad to say, before it is one: from a form, a template or another system."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from ordholden.jobs.models import AdContact, JobAd, Question


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that an ad asks. choices: what can be answered; wanted: what is hoped for."""

    text: str
    kind: str = Question.Kind.TEXT
    help: str = ""
    choices: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom one may call about the position."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything an ad says. Pay is in `currency` for each `pay_unit`; hours are a week's."""

    title: str
    text: str
    employer: str
    locale: str
    country: str
    occupation: str = ""
    kind: str = JobAd.Kind.PERMANENT
    time: str = JobAd.Time.FULL
    hours_from: Decimal | None = None
    hours_to: Decimal | None = None
    remote: str = JobAd.Remote.NO
    postal_code: str = ""
    town: str = ""
    pay_from: Decimal | None = None
    pay_to: Decimal | None = None
    pay_unit: str = ""
    currency: str = ""
    starts_on: date | None = None
    deadline: date | None = None
    contact: Contact | None = None
    questions: tuple[Asked, ...] = ()


APART = ("contact", "questions")
COLUMNS = tuple(field.name for field in fields(Draft) if field.name not in APART)


def said_by(ad: JobAd) -> Draft:
    """What an ad says today, so that it can be changed or written again."""
    named = AdContact.objects.filter(ad=ad).first()
    contact = None
    if named is not None:
        contact = Contact(name=named.name, title=named.title, phone=named.phone, email=named.email)
    values: dict[str, Any] = {name: getattr(ad, name) for name in COLUMNS}
    return Draft(
        **values,
        contact=contact,
        questions=tuple(
            Asked(
                text=one.text,
                kind=one.kind,
                help=one.help,
                choices=tuple(one.choices),
                wanted=tuple(one.wanted),
                required=one.required,
            )
            for one in ad.questions.all()
        ),
    )
