"""Migration step: the search of CVs, as functions of the database.

Under row-level security the planner may not use a text index, since `@@` is not leakproof. So the
owner's functions search: they take the tenant from the session and from nobody else, have a fixed
search path, and answer with keys and numbers. PostgreSQL keeps no samples of the words (they
would outlive whoever wrote them), so the functions measure instead: of every 256 CVs one bears the
word `x:256`, and how many of those fit tells how to look for the rest. The month a CV was changed
in is a word, too: of many hits only those of the newest months are fetched.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

# A sample (`indexing.SAMPLES`) with so many hits is enough for an estimate; fewer with a phrase,
# whose order of words is looked up in every one of them.
ENOUGH, ENOUGH_PHRASES = 1_000, 300
WALKED = 2_000  # of the newest CVs, where hits are so common that these will do
CHECKED = 5_000  # the newest hits of the words of a phrase whose order is looked at

# What is compared by column, as conditions on `l`. The date a CV says nothing of is no obstacle.
# No index serves these: the planner, who knows nothing of words, would think it the shorter way.
BESIDE = """
CREATE FUNCTION sourcing_beside(asked jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    said text := ' AND l.tenant_id + 0 = app_tenant() AND l.shown';
BEGIN
    IF asked ? 'at' THEN
        said := said || sourcing_near((asked #>> '{at,0}')::float8, (asked #>> '{at,1}')::float8,
            (asked ->> 'km')::float8);
    END IF;
    IF asked ? 'languages' THEN
        said := said || format(' AND l.languages @> %L::varchar[]',
            ARRAY(SELECT jsonb_array_elements_text(asked -> 'languages')));
    END IF;
    IF asked ? 'levels' THEN
        said := said || format(' AND l.education = ANY (%L::text[])',
            ARRAY(SELECT jsonb_array_elements_text(asked -> 'levels')));
    END IF;
    IF asked ? 'months' THEN
        said := said || format(' AND l.months >= %L::integer', asked ->> 'months');
    END IF;
    IF asked ? 'available_by' THEN
        said := said || format(' AND coalesce(l.available_from <= %L::date, true)',
            asked ->> 'available_by');
    END IF;
    IF asked ? 'active_since' THEN
        said := said || format(' AND l.active_on >= %L::date', asked ->> 'active_since');
    END IF;
    IF asked ? 'without' THEN
        said := said || format(' AND l.person_id <> ALL (%L::uuid[])',
            ARRAY(SELECT jsonb_array_elements_text(asked -> 'without')));
    END IF;
    RETURN said;
END $$
"""
# Around a point: first a box, which is cheap, then the circle.
NEAR = """
CREATE FUNCTION sourcing_near(latitude float8, longitude float8, km float8) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT format(
        ' AND l.latitude BETWEEN %s AND %s AND l.longitude BETWEEN %s AND %s'
        ' AND 12742 * asin(sqrt(least(1, power(sind((l.latitude - %s) / 2), 2)'
        ' + cosd(%s) * cosd(l.latitude) * power(sind((l.longitude - %s) / 2), 2)))) <= %s',
        latitude - km / 111, latitude + km / 111,
        longitude - km / (111 * cosd(latitude)), longitude + km / (111 * cosd(latitude)),
        latitude, latitude, longitude, km)
$$
"""
# One choice of a facet as a condition on `l`; experience is told in years that a band begins with.
CHOICE = """
CREATE FUNCTION sourcing_choice(asked jsonb, facet text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN NOT asked ? ('chosen_' || facet) THEN 'true' ELSE format(
        CASE facet WHEN 'language' THEN 'l.languages && %L::varchar[]'
                   WHEN 'experience' THEN sourcing_band() || ' = ANY (%L::text[])'
                   ELSE 'l.' || facet || ' = ANY (%L::text[])' END,
        ARRAY(SELECT jsonb_array_elements_text(asked -> ('chosen_' || facet)))) END
$$
"""
BAND = """
CREATE FUNCTION sourcing_band() RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT '(ARRAY[''0'',''1'',''3'',''5'',''10''])'
        '[1 + width_bucket(l.months, ARRAY[12, 36, 60, 120])]'
$$
"""

# How many of a sample fit, as far as `enough` of them; and, where most of what was looked at was
# other tenants', the word of this one, which is too common to be worth it otherwise.
SAMPLED = """
CREATE FUNCTION sourcing_sampled(query tsquery, beside text, every integer, enough integer,
    seen uuid[], OUT mine integer, OUT lexeme tsquery)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    looked_at integer;
    own integer;
BEGIN
    EXECUTE 'SELECT count(*), count(*) FILTER (WHERE n.own), count(*) FILTER (WHERE n.fits) FROM ('
        ' SELECT l.tenant_id = app_tenant() AS own, true' || beside || ' AS fits'
        ' FROM sourcing_listed l WHERE l.words @@ $1 AND $2 IS NOT NULL LIMIT $3) n'
        INTO looked_at, own, mine USING query && format('''x:%s''', every)::tsquery, seen, enough;
    IF looked_at >= 20 AND own * 3 < looked_at THEN
        lexeme := format('''t:%s''', app_tenant())::tsquery;
    END IF;
    -- What looked at enough and found few has to look on.
    IF looked_at >= enough AND mine < enough THEN
        EXECUTE 'SELECT count(*) FROM (SELECT FROM sourcing_listed l WHERE l.words @@ $1'
            ' AND $2 IS NOT NULL' || beside || ' LIMIT $3) n' INTO mine
            USING coalesce(query && lexeme, query) && format('''x:%s''', every)::tsquery, seen,
                enough;
    END IF;
END $$
"""

# asked: {tiers: [[without the order of phrases, whole], ..], and what `sourcing_beside` knows}.
FIND = """
CREATE FUNCTION sourcing_find(asked jsonb, first integer, many integer)
RETURNS TABLE (person_id uuid, tier integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET work_mem = '64MB' SET jit = off SET enable_seqscan = off AS $$
DECLARE
    beside text := sourcing_beside(asked) || ' AND ' || sourcing_choice(asked, 'experience')
        || ' AND l.person_id <> ALL ($2)';
    seen uuid[] := '{}';
    tiers integer[] := '{}';
    fresh uuid[];
    pair jsonb;
    loose tsquery;
    whole tsquery;
    tenant tsquery;
    number integer := 0;
    need integer;
    sampled integer;
    months integer;
BEGIN
    FOR pair IN SELECT value FROM jsonb_array_elements(asked -> 'tiers') LOOP
        number := number + 1;
        need := first + many - cardinality(seen);
        EXIT WHEN need <= 0;
        loose := (pair ->> 0)::tsquery;
        whole := (pair ->> 1)::tsquery;
        SELECT f.mine, f.lexeme INTO sampled, tenant
            FROM sourcing_sampled(loose, beside, 256, 1000, seen) AS f;
        loose := coalesce(loose && tenant, loose);
        whole := coalesce(whole && tenant, whole);
        fresh := '{}';
        IF sampled >= 250 THEN
            EXECUTE 'SELECT coalesce(array_agg(n.person_id), ''{}'') FROM ('
                ' SELECT l.person_id FROM (SELECT * FROM sourcing_listed w'
                '  WHERE w.tenant_id = app_tenant() ORDER BY w.updated_at DESC LIMIT $4) l'
                ' WHERE l.words @@ $1' || beside || ' LIMIT $3) n'
                INTO fresh USING whole, seen, need, greatest(@walked, least(need * 50, 20000));
        END IF;
        months := CASE WHEN sampled >= 40 THEN 2 WHEN sampled >= 8 THEN 6 ELSE 0 END;
        WHILE cardinality(fresh) < need LOOP
            EXECUTE sourcing_newest(beside, months, loose <> whole)
                INTO fresh USING loose, seen, need, whole;
            EXIT WHEN months = 0;
            months := CASE WHEN months >= 18 THEN 0 ELSE months * 3 END;
        END LOOP;
        seen := seen || fresh;
        tiers := tiers || array_fill(number, ARRAY[cardinality(fresh)]);
    END LOOP;
    RETURN QUERY SELECT s.person, s.level FROM unnest(seen, tiers) WITH ORDINALITY
        AS s (person, level, place) WHERE s.place > first ORDER BY s.place;
END $$
"""
# The newest hits of so many months (0: of all time) by the index: $1 the query without the order
# of words, $2 who is passed over, $3 how many, $4 the whole query.
NEWEST = """
CREATE FUNCTION sourcing_newest(beside text, months integer, ordered boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last integer := extract(year FROM app_now() AT TIME ZONE 'UTC') * 12
        + extract(month FROM app_now() AT TIME ZONE 'UTC');
    within text := (SELECT string_agg(format('''u:%s''', month), '|')
        FROM generate_series(last - months + 1, last) AS month);
BEGIN
    RETURN 'WITH hits AS MATERIALIZED (SELECT l.person_id, l.updated_at FROM sourcing_listed l'
        ' WHERE l.words @@ ' || CASE WHEN months = 0 THEN '$1'
            ELSE format('($1 && %L::tsquery)', within) END || beside || ')'
        ' SELECT coalesce(array_agg(n.person_id), ''{}'') FROM (SELECT h.person_id FROM '
        || CASE WHEN ordered THEN '(SELECT * FROM hits ORDER BY updated_at DESC LIMIT @checked) h'
            ' JOIN sourcing_listed l ON l.tenant_id = app_tenant() AND l.person_id = h.person_id'
            ' WHERE l.words @@ $4' ELSE 'hits h WHERE $4 IS NOT NULL' END
        || ' ORDER BY h.updated_at DESC, h.person_id LIMIT $3) n';
END $$
"""

# How many there are, and by facet and value how many fit every choice but the facet's own.
COUNT = """
CREATE FUNCTION sourcing_count(asked jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET work_mem = '64MB' SET jit = off SET enable_seqscan = off AS $$
DECLARE
    beside text := sourcing_beside(asked);
    loose tsquery := (asked #>> '{base,0}')::tsquery;
    whole tsquery := (asked #>> '{base,1}')::tsquery;
    enough integer := CASE WHEN loose = whole THEN @enough ELSE @phrases END;
    facets text[] := ARRAY['trade', 'region', 'education', 'language', 'experience'];
    facet text;
    sums text := '';
    chosen text := '';
    every integer;
    sampled integer;
    tenant tsquery;
    answer jsonb;
BEGIN
    -- The smallest sample that is large enough; no sample at all when there are few hits.
    FOREACH every IN ARRAY ARRAY[256, 32, 4, 1] LOOP
        EXIT WHEN every = 1;
        SELECT f.mine, f.lexeme INTO sampled, tenant
            FROM sourcing_sampled(loose, beside, every, enough, '{}') AS f;
        loose := coalesce(loose && tenant, loose);
        whole := coalesce(whole && tenant, whole);
        IF sampled >= enough THEN
            whole := whole && format('''x:%s''', every)::tsquery;
            EXIT;
        END IF;
    END LOOP;
    FOREACH facet IN ARRAY facets LOOP
        chosen := chosen || format(', %s AS fits_%s', sourcing_choice(asked, facet), facet);
        sums := sums || format(
            ' UNION ALL SELECT %L, %s, count(*) FROM hits %s WHERE %s GROUP BY 2', facet,
            CASE facet WHEN 'language' THEN 'one' ELSE facet END,
            CASE facet WHEN 'language' THEN ', unnest(languages) AS one' ELSE '' END,
            (SELECT string_agg('fits_' || other, ' AND ') FROM unnest(facets) AS other
             WHERE other <> facet));
    END LOOP;
    EXECUTE 'WITH hits AS MATERIALIZED (SELECT l.trade, l.region, l.education, l.languages, '
        || sourcing_band() || ' AS experience' || chosen
        || ' FROM sourcing_listed l WHERE l.words @@ $1' || beside || '),'
        ' sums (facet, value, number) AS (SELECT '''', '''', count(*) FROM hits WHERE '
        || (SELECT string_agg('fits_' || one, ' AND ') FROM unnest(facets) AS one) || sums || ')'
        ' SELECT jsonb_build_object(''exact'', $2 = 1,'
        ' ''total'', (SELECT number * $2 FROM sums WHERE facet = ''''),'
        ' ''facets'', (SELECT coalesce(jsonb_object_agg(facet, counts), ''{}'') FROM ('
        '   SELECT facet, jsonb_object_agg(value, number * $2) AS counts FROM sums'
        '   WHERE facet <> '''' AND value <> '''' GROUP BY facet) AS f))'
        INTO answer USING whole, every;
    RETURN answer;
END $$
"""
NUMBERS = {"@enough": ENOUGH, "@phrases": ENOUGH_PHRASES, "@walked": WALKED, "@checked": CHECKED}
INSIDE = {
    "sourcing_near(float8, float8, float8)": NEAR,
    "sourcing_beside(jsonb)": BESIDE,
    "sourcing_band()": BAND,
    "sourcing_choice(jsonb, text)": CHOICE,
    "sourcing_sampled(tsquery, text, integer, integer, uuid[])": SAMPLED,
    "sourcing_newest(text, integer, boolean)": NEWEST,
}
CALLABLE = {
    "sourcing_find(jsonb, integer, integer)": FIND,
    "sourcing_count(jsonb)": COUNT,
}


class SearchListed(DatabaseStep):
    """Make the functions, let their owner read every row, and the application call two of them."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        owner, app = (roles.quoted(name) for name in (roles.names().owner, roles.names().app))
        run(editor, f"CREATE POLICY searched ON sourcing_listed FOR SELECT TO {owner} USING (true)")
        # Words lie outside their row, so that counting walks over slim rows; `shown` has room to
        # change where it stands, without a new entry in any index.
        run(editor, "ALTER TABLE sourcing_listed ALTER COLUMN words SET STORAGE EXTERNAL")
        run(editor, "ALTER TABLE sourcing_listed SET (toast_tuple_target = 256, fillfactor = 90)")
        for name, text in (INSIDE | CALLABLE).items():
            for word, number in NUMBERS.items():
                text = text.replace(word, str(number))
            run(editor, text)
            run(editor, f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        for name in CALLABLE:
            run(editor, f"GRANT EXECUTE ON FUNCTION {name} TO {app}")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for name in (*CALLABLE, *reversed(INSIDE)):
            run(editor, f"DROP FUNCTION {name}")
        run(editor, "DROP POLICY searched ON sourcing_listed")

    def describe(self) -> str:
        return "Search the CVs that are online by functions of the database"
