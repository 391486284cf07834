"""Subscribing, stopping, allowing, and one issue to everybody who said yes."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ordholden.accounts import emails as letters
from ordholden.accounts.models import User
from ordholden.kit import crypto, mail
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import site_url
from ordholden.kit.models import MailLog
from ordholden.kit.queue import task
from ordholden.mailings import classes
from ordholden.mailings.models import Issue
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent
from ordholden.privacy.post import stop_name
from ordholden.tenants import scope
from ordholden.tenants.turns import take_turns

STOP = "ordholden.mailings.stop"
LASTS = timedelta(days=3)
NO_ROW = UUID(int=0)
State = Consent.State


# ------------------------------------------------------------------ an address subscribes
@dataclass(frozen=True)
class Wish:
    """What an address asked for, and when; kept nowhere but in the link that confirms it."""

    address: str
    consents: tuple[str, ...]
    locale: str


def ask_to_confirm(wish: Wish) -> None:
    """Write to the address whether it is right. Until then nothing at all is stored (JC-21, WW-63).

    An address that gets everything already is told so, and how to stop it.
    """
    rows = Consent.objects.standing().filter(person=None, address=wish.address)
    there = {row.consent: row for row in rows}
    if set(wish.consents) <= set(there):
        mail_class = _class_of(wish.consents[0])
        context = {"url": stop_url(mail_class, there[wish.consents[0]])}
        letters.write("mailings/email/already", wish.address, context, person=None)
        return
    url = site_url(reverse("confirm_mails", args=[seal(wish)]))
    letters.write("mailings/email/confirm", wish.address, {"url": url}, person=None)


def seal(wish: Wish) -> str:
    """The wish as part of an address of ours: nobody else can read or make it."""
    content = json.dumps([wish.address, wish.consents, wish.locale, now().isoformat()])
    sealed = crypto.seal(content, table="mailings", row=NO_ROW, field="wish")
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def wish_of(token: str) -> Wish | None:
    """What a link asks for; None when it is not ours or older than three days."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        content = crypto.unseal(sealed, table="mailings", row=NO_ROW, field="wish")
    except (crypto.Sealed, binascii.Error, ValueError):
        return None
    address, consents, locale, at = json.loads(content)
    if datetime.fromisoformat(at) + LASTS < now():
        return None
    return Wish(address, tuple(consents), locale)


@transaction.atomic
def confirm(wish: Wish) -> list[Consent]:
    """The address's owner says yes: the consents are given now. Done twice, it is once."""
    asked = {**classes.questions(_policy()), **classes.beside(_policy())}
    take_turns("address", wish.address)  # a link clicked twice in one instant
    given = []
    for consent in wish.consents:
        if consent not in asked:
            raise NotPossible(_("This consent is no longer asked for."))
        row = (
            Consent.objects.standing()
            .filter(person=None, address=wish.address, consent=consent)
            .first()
        )
        given.append(
            row
            or privacy.give_consent(
                consent, address=wish.address, locale=wish.locale, how="link", confirmed=True
            )
        )
    return given


def _class_of(consent: str) -> str:
    return next(key for key, one in classes.bulk(_policy()).items() if one.consent == consent)


def _policy() -> Policy:
    return scope.required().policy


# ------------------------------------------------------------------ stopping and allowing
def stop_url(mail_class: str, row: Consent) -> str:
    """The full address that stops a class of mail, for its head and its foot (RFC 8058)."""
    token = signing.dumps([mail_class, str(row.pk)], salt=STOP, compress=False)
    return site_url(reverse("stop_mails", args=[token]))


def behind(token: str) -> tuple[str, Consent | None]:
    """The class and the permission a link stops. Raises signing.BadSignature for no link of ours.

    The permission is None when it has gone already.
    """
    mail_class, key = signing.loads(token, salt=STOP)
    with storing():  # whoever has the letter stops it, whatever is restricted
        return mail_class, Consent.objects.filter(pk=key).select_related("person").first()


@transaction.atomic
def stop_by_link(mail_class: str, row: Consent, *, locale: str) -> None:
    """Stop a class of mail at once, and nothing else (WW-104, AB-14, JC-21). Twice is once."""
    if not is_running(mail_class, row):
        return
    if classes.own_consent(_policy(), mail_class):
        privacy.withdraw_consent(row, how="link", locale=locale)
    else:
        privacy.stop_mail(mail_class, person=row.person, address=row.address)


def is_running(mail_class: str, row: Consent) -> bool:
    """Whether this permission still lets mails of the class through."""
    if mail_class not in _policy().document.mail:
        return False
    if classes.own_consent(_policy(), mail_class):
        return row.state in (State.GIVEN, State.UNCONFIRMED, State.AWAITING)
    stop = stop_name(mail_class)
    theirs = {"person": row.person} if row.person else {"person": None, "address": row.address}
    return not Consent.objects.filter(consent=stop, state=State.WITHDRAWN, **theirs).exists()


