"""Code that forgot to say for whom it works."""

import pytest
from django.db import DatabaseError, connection, transaction

from ordholden.accounts.models import User
from ordholden.kit import crypto
from ordholden.people.models import Person
from ordholden.tenants import scope
from ordholden.tenants.scope import at_home, working_for
from tests.attacks.tenants.conftest import Two
from tests.attacks.tenants.schema import walled


def test_nobodys_rows_are_all_there_is(two: Two) -> None:
    _number = two.number
    with working_for(None), connection.cursor() as cursor:
        for table in walled():
            if table.columns:
                cursor.execute(f"SELECT count(*) FROM {table.name}")
                assert cursor.fetchone() == (0,), table.name
        for needs_a_tenant in (crypto.keys, scope.required):
            with pytest.raises(scope.NoTenant):
                needs_a_tenant()
    with at_home(two.theirs):
        assert Person.objects.filter(pk=two.liv.pk).exists()


def test_an_object_in_hand_is_not_saved_in_anothers_scope(two: Two) -> None:
    """A row that code has fetched for them, changed and saved while it works for us."""
    liv, account = two.liv, two.account.pk
    liv.name = "Somebody else"
    with two.untouched(), at_home(two.ours):
        with pytest.raises(DatabaseError, match="did not affect"), transaction.atomic():
            liv.save(force_update=True)
        assert User.objects.filter(pk=account).update(is_active=False) == 0
    with at_home(two.theirs):
        liv.save(force_update=True)
        assert Person.objects.get(pk=liv.pk).name == "Somebody else"
