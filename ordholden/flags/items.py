"""One sensitive item, given by the person with an explicit yes (GDPR art. 9(2)(a), JC-45)."""

from dataclasses import dataclass

from django.db import transaction

from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.policy.document import Consent
from ordholden.policy.rules.fields import sensitivity
from ordholden.policy.vocabulary import Sensitivity
from ordholden.privacy import actions as privacy
from ordholden.web.careful import GROUND

EXPLICIT = "9.2.a"


@dataclass(frozen=True)
class Item:
    """What may be given: the category it is kept as, and the question it rests on."""

    category: str
    consent: str
    question: Consent


def items(policy: Policy, person: Person) -> list[Item]:
    """The special categories that the policy takes from somebody like this with their yes."""
    if policy.document.sensitive.stance != GROUND:
        return []
    found = {}
    for entry in policy.document.collect:
        if entry.who not in person.kinds or entry.source != "subject":
            continue
        for category in policy.means(entry.fields):
            if sensitivity(policy, category) is Sensitivity.SPECIAL:
                for consent in _consents(policy, entry.purposes, entry.who):
                    question = policy.document.consent[consent]
                    found[category] = Item(category, consent, question)
    return list(found.values())


def _consents(policy: Policy, purposes: tuple[str, ...], who: str) -> list[str]:
    """The questions, one for each item, by which these purposes may be served."""
    named = {
        basis.consent
        for purpose in purposes
        for basis in policy.document.purpose[purpose].bases
        if basis.basis == EXPLICIT and basis.consent
    }
    asked = policy.document.consent
    return sorted(one for one in named if asked[one].per == "item" and asked[one].who == who)


@transaction.atomic
def give(person: Person, item: Item, text: str, *, locale: str) -> None:
    """Keep an item with the yes that it rests on: sealed, and gone when the yes is taken back."""
    privacy.give_consent(item.consent, person=person, locale=locale, confirmed=True)
    people.save_detail(person, item.category, text)
