"""Consent: asked with its exact words, given, confirmed, used, withdrawn."""

import hashlib
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.policy import due
from ordholden.policy.document import Consent as Question
from ordholden.privacy import leaving
from ordholden.privacy.models import Consent, ConsentEvent, Erasure, Notice
from ordholden.privacy.post import mail_consents, stop_name
from ordholden.privacy.resting import erase_sole_basis
from ordholden.tenants import scope

How = ConsentEvent.How
Kind = ConsentEvent.Kind
State = Consent.State


def question(consent: str) -> Question:
    """The question as the policy in force asks it. Raises NotPossible for an unknown one."""
    found = scope.required().policy.document.consent.get(consent)
    if found is None:
        raise NotPossible(_("This consent is no longer asked for."))
    return found


@transaction.atomic
def give_consent(
    consent: str,
    *,
    person: Person | None = None,
    address: str = "",
    locale: str,
    how: str = How.FORM,
    per: str = "",
    by: User | None = None,
    confirmed: bool = False,
) -> Consent:
    """Record a yes to the words shown in `locale` (JT-07, WW-24, WW-77).

    Of a person, or of an address without one. A question with double opt-in waits for the
    address's owner unless `confirmed`.
    """
    asked = question(consent)
    row = _row(consent, person, address, per)
    waits = asked.double_opt_in and not confirmed
    row.state = State.UNCONFIRMED if waits else State.GIVEN
    row.withdrawn_at = row.ended_at = row.mailing_stopped_at = None
    row.given_at = row.last_used_at = clock.now()
    row.expires_on = _expiry(asked)
    row.save()
    _event(row, Kind.GIVEN, asked=asked, locale=locale, how=how, by=by)
    return row


@transaction.atomic
def refuse_consent(
    consent: str,
    *,
    person: Person | None = None,
    address: str = "",
    locale: str,
    how: str = How.FORM,
    per: str = "",
) -> Consent:
    """Record that the question was shown and the answer was no; it is not asked again soon."""
    row = _row(consent, person, address, per)
    row.state = State.REFUSED
    row.save()
    _event(row, Kind.REFUSED, asked=question(consent), locale=locale, how=how)
    return row


@transaction.atomic
def confirm(row: Consent, *, locale: str) -> Consent:
    """The owner of the address has confirmed it: the consent stands from now."""
    row = Consent.objects.select_for_update().get(pk=row.pk)
    if row.state == State.GIVEN:
        return row
    if row.state != State.UNCONFIRMED:
        raise NotPossible(_("There is nothing to confirm any more."))
    row.state = State.GIVEN
    row.given_at = row.last_used_at = clock.now()
    row.save()
    _event(row, Kind.CONFIRMED, asked=question(row.consent), locale=locale, how=How.LINK)
    return row


def use_consent(row: Consent) -> None:
    """Something was done that rested on it: proof is kept from this day (WW-94)."""
    Consent.objects.filter(pk=row.pk, state=State.GIVEN).update(last_used_at=clock.now())


@transaction.atomic
def withdraw_consent(
    row: Consent, *, how: str = How.FORM, locale: str = "", by: User | None = None
) -> Consent:
    """Take a consent back: what rests on it stops now, nothing else does (WW-105 to WW-107).

    Raises NotPossible when it was not given. What was held on it alone is erased at once where
    the policy says so; where withdrawing means deleting the profile, that is done (AB-30).
    """
    done = withdraw_consents([row.pk], how=how, locale=locale, by=by)
    if not done:
        raise NotPossible(_("This consent has been withdrawn already."))
    return done[0]


@transaction.atomic
def withdraw_consents(
    keys: Collection[UUID], *, how: str = How.FORM, locale: str = "", by: User | None = None
) -> list[Consent]:
    """The same for several at once; those that do not stand any more are left. What was done."""
    alive = (State.GIVEN, State.UNCONFIRMED, State.AWAITING)
    found = Consent.objects.select_for_update(of=("self",)).select_related("person")
    rows = list(found.filter(pk__in=keys, state__in=alive))
    said = {"how": str(how), "locale": locale}
    journal.record(journal.Kind.WITHDRAW, Consent._meta.db_table, [r.pk for r in rows], how=said)
    now, mails, notice = clock.now(), mail_consents(), Notice.objects.in_force().lean().first()
    asked = scope.required().policy.document.consent
    for row in rows:
        row.state, row.withdrawn_at, row.ended_at = State.WITHDRAWN, now, now
        if row.consent in mails:
            row.mailing_stopped_at = now
    changed = ["state", "withdrawn_at", "ended_at", "mailing_stopped_at"]
    Consent.objects.bulk_update(rows, changed)
    ConsentEvent.objects.bulk_create(
        _made(row, Kind.WITHDRAWN, asked.get(row.consent), locale, how, by, notice) for row in rows
    )
    for row in rows:
        _erase_what_rested(row, asked.get(row.consent))
    return rows


