"""Somebody has objected to every purpose that can be objected to: does any door use her for one?

Also by code that names no purpose: what it reads, sends or counts is for some purpose all the same.
"""

import pytest
from django.core import mail

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import Membership
from ordholden.accounts.tests.make import make_staff, make_user
from ordholden.kit import mail as post
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.privacy import limits
from ordholden.reading import seeing
from ordholden.reading.models import Reading
from ordholden.tenants import scope
from ordholden.tenants.scope import at_home
from tests.attacks.reading.conftest import Plot
from tests.attacks.reading.test_crawl import INSIDE, addresses, canaries_in
from tests.harness.five import browser, opened


@pytest.fixture
def objected(plot: Plot) -> set[str]:
    """The purposes that Liv has objected to: all she can."""
    people.save_detail(plot.liv, "person.address", "Kanariegade 7")
    found = limits.open_to_objection(plot.tenant.policy, plot.liv)
    for purpose in found:
        privacy.object_to(plot.liv, purpose)
    return set(found)


def test_no_page_shows_her_for_such_a_purpose(plot: Plot, objected: set[str]) -> None:
    with at_home(plot.tenant):
        user = make_staff("Every", "recruiter")
        for role in set(Membership.Role.values) - {"recruiter"}:
            accounts.join(user, role)
    client = browser(plot.tenant.slug)
    client.raise_request_exception = False
    client.force_login(user)
    served = seeing.purposes(plot.tenant.policy, Membership.Role.values)
    asked = [purpose for purpose in served if purpose in objected]
    assert asked, "nobody works for a purpose that can be objected to"
    met = set()
    for address in addresses(plot):
        if INSIDE.match(address):
            met |= canaries_in(client.get(address))
            if address.startswith("/people/"):  # the officer's own pages take no purpose
                assert canaries_in(client.get(f"{address}?purpose={asked[0]}")) == set(), address
    with at_home(plot.tenant):
        lines = Reading.objects.filter(subject_id=plot.liv.pk)
        lines |= Reading.objects.filter(subjects__contains=[plot.liv.pk])
        used = set(lines.values_list("purpose", flat=True))
    assert met, "the crawl met her nowhere"
    assert used
    assert used & objected == set()


def test_no_class_of_mail_for_such_a_purpose_is_sent(db: None) -> None:
    with at_home(opened("jobindex")):
        liv = make_user("Liv Berg", "liv@example.org").person
        policy, outcome = scope.required().policy, {}
        for then in ("sent", "refused"):
            for mail_class in ("offer", "survey"):
                purpose = policy.document.mail[mail_class].purpose
                if then == "refused":
                    privacy.object_to(liv, purpose)
                outcome[mail_class] = post.send(
                    to="liv@example.org",
                    template="privacy/email/due_soon",
                    context={"name": "Liv", "url": "https://example.org/"},
                    mail_class=mail_class,
                    locale="da",
                    subject_person=liv.pk,
                    unsubscribe_url="https://example.org/stop",
                ).outcome
            assert set(outcome.values()) == {then}
    assert len(mail.outbox) == 2
