"""The one door for mail. Every mail has a class the policy knows, and leaves a line in the log.

    @task
    def welcome(person_id: UUID) -> None:
        person = Person.objects.get(pk=person_id)
        mail.send(to=person.email, template="people/email/welcome", context={…},
                  mail_class="service", locale=person.locale, subject_person=person.pk)

Called from tasks, so that what was queued is looked at once more when it is sent: every gate
is asked then, and a person who has withdrawn in between gets nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from ordholden.kit import letters, outbound
from ordholden.kit.models import MailLog
from ordholden.policy import Policy
from ordholden.policy.vocabulary import MAIL_CLASSES
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import required

logger = logging.getLogger(__name__)

# Written to one person about their own matter. Everything else must be stoppable from within.
PERSONAL = frozenset({"service", "offer"})
# What a provider gets to see of the person a mail goes to.
CARRIES = frozenset({"person.email"})


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail about to leave, as the gates see it."""

    to: str
    template: str
    mail_class: str
    purpose: str
    locale: str
    subject_person: UUID | None


# A gate answers "" when the letter may go, or a code that says why not ("consent_withdrawn").
Gate = Callable[[Letter], str]
GATES: list[Gate] = []


def gate(function: Gate) -> Gate:
    """Ask this function about every letter, at the moment it is sent."""
    GATES.append(function)
    return function


def send(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    mail_class: str,
    locale: str,
    subject_person: UUID | None = None,
    unsubscribe_url: str = "",
) -> MailLog:
    """Send one mail to one address, or log why not; the log line says which.

    mail_class: a word of the vocabulary's mail classes. unsubscribe_url: answers a bare POST
    by stopping these mails (RFC 8058); required unless the class is service or offer.
    Raises what the provider raises: the task is then tried again.
    """
    if mail_class not in MAIL_CLASSES:
        raise ValueError(f"there is no class of mail named {mail_class!r}")
    if mail_class not in PERSONAL and not unsubscribe_url:
        raise ValueError(f"a mail of class {mail_class!r} needs an address to stop it")
    tenant = required()
    letter = Letter(
        to=to,
        template=template,
        mail_class=mail_class,
        purpose=_purpose(tenant.policy, mail_class),
        locale=locale,
        subject_person=subject_person,
    )
    reason = _refusal(letter, tenant.policy)
    if not reason:
        _deliver(tenant, letter, _words(letter, context, tenant), unsubscribe_url)
    return _log(letter, reason)


def _words(letter: Letter, context: dict[str, Any], tenant: Tenant) -> letters.Words:
    """The letter's words, and below them who writes and how to reach them (JT-01)."""
    contact = tenant.policy.document.contact
    point = contact.get("header") or contact.get("general")
    ways = [point.phone, point.email] if point else []
    foot = " · ".join(filter(None, [tenant.policy.document.controller.brand, *ways]))
    return letters.render(letter.template, context, letter.locale, foot=foot)


def _purpose(policy: Policy, mail_class: str) -> str:
    entry = policy.document.mail.get(mail_class)
    return entry.purpose if entry else ""


def _refusal(letter: Letter, policy: Policy) -> str:
    if letter.mail_class not in policy.document.mail:
        return "class_not_in_policy"
    for ask in GATES:
        if reason := ask(letter):
            return reason
    return _provider_refusal(letter, policy)


def _provider_refusal(letter: Letter, policy: Policy) -> str:
    host = provider_host()
    if not host:
        return ""
    try:
        outbound.permit(policy.document.mail[letter.mail_class].via or "", host, CARRIES)
    except outbound.NotDeclared as fault:
        return fault.code
    return ""


def provider_host() -> str:
    """The host that mail is handed to; "" while it stays in the demo's mailbox."""
    backend = settings.EMAIL_BACKEND
    if backend.startswith("anymail."):
        connection = get_connection()
        return urlsplit(getattr(connection, "api_url", "")).hostname or backend.split(".")[-2]
    if backend.endswith("smtp.EmailBackend"):
        return str(settings.EMAIL_HOST)
    return ""


def _deliver(tenant: Tenant, letter: Letter, words: letters.Words, unsubscribe_url: str) -> None:
    headers = {}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        from_email=_sender(tenant),
        to=[letter.to],
        headers=headers,
        reply_to=_reply_to(tenant.policy),
    )
    message.attach_alternative(words.html, "text/html")
    # Providers count openings and clicks unless told not to; that would need a consent.
    message.track_opens = message.track_clicks = False  # type: ignore[attr-defined]
    message.send()


def _sender(tenant: Tenant) -> str:
    address = settings.DEFAULT_FROM_EMAIL
    if address == "webmaster@localhost":  # Django's default: nobody has set one
        host = tenant.hosts.order_by("pk").values_list("name", flat=True).first()
        address = f"no-reply@{host or 'localhost'}"
    name = tenant.name.replace('"', "")
    return f'"{name}" <{address}>'


def _reply_to(policy: Policy) -> list[str]:
    general = policy.document.contact.get("general")
    return [general.email] if general and general.email else []


def _log(letter: Letter, reason: str) -> MailLog:
    line = MailLog.objects.create(
        template=letter.template,
        mail_class=letter.mail_class,
        purpose=letter.purpose,
        person_id=letter.subject_person,
        outcome=MailLog.Outcome.REFUSED if reason else MailLog.Outcome.SENT,
        reason=reason,
    )
    logger.info("mail %s %s %s %s", line.pk, letter.template, line.outcome, reason)
    return line
