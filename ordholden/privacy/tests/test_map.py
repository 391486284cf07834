"""The gate: what PostgreSQL has is what was declared."""

import pytest

from ordholden.privacy import datamap

pytestmark = [pytest.mark.django_db]


def test_every_column_of_every_table_is_declared() -> None:
    assert datamap.undeclared() == []
