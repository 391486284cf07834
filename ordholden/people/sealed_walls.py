"""Migration step: sealed values that lay in `value` move to the column that nobody reads."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants.rls import DatabaseStep, run

# The owner, too, sees one tenant's rows at a time.
MOVE = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT id FROM tenants_tenant LOOP
        PERFORM set_config('app.tenant', one.id::text, true);
        UPDATE people_detail SET sealed = decode(value, 'base64'), value = ''
        WHERE is_sealed AND tenant_id = one.id;
    END LOOP;
    PERFORM set_config('app.tenant', '', true);
END $$
"""


class MoveSealed(DatabaseStep):
    """Once: what was sealed before there was a column for it."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, MOVE)

    def describe(self) -> str:
        return "Move sealed values where they cannot be read"
