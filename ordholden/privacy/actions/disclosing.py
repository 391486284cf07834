"""Handing data of people to others: only what the notice's own entry allows, and never unwritten.

What is handed over is shown or sent by the room that has it. This is the door before that: an
entry of the policy, a purpose whose basis holds, the consent it names, the categories it lists.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.policy.document import Disclose, Recipient
from ordholden.privacy import gate
from ordholden.privacy.models import Consent, Disclosure
from ordholden.tenants import clock, scope

By = Disclosure.By
OWN_DECISION = "controller"


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Who gets it: by name, and with the notice under which they go on with it.

    id: of a receiver that the tenant knows (a company); None for others. recipient: of the
    policy, needed only where the entry names several.
    """

    name: str
    id: UUID | None = None
    notice: str = ""
    recipient: str = ""


def entry(leaf: str) -> Disclose:
    """The policy's entry on a kind of hand-over. Raises NotPossible where there is none."""
    found = next((d for d in scope.required().policy.document.disclose if d.id == leaf), None)
    if found is None:
        raise NotPossible(_("The notice knows no such hand-over."), code="no_such_hand_over")
    return found


def entries_on(consent: str) -> list[Disclose]:
    """The hand-overs that rest on a consent of the policy, as the policy orders them."""
    return [one for one in scope.required().policy.document.disclose if one.consent == consent]


def hand_over(
    person: Person,
    leaf: str,
    receiver: Receiver,
    *,
    categories: Collection[str] = (),
    purpose: str = "",
    by: str = By.SUBJECT,
) -> Disclosure:
    """Write down that data of a person goes to a receiver now; hand it over in this transaction.

    categories: what goes, of what the entry lists; all of that if none is named. purpose: needed
    only where the entry has several. Raises NotPossible for whatever the entry does not allow
    (JI-42, JI-46, JC-48, JC-50, JT-27).
    """
    (made,) = _hand_over([person.pk], leaf, receiver, categories, purpose, by)
    return made


@transaction.atomic
def hand_over_once(
    persons: Sequence[UUID],
    leaf: str,
    receiver: Receiver,
    *,
    categories: Collection[str] = (),
    purpose: str = "",
    by: str = By.SUBJECT,
) -> list[Disclosure]:
    """The same for those of these persons of whom this receiver got nothing by this entry yet.

    For what is shown again and again: the first time is the hand-over (JI-19). One line for each
    person, and none twice, also when two look at the same moment. Returns what was written.
    """
    if receiver.id is None:
        raise NotPossible(_("The notice knows no such hand-over."), code="unknown_receiver")
    with connection.cursor() as cursor:  # one at a time for each receiver and entry
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"disclosure {receiver.id} {leaf}"],
        )
    known = Disclosure.objects.to(receiver.id).filter(leaf=leaf, person_id__in=persons)
    got = set(known.values_list("person_id", flat=True))
    new = [key for key in dict.fromkeys(persons) if key not in got]
    return _hand_over(new, leaf, receiver, categories, purpose, by) if new else []


@transaction.atomic
def _hand_over(
    persons: Sequence[UUID],
    leaf: str,
    receiver: Receiver,
    categories: Collection[str],
    purpose: str,
    by: str,
) -> list[Disclosure]:
    found = entry(leaf)
    if found.needs or found.only_numbers:
        raise NotPossible(
            _("The notice asks for more before this is handed over."), code="needs_more"
        )
    recipient = _recipient(found, receiver)
    notice = _notice(recipient, receiver)
    purpose = _purpose(found, recipient, purpose)
    what = _categories(found, recipient, categories)
    _require_allowed(persons, found, purpose, receiver)
    return Disclosure.objects.bulk_create(
        Disclosure(
            person_id=key,
            leaf=leaf,
            recipient=recipient.id,
            receiver=receiver.name,
            receiver_id=receiver.id,
            receiver_notice=notice,
            decides_itself=OWN_DECISION in recipient.kinds,
            ground=found.ground,
            purpose=purpose,
            consent=found.consent or "",
            categories=what,
            by=By(by),
            policy_id=scope.required().policy_id,
        )
        for key in persons
    )


def _recipient(found: Disclose, receiver: Receiver) -> Recipient:
    """Who it is in the policy's words, with an agreement in force where one is needed."""
    policy = scope.required().policy
    key = receiver.recipient or (found.to[0] if len(found.to) == 1 else "")
    one = next((r for r in policy.recipients() if r.id == key and key in found.to), None)
    if one is None:
        raise NotPossible(_("The notice does not hand this to them."), code="unknown_receiver")
    today, agreed = clock.today(policy.timezone), one.agreement
    if "processor" in one.kinds and agreed is None:
        raise NotPossible(_("There is no agreement with the receiver."), code="no_agreement")
    if agreed and (agreed.since > today or (agreed.until and agreed.until < today)):
        raise NotPossible(_("There is no agreement with the receiver."), code="no_agreement")
    return one


def _notice(recipient: Recipient, receiver: Receiver) -> str:
    """Where the person reads what the receiver does with it, if it decides that itself (JI-13)."""
    notice = receiver.notice or next((link.url for link in recipient.links), "")
    if OWN_DECISION in recipient.kinds and not notice.startswith(("https://", "http://")):
        raise NotPossible(
            _("The receiver decides for itself, and has no notice of its own to show."),
            code="no_notice",
        )
    return notice


def _purpose(found: Disclose, recipient: Recipient, purpose: str) -> str:
    said = purpose or (found.purposes[0] if len(found.purposes) == 1 else "")
    if said not in found.purposes or (recipient.purposes and said not in recipient.purposes):
        raise NotPossible(
            _("The notice hands this over for another purpose only."), code="other_purpose"
        )
    return said


def _categories(found: Disclose, recipient: Recipient, asked: Collection[str]) -> list[str]:
    policy = scope.required().policy
    listed = policy.means(found.fields)
    if recipient.fields:
        listed &= policy.means(recipient.fields)
    if not set(asked) <= listed:
        raise NotPossible(_("The notice hands over less than this."), code="too_much")
    return sorted(asked or listed)


def _require_allowed(
    persons: Sequence[UUID], found: Disclose, purpose: str, receiver: Receiver
) -> None:
    """Each of them: one the entry is about, for whom the purpose has a basis now, with the
    consent it names; for this receiver, where the question is asked for each."""
    with gate.purpose(purpose):
        open_ = gate.allowed(Person.objects.filter(pk__in=persons))
        ids = set(open_.filter(kinds__overlap=list(found.who)).values_list("pk", flat=True))
    if found.consent:
        asked = scope.required().policy.document.consent[found.consent]
        per = str(receiver.id) if asked.per == "recipient" else ""
        standing = Consent.objects.standing().filter(consent=found.consent, per=per)
        agreed = standing.filter(person_id__in=ids)
        ids &= set(agreed.values_list("person_id", flat=True))
    if set(persons) - ids:
        raise NotPossible(
            _("The notice hands nothing over without a purpose and a yes that stand."),
            code="not_allowed",
        )
