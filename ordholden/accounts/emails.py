"""Letters about an account. They carry codes and links, so they lie sealed until they are sent."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.signing import Signer
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from ordholden.accounts.models import Invitation, Letter, Membership, User
from ordholden.kit import crypto, mail
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.tenants.scope import required

TABLE = "accounts_letter"
INVITATIONS = Signer(salt="ordholden.accounts.invitation")


Words = Mapping[str, str | Promise]


def write(template: str, to: str, words: Words, *, person: Person | None) -> None:
    """Seal a letter and put it on its way; it leaves after commit.

    template: a name in accounts/email/. words: what it shows; those that can be translated are,
    into the language of the letter. person: whose letter it is, if we know them.
    """
    locale = (person.locale if person else "") or translation.get_language() or ""
    if locale not in required().policy.locales:
        locale = required().policy.locale
    letter = Letter(person=person, template=template)
    with translation.override(locale):
        context = {name: str(word) for name, word in words.items()}
    content = json.dumps({"to": to, "locale": locale, "context": context})
    letter.sealed = crypto.seal(content, table=TABLE, row=letter.id, field="sealed")
    letter.save(force_insert=True)
    deliver.later(letter.pk)


@task
def deliver(letter_id: UUID) -> None:
    """Send a sealed letter, and forget it."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    content = _content(letter)
    mail.send(
        to=content["to"],
        template=letter.template if "/" in letter.template else f"accounts/email/{letter.template}",
        context={"site_name": required().name, **content["context"]},
        mail_class="service",
        locale=content["locale"],
        subject_person=letter.person_id,
    )
    letter.delete()


def addressed_to(addresses: Collection[str]) -> list[UUID]:
    """Letters that wait for these addresses and name no person: their address is sealed."""
    waiting = Letter.objects.filter(person=None) if addresses else Letter.objects.none()
    return [letter.pk for letter in waiting if _content(letter)["to"] in addresses]


def _content(letter: Letter) -> dict[str, Any]:
    sealed = bytes(letter.sealed)
    return dict(json.loads(crypto.unseal(sealed, table=TABLE, row=letter.id, field="sealed")))


def confirm_address(user: User, url: str) -> None:
    """Ask the owner of an address whether it is theirs (double opt-in)."""
    with storing():  # about their own account, whatever is restricted
        write("confirm_address", user.email, {"url": url}, person=user.person)


def already_registered(user: User) -> None:
    """Somebody tried to register with an address that has an account: only its owner hears."""
    context = {"url": site_url(reverse("account_login"))}
    with storing():
        write("already_registered", user.email, context, person=user.person)


def invite(invitation: Invitation) -> None:
    """Invite somebody to work for the tenant."""
    context: Words = {
        "url": invitation_url(invitation),
        "role": Membership.Role(invitation.role).label,
        "days": str((invitation.expires_at - invitation.invited_at).days),
    }
    write("invitation", invitation.email, context, person=None)


def invitation_url(invitation: Invitation) -> str:
    """The link that opens an invitation. Whoever has it can use it, once."""
    return site_url(reverse("invitation", args=[INVITATIONS.sign(str(invitation.pk))]))
