"""Every table of the database keeps tenants apart. Read from PostgreSQL, not from the models.

Each failure names the table. An exception is a line with a date and a reason, in a list that
may only shrink.
"""

import pytest
from django.db import connection

from ordholden.tenants import catalogue, roles

# Nothing of any tenant in them; the application may only read. Since 2026-11-21.
SHARED_TABLES = {
    "auth_group": "Django's; unused and empty: roles are memberships",
    "auth_group_permissions": "Django's; unused and empty",
    "auth_permission": "Django's; names of models, from the code",
    "django_content_type": "Django's; names of models, from the code",
    "django_migrations": "Django's; which migrations have run",
}
# Anybody may look up which tenant a host name belongs to; written in the own scope only.
READ_BY_ALL = {
    "tenants_tenant": "which businesses there are, with the policies they publish",
    "tenants_host": "which business a host name belongs to",
}
# No tenant's rows in them; the worker's fetching connection alone sees any. Since 2026-11-21.
QUEUE_ONLY = {
    "procrastinate_periodic_defers": "which turns of the schedule have been queued",
    "procrastinate_workers": "which workers are alive",
}
# The installation's own, of no tenant: anybody may read and add, nobody may change. Since
# 2026-11-21.
OF_NOBODY = {
    "journal_mark": "that the program started or made a backup",
}
# What a uniqueness may span, and why. Since 2026-11-21.
SPANNING_UNIQUES = {
    "tenants_host_name_key": "two tenants cannot answer to one host name",
    "tenants_tenant_slug_key": "two tenants cannot bear one name",
    "django_content_type_app_label_model_76bd3d3b_uniq": "shared table",
    "auth_group_name_key": "shared table",
    "auth_group_permissions_group_id_permission_id_0cd325b0_uniq": "shared table",
    "auth_permission_content_type_id_codename_01ab375a_uniq": "shared table",
    "procrastinate_periodic_defers_unique": "queue-only table",
}
# A key without the tenant in it, and why nothing can cross by it. Since 2026-11-21.
PLAIN_KEYS = {
    "procrastinate_events_job_id_fkey": "a trigger gives the event its task's tenant, or none",
    "procrastinate_periodic_defers_job_id_fkey": "queue-only table; its tasks are nobody's",
}

pytestmark = pytest.mark.django_db
# Read past their wall by functions of the owner alone: a wall hides the index from the planner.
SEARCHED = frozenset({"jobs_openad", "sourcing_listed"})


def test_every_table_is_walled() -> None:
    faults = []
    for table in catalogue.tables(connection):
        if table.name in SHARED_TABLES:
            continue
        if not table.secured:
            faults.append(f"{table.name}: row-level security is not enabled")
        if not table.forced:
            faults.append(f"{table.name}: row-level security is not forced on its owner")
        if not table.has_tenant and table.name not in QUEUE_ONLY | READ_BY_ALL | OF_NOBODY:
            faults.append(f"{table.name}: has no tenant")
    assert not faults, "\n".join(faults)


def test_every_policy_says_who_reads_and_who_writes() -> None:
    faults, walled = [], set()
    of_the_queue = {roles.names().queue, roles.names().owner}
    for policy in catalogue.row_policies(connection):
        name = f"{policy.table}.{policy.name}"
        if set(policy.roles) == of_the_queue and policy.table.startswith("procrastinate_"):
            walled.add(policy.table)
            continue
        if policy.table in READ_BY_ALL and policy.command == "SELECT":
            continue
        if policy.table in OF_NOBODY and policy.command in ("SELECT", "INSERT"):
            walled.add(policy.table)
            continue
        if policy.table in SEARCHED and set(policy.roles) == {roles.names().owner}:
            continue  # its functions ask for the tenant; the application is under `own_rows`
        if policy.narrows:
            continue  # beside one that asks for the tenant, it can only hide more
        if "app_tenant()" not in (policy.using or ""):
            faults.append(f"{name}: USING does not ask for the tenant: {policy.using}")
        if "app_tenant()" not in (policy.check or ""):
            faults.append(f"{name}: WITH CHECK does not ask for the tenant: {policy.check}")
        walled.add(policy.table)
    missing = {table.name for table in catalogue.tables(connection)} - walled - set(SHARED_TABLES)
    faults += [f"{table}: has no policy" for table in sorted(missing)]
    assert not faults, "\n".join(faults)


