"""Migration step: the access log, and the only ways to write a line of it.

One table for all tenants, divided by month, so that old months go as files go. The application
may read its own tenant's lines and nothing else: a line comes from a function of the owner that
hands out something, or notes a list, in the same statement. Lines are sealed into blocks, each
with the hash of the one before (`block_walls`).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.ledgers import STAY_WRITTEN
from ordholden.tenants.rls import MINE, DatabaseStep, force_row_level_security, run

LOG = "reading_log"

TABLE = """
CREATE TABLE reading_log (
    id uuid NOT NULL,
    tenant_id bigint NOT NULL DEFAULT app_tenant()
        REFERENCES tenants_tenant (id) DEFERRABLE INITIALLY DEFERRED,
    at timestamptz NOT NULL,
    actor_id uuid,
    actor_role text NOT NULL CHECK (actor_role <> ''),
    on_behalf_of text NOT NULL,
    subject_id uuid,
    subjects uuid[] NOT NULL,
    persons integer NOT NULL,
    listed boolean NOT NULL,
    object_table text NOT NULL,
    object_id uuid,
    fields text[] NOT NULL,
    action text NOT NULL CHECK (action IN ('view', 'list', 'search', 'download', 'export',
                                           'print', 'mail', 'reveal', 'api')),
    purpose text NOT NULL CHECK (purpose <> ''),
    channel text NOT NULL CHECK (channel <> ''),
    request_id uuid NOT NULL,
    session_id uuid,
    policy_id text NOT NULL,
    block bigint,
    salt uuid,
    tie bytea NOT NULL,
    PRIMARY KEY (tenant_id, at, id)
) PARTITION BY RANGE (at)
"""
INDEXES = (
    "CREATE INDEX reading_log_of_subject ON reading_log (tenant_id, subject_id, at)"
    " WHERE subject_id IS NOT NULL",
    "CREATE INDEX reading_log_of_actor ON reading_log (tenant_id, actor_id, at)",
    "CREATE INDEX reading_log_lists ON reading_log (tenant_id, at) WHERE listed",
    "CREATE INDEX reading_log_unsealed ON reading_log (tenant_id, at) WHERE block IS NULL",
)
# Months are counted in UTC, whatever the session's time zone: else two of them would overlap.
MONTH = """
CREATE FUNCTION reading_month(moment timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
RETURN 'reading_log_' || to_char(moment AT TIME ZONE 'UTC', 'YYYY_MM')
"""
PREPARE = """
CREATE FUNCTION reading_prepare(moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    part text := reading_month(moment);
    first timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
BEGIN
    IF to_regclass('public.' || part) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('reading_log'));
    IF to_regclass('public.' || part) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Made aside and then attached: others go on reading and writing meanwhile.
    EXECUTE format('CREATE TABLE public.%I (LIKE public.reading_log INCLUDING ALL)', part);
    EXECUTE format('REVOKE ALL ON public.%I FROM @app', part);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY own_rows ON public.%I USING (tenant_id = app_tenant())'
                   ' WITH CHECK (tenant_id = app_tenant())', part);
    EXECUTE format('ALTER TABLE public.reading_log ATTACH PARTITION public.%I'
                   ' FOR VALUES FROM (%L) TO (%L)', part,
                   first AT TIME ZONE 'UTC', (first + interval '1 month') AT TIME ZONE 'UTC');
    RETURN true;
