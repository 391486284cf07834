"""The scope a piece of work runs in."""

import pytest
from django.db import DatabaseError, connection, transaction

from ordholden.kit.models import StoredFile
from ordholden.tenants import scope
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import NoTenant, working_for


def database_tenant() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_tenant()")
        key: int | None = cursor.fetchone()[0]
    return key


def test_rows_know_their_tenant_and_no_other_sees_them(acme: Tenant, borealis: Tenant) -> None:
    file = StoredFile.objects.create(name="a" * 32, size=1)
    assert file.tenant == acme
    with working_for(borealis):
        assert not StoredFile.objects.exists()
        StoredFile.objects.create(name="a" * 32, size=2)
    assert [each.size for each in StoredFile.objects.all()] == [1]


def test_without_a_tenant_there_is_nothing_and_nothing_can_be_written(acme: Tenant) -> None:
    StoredFile.objects.create(name="a" * 32, size=1)
    with working_for(None):
        assert scope.current() is None
        assert database_tenant() is None
        assert not StoredFile.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            StoredFile.objects.create(name="b" * 32, size=1)
        with pytest.raises(NoTenant):
            scope.required()
    assert scope.required() == acme


def test_nested_scopes_put_the_outer_one_back(acme: Tenant, borealis: Tenant) -> None:
    with working_for(borealis):
        with working_for(acme):
            assert database_tenant() == acme.pk
        assert database_tenant() == borealis.pk
        assert scope.current() == borealis
    assert database_tenant() == acme.pk


def test_an_error_undoes_the_work_and_puts_the_outer_scope_back(
    acme: Tenant, borealis: Tenant
) -> None:
    def work_that_fails() -> None:
        with working_for(borealis):
            StoredFile.objects.create(name="a" * 32, size=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work_that_fails()
    assert database_tenant() == acme.pk
    assert scope.current() == acme
    with working_for(borealis):
        assert not StoredFile.objects.exists()


def test_work_that_is_called_off_puts_the_outer_scope_back(acme: Tenant, borealis: Tenant) -> None:
    with working_for(borealis):
        StoredFile.objects.create(name="a" * 32, size=1)
        transaction.set_rollback(True)
    assert database_tenant() == acme.pk
    with working_for(borealis):
        assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_on_the_connection(transactional_db: None) -> None:
    """A pooled connection carries no tenant from one piece of work into the next."""
    from ordholden.tenants.tests import make

    tenant = make.tenant("flygtig")
    with working_for(tenant):
        assert database_tenant() == tenant.pk
    assert database_tenant() is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.now', true)")
        assert cursor.fetchone()[0] in (None, "")