def test_every_foreign_key_carries_the_tenant() -> None:
    faults = [
        f"{key.table}.{key.name}: {key.definition}"
        for key in catalogue.foreign_keys(connection)
        if key.target_has_tenant
        and ("tenant_id" not in key.columns or "tenant_id" not in key.target_columns)
        and key.name not in PLAIN_KEYS
    ]
    assert not faults, "\n".join(faults)


def test_every_row_of_a_tenant_belongs_to_a_tenant_that_exists() -> None:
    pointing = {
        key.table
        for key in catalogue.foreign_keys(connection)
        if key.target == "tenants_tenant" and key.columns == ("tenant_id",)
    }
    loose = {t.name for t in catalogue.tables(connection) if t.has_tenant} - pointing
    assert not loose, f"tenant_id points nowhere in {', '.join(sorted(loose))}"


def test_every_uniqueness_contains_the_tenant() -> None:
    faults = [
        f"{unique.table}.{unique.name}: unique over {', '.join(unique.columns)}"
        for unique in catalogue.uniques(connection)
        if "tenant_id" not in unique.columns and unique.name not in SPANNING_UNIQUES
    ]
    assert not faults, "\n".join(faults)


def test_every_primary_key_is_made_by_the_machine() -> None:
    """A key somebody may choose would tell, when refused, that another tenant has it."""
    faults = [
        table.name
        for table in catalogue.tables(connection)
        if "tenant_id" not in catalogue.primary_key(connection, table.name)
        and not catalogue.key_is_made(connection, table.name)
    ]
    assert not faults, "\n".join(faults)


def test_shared_tables_are_closed_to_writing() -> None:
    open_ones = []
    with connection.cursor() as cursor:
        for table in SHARED_TABLES:
            for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege(%s, %s)", [table, right])
                if cursor.fetchone() == (True,):
                    open_ones.append(f"{table}: {right}")
    assert not open_ones, "\n".join(open_ones)


def test_tables_of_nobody_are_closed_to_changing() -> None:
    with connection.cursor() as cursor:
        for table in OF_NOBODY:
            for right in ("UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege(%s, %s)", [table, right])
                assert cursor.fetchone() == (False,), f"{table}: {right}"


def test_no_exception_is_stale() -> None:
    tables = {table.name for table in catalogue.tables(connection)}
    uniques = {unique.name for unique in catalogue.uniques(connection)}
    keys = {key.name for key in catalogue.foreign_keys(connection)}
    listed = SHARED_TABLES.keys() | READ_BY_ALL.keys() | QUEUE_ONLY.keys() | OF_NOBODY.keys()
    assert not listed - tables
    assert not SPANNING_UNIQUES.keys() - uniques
    assert not PLAIN_KEYS.keys() - keys


def test_views_look_with_the_eyes_of_who_asks() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'v' AND NOT COALESCE(reloptions, '{}') @>"
            " ARRAY['security_invoker=true']"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'm'"
        )
        assert cursor.fetchall() == [], "a materialised view knows no row-level security"


