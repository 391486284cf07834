"""A row of one's own that points at a row of theirs: accepted, it would be found from there."""

from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, document, person, unknown

# Whatever points at something, and a row of ours whose pointer is turned.
POINTERS = (
    "UPDATE people_role SET person_id = %s",
    "UPDATE accounts_user SET person_id = %s",
    "UPDATE people_detail SET person_id = %s",
    "UPDATE candidates_document SET person_id = %s",
    "INSERT INTO accounts_signin (id, person_id, at, method, device, session_key)"
    " VALUES (gen_random_uuid(), %s, app_now(), '', '', '')",
    "INSERT INTO privacy_consent (id, person_id, consent, state, address, policy_id, subject,"
    " given_at, last_used_at) VALUES (gen_random_uuid(), %s, 'x', 'given', '', '', '',"
    " app_now(), app_now())",
    "INSERT INTO privacy_purposereview (id, person_id, rule, asked_on, answer_by)"
    " VALUES (gen_random_uuid(), %s, 'x', '2026-11-01', '2027-11-01')",
)


def test_no_pointer_reaches_across_nor_tells_that_there_is_something(two: Two) -> None:
    with at_home(two.ours):
        own = person("ola@example.org", "Ola Nord")
        document(own)
    told = {}
    for query in POINTERS:
        for what, key in (("theirs", two.liv.pk), ("nobody", unknown())):
            two.said.clear()
            assert two.ask(f"{query}; SET CONSTRAINTS ALL IMMEDIATE", key) == []
            (said,) = two.said
            told[what] = said.replace(str(key), "KEY")
        assert told["theirs"] == told["nobody"], query


def test_the_same_pointer_holds_among_ones_own(two: Two) -> None:
    with at_home(two.ours):
        own = person("ola@example.org", "Ola Nord")
    query = POINTERS[4]
    assert two.ask(f"{query}; SET CONSTRAINTS ALL IMMEDIATE", own.pk)
    assert two.said == []


def test_every_key_between_tables_with_tenants_has_the_tenant_in_it(two: Two) -> None:
    plain = two.ask(
        """
        SELECT k.conname FROM pg_constraint k
        JOIN pg_attribute own ON own.attrelid = k.conrelid AND own.attname = 'tenant_id'
        JOIN pg_attribute other ON other.attrelid = k.confrelid AND other.attname = 'tenant_id'
        WHERE k.contype = 'f' AND NOT own.attnum = ANY (k.conkey)
        """
    )
    # A trigger gives an event its task's tenant, or none (tests/attacks/…/test_queue_a_task).
    assert plain == [("procrastinate_events_job_id_fkey",)]
