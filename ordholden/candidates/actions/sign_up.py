"""Registering by oneself, and what happens when the address is shown to be one's own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from ordholden.accounts import actions as accounts
from ordholden.accounts import emails as account_emails
from ordholden.candidates import emails
from ordholden.candidates.actions import profile
from ordholden.candidates.models import Origin
from ordholden.kit.clock import now
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent, ConsentEvent
from ordholden.tenants.turns import take_turns

PLACE = "sign_up"


@dataclass(frozen=True)
class Answers:
    """A form that was sent: values and files by category, and the questions answered yes."""

    values: dict[str, Any]
    consents: Sequence[str] = ()
    password: str = field(default="", repr=False)
    files: dict[str, list[Any]] = field(default_factory=dict)


@transaction.atomic
def sign_up(answers: Answers, *, locale: str) -> Person | None:
    """Register a candidate, pending until the address is confirmed (JT-05, WW-21, JC-28).

    None when somebody with the address is known here: then only the owner of the address hears
    of it, by mail, and nothing that was typed is stored. Whoever asks is told the same.
    Raises ValidationError for a weak password, people.NotCollected for a field not asked for.
    """
    email = str(answers.values["person.email"]).strip().lower()
    take_turns("address", email)  # a form sent twice in one instant registers one person
    if _is_known(email, answers.password):
        return None
    person = people.register(
        name=answers.values.get("person.name") or "",
        email=email,
        phone=answers.values.get("person.phone") or "",
        locale=locale,
    )
    Origin.objects.create(person=person, how=Origin.How.SELF)
    profile.store(person, answers.values, answers.files, at=PLACE)
    for consent in answers.consents:
        privacy.give_consent(consent, person=person, locale=locale)
    privacy.show_notice(person=person, locale=locale, place=PLACE)
    accounts.open_account(person, email, answers.password or None)
    return person


def _is_known(email: str, password: str) -> bool:
    """Whether the address is somebody's here; its owner is told, and it takes as long as not."""
    account = accounts.account_of(email)
    with storing():
        known = account.person if account else Person.objects.present().with_email(email).first()
    if known is None:
        return False
    if password:
        make_password(password)
    if account:
        account_emails.already_registered(account)
    else:
        emails.registered.later(known.pk)
    return True


def address_confirmed(person: Person) -> None:
    """The address is the person's: answers that waited for it count, and permissions to mail
    that outlived an earlier account are theirs again (WW-25, WW-78, X-61)."""
    waiting = Consent.objects.filter(person=person, state=Consent.State.UNCONFIRMED)
    for row in waiting:
        privacy.confirm(row, locale=person.locale)
    _tie_again(person)


def _tie_again(person: Person) -> None:
    loose = Consent.objects.select_for_update().filter(
        Q(state=Consent.State.GIVEN) | Q(consent__startswith="stop_", state="withdrawn"),
        person=None,
        address=person.email,
    )
    own = {(row.consent, row.per): row for row in Consent.objects.filter(person=person)}
    for row in loose:
        if (row.consent, row.per) not in own:
            row.person, row.address = person, ""
            row.last_login_at = row.last_contact_at = None
            row.save()
        elif own[row.consent, row.per].stands:
            # Asked anew and answered yes: the newer answer is the one that counts.
            row.state, row.ended_at = Consent.State.ENDED, now()
            row.save()
            ConsentEvent.objects.create(
                consent=row, kind=ConsentEvent.Kind.ENDED, how=ConsentEvent.How.LINK
            )