@transaction.atomic
def stop(person: Person, mail_class: str, *, locale: str) -> None:
    """The person stops a class of mail. Raises NotPossible for one that is not running."""
    own = classes.own_consent(_policy(), mail_class)
    if not own:
        if not _policy().document.mail[mail_class].opt_out:
            raise NotPossible(_("These letters are about your own matter, and always come."))
        privacy.stop_mail(mail_class, person=person)
        return
    alive = (State.GIVEN, State.UNCONFIRMED, State.AWAITING)
    rows = list(Consent.objects.filter(person=person, consent=own, state__in=alive))
    rows += Consent.objects.filter(person=None, address=person.email, consent=own, state__in=alive)
    if not rows:
        raise NotPossible(_("You do not get these mails."))
    for row in rows:
        privacy.withdraw_consent(row, locale=locale)


@transaction.atomic
def allow(person: Person, mail_class: str, *, locale: str) -> None:
    """The person wants a class of mail: a yes to its words, or the end of an earlier stop."""
    own = classes.own_consent(_policy(), mail_class)
    if own:
        privacy.give_consent(
            own, person=person, locale=locale, confirmed=person.confirmed_at is not None
        )
    else:
        privacy.allow_mail(mail_class, person=person)


# ------------------------------------------------------------------ one issue to all of them
def permissions(mail_class: str) -> list[UUID]:
    """The permissions a class of mail may be sent by today, one for each address."""
    entry = classes.bulk(_policy())[mail_class]
    rows = (
        Consent.objects.standing()
        .filter(consent=entry.consent, mailing_stopped_at=None)
        .order_by(F("person").asc(nulls_last=True), "pk")
        # Who is restricted is not found, and so has no address here.
        .filter(Q(person=None) | Q(person__email__isnull=False))
        .values_list("pk", "address", "person__email")
    )
    found: dict[str, UUID] = {}
    for key, address, email in rows.iterator(chunk_size=2000):
        found.setdefault(email or address, key)
    return list(found.values())


@transaction.atomic
def send_issue(mail_class: str, subject: str, text: str, *, by: User) -> Issue:
    """Send one issue to everybody who may get it now. Each is asked about again when it leaves.

    Raises NotPossible when nobody may get it.
    """
    if mail_class not in classes.bulk(_policy()):
        raise NotPossible(_("Our notice knows no such mail."))
    addressed = len(permissions(mail_class))
    if not addressed:
        raise NotPossible(_("Nobody has asked for these mails."))
    issue = Issue.objects.create(
        mail_class=mail_class, subject=subject, text=text, by=by, addressed=addressed
    )
    address_everybody.later(issue.pk)
    return issue


@task(attempts=1)
def address_everybody(issue_id: UUID) -> None:
    """Put one letter for each permission on the queue."""
    issue = Issue.objects.get(pk=issue_id)
    keys = permissions(issue.mail_class)
    Issue.objects.filter(pk=issue.pk).update(addressed=len(keys))
    for key in keys:
        deliver.later(issue.pk, key)


@task
def deliver(issue_id: UUID, consent_id: UUID) -> None:
    """Send one letter, if what it rests on still holds. It moves no clock but the consent's own
    (JC-53: bulk mail is not contact; WW-94: last used)."""
    issue = Issue.objects.get(pk=issue_id)
    row = Consent.objects.filter(pk=consent_id).select_related("person").first()
    # Whoever is restricted is not found: their permission is there, and they are not.
    found = row is not None and (row.person_id is None or row.person is not None)
    sent = found and row is not None and _letter(issue, row).outcome == MailLog.Outcome.SENT
    column = "sent" if sent else "refused"
    Issue.objects.filter(pk=issue.pk).update(**{column: F(column) + 1})


def _letter(issue: Issue, row: Consent) -> MailLog:
    policy = _policy()
    said = row.events.exclude(locale="").order_by("-at").values_list("locale", flat=True).first()
    locale = (row.person.locale if row.person else said) or policy.locale
    url = stop_url(issue.mail_class, row)
    return mail.send(
        to=row.person.email if row.person else row.address,
        template="mailings/email/issue",
        context={
            "subject": issue.subject,
            "text": issue.text,
            "url": url,
            "site_name": policy.document.controller.brand,
            "notice": site_url(reverse("notice")),
        },
        mail_class=issue.mail_class,
        locale=locale,
        subject_person=row.person.pk if row.person else None,
        unsubscribe_url=url,
    )
