"""What others hold of a person: processors of the policy, and our own backups.

Nothing is removed there by us. The answer says what stays, why, and until when, from the same
policy that the notice was made of (GDPR art. 19, 28(3)(g)).
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from ordholden.journal.kinds import MarkKind
from ordholden.journal.models import Mark
from ordholden.kit import clock, mail
from ordholden.kit.models import MailLog
from ordholden.policy import due
from ordholden.policy.document.sharing import Recipient
from ordholden.privacy.sinks.registry import STATED, Found
from ordholden.tenants import scope

# What processors do on our own machines: it lies in our rows and files and goes with them.
ON_OUR_MACHINES = frozenset({"hosting", "backup", "development", "subcontractor"})
PROCESSOR = "processor:"

# Rooms that hand data to a recipient add: persons -> recipient id -> how often it was given some.
Given = Callable[[Sequence[UUID]], dict[str, int]]
GIVEN: list[Given] = []


def by_mail(persons: Sequence[UUID]) -> dict[str, int]:
    """Mails that a provider carried to these persons; none while they stay in the demo."""
    if not mail.provider_host():
        return {}
    carriers = {
        word: one.via for word, one in scope.required().policy.document.mail.items() if one.via
    }
    sent = MailLog.objects.filter(person_id__in=persons, outcome=MailLog.Outcome.SENT)
    found: dict[str, int] = {}
    for word, count in sent.values_list("mail_class").annotate(Count("pk")):
        if carrier := carriers.get(word):
            found[carrier] = found.get(carrier, 0) + count
    return found


GIVEN.append(by_mail)


def processors(persons: Sequence[UUID]) -> list[Found]:
    """An answer for every processor that the policy in force declares."""
    policy, given = scope.required().policy, dict[str, int]()
    for ask in GIVEN:
        for recipient, count in ask(persons).items():
            given[recipient] = given.get(recipient, 0) + count
    declared = [one for one in policy.recipients() if "processor" in one.kinds]
    return [_of(one, given.get(one.id, 0)) for one in declared]


def _of(one: Recipient, given: int) -> Found:
    sink = PROCESSOR + one.id
    if not given:
        ours = bool(ON_OUR_MACHINES & set(one.services))
        return Found(sink, why="our_machines" if ours else "nothing_given")
    if one.erased_within is None:
        return Found(sink, retained=given, why="ask_processor", asks=True)
    policy = scope.required().policy
    last = due(clock.today(policy.timezone), one.erased_within, policy.year_end)
    return Found(sink, retained=given, why="processor_erases", until=last)


def backups(persons: Sequence[UUID]) -> list[Found]:
    """Backups that may still hold them: they end by themselves, and a restore erases again."""
    policy = scope.required().policy
    today = clock.today(policy.timezone)
    last = due(today, policy.document.backup.keep, policy.year_end)
    last = min(last, today + timedelta(days=settings.BACKUP_DAYS))
    since = clock.everywhere() - (last - today)
    there = Mark.objects.filter(kind=MarkKind.BACKED_UP, at__gte=since).count()
    return [Found("backups", retained=there, why="backups_end", until=last if there else None)]


STATED.extend((processors, backups))
