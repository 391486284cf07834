"""The classes of mail of a policy: what each rests on, and what stopping it means."""

from collections.abc import Collection
from dataclasses import dataclass

from ordholden.kit.mail import PERSONAL
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.policy.document import Consent as Question
from ordholden.policy.document.sharing import Mail
from ordholden.privacy import words
from ordholden.privacy.models import Consent
from ordholden.privacy.post import stop_name

NOT_MAIL = frozenset({"push"})


def bulk(policy: Policy) -> dict[str, Mail]:
    """Classes that go to many at once and rest on a consent."""
    return {
        key: entry
        for key, entry in policy.document.mail.items()
        if key not in PERSONAL | NOT_MAIL and entry.consent
    }


def own_consent(policy: Policy, mail_class: str) -> str:
    """The consent that is about these mails and nothing else, or "".

    Taking it back is how they stop. Where the consent carries more (AB's acceptance), they
    stop by a no to the mails alone, and the rest goes on (AB-14, WW-106).
    """
    entry = policy.document.mail[mail_class]
    asked = policy.document.consent.get(entry.consent or "")
    return entry.consent or "" if asked and set(asked.purposes) <= {entry.purpose} else ""


def questions(policy: Policy) -> dict[str, Question]:
    """What an address is asked when it subscribes, by consent; empty without such mails."""
    if "newsletter" not in policy.modules:
        return {}
    mails = {entry.consent for entry in bulk(policy).values()}
    asked = policy.consents(who="subscriber", at="subscribe")
    return {key: one for key, one in asked.items() if key in mails}


def beside(policy: Policy) -> dict[str, Question]:
    """Questions of a subscriber that are no permission to send: whether readings are counted."""
    if not questions(policy):
        return {}
    asked = policy.consents(who="subscriber", at="subscribe")
    return {key: one for key, one in asked.items() if key not in questions(policy)}


@dataclass(frozen=True)
class Mine:
    """One class of mail as one person has it. state: "on", "off", or "always" (service)."""

    key: str
    name: str
    purpose: str
    state: str
    text: str = ""


def of_person(policy: Policy, person: Person) -> list[Mine]:
    """Every class of mail this person gets or may ask for."""
    rows = Consent.objects.filter(person=person)
    standing = {row.consent for row in rows if row.stands and not row.mailing_stopped_at}
    stopped = {row.consent for row in rows if row.state == Consent.State.WITHDRAWN}
    by_address = Consent.objects.standing().filter(person=None, address=person.email)
    standing |= set(by_address.values_list("consent", flat=True))
    return [
        _mine(policy, key, standing, stopped)
        for key in policy.document.mail
        if key not in NOT_MAIL and _concerns(policy, key, person, standing)
    ]


def _concerns(policy: Policy, key: str, person: Person, standing: Collection[str]) -> bool:
    entry = policy.document.mail[key]
    asked = policy.document.consent.get(entry.consent or "")
    who = {asked.who} if asked else set(policy.document.purpose[entry.purpose].who)
    who |= {
        one.who
        for one in policy.document.collect
        if entry.consent and one.consent == entry.consent and "mailing.email" in one.fields
    }
    return key == "service" or bool(who & set(person.kinds)) or (entry.consent or "") in standing


def _mine(policy: Policy, key: str, standing: Collection[str], stopped: Collection[str]) -> Mine:
    entry = policy.document.mail[key]
    asked = policy.document.consent.get(entry.consent or "")
    own = own_consent(policy, key)
    if own:
        state = "on" if own in standing else "off"
    elif entry.opt_out:
        state = "off" if stop_name(key) in stopped else "on"
    else:
        state = "always"
    return Mine(
        key,
        words.capital(words.speaker().phrases.of("mail_classes", key)),
        words.purpose(entry.purpose),
        state,
        asked.text[words.locale()] if own and asked else "",
    )
