"""Somebody met, called or named by a company: entered by staff, waiting for their own word."""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import User
from ordholden.candidates import emails
from ordholden.candidates.actions import contacts
from ordholden.candidates.models import Origin
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions as privacy
from ordholden.tenants import scope
from ordholden.tenants.turns import take_turns


@transaction.atomic
def register_met(
    *, name: str, email: str, phone: str = "", how: str, named: str = "", by: User
) -> Person:
    """Enter somebody as pending: nobody finds them until they say yes by the link they are sent,
    and a rule of the notice erases them if they never do (JT-05, JC-28, S-11, S-17).

    Raises NotPossible when the address is known already, or the notice has no rule that would
    end a registration that is never confirmed.
    """
    address = email.strip().lower()
    if not _pending_ends():
        raise NotPossible(_("Our notice does not let us register somebody who has not asked."))
    take_turns("address", address)
    with storing():
        others = Person.objects.present().with_email(address)
        is_here = others.exclude(kinds=["referee"]).exists()
    if is_here or accounts.account_of(address):
        raise NotPossible(_("Somebody with this address is registered already."))
    person = people.register(
        name=name,
        email=address,
        phone=phone if _asked("person.phone") else "",
        told=False,
    )
    Origin.objects.create(person=person, how=Origin.How(how), named=named.strip(), by=by)
    contacts.choose(person, by)
    emails.registered.later(person.pk)
    return person


def _asked(category: str) -> bool:
    policy = scope.required().policy
    return any(
        category in policy.means(one.fields)
        for one in policy.collected(who="candidate", at="sign_up")
    )


def _pending_ends() -> bool:
    rules = scope.required().policy.document.retain
    return any("pending" in rule.only and "candidate" in rule.who for rule in rules)


@transaction.atomic
def agree(person: Person, consents: list[str], *, locale: str, password: str = "") -> User:
    """The person says yes by the link in the letter, which shows that the address is theirs.

    Raises NotPossible when they have an account already, or a needed consent is missing.
    """
    asked = scope.required().policy.consents(who="candidate", at="sign_up")
    if any(one.needed and key not in consents for key, one in asked.items()):
        raise NotPossible(_("Without your yes we may not keep anything about you."))
    if accounts.account_of(person.email):
        raise NotPossible(_("You are registered already: sign in instead."))
    people.choose_language(person, locale)
    for consent in consents:
        privacy.give_consent(consent, person=person, locale=locale, how="link", confirmed=True)
    privacy.show_notice(person=person, locale=locale, place="registered")
    people.note_told(person, scope.required().policy_id)
    people.touch(person, people.Event.ANSWER)
    return accounts.open_account(person, person.email, password or None, confirmed=True)
