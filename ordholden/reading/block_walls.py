"""Migration step: lines of the log are sealed into blocks, each holding on to the one before.

A block is all lines of a tenant that one hour brought and no block has yet. Its hash covers them
and the hash before it; the latest is written outside the database every night. Whoever changes,
adds or removes a sealed line, be it the owner, is found by `reading_verify`. Why not one chain
through every line: docs/decisions/0008.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.reading.log_walls import hand_out
from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

# Ids of persons are in `tie` alone: erasing somebody must not break the block.
LEAF = """
CREATE FUNCTION reading_leaf(line reading_log) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
RETURN sha256(convert_to(concat_ws('|', line.id, extract(epoch FROM line.at), line.actor_role,
    line.on_behalf_of, line.persons, line.listed, line.object_table,
    array_to_string(line.fields, ','), line.action, line.purpose, line.channel, line.request_id,
    line.policy_id, encode(line.tie, 'hex')), 'UTF8'))
"""
SEAL = """
CREATE FUNCTION reading_seal() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hour record;
    latest record;
    next_number bigint;
    counted bigint;
    together bytea;
    total bigint := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('reading_seal'), app_tenant()::integer);
    FOR hour IN
        SELECT date_trunc('hour', at, 'UTC') AS first, min(at) AS one, max(at) AS last
        FROM reading_log WHERE tenant_id = app_tenant() AND block IS NULL GROUP BY 1 ORDER BY 1
    LOOP
        SELECT number, hash INTO latest FROM reading_block
        WHERE tenant_id = app_tenant() ORDER BY number DESC LIMIT 1;
        next_number := coalesce(latest.number, 0) + 1;
        WITH sealed AS (
            UPDATE reading_log AS line SET block = next_number
            WHERE tenant_id = app_tenant() AND block IS NULL AND at BETWEEN hour.one AND hour.last
            RETURNING line.id, reading_leaf(line) AS leaf
        ) SELECT count(*), string_agg(leaf, ''::bytea ORDER BY id) INTO counted, together
          FROM sealed;
        INSERT INTO reading_block (id, number, at, first_at, last_at, lines, before, hash)
        VALUES (gen_random_uuid(), next_number, app_now(), hour.one, hour.last, counted,
            coalesce(latest.hash, ''::bytea), sha256(coalesce(latest.hash, ''::bytea) || together));
        total := total + counted;
    END LOOP;
    -- Blocks whose lines have had their time go with them; the next one still names their hash.
    DELETE FROM reading_block WHERE tenant_id = app_tenant() AND last_at < coalesce(
        (SELECT min(at) FROM reading_log WHERE tenant_id = app_tenant()), '-infinity')
        AND number < (SELECT max(number) FROM reading_block WHERE tenant_id = app_tenant());
    RETURN total;
END $$
"""
VERIFY = """
CREATE FUNCTION reading_verify() RETURNS TABLE (block bigint, fault text, lines bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    one record;
    earlier bytea;
    oldest timestamptz := (SELECT min(at) FROM reading_log WHERE tenant_id = app_tenant());
    counted bigint;
    together bytea;
    untied bigint;
BEGIN
    FOR one IN SELECT * FROM reading_block b WHERE b.tenant_id = app_tenant() ORDER BY b.number
    LOOP
        SELECT count(*), string_agg(reading_leaf(l), ''::bytea ORDER BY l.id),
            count(*) FILTER (WHERE l.salt IS NOT NULL AND l.tie <> reading_tie(l.salt,
                l.actor_id, l.session_id, l.object_id,
                CASE WHEN l.listed THEN l.subjects ELSE ARRAY[l.subject_id] END))
        INTO counted, together, untied FROM reading_log l
        WHERE l.tenant_id = app_tenant() AND l.at BETWEEN one.first_at AND one.last_at
          AND l.block = one.number;
        IF earlier IS NOT NULL AND one.before <> earlier THEN
            RETURN QUERY SELECT one.number, 'does not follow the block before it'::text, counted;
        END IF;
        IF counted = 0 AND (oldest IS NULL OR one.last_at < oldest) THEN
            NULL;  -- let go, its time was over
        ELSIF counted <> one.lines THEN
            RETURN QUERY SELECT one.number, 'lines are missing or were added'::text, counted;
        ELSIF one.hash <> sha256(one.before || together) THEN
            RETURN QUERY SELECT one.number, 'a line was changed'::text, counted;
        END IF;
        IF untied > 0 THEN
            RETURN QUERY SELECT one.number, 'a line names somebody else'::text, untied;
        END IF;
        earlier := one.hash;
    END LOOP;
    RETURN QUERY SELECT l.block, 'lines of a block that is not there'::text, count(*)
    FROM reading_log l WHERE l.tenant_id = app_tenant() AND l.block IS NOT NULL AND NOT EXISTS (
        SELECT FROM reading_block b WHERE b.tenant_id = app_tenant() AND b.number = l.block)
    GROUP BY l.block;
END $$
"""
OPEN = ("reading_seal()", "reading_verify()")


class SealBlocks(DatabaseStep):
    """Close `reading_block` to everybody's writing but the function's."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON reading_block FROM {app}")
        for function in (LEAF, SEAL, VERIFY):
            run(editor, function)
        hand_out(editor, *OPEN, closed=("reading_leaf(reading_log)",))

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in (*OPEN, "reading_leaf(reading_log)"):
            run(editor, f"DROP FUNCTION {function}")

    def describe(self) -> str:
        return "Seal the log into blocks"