END $$
"""
# Only the functions of the owner may call this: by itself it hands out nothing. False: the reader
# has been stopped, and nothing may be handed out.
WRITE = """
CREATE FUNCTION reading_write(
    who jsonb, deed text, whose uuid, several uuid[], what text, which uuid, seen text[]
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moment timestamptz := app_now();
    reader uuid := (who ->> 'actor')::uuid;
    sitting uuid := (who ->> 'session')::uuid;
    most integer := (who ->> 'most')::integer;
    grain uuid := gen_random_uuid();
    everybody uuid[] := CASE WHEN whose IS NULL THEN several ELSE ARRAY[whose] END;
BEGIN
    IF coalesce(who ->> 'purpose', '') = '' OR coalesce(who ->> 'role', '') = ''
       OR coalesce(who ->> 'channel', '') = '' THEN
        RAISE EXCEPTION 'a reading needs a purpose, a role and a channel'
            USING ERRCODE = 'insufficient_privilege';
    ELSIF coalesce(cardinality(seen), 0) = 0 OR coalesce(cardinality(everybody), 0) = 0 THEN
        RAISE EXCEPTION 'a reading is of somebody and of something'
            USING ERRCODE = 'insufficient_privilege';
    ELSIF NOT EXISTS (SELECT FROM accounts_user WHERE id = reader)
          AND NOT EXISTS (SELECT FROM reading_grant
                          WHERE id::text = who ->> 'behalf' AND ends_at > moment) THEN
        RAISE EXCEPTION 'a reading has a reader' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM reading_alarm WHERE user_id = reader AND stops AND looked_at IS NULL)
    THEN
        RETURN false;
    END IF;
    PERFORM reading_prepare(moment);
    INSERT INTO reading_log (id, at, actor_id, actor_role, on_behalf_of, subject_id, subjects,
        persons, listed, object_table, object_id, fields, action, purpose, channel, request_id,
        session_id, policy_id, salt, tie)
    VALUES (gen_random_uuid(), moment, reader, who ->> 'role', coalesce(who ->> 'behalf', ''),
        whose, CASE WHEN whose IS NULL THEN several ELSE '{}' END, cardinality(everybody),
        whose IS NULL, what, which, seen, deed, who ->> 'purpose', who ->> 'channel',
        (who ->> 'request')::uuid, sitting, who ->> 'policy', grain,
        reading_tie(grain, reader, sitting, which, everybody));
    IF whose IS NOT NULL AND reader IS NOT NULL THEN
        PERFORM reading_watch(reader, moment, most);
    END IF;
    RETURN true;
