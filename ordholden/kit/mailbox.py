"""Where the demo's mail goes: a table with a page, so that every link in it can be clicked.

`EMAIL_BACKEND = "ordholden.kit.mailbox.Mailbox"` is the setting while no provider is configured.
Mail of other packages comes here too. Nothing of a mail is written to the log but its id.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from ordholden.kit.clock import now
from ordholden.kit.models import MailboxMessage
from ordholden.kit.queue import task

logger = logging.getLogger(__name__)
KEPT = timedelta(days=30)


class Mailbox(BaseEmailBackend):
    """An e-mail backend that delivers into `MailboxMessage`, in the tenant in scope."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for recipient in message.recipients():
                kept = MailboxMessage.objects.create(
                    to=recipient,
                    subject=str(message.subject),
                    text=str(message.body),
                    html=_html(message),
                    unsubscribe=message.extra_headers.get("List-Unsubscribe", ""),
                )
                logger.warning("mail %s is in the demo's mailbox", kept.pk)
        return len(email_messages)


@task
def forget_old_messages() -> int:
    """Remove what has lain in the demo's mailbox for 30 days; returns how many there were."""
    count, _ = MailboxMessage.objects.filter(at__lt=now() - KEPT).delete()
    return count


def _html(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    return next((str(body) for body, kind in message.alternatives if kind == "text/html"), "")
