"""A business that leaves leaves nothing: rows, files and keys."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from ordholden.kit import crypto, files, mailbox
from ordholden.kit.models import MailboxMessage, MailLog, StoredFile
from ordholden.tenants import actions, catalogue
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for
from ordholden.tenants.tests import make

CANARY = "kanariefugl-7f3a"


def plant(tenant: Tenant) -> bytes:
    """Something in every table the lower rooms have. Returns the key of the file that stays."""
    with working_for(tenant):
        files.delete(files.store(CANARY.encode()))
        key = files.store(CANARY.encode()).key
        crypto.seal(CANARY, table="t", row=StoredFile.objects.get().pk, field="f")
        MailLog.objects.create(template=CANARY, mail_class="service", outcome="sent")
        MailboxMessage.objects.create(to=f"{CANARY}@x.dk", subject=CANARY, text=CANARY)
        mailbox.forget_old_messages.later()
    return key


def left_behind(settings: LazySettings, tenant: int) -> dict[str, int]:
    """Rows of the tenant or with its canary, in every table; seen with a superuser's eyes."""
    found = {}
    with settings.TEST_SERVER.as_admin(connection.settings_dict["NAME"]) as eyes:
        for table in catalogue.tables(connection):
            query = "SELECT count(*) FROM {0} AS r WHERE r::text LIKE {1}"
            if table.has_tenant:
                query += " OR tenant_id = {2}"
            count = eyes.execute(
                sql.SQL(query).format(
                    sql.Identifier(table.name), sql.Literal(f"%{CANARY}%"), sql.Literal(tenant)
                )
            ).fetchone()
            if count and count[0]:
                found[table.name] = count[0]
    return found


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_and_the_neighbour_never_notices(
    settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path
    leaving, staying = make.tenant("rejser"), make.tenant("bliver")
    plant(leaving)
    key = plant(staying)
    # Positive control: the eyes see what is there.
    before = left_behind(settings, leaving.pk)
    assert before["kit_mailboxmessage"] == 2
    assert {"kit_tenantkey", "kit_storedfile", "procrastinate_jobs", "tenants_host"} <= set(before)
    assert len(list((tmp_path / "files" / str(leaving.pk)).rglob("*/*"))) == 2

    assert make.command("tenant", "remove", "rejser", "--yes") == 0

    said = capsys.readouterr().out
    assert "rejser is gone." in said
    assert "1  kit_storedfile" in said
    assert "2  files" in said
    assert not (tmp_path / "files" / str(leaving.pk)).exists()
    after = left_behind(settings, leaving.pk)
    assert set(after) == {"kit_maillog", "kit_mailboxmessage"}
    assert set(after.values()) == {1}  # the neighbour's own
    assert Tenant.objects.get() == staying
    with working_for(staying):
        assert files.open(StoredFile.objects.get(), key) == CANARY.encode()


def test_removing_asks_first(
    acme: Tenant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("borealis\n"))
    assert make.command("tenant", "remove", "acme") == 1
    assert "Nothing was removed." in capsys.readouterr().err
    assert Tenant.objects.filter(slug="acme").exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("acme\n"))
    assert make.command("tenant", "remove", "acme") == 0
    assert not Tenant.objects.filter(slug="acme").exists()


def test_who_is_not_there_cannot_be_removed(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert make.command("tenant", "remove", "nobody", "--yes") == 1
    assert "There is no tenant named nobody." in capsys.readouterr().err


def test_the_database_refuses_when_a_row_would_stay(
    acme: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    StoredFile.objects.create(name="a" * 32, size=1)
    tables = [t for t in catalogue.children_first(connection) if t != "kit_storedfile"]
    monkeypatch.setattr(catalogue, "children_first", lambda connection: tables)
    with pytest.raises(DatabaseError, match="kit_storedfile"), transaction.atomic():
        actions.remove(acme)
    assert StoredFile.objects.count() == 1
