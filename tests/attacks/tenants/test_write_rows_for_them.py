"""Adding rows in their name, giving them rows, and taking theirs over by writing."""

from ordholden.accounts import actions
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, person
from tests.attacks.tenants.schema import walled

# The last is a trigger's, which looks for their file in our scope and finds none.
REFUSED = ("row-level security", "permission denied", "this file is another person's")


def test_no_table_takes_a_row_in_their_name(two: Two) -> None:
    """The refusal is row security's, before anything else is looked at."""
    with two.untouched():
        for table in walled():
            two.said.clear()
            query = f"INSERT INTO {table.name} (tenant_id) VALUES ({two.theirs.pk})"
            assert two.ask(query) == [], table.name
            (said,) = two.said
            assert any(word in said for word in REFUSED), (table.name, said)


def test_no_row_of_ours_becomes_theirs(two: Two) -> None:
    with at_home(two.ours):
        person("ola@example.org", "Ola Nord")
    for table in ("people_person", "people_role", "accounts_user", "people_detail"):
        assert two.ask(f"UPDATE {table} SET tenant_id = {two.theirs.pk}") == [], table
    assert all("row-level security" in s or "permission denied" in s for s in two.said)
    assert len(two.said) == 4


def test_writing_over_a_row_of_theirs_by_its_key_changes_nothing(two: Two) -> None:
    """ON CONFLICT and MERGE find the row by its key, past what a SELECT would see."""
    with at_home(two.theirs):
        key = actions.invite("mona@example.org", "branch", post=False).pk
    into = (
        "INSERT INTO accounts_invitation (id, email, role, invited_at, expires_at)"
        " VALUES (%s, 'x@example.org', 'branch', app_now(), app_now()) ON CONFLICT (id)"
    )
    merge = (
        "MERGE INTO accounts_invitation f USING (SELECT %s::uuid AS id) n ON f.id = n.id"
        " WHEN MATCHED THEN UPDATE SET role = 'administrator'"
    )
    change = f"{into} DO UPDATE SET role = 'administrator'"
    with two.untouched():
        assert two.ask(change, key) == []
        assert two.ask(f"{into} DO NOTHING", key) in ([], [(0,)])
        assert two.ask(merge, key) == [(0,)]
    assert two.ask("SELECT 1 FROM accounts_invitation") == []
    assert two.ask(change, key, at=two.theirs) == [(1,)]
    assert two.ask(merge, key, at=two.theirs) == [(1,)]
