"""Migration steps: PostgreSQL does not find who may not be used for what a transaction is for.

`app.purpose` says what it is for, `app.self` who is asking about themself (`people.use`). One
restrictive policy stands on the person's row; what hangs on a person is found if the person is.
Why so, and what it costs: docs/decisions/0009-restriction-is-a-wall.md.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants.rls import DatabaseStep, run

APP_PURPOSE = """
CREATE OR REPLACE FUNCTION app_purpose() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN COALESCE(pg_catalog.current_setting('app.purpose', true), '')
"""
APP_SELF = """
CREATE OR REPLACE FUNCTION app_self() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(pg_catalog.current_setting('app.self', true), '')::uuid
"""
# Asked of the few who are restricted, and only when the transaction is for something.
GOES_ON = """
CREATE OR REPLACE FUNCTION privacy_goes_on(whose uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT app_purpose() = '@legal_claims' OR COALESCE((
        SELECT bool_and(app_purpose() = ANY (l.goes_on)) FROM privacy_limit l
        WHERE l.person_id = whose AND l.ended_at IS NULL AND l.kind <> 'objection'
    ), false)
$$
"""
PERSON = """
CREATE POLICY open_for_use ON people_person AS RESTRICTIVE USING (
    app_purpose() = '@storage'
    OR state <> 'erasing' AND (
        id = app_self()
        OR (state <> 'restricted' OR app_purpose() <> '' AND privacy_goes_on(id))
           AND (app_purpose() = '' OR NOT EXISTS (
                SELECT FROM privacy_limit l WHERE l.person_id = people_person.id
                AND l.ended_at IS NULL AND l.purpose = app_purpose()))
    )
) WITH CHECK (true)
"""
# What a restriction under art. 18 adds to the holds; one that a rule brings does not.
KEEP_PERSON_HELD = """
CREATE OR REPLACE FUNCTION privacy_keep_person_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.held := privacy_is_held('people_person', NEW.id) OR NEW.state = 'restricted' AND NOT (
        EXISTS (SELECT FROM privacy_limit l WHERE l.person_id = NEW.id AND l.ended_at IS NULL
                AND l.kind = 'rule')
        AND NOT EXISTS (SELECT FROM privacy_limit l WHERE l.person_id = NEW.id
                        AND l.ended_at IS NULL AND l.kind = 'restriction'));
    RETURN NEW;
END $$
"""
MARK_LIMITED = """
CREATE OR REPLACE FUNCTION privacy_mark_limited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_person SET held = held
    WHERE id = COALESCE(NEW.person_id, OLD.person_id) AND state = 'restricted';
    RETURN NULL;
END $$
"""


class LimitPersons(DatabaseStep):
    """From here on a restricted or objecting person is found for what may go on, and no more."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in (
            *(APP_PURPOSE, APP_SELF, GOES_ON, PERSON, KEEP_PERSON_HELD, MARK_LIMITED),
            "DROP TRIGGER keep_held ON people_person",
            "CREATE TRIGGER keep_held BEFORE INSERT OR UPDATE OF held, state ON people_person"
            " FOR EACH ROW EXECUTE FUNCTION privacy_keep_person_held()",
            "CREATE TRIGGER mark_limited AFTER INSERT OR UPDATE OR DELETE ON privacy_limit"
            " FOR EACH ROW EXECUTE FUNCTION privacy_mark_limited()",
        ):
            run(editor, statement)

    def describe(self) -> str:
        return "Find nobody whose data may not be used"


class LimitWithPerson(DatabaseStep):
    """Rows of these tables are found while the person they are about is."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for table in self.tables:
            run(
                editor,
                f"CREATE POLICY open_for_use ON {table} AS RESTRICTIVE USING ("
                " app_purpose() = '@storage' OR person_id IS NULL"
                " OR EXISTS (SELECT FROM people_person p"
                f" WHERE p.id = {table}.person_id)) WITH CHECK (true)",
            )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for table in self.tables:
            run(editor, f"DROP POLICY open_for_use ON {table}")

    def describe(self) -> str:
        return f"Find rows of {', '.join(self.tables)} with their person"
