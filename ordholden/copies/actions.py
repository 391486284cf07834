"""Asking for a copy, making it bit by bit in the background, and handing it over."""

import base64
import errno
import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ordholden.accounts import emails
from ordholden.copies import own, packing
from ordholden.copies.models import Copy, CopyPart
from ordholden.kit import clock, crypto, files
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import site_url
from ordholden.kit.models import StoredFile
from ordholden.kit.queue import task
from ordholden.people.models import Person
from ordholden.people.use import be
from ordholden.policy import dues
from ordholden.privacy.sinks import Found
from ordholden.tenants import scope

AT_A_TIME = 25  # files packed between two looks at the progress
TABLE = "copies_copy"
LONGEST = timedelta(days=7)  # that a copy lies there, whatever a policy says
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@transaction.atomic
def ask_for(person: Person, locale: str) -> Copy:
    """Have a copy made (JT-37, JT-44, JC-68). One that is being made is the answer to a second
    request; one that stopped goes on; one that is ready is made anew."""
    Person.objects.select_for_update().get(pk=person.pk)
    copy = Copy.objects.select_for_update().filter(person=person).first()
    if copy and copy.state == Copy.State.MAKING:
        return copy
    if copy and copy.state == Copy.State.READY:
        forget(copy)
        copy = None
    if copy is None:
        copy = Copy(person=person, locale=locale, total=len(own.originals(person)))
    copy.state = Copy.State.MAKING
    copy.save()
    make.later(copy.pk)
    return copy


@task
def make(copy_id: UUID) -> None:
    """The next step of a copy: some files, or when all are packed the whole.

    A full disk stops it where it is, and asking again goes on from there.
    """
    copy = Copy.objects.select_for_update().get(pk=copy_id)
    if copy.state != Copy.State.MAKING:
        return
    be(copy.person_id)  # their own copy, whatever is restricted
    try:
        with transaction.atomic():
            _step(copy)
    except OSError as fault:
        if fault.errno not in NO_ROOM:
            raise
        Copy.objects.filter(pk=copy.pk).update(state=Copy.State.STOPPED)


def _step(copy: Copy) -> None:
    waiting = own.originals(copy.person)[copy.done :]
    if waiting:
        batch = waiting[:AT_A_TIME]
        number = copy.parts.count() + 1
        part = CopyPart(copy=copy, number=number)
        part.file, part.key = _kept(packing.pack(batch), part.id)
        part.save(force_insert=True)
        copy.done += len(batch)
        copy.total = max(copy.total, copy.done)
        copy.save(update_fields=["done", "total"])
        make.later(copy.pk)
        return
    _finish(copy)


def _finish(copy: Copy) -> None:
    parts = list(copy.parts.select_related("file").order_by("number"))
    packed = (_opened(part.file, bytes(part.key), part.id) for part in parts)
    content = packing.archive(copy.person, copy.locale, packed)
    copy.file, copy.key = _kept(content, copy.id)
    _forget_parts(copy)
    code = secrets.token_urlsafe(24)
    copy.code_sha256 = _hash(code)
    copy.state, copy.made_at = Copy.State.READY, clock.now()
    copy.save()
    address = site_url(reverse("copy_by_link", args=[code]))
    if copy.person.email:
        words = {"url": address, "until": ends_on(copy).isoformat()}
        emails.write("copies/email/ready", copy.person.email, words, person=copy.person)


def fetch(copy: Copy) -> bytes:
    """The archive. Raises NotPossible when it is not ready, or its week is over."""
    if copy.state != Copy.State.READY or copy.file is None or is_over(copy):
        raise NotPossible(_("This copy is no longer there. You can ask for a new one."))
    return _opened(copy.file, bytes(copy.key), copy.id)


def behind(code: str) -> Copy | None:
    """The copy that a mailed code opens, or None when it was used, is over or never was."""
    copy = Copy.objects.filter(code_sha256=_hash(code), state=Copy.State.READY).first()
    return None if copy is None or is_over(copy) else copy


@transaction.atomic
def fetch_by_code(code: str) -> bytes:
    """The archive, once. Raises NotPossible when the code opens nothing (any more)."""
    copy = Copy.objects.select_for_update().filter(code_sha256=_hash(code)).first()
    if copy is None:
        raise NotPossible(_("This link has been used, or its time is over."))
    content = fetch(copy)
    copy.code_sha256 = ""
    copy.save(update_fields=["code_sha256"])
    return content


@transaction.atomic
def forget(copy: Copy) -> None:
    """Remove a copy with all that was packed of it."""
    _forget_parts(copy)
    stored = copy.file
    copy.delete()
    if stored is not None:
        files.delete(stored)


def ends_on(copy: Copy) -> date:
    """The day on which a copy goes: the notice's, and never later than a week."""
    policy = scope.required().policy
    made = clock.local_date(copy.made_at, ZoneInfo(policy.timezone))
    days = [
        due.on
        for rule in policy.rules_for("export.file")
        for due in dues(rule, {"export_made": made, "collected": made}, policy.year_end)
        if due.on and due.do == "erase" and set(rule.who) & set(copy.person.kinds)
    ]
    return min([*days, made + LONGEST])


def is_over(copy: Copy) -> bool:
    """Whether its time is over, swept or not."""
    return clock.today(scope.required().policy.timezone) >= ends_on(copy)


@task
def forget_over() -> None:
    """Remove every copy whose week is over, also where the notice has no rule about copies."""
    for copy in Copy.objects.filter(made_at__lt=_some_days_ago()).select_related("person"):
        if is_over(copy):
            forget(copy)


# ------------------------------------------------------------------ the sink of erasures
def of_persons(persons: Sequence[UUID]) -> list[Found]:
    """The copies of somebody who is being erased: an archive is as good as the profile."""
    keys = Copy.objects.filter(person_id__in=persons).values_list("pk", flat=True)
    return [Found("exports", tuple(str(key) for key in keys))]


def left(things: Sequence[str]) -> int:
    """How many of these copies are still there."""
    return Copy.objects.filter(pk__in=things).count()


def forget_all(things: Sequence[str]) -> None:
    """Remove these copies with what was packed of them."""
    for copy in Copy.objects.filter(pk__in=things):
        forget(copy)


def _some_days_ago() -> datetime:
    return clock.now() - LONGEST + timedelta(days=1)


def _forget_parts(copy: Copy) -> None:
    for part in copy.parts.select_related("file"):
        stored = part.file
        part.delete()
        files.delete(stored)


def _kept(content: bytes, row: UUID) -> tuple[StoredFile, bytes]:
    """Store an archive; the key that opens it is sealed for the row that points at it."""
    stored = files.store(content)
    key = base64.b64encode(stored.key).decode()
    return stored, crypto.seal(key, table=TABLE, row=row, field="key")


def _opened(stored: StoredFile, key: bytes, row: UUID) -> bytes:
    own = base64.b64decode(crypto.unseal(key, table=TABLE, row=row, field="key"))
    return files.open(stored, own)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
