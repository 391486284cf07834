"""Showing whom to call, one click at a time."""

from django.db import transaction
from django.db.models import F

from ordholden.jobs.models import AdContact, ContactCount, JobAd
from ordholden.kit import clock
from ordholden.tenants import scope


@transaction.atomic
def count_contact(ad: JobAd) -> AdContact | None:
    """Count that somebody asked for the contact of an open ad, and return it (WW-18).

    None, and nothing counted, for an ad that is not open, has no contact, or one whose data may
    only be stored today.
    """
    if not ad.is_open:
        return None
    contact = AdContact.objects.filter(ad=ad, hidden_at=None).select_related("person").first()
    # Whoever is restricted is not found.
    if contact is None or (contact.person_id and contact.person is None):
        return None
    day = clock.today(scope.required().policy.timezone)
    count, _ = ContactCount.objects.get_or_create(ad=ad, day=day)
    ContactCount.objects.filter(pk=count.pk).update(shown=F("shown") + 1)
    return contact
