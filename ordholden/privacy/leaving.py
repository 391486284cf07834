"""Somebody goes, by whatever road: what a law or a lock keeps of them stays, and nothing else."""

from django.db.models import QuerySet

from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.privacy import erasure, lifeline
from ordholden.privacy.models import Consent, ConsentEvent, Erasure
from ordholden.privacy.post import mail_consents


def let_go(person: Person, *, reason: Erasure.Reason, rule: str = "") -> erasure.Receipt:
    """Erase a person; of whom something must be kept, that alone stays (JC-67, AB-36, JI-61).

    Whether they deleted their profile, took back the consent it all rested on, or are needed no
    more: the law asks for the same.
    """
    kept = [word for one in lifeline.kept_by_law(person) for word in one.what]
    if not kept:
        return erasure.erase_persons([person.pk], reason=reason, rule=rule)
    return erasure.reduce_person(person.pk, kept, reason=reason, rule=rule)


def end_consents(rows: "QuerySet[Consent]") -> None:
    """These consents end because their person goes; the ones that were given are withdrawn."""
    now, running = clock.now(), rows.select_for_update().filter(ended_at=None)
    said = {"how": "form", "leaving": True}
    keys = [row.pk for row in running]
    journal.record(journal.Kind.WITHDRAW, Consent._meta.db_table, keys, how=said)
    for row in running:
        given = row.state in (Consent.State.GIVEN, Consent.State.AWAITING)
        row.state = Consent.State.WITHDRAWN if given else Consent.State.ENDED
        row.withdrawn_at = now if given else None
        row.ended_at = now
        if row.consent in mail_consents():
            row.mailing_stopped_at = row.mailing_stopped_at or now
        row.save()
        ConsentEvent.objects.create(
            consent=row,
            kind=ConsentEvent.Kind.WITHDRAWN if given else ConsentEvent.Kind.ENDED,
            how=ConsentEvent.How.FORM,
        )
