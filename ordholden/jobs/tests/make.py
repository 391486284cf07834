"""Ads for tests, written and published as the product does it."""

from datetime import timedelta
from typing import Any

from ordholden.jobs import actions
from ordholden.jobs.drafts import Contact, Draft
from ordholden.jobs.models import JobAd
from ordholden.kit import clock
from ordholden.tenants import scope

CONTACT = Contact(
    name="Ib Fugmann", title="Formand", phone="+45 98 76 54 32", email="ib@example.dk"
)


def make_draft(**more: Any) -> Draft:
    """What an ad says, if nothing else is said."""
    policy = scope.required().policy
    said: dict[str, Any] = {
        "title": "Murersvend",
        "text": "Vi søger en murersvend.\n\n- god løn\n- ordentligt værktøj",
        "employer": "Sten & Fuge",
        "locale": "da",
        "country": "DK",
        "postal_code": "7800",
        "town": "Skive",
        "deadline": clock.today(policy.timezone) + timedelta(days=30),
        "contact": CONTACT,
    }
    return Draft(**said | more)


def make_ad(*, published: bool = True, by: Any = None, **more: Any) -> JobAd:
    """An ad of the tenant in scope, open unless said otherwise."""
    ad = actions.write(make_draft(**more), by=by)
    return actions.publish(ad, by=by) if published else ad
