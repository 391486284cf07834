"""Migration step: a CV is found while its person may be found, whoever changes that.

Three things hide one in the same transaction: the person is no longer active, objects to the
purpose it is shown for, or loses a part of the profile it was made of. The first two are undone
by their contrary; a CV that lost a part is put in again by whoever took it (`indexing.put`).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants.rls import DatabaseStep, run

# The person is read whatever this transaction is for: only a yes or a no comes of it.
KEEP_SHOWN = """
CREATE FUNCTION sourcing_keep_shown() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before text := coalesce(current_setting('app.purpose', true), '');
BEGIN
    PERFORM set_config('app.purpose', '@storage', true);
    NEW.shown := EXISTS (
        SELECT FROM public.people_person p
        WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.person_id AND p.state = 'active'
    ) AND NOT EXISTS (
        SELECT FROM public.privacy_limit l
        WHERE l.tenant_id = NEW.tenant_id AND l.person_id = NEW.person_id
          AND l.ended_at IS NULL AND l.purpose IN ('', NEW.purpose)
    );
    PERFORM set_config('app.purpose', before, true);
    RETURN NEW;
END $$
"""
FOLLOW_STATE = """
CREATE FUNCTION sourcing_follow_state() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.sourcing_listed SET shown = shown
    WHERE tenant_id = NEW.tenant_id AND person_id = NEW.id;
    RETURN NULL;
END $$
"""
FOLLOW_LIMIT = """
CREATE FUNCTION sourcing_follow_limit() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.sourcing_listed SET shown = shown
    WHERE tenant_id = COALESCE(NEW.tenant_id, OLD.tenant_id)
      AND person_id = COALESCE(NEW.person_id, OLD.person_id);
    RETURN NULL;
END $$
"""
FOLLOW_PARTS = """
CREATE FUNCTION sourcing_follow_parts() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM public.sourcing_listed l USING gone
    WHERE l.tenant_id = gone.tenant_id AND l.person_id = gone.person_id
      AND starts_with(gone.category, 'profile.');
    RETURN NULL;
END $$
"""
# Tables whose rows a CV is made of; each has a person and a category.
PARTS = ("cvs_part", "people_detail")


class ShowWhoMayBeFound(DatabaseStep):
    """Keep `shown`, and take out what has lost a part."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in (
            *(KEEP_SHOWN, FOLLOW_STATE, FOLLOW_LIMIT, FOLLOW_PARTS),
            "CREATE TRIGGER keep_shown BEFORE INSERT OR UPDATE OF shown, purpose, person_id"
            " ON sourcing_listed FOR EACH ROW EXECUTE FUNCTION sourcing_keep_shown()",
            "CREATE TRIGGER tell_sourcing AFTER UPDATE OF state ON people_person FOR EACH ROW"
            " WHEN (OLD.state IS DISTINCT FROM NEW.state)"
            " EXECUTE FUNCTION sourcing_follow_state()",
            "CREATE TRIGGER tell_sourcing AFTER INSERT OR UPDATE OR DELETE ON privacy_limit"
            " FOR EACH ROW EXECUTE FUNCTION sourcing_follow_limit()",
            *(
                f"CREATE TRIGGER tell_sourcing AFTER DELETE ON {table} REFERENCING OLD TABLE"
                " AS gone FOR EACH STATEMENT EXECUTE FUNCTION sourcing_follow_parts()"
                for table in PARTS
            ),
        ):
            run(editor, statement)

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for table in (*PARTS, "privacy_limit", "people_person"):
            run(editor, f"DROP TRIGGER tell_sourcing ON {table}")
        run(editor, "DROP TRIGGER keep_shown ON sourcing_listed")
        for name in ("keep_shown", "follow_state", "follow_limit", "follow_parts"):
            run(editor, f"DROP FUNCTION sourcing_{name}()")

    def describe(self) -> str:
        return "Find CVs while their persons may be found"