def _erase_what_rested(row: Consent, asked: Question | None) -> None:
    if asked is None or row.person is None:
        return
    if asked.withdraw.erase == "sole_basis":
        erase_sole_basis(row.person, row.consent, row.per)
    elif asked.withdraw.erase == "profile":
        leaving.let_go(row.person, reason=Erasure.Reason.WITHDRAWAL)


@transaction.atomic
def stop_mail(mail_class: str, *, person: Person | None = None, address: str = "") -> Consent:
    """Say stop to a class of mail that is sent until somebody does (AB-14, WW-104)."""
    _record_stop(mail_class, person, address)
    row = _row(stop_name(mail_class), person, address, "")
    row.state, row.withdrawn_at = State.WITHDRAWN, clock.now()
    row.save()
    _event(row, Kind.WITHDRAWN, asked=None, locale="", how=How.OBJECTION)
    return row


def _record_stop(mail_class: str, person: Person | None, address: str) -> None:
    """Of an address without a person, by its permissions: an address is not written down."""
    said = {"mail_class": mail_class}
    if person is not None:
        journal.record(journal.Kind.OBJECT, Person._meta.db_table, [person.pk], how=said)
        return
    theirs = Consent.objects.filter(person=None, address=address).values_list("pk", flat=True)
    journal.record(journal.Kind.OBJECT, Consent._meta.db_table, theirs, how=said)


@transaction.atomic
def allow_mail(mail_class: str, *, person: Person) -> None:
    """Take a stop back."""
    said = {"mail_class": mail_class}
    journal.record(journal.Kind.LIFT, Person._meta.db_table, [person.pk], how=said)
    for row in Consent.objects.select_for_update().filter(
        person=person, consent=stop_name(mail_class), state=State.WITHDRAWN
    ):
        row.state, row.ended_at = State.ENDED, clock.now()
        row.save()
        _event(row, Kind.ENDED, asked=None, locale="", how=How.FORM)


@transaction.atomic
def ask_again(consent: str, *, notice: Notice) -> list[Consent]:
    """A changed notice needs approval again: what rests on the consent pauses (JT-62)."""
    rows = list(Consent.objects.select_for_update().standing().filter(consent=consent))
    for row in rows:
        row.state = State.AWAITING
        row.save(update_fields=["state"])
        _event(
            row,
            Kind.SUPERSEDED,
            asked=notice.policy.document.consent.get(consent),
            locale="",
            how=How.RULE,
            notice=notice,
        )
    return rows


def ask(consent: str, *, person: Person, locale: str, place: str) -> bool:
    """Whether to put a question to a person now: not while it stands, nor soon after a no."""
    row = Consent.objects.filter(person=person, consent=consent, per="").first()
    if row is None or row.state == State.AWAITING:
        return True
    if row.state in (State.GIVEN, State.UNCONFIRMED):
        return False
    policy = scope.required().policy
    wait = question(consent).reask_after or policy.document.rights.reask_refused
    last = row.events.order_by("-at").values_list("at", flat=True).first() or row.asked_at
    day = clock.local_date(last, policy.timezone)
    return due(day, wait, policy.year_end) <= clock.today(policy.timezone)


def _row(consent: str, person: Person | None, address: str, per: str) -> Consent:
    if person is not None:
        found = Consent.objects.select_for_update().filter(person=person, consent=consent, per=per)
    else:
        found = Consent.objects.select_for_update().filter(
            person=None, address=address, consent=consent, per=per
        )
    return found.first() or Consent(
        person=person, address="" if person else address, consent=consent, per=per
    )


def _expiry(asked: Question) -> date | None:
    policy = scope.required().policy
    today = clock.today(policy.timezone)
    return due(today, asked.expires, policy.year_end) if asked.expires else None


def _event(
    row: Consent,
    kind: ConsentEvent.Kind,
    *,
    asked: Question | None,
    locale: str,
    how: str,
    by: User | None = None,
    notice: Notice | None = None,
) -> ConsentEvent:
    notice = notice or Notice.objects.in_force().lean().first()
    made = _made(row, kind, asked, locale, how, by, notice)
    made.save(force_insert=True)
    return made


def _made(
    row: Consent,
    kind: ConsentEvent.Kind,
    asked: Question | None,
    locale: str,
    how: str,
    by: User | None,
    notice: Notice | None,
) -> ConsentEvent:
    text = asked.text.get(locale, "") if asked else ""
    return ConsentEvent(
        consent=row,
        kind=kind,
        notice=notice,
        locale=locale,
        text_sha256=hashlib.sha256(text.encode()).hexdigest() if text else "",
        how=how,
        by=by,
    )
