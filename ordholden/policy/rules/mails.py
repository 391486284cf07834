"""Mails, push and the visitor's device: what needs a yes, and what never counts as contact."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Mail
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.places import fault
from ordholden.policy.rules.rights import packs_of

_ONE_TO_ONE = frozenset({"offer"})
_MARKETING = frozenset({"newsletter", "campaign", "push"})  # consent, whatever else is said
_NEAR_MARKETING = frozenset({"job_mail", "opportunity"})  # consent, or a no that is respected
_ON_A_YES = frozenset({"6.1.a", "marketing_consent", "device_consent"})


def faults(policy: Policy) -> Iterator[Fault]:
    """Mails sent without a yes, tracking without its own, cookies without a question."""
    for word, mail in policy.document.mail.items():
        path: Path = ("mail", word)
        yield from _consent(policy, word, mail, path)
        yield from _tracking(policy, word, mail, path)
        yield from _receiver(policy, word, mail, path)
        if mail.counts_as_contact and word not in _ONE_TO_ONE:
            yield fault(
                policy,
                f"mail “{word}” is sent by the system to many, so it can never count as contact, or"
                " nothing would ever be due; take counts_as_contact away",
                *(*path, "counts_as_contact"),
            )
    yield from _watching(policy)
    yield from _cookies(policy)


def _consent(policy: Policy, word: str, mail: Mail, path: Path) -> Iterator[Fault]:
    law = next((p.marketing.law for p in packs_of(policy) if p.marketing), "the marketing law")
    resting = [b for b in policy.purposes()[mail.purpose].bases if b.basis in _ON_A_YES]
    if word in _MARKETING and not mail.consent:
        yield fault(
            policy,
            f"mail “{word}” is marketing, and {law} asks for a yes before it is sent; name the"
            " consent in `consent`",
            *path,
        )
    elif word in _NEAR_MARKETING and not mail.consent and not mail.opt_out and not resting:
        yield fault(
            policy,
            f"mail “{word}” needs a yes or an open way to say no ({law}); add `consent`, or write"
            " opt_out = true",
            *path,
        )
    consent = policy.consents().get(mail.consent or "")
    if consent and mail.purpose not in consent.purposes:
        yield fault(
            policy,
            f"mail “{word}” serves purpose “{mail.purpose}”, to which consent “{mail.consent}” does"
            " not say yes; name the consent that does",
            *(*path, "consent"),
        )


def _tracking(policy: Policy, word: str, mail: Mail, path: Path) -> Iterator[Fault]:
    if mail.tracking_consent and mail.tracking_consent == mail.consent:
        yield fault(
            policy,
            f"mail “{word}” is followed on the same yes that it is sent on; following what a"
            " receiver does needs a consent of its own",
            *(*path, "tracking_consent"),
        )


def _receiver(policy: Policy, word: str, mail: Mail, path: Path) -> Iterator[Fault]:
    sender = next((one for one in policy.recipients() if one.id == mail.via), None)
    if sender and not {"mail", "survey", "hosting"} & set(sender.services):
        yield fault(
            policy,
            f"mail “{word}” goes by way of “{sender.name or sender.id}”, whose services are"
            f" {', '.join(sender.services)}; add mail to them, or choose who sends",
            *(*path, "via"),
        )


def _watching(policy: Policy) -> Iterator[Fault]:
    for index, entry in enumerate(policy.document.collect):
        watched = [one for one in policy.means(entry.fields) if one.startswith("mailing_use.")]
        resting = [
            basis
            for name in entry.purposes
            for basis in policy.purposes()[name].bases
            if basis.basis in _ON_A_YES
        ]
        if watched and not entry.consent and not resting:
            yield fault(
                policy,
                f"“{watched[0]}” follows what receivers do with mail, and needs a consent of its"
                " own; name it in `consent`",
                *("collect", index),
            )


def _cookies(policy: Policy) -> Iterator[Fault]:
    asked = any(
        basis.basis == "device_consent"
        for purpose in policy.purposes().values()
        for basis in purpose.bases
    )
    for index, cookie in enumerate(policy.document.cookie):
        path: Path = ("cookie", index)
        law = next((p.devices.law for p in packs_of(policy) if p.devices), "the cookie rules")
        if cookie.category != "necessary" and not asked:
            yield fault(
                policy,
                f"cookie “{cookie.name}” is not necessary, and no purpose rests on device_consent;"
                f" {law} asks for a yes before it is set, so add purpose and consent",
                *(*path, "category"),
            )
        if cookie.party == "third" and not cookie.recipient:
            yield fault(
                policy,
                f"cookie “{cookie.name}” belongs to somebody else, who is no [[recipient]]; name"
                " them in `recipient`",
                *path,
            )
