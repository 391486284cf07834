"""Insert-only tables stay as they were written, whatever is granted to whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection, transaction

from ordholden.kit.models import MailLog
from ordholden.tenants import ledgers
from ordholden.tenants.models import Tenant


def line(**changes: object) -> MailLog:
    return MailLog.objects.create(
        **{"template": "x", "mail_class": "service", "outcome": "sent", **changes}
    )


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


CHANGES = ["UPDATE kit_maillog SET outcome = 'refused'", "DELETE FROM kit_maillog"]


def test_the_application_has_no_right_to_change_a_row(acme: Tenant) -> None:
    line()
    with connection.cursor() as cursor:
        for right in ("UPDATE", "DELETE", "TRUNCATE"):
            cursor.execute("SELECT has_table_privilege('kit_maillog', %s)", [right])
            assert cursor.fetchone() == (False,), right
    for change in CHANGES:
        with pytest.raises(DatabaseError, match="permission denied"):
            execute(change)


@contextmanager
def everything_granted(settings: LazySettings) -> Iterator[None]:
    with settings.TEST_SERVER.as_admin(connection.settings_dict["NAME"]) as admin:
        admin.execute("GRANT ALL ON kit_maillog TO ordholden_app")
        admin.commit()
        try:
            yield
        finally:
            admin.execute("REVOKE UPDATE, DELETE, TRUNCATE ON kit_maillog FROM ordholden_app")
            admin.commit()


@pytest.mark.django_db(transaction=True)
def test_a_right_that_slips_in_changes_nothing(settings: LazySettings) -> None:
    from ordholden.tenants.scope import working_for
    from ordholden.tenants.tests import make

    tenant = make.tenant("nord")
    with everything_granted(settings):
        with working_for(tenant):
            line()
        for change in [*CHANGES, "TRUNCATE kit_maillog"]:
            with pytest.raises(DatabaseError, match="written once"), working_for(tenant):
                execute(change)


def test_what_must_go_is_let_go_by_name(acme: Tenant) -> None:
    person = uuid4()
    kept, gone = line(person_id=person), line(person_id=person)
    assert ledgers.let_go(MailLog, [gone.pk, uuid4()]) == 1
    assert ledgers.blank(MailLog, [kept.pk]) == 1
    (left,) = MailLog.objects.all()
    assert (left.pk, left.person_id, left.outcome) == (kept.pk, None, "sent")
    assert ledgers.let_go(MailLog, []) == 0
