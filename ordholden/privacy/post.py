"""The gate every letter passes when it is sent: does what it rests on hold now? (S-94, JC-55)"""

from ordholden.kit import clock, mail
from ordholden.kit.mail import Letter
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.people.use import storing
from ordholden.privacy import limits
from ordholden.privacy.models import Consent
from ordholden.tenants import scope


@mail.gate
def may_be_sent(letter: Letter) -> str:
    """ "" when the letter may go, or a code for why not. Asked at the moment of sending.

    Service mail needs nothing but somebody to read it. An offer, or any bulk mail, needs a
    person who has not signed off and is not restricted; a class with a consent needs it to
    stand; a class with opt-out needs that nobody has said stop (AB-14).
    """
    if letter.mail_class == "service":
        return ""
    key = letter.subject_person
    person = Person.objects.filter(pk=key).first() if key else None
    if not key and (reason := _refused_by_owner(letter)):
        return reason
    if letter.subject_person and person is None:
        return "person_gone"
    if person is not None and person.deregistered_at:
        return "signed_off"
    if person is not None and person.state != "active":
        return "not_active"
    entry = scope.required().policy.document.mail[letter.mail_class]
    if person is not None and limits.objects_to(person, entry.purpose):
        return "objected"
    if entry.opt_out and _stopped(person, letter):
        return "stopped"
    return _consent(letter, person, entry.consent) if entry.consent else ""


def _refused_by_owner(letter: Letter) -> str:
    """Why a letter to an address alone may not go: whoever has shown it is theirs wants none.

    Somebody may have subscribed by their address and be registered with it besides; signing off
    and objecting are about them, and not about the row they are known by (JC-55, WW-104).
    """
    purpose = scope.required().policy.document.mail[letter.mail_class].purpose
    with storing():
        known = Person.objects.present().with_email(letter.to).exclude(confirmed_at=None)
        for person in known:
            if person.deregistered_at:
                return "signed_off"
            if person.state == State.RESTRICTED:
                return "not_active"
            if limits.objects_to(person, purpose):
                return "objected"
    return ""


def mail_consents() -> frozenset[str]:
    """Consents that are permissions to send a class of mail."""
    policy = scope.required().policy
    return frozenset(one.consent for one in policy.document.mail.values() if one.consent)


def stop_name(mail_class: str) -> str:
    """The name under which saying stop to a class of mail is kept beside consents."""
    return f"stop_{mail_class}"


def _stopped(person: Person | None, letter: Letter) -> bool:
    rows = Consent.objects.filter(
        consent=stop_name(letter.mail_class), state=Consent.State.WITHDRAWN
    )
    return (
        rows.filter(person=person).exists()
        if person
        else rows.filter(person=None, address=letter.to.lower()).exists()
    )


def _consent(letter: Letter, person: Person | None, consent: str) -> str:
    rows = Consent.objects.standing().filter(consent=consent, mailing_stopped_at=None)
    rows = (
        rows.filter(person=person)
        if person
        else rows.filter(person=None, address=letter.to.lower())
    )
    # What is sent uses the consent: its proof is kept from this day (WW-94).
    return "" if rows.update(last_used_at=clock.now()) else "no_consent"
