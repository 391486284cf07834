"""The control page says in words how long anything can live."""

import pytest

from ordholden.accounts.tests.make import make_staff
from ordholden.privacy import control
from ordholden.tenants.scope import at_home
from tests.harness import five


@pytest.mark.django_db
@pytest.mark.parametrize("slug", five.FIVE)
def test_the_longest_life_of_everything_is_said_in_words(slug):
    with at_home(five.opened(slug)):
        table = control.bounds_table()
    assert len(table) > 10
    for row in table:
        said = f"{row.record} {row.who} {row.limit}"
        assert all((row.record, row.who, row.limit))
        assert "_" not in said, said


def test_an_officer_sees_it(acme, browse):
    page = browse(acme, make_staff("Olga", "privacy_officer")).get("/privacy/")

    assert page.status_code == 200
    assert "12 måneder" in page.content.decode()