END $$
"""
# Counted as it happens: whoever reads very much is stopped at once, not after the night.
WATCH = """
CREATE FUNCTION reading_watch(reader uuid, moment timestamptz, most integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    since timestamptz := greatest(moment - interval '1 hour',
        (SELECT max(looked_at) FROM reading_alarm WHERE user_id = reader AND stops));
    lately bigint;
BEGIN
    SELECT count(*) INTO lately FROM (
        SELECT FROM reading_log
        WHERE tenant_id = app_tenant() AND actor_id = reader AND at > since AND at <= moment
          AND NOT listed LIMIT most) AS lines;
    IF lately >= most THEN
        INSERT INTO reading_alarm (id, kind, at, user_id, count, stops)
        VALUES (gen_random_uuid(), 'mass_reading', moment, reader, lately, true);
    END IF;
END $$
"""
# What is hashed of the ids, with a salt that goes when one of them does.
TIE = """
CREATE FUNCTION reading_tie(
    grain uuid, reader uuid, sitting uuid, which uuid, everybody uuid[]
) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
RETURN sha256(convert_to(concat_ws('|', grain, coalesce(reader::text, '-'),
              coalesce(sitting::text, '-'), coalesce(which::text, '-'),
              array_to_string(everybody, ',')), 'UTF8'))
"""
LIST = """
CREATE FUNCTION reading_list(who jsonb, deed text, several uuid[], seen text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF deed NOT IN ('list', 'search', 'export', 'print', 'mail', 'api') THEN
        RAISE EXCEPTION 'that is not done with a list' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN reading_write(who, deed, NULL, several, 'people_person', NULL, seen);
END $$
"""
# Erasure: the line stays, the person is not in it any more. The salt goes too, so that nobody
# can try out whom the line was about. Lists older than the persons cannot name them.
UNNAME = """
CREATE FUNCTION reading_log_unname(gone uuid[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    users uuid[] := ARRAY(SELECT id FROM accounts_user WHERE person_id = ANY (gone));
    -- Who is hidden from this work has no day here: then every list is looked through.
    since timestamptz := coalesce(
        (SELECT min(collected_at) FROM people_person WHERE id = ANY (gone)), '-infinity');
    done bigint;
    more bigint;
BEGIN
    UPDATE reading_log SET subject_id = NULL, object_id = NULL, salt = NULL
    WHERE tenant_id = app_tenant() AND subject_id = ANY (gone);
    GET DIAGNOSTICS done = ROW_COUNT;
    UPDATE reading_log SET salt = NULL,
        subjects = ARRAY(SELECT one FROM unnest(subjects) AS one WHERE one <> ALL (gone))
    WHERE tenant_id = app_tenant() AND listed AND at >= since AND subjects && gone;
    GET DIAGNOSTICS more = ROW_COUNT;
    done := done + more;
    IF cardinality(users) > 0 THEN
        UPDATE reading_log SET actor_id = NULL, session_id = NULL, salt = NULL
        WHERE tenant_id = app_tenant() AND actor_id = ANY (users);
        GET DIAGNOSTICS more = ROW_COUNT;
    END IF;
    RETURN done + CASE WHEN cardinality(users) > 0 THEN more ELSE 0 END;
END $$
"""
LET_GO = """
CREATE FUNCTION reading_log_let_go(ids uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH done AS (DELETE FROM public.reading_log
                  WHERE tenant_id = public.app_tenant() AND id = ANY (ids) RETURNING 1)
    SELECT count(*) FROM done
$$
"""
# Retention. Another tenant's lines may live longer: only a month that is empty for everybody is
# dropped. The owner, too, sees one tenant at a time, and so asks each in turn.
DROP_MONTHS = """
CREATE FUNCTION reading_drop_months(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET lock_timeout = '2s' AS $$
DECLARE
    mine text := current_setting('app.tenant', true);
    latest timestamptz := least(before, app_now() - interval '1 month');
    part record;
    other record;
    still boolean;
    dropped bigint := 0;
BEGIN
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'public.reading_log'::regclass
          AND c.relname < reading_month(latest) ORDER BY c.relname
    LOOP
        still := false;
        FOR other IN SELECT id FROM tenants_tenant WHERE id::text <> coalesce(mine, '') LOOP
            PERFORM set_config('app.tenant', other.id::text, true);
            EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE tenant_id = app_tenant())',
                           part.relname) INTO still;
            EXIT WHEN still;
        END LOOP;
        PERFORM set_config('app.tenant', coalesce(mine, ''), true);
        IF still THEN
            EXECUTE format('DELETE FROM public.%I WHERE tenant_id = app_tenant()', part.relname);
        ELSE
            SET CONSTRAINTS ALL IMMEDIATE;  -- a table that is waited for cannot be dropped
            EXECUTE format('DROP TABLE public.%I', part.relname);
            SET CONSTRAINTS ALL DEFERRED;
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $$
"""
FUNCTIONS = (MONTH, PREPARE, TIE, WATCH, WRITE, LIST, UNNAME, LET_GO, DROP_MONTHS)
CLOSED = (
    "reading_write(jsonb, text, uuid, uuid[], text, uuid, text[])",
    "reading_watch(uuid, timestamptz, integer)",
    "reading_tie(uuid, uuid, uuid, uuid, uuid[])",
    "reading_month(timestamptz)",
)
OPEN = (
    "reading_prepare(timestamptz)",
    "reading_list(jsonb, text, uuid[], text[])",
    "reading_log_unname(uuid[])",
    "reading_log_let_go(uuid[])",
    "reading_drop_months(timestamptz)",
)


class KeepLog(DatabaseStep):
    """Make the log, close it, and open the functions that write and let go."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, TABLE)
        for index in INDEXES:
            run(editor, index)
        force_row_level_security(editor, LOG)
        run(editor, f"CREATE POLICY own_rows ON {LOG} USING ({MINE}) WITH CHECK ({MINE})")
        run(editor, STAY_WRITTEN)
        run(
            editor,
            f"CREATE TRIGGER stay_written BEFORE UPDATE OR DELETE ON {LOG}"
            " FOR EACH ROW EXECUTE FUNCTION app_stay_written()",
        )
        run(editor, f"REVOKE ALL ON {LOG} FROM {app}")
        run(editor, f"GRANT SELECT ON {LOG} TO {app}")
        for function in FUNCTIONS:
            run(editor, function.replace("@app", app))
        hand_out(editor, *OPEN, closed=CLOSED)

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in (*OPEN, *CLOSED):
            run(editor, f"DROP FUNCTION {function}")
        run(editor, f"DROP TABLE {LOG}")

    def describe(self) -> str:
        return "Keep a log of who read what"


class UnnameTheHidden(DatabaseStep):
    """Also a person whom row-level security hides from the work at hand leaves every list."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, UNNAME.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))

    def describe(self) -> str:
        return "Take the hidden out of the log as well"


def hand_out(
    editor: BaseDatabaseSchemaEditor, *functions: str, closed: tuple[str, ...] = ()
) -> None:
    """Let the application call these functions, and nobody those that are closed."""
    app = roles.quoted(roles.names().app)
    for function in (*functions, *closed):
        run(editor, f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    for function in functions:
        run(editor, f"GRANT EXECUTE ON FUNCTION {function} TO {app}")
