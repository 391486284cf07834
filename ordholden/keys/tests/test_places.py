"""Every place where something sealed may lie is known to who moves it to the next key."""

import pytest
from django.db import connection

from ordholden.kit import sealed

pytestmark = pytest.mark.django_db

# Bytes that are not sealed with a tenant's key, and why.
OTHER = {
    "kit_storedfile.key": "a file's own key: worth nothing without the tenant's",
    "kit_storedfile.bound": "a hash",
    "kit_tenantkey.wrapped": "the tenant's key itself, under the master key",
    "people_detail.digest": "a blind index, moved with the value beside it",
    "sourcing_searched.digest": "a blind index, which nothing is looked up by",
    "reading_log.tie": "a hash",
    "reading_block.before": "a hash",
    "reading_block.hash": "a hash",
}


def test_every_column_of_bytes_is_declared_or_is_nothing_sealed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname || '.' || a.attname FROM pg_class c"
            " JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND NOT c.relispartition AND a.atttypid = 'bytea'::regtype AND a.attnum > 0"
            " AND NOT a.attisdropped"
        )
        there = {name for (name,) in cursor.fetchall()}
    declared = {f"{place.table}.{place.columns[0]}" for place in sealed.PLACES}
    assert there - declared - OTHER.keys() == set()
    assert OTHER.keys() - there == set()  # an exemption nobody needs any more


def test_second_factors_lie_in_json() -> None:
    texts = [place for place in sealed.PLACES if isinstance(place, sealed.Texts)]
    assert [(one.table, one.keys) for one in texts] == [("mfa_authenticator", ("secret", "seed"))]
