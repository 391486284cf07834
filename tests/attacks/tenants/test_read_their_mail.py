"""Letters of theirs: on the way out, sent, and in the demo's mailbox."""

import pytest
from django.core import mail

from ordholden.accounts import emails
from ordholden.accounts.models import Letter
from ordholden.kit import mail as post
from ordholden.kit.models import MailboxMessage, MailLog
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, Two, told


def test_the_mailbox_shows_ones_own_sites_letters(two: Two) -> None:
    with at_home(two.theirs):
        one = MailboxMessage.objects.create(to=LIV, subject="To Liv Berg", text="Kanariegade")

    def seen(tenant: Tenant) -> set[str]:
        client, found = two.browse(tenant), set()
        for path in ("", f"?to={LIV}", f"{one.pk}/", "?page=2"):
            answer = client.get(f"/demo/mailbox/{path}")
            found |= told(answer) - {LIV} if path.startswith("?to") else told(answer)
        return found

    assert seen(two.ours) == set()
    assert seen(two.theirs) == {"Liv Berg", LIV, "Kanariegade"}


def test_a_letter_on_its_way_is_sent_by_its_own_business(two: Two, tasks: object) -> None:
    with at_home(two.theirs):
        emails.write("changed", LIV, {"url": "https://x", "what": "x"}, person=two.liv)
        letter = Letter.objects.get()
    with at_home(two.ours):
        with pytest.raises(Letter.DoesNotExist):
            emails.deliver(letter.pk)
        assert not MailLog.objects.exists()
    assert mail.outbox == []
    with at_home(two.theirs):
        emails.deliver(letter.pk)
        assert MailLog.objects.count() == 1
    assert mail.outbox[0].to == [LIV]


def test_a_letter_is_about_nobody_elsewhere(two: Two) -> None:
    """A mail of ours that names a person of theirs is refused, not sent about nobody."""
    _liv = two.liv
    with at_home(two.ours):
        line = post.send(
            to=LIV,
            template="privacy/email/due_soon",
            context={"name": "x", "url": "https://example.org/"},
            mail_class="offer",
            locale="da",
            subject_person=two.liv.pk,
        )
        assert (line.outcome, line.reason) == ("refused", "person_gone")
