"""Publishing a notice: a version, its words, and what the change asks for."""

import hashlib
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.policy.history import Change, compare, overall
from ordholden.policy.notice import build_notice, render_html
from ordholden.privacy import emails
from ordholden.privacy.actions.consents import ask_again
from ordholden.privacy.models import Notice, NoticeShown, NoticeText
from ordholden.tenants import scope
from ordholden.tenants.actions import adopt_policy
from ordholden.tenants.models import Tenant


@transaction.atomic
def publish(
    policy: Policy,
    *,
    by: User | None = None,
    way: str = Notice.Way.PUBLICATION,
    why: str = "",
    note: str = "",
) -> Notice:
    """Publish a compiled policy as the tenant's next version; it is in force at once.

    way: publication, or reapproval, which pauses the consents concerned and writes to everybody
    who gave them (JT-61, JT-62). A change that the law asks approval for cannot be published
    only, unless the officer writes `why` that is enough (X-03). Raises NotPossible.
    """
    tenant = scope.required()
    if policy.tenant != tenant.slug:
        raise NotPossible(_("This policy belongs to another tenant."))
    before = Notice.objects.in_force().first()
    if before is not None and before.policy_id == policy.id:
        raise NotPossible(_("This version is in force already."))
    changes = compare(before.policy, policy) if before else []
    change = overall(changes) if before else "notify"
    if change == "reconsent" and way == Notice.Way.PUBLICATION and not why.strip():
        raise NotPossible(
            _("This change needs approval again. Say why publication is enough, or ask again.")
        )
    notice = _store(policy, before, by=by, way=way, change=change, why=why, note=note)
    adopt_policy(tenant, policy.text)
    if way == Notice.Way.REAPPROVAL:
        _ask_everybody_again(notice, changes)
    return notice


def publish_first(tenant: Tenant) -> None:
    """A tenant opens: its policy becomes version 1 of its notice."""
    publish(tenant.policy)


def _store(
    policy: Policy,
    before: Notice | None,
    *,
    by: User | None,
    way: str,
    change: str,
    why: str,
    note: str,
) -> Notice:
    head = policy.document.policy
    notice = Notice.objects.create(
        number=before.number + 1 if before else 1,
        policy_id=policy.id,
        policy_toml=policy.text,
        effective_on=_begins(policy, before),
        ended_on=head.until,
        published_by=by,
        way=way,
        change=change,
        why=why,
        note=note,
    )
    for locale in policy.locales:
        html = words(policy, locale)
        NoticeText.objects.create(
            notice=notice,
            locale=locale,
            html=html,
            sha256=hashlib.sha256(html.encode()).hexdigest(),
        )
    return notice


def words(policy: Policy, locale: str) -> str:
    """The notice of a policy in one language, as HTML."""
    return render_html(build_notice(policy, locale))


def _begins(policy: Policy, before: Notice | None) -> date:
    """The file's own date if it is later than the version before; a file that was only changed
    counts from the day it is published (JT-61)."""
    own = policy.document.policy.effective
    if before is None or own > before.effective_on:
        return own
    return max(clock.today(policy.timezone), before.effective_on)


def _ask_everybody_again(notice: Notice, changes: list[Change]) -> None:
    """Pause the consents the change concerns, and tell everybody who gave one."""
    concerned = {c.path.split(".")[1] for c in changes if c.path.startswith("consent.")}
    asked = concerned or set(notice.policy.document.consent)
    rows = [row for consent in sorted(asked) for row in ask_again(consent, notice=notice)]
    for person in sorted({row.person_id for row in rows if row.person_id}):
        emails.asked_again.later(person, notice.pk)


def show_notice(*, person: Person, locale: str, place: str) -> NoticeShown:
    """Note which version somebody was shown, and where (JT-03, JC-01)."""
    notice = Notice.objects.in_force().lean().first()
    if notice is None:
        raise NotPossible(_("No notice has been published yet."))
    return NoticeShown.objects.create(person=person, notice=notice, locale=locale, place=place)


def until(notice: Notice) -> date | None:
    """The last day a version was in force, or None while it is."""
    if notice.ended_on:
        return notice.ended_on
    following = Notice.objects.filter(number__gt=notice.number).lean().order_by("number").first()
    if following is None:
        return None
    # Two versions of one day: the first was in force on that day too.
    return max(following.effective_on - timedelta(days=1), notice.effective_on)
