"""Holds: asked for, approved, renewed, released. An unrenewed one lapses by itself."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.access import roles_of
from ordholden.accounts.models import User
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people.use import storing
from ordholden.privacy import holds
from ordholden.privacy.models import Hold
from ordholden.tenants import scope

End = Hold.End


def may_approve(user: User) -> bool:
    """Whether this member of staff is the one the policy asks to agree."""
    return holds.rules().approve in roles_of(user)


@transaction.atomic
@storing()
def set_hold(
    table: str, row: UUID, *, reason: str, by: User, until: date | None = None, case: str = ""
) -> Hold:
    """Keep one record past its day, because a case needs it (WW-88, JT-34; GDPR art. 17(3)(e)).

    reason: a word of the policy's list. until: the last day, at most the policy's longest time
    from today. Set by whoever the policy asks to approve, it stands at once; set by somebody
    else it keeps nothing before they approve. Raises NotPossible.
    """
    if reason not in holds.rules().reasons:
        raise NotPossible(_("The notice knows no such reason to keep something."))
    if not holds.may_be_held(table):
        raise NotPossible(_("A hold names one record of a person."))
    there, person = holds.owner_of(table, row)
    if not there:
        raise NotPossible(_("This record is gone."))
    if Hold.objects.filter(record_table=table, row=row, ended_at=None).exists():
        raise NotPossible(_("There is a hold on this record already."))
    policy = scope.required().policy
    hold = Hold(
        person_id=person,
        record_table=table,
        row=row,
        reason=reason,
        case=case.strip(),
        set_by=by,
        renewed_on=clock.today(policy.timezone),
        until=_bounded(until),
    )
    if may_approve(by):
        _approve(hold, by)
    hold.save(force_insert=True)
    return hold


@transaction.atomic
@storing()
def approve_hold(hold: Hold, *, by: User) -> Hold:
    """Agree to a hold that somebody asked for: it keeps its record from now on."""
    hold = _locked(hold)
    if not may_approve(by):
        raise NotPossible(_("The notice says who agrees to a hold; it is not you."))
    if hold.approved_at:
        raise NotPossible(_("This hold has been approved already."))
    if hold.runs_out(clock.today(scope.required().policy.timezone)):
        raise NotPossible(_("Its last day has passed. Ask for it again."))
    _approve(hold, by)
    hold.save()
    return hold


@transaction.atomic
@storing()
def renew_hold(hold: Hold, *, by: User, until: date | None = None) -> Hold:
    """A person has looked again, and it is still needed: at most the longest time from today."""
    hold = _locked(hold)
    if not hold.approved_at or not may_approve(by):
        raise NotPossible(_("The notice says who agrees to a hold; it is not you."))
    hold.until = _bounded(until)
    hold.renewed_on = clock.today(scope.required().policy.timezone)
    _write_down(hold)
    hold.save()
    return hold


@transaction.atomic
@storing()
def release_hold(hold: Hold, *, by: User | None) -> Hold:
    """The case needs it no more: what is due goes with the next sweep."""
    hold = _locked(hold)
    holds.end(hold, End.RELEASED if hold.approved_at else End.REFUSED, by)
    return hold


def _bounded(until: date | None) -> date:
    last, today = holds.longest(), clock.today(scope.required().policy.timezone)
    if until is not None and until > last:
        raise NotPossible(_("The notice lets nothing be held that long without a new look."))
    if until is not None and until < today:
        raise NotPossible(_("A hold ends today or later."))
    return until or last


def _approve(hold: Hold, by: User) -> None:
    hold.approved_at, hold.approved_by = clock.now(), by
    _write_down(hold)


def _write_down(hold: Hold) -> None:
    journal.record(
        journal.Kind.HOLD,
        hold.record_table,
        [hold.row],
        how={"reason": hold.reason, "until": hold.until, "renewed_on": hold.renewed_on},
    )


def _locked(hold: Hold) -> Hold:
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.ended_at:
        raise NotPossible(_("This hold has ended already."))
    return hold
