"""Migration steps: `held` on a record is what the table of holds says, whoever writes it.

    operations = [KeepHeld("candidates_document")]

The column is worked out by the database at every insert and at every update that names it, so no
programmer can set it, forget it, or write an old value back over it.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants.rls import DatabaseStep, run

IS_HELD = """
CREATE OR REPLACE FUNCTION privacy_is_held(wanted text, key uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM privacy_hold h
                   WHERE h."row" = key AND h.record_table = wanted
                     AND h.approved_at IS NOT NULL AND h.ended_at IS NULL)
$$
"""
# A record of somebody who is held is held with them.
KEEP_HELD = """
CREATE OR REPLACE FUNCTION privacy_keep_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.held := privacy_is_held(TG_TABLE_NAME, NEW.id);
    IF TG_NARGS > 0 AND NOT NEW.held THEN
        NEW.held := COALESCE((SELECT p.held FROM people_person p WHERE p.id = NEW.person_id),
                             false);
    END IF;
    RETURN NEW;
END $$
"""
# What is theirs follows the person: every table with a person and a `held` of its own.
FOLLOW_PERSON = """
CREATE OR REPLACE FUNCTION privacy_follow_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    follower text;
BEGIN
    FOR follower IN
        SELECT c.relname FROM pg_class c
        JOIN pg_attribute h ON h.attrelid = c.oid AND h.attname = 'held'
        JOIN pg_attribute p ON p.attrelid = c.oid AND p.attname = 'person_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    LOOP
        EXECUTE format('UPDATE %I SET held = held WHERE person_id = $1', follower) USING NEW.id;
    END LOOP;
    RETURN NULL;
END $$
"""
MARK_HELD = """
CREATE OR REPLACE FUNCTION privacy_mark_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed privacy_hold := COALESCE(NEW, OLD);
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attname = 'held'
               AND attrelid = to_regclass(quote_ident(changed.record_table))) THEN
        EXECUTE format('UPDATE %I SET held = held WHERE id = $1', changed.record_table)
            USING changed."row";
    END IF;
    RETURN NULL;
END $$
"""


class TellHolds(DatabaseStep):
    """From here on a change of `privacy_hold` is told to the record it is about."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in (IS_HELD, KEEP_HELD, FOLLOW_PERSON, MARK_HELD):
            run(editor, function)
        run(
            editor,
            "CREATE TRIGGER mark_held AFTER INSERT OR UPDATE OR DELETE ON privacy_hold"
            " FOR EACH ROW EXECUTE FUNCTION privacy_mark_held()",
        )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, "DROP TRIGGER mark_held ON privacy_hold")
        for function in ("mark_held()", "follow_person()", "keep_held()", "is_held(text, uuid)"):
            run(editor, f"DROP FUNCTION privacy_{function}")

    def describe(self) -> str:
        return "Tell records that they are held"


class KeepHeld(DatabaseStep):
    """The column `held` of this table is the database's own."""

    def __init__(self, table: str) -> None:
        self.table = table

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        is_person = self.table == "people_person"
        with_person = "" if is_person else "'person'"
        run(
            editor,
            f"CREATE TRIGGER keep_held BEFORE INSERT OR UPDATE OF held ON {self.table}"
            f" FOR EACH ROW EXECUTE FUNCTION privacy_keep_held({with_person})",
        )
        if is_person:
            run(
                editor,
                f"CREATE TRIGGER tell_followers AFTER UPDATE ON {self.table} FOR EACH ROW"
                " WHEN (OLD.held IS DISTINCT FROM NEW.held)"
                " EXECUTE FUNCTION privacy_follow_person()",
            )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, f"DROP TRIGGER IF EXISTS keep_held ON {self.table}")
        run(editor, f"DROP TRIGGER IF EXISTS tell_followers ON {self.table}")

    def describe(self) -> str:
        return f"Keep {self.table}.held equal to the holds"
