"""Migration step: numbers that are seen tell nothing about other tenants.

The number of an address stands in the link that confirms it, that of a passkey in the address
of its page. Counted up for the whole installation, two of one's own would tell how many accounts
everybody opened in between. So they are drawn at random, and are unique within a tenant alone.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants.rls import DatabaseStep, run

# 31 bits, because that is what the package's own columns hold. Only own rows are seen here.
FREE_NUMBER = """
CREATE OR REPLACE FUNCTION app_free_number(wanted text) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    number integer;
    taken boolean;
BEGIN
    LOOP
        number := ('x' || right(gen_random_uuid()::text, 8))::bit(32)::bigint & 2147483647;
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE id = $1)', wanted)
            INTO taken USING number;
        IF number > 0 AND NOT taken THEN
            RETURN number;
        END IF;
    END LOOP;
END $$
"""


class NumberAtRandom(DatabaseStep):
    """New rows of these tables get a number that nobody can count from."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, FREE_NUMBER)
        for table in self.tables:
            run(editor, f"ALTER TABLE {table} ALTER COLUMN id DROP IDENTITY")
            run(
                editor,
                f"ALTER TABLE {table} ALTER COLUMN id SET DEFAULT app_free_number('{table}')",
            )
            run(editor, f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey")
            run(
                editor,
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (tenant_id, id)",
            )

    def describe(self) -> str:
        return f"Number {', '.join(self.tables)} at random"
