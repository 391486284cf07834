"""A business that leaves takes everybody with it, also those whose data nobody may use."""

import pytest
from django.db import connection

from ordholden.people import actions as people
from ordholden.privacy.tests.make import opened, somebody
from ordholden.tenants import actions as tenants
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home


@pytest.mark.django_db
def test_restricted_persons_leave_with_their_business() -> None:
    tenant = opened("jobconnection")
    with at_home(tenant):
        somebody("Inger Test", "inger@example.dk")
        people.restrict(somebody("Per Holm", "per@example.dk"))
    assert tenants.remove(tenant)["people_person"] == 2
    connection.check_constraints()
    assert not Tenant.objects.lean().filter(slug="jobconnection").exists()