# Functions that work as the owner, whom row-level security is forced on too.
DEFINER_FUNCTIONS = {
    "app_remove_rows": "empties the tables of a tenant that has been removed",
    "applications_attachment_again": "hands out a file's key once more, by a line of the log",
    "applications_attachment_open": "hands out a file's key, with a line in the log",
    "applications_attachment_own": "hands out a file's key to its own person",
    "candidates_document_again": "hands out a document's key once more, by a line of the log",
    "candidates_document_open": "hands out a document's key, with a line in the log",
    "candidates_document_own": "hands out a document's key to its own person",
    "figures_freeze": "writes last month's table of answers that nobody may read singly",
    "jobs_search": "finds the tenant's open ads, which the walls would hide the index from",
    "jobs_suggest": "the words that open ads of the tenant begin with",
    "reading_bind": "binds a file to its person; nobody may call it",
    "reading_drop_months": "lets months of the log go whose time is over",
    "reading_list": "notes that several persons were seen",
    "reading_log_unname": "takes the erased out of the log",
    "reading_own": "hands out sealed values to their own person",
    "reading_prepare": "makes the part of the log that a month needs",
    "reading_reveal": "hands out one sealed category, with a line in the log",
    "reading_seal": "seals lines of the log into blocks",
    "reading_verify": "finds what was changed in the log",
    "reading_view": "hands out sealed values, with a line in the log",
    "reading_watch": "raises an alarm when very much is read; nobody may call it",
    "reading_write": "writes a line of the log; nobody may call it",
    "sourcing_count": "counts the tenant's CVs that fit and are shown, by facet",
    "sourcing_find": "finds the tenant's CVs that are shown: keys of persons and nothing else",
    "sourcing_like": "finds CVs of the tenant's that share words with one of them: keys of persons",
    "sourcing_match": "finds the tenant's CVs that fit an ad, with the ad's words that do",
    "statistics_given": "tells which questions one person answered, not what",
    "statistics_forget": "erases one person's answers",
    "statistics_forget_before": "erases answers whose time has come",
    "statistics_replace": "a person's newer answer takes the place of the older",
}
DEFINER_ENDINGS = ("_let_go", "_blank")  # of insert-only tables: ordholden.tenants.ledgers


def test_functions_of_the_owner_are_known_and_fixed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig, proacl::text FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY proname"
        )
        found = cursor.fetchall()
    faults = []
    for name, settings, rights in found:
        if name not in DEFINER_FUNCTIONS and not name.endswith(DEFINER_ENDINGS):
            faults.append(f"{name}: is not on the list")
        if not any(setting.startswith("search_path=") for setting in settings or ()):
            faults.append(f"{name}: has no search_path of its own")
        if rights is None or rights.startswith("{=X") or ",=X" in rights:
            faults.append(f"{name}: anybody may call it")
    assert not faults, "\n".join(faults)


def test_the_application_is_an_ordinary_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, False, False)
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
            " WHERE c.relnamespace = 'public'::regnamespace AND r.rolname = current_user"
        )
        assert cursor.fetchall() == [], "the application owns what it should only use"
        cursor.execute(
            "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
            " JOIN pg_roles a ON a.oid = m.member WHERE a.rolname = current_user"
        )
        assert cursor.fetchall() == [(roles.names().queue,)]
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (roles.names().app,)


def test_the_queue_role_sees_the_queue_and_nothing_else() -> None:
    queue = roles.names().queue
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [queue])
        assert cursor.fetchone() == (False, False)
        for table in catalogue.tables(connection):
            cursor.execute(
                "SELECT has_table_privilege(%s, %s, 'SELECT, INSERT, UPDATE, DELETE')",
                [queue, table.name],
            )
            wanted = table.name.startswith("procrastinate_")
            assert cursor.fetchone() == (wanted,), table.name


def test_time_comes_from_one_place() -> None:
    """No column's default and no function of ours asks the database's own clock (bar 3.2.8)."""
    clocks = r"\m(now\(\)|current_date|current_time|current_timestamp|localtime|clock_timestamp)"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name NOT LIKE 'procrastinate%%'"
            " AND column_default ~* %s",
            [clocks],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND proname NOT LIKE 'procrastinate%%' AND prosrc ~* %s",
            [clocks],
        )
        assert cursor.fetchall() == []
