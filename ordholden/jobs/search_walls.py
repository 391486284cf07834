"""Migration step: the search of open ads, as functions of the database.

Under row-level security the planner may not use a text index, since `@@` is not leakproof. So one
function searches, the owner's, which takes the tenant from the session itself and from nobody
else, has a fixed search path, and answers with keys and numbers. The words of an ad of ordinary
length lie outside its row (TOAST), so that counting walks over slim rows.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

# One term as everything it may be found by; NULL for a word that says nothing in this language.
TERM = """
CREATE FUNCTION jobs_term(term text, base text, short_end boolean, config text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found text[] := ARRAY[quote_literal(term)];
    stemmer text;
BEGIN
    IF ts_lexize((config || '_stem')::regdictionary, term) = '{}' THEN
        RETURN NULL;
    END IF;
    FOREACH stemmer IN ARRAY ARRAY['danish_stem', 'norwegian_stem', 'swedish_stem', 'english_stem']
    LOOP
        found := found || (
            SELECT array_agg(quote_literal(stem))
            FROM unnest(ts_lexize(stemmer::regdictionary, term)) AS stem
        );
    END LOOP;
    IF length(base) >= 4 THEN
        found := found || (quote_literal(base) || ':*');
    END IF;
    IF length(base) >= 6 OR short_end THEN
        found := found || (quote_literal('qz' || reverse(base)) || ':*');
    END IF;
    RETURN '(' || array_to_string(ARRAY(SELECT DISTINCT unnest(found)), ' | ') || ')';
END $$
"""

# All terms together. NULL when there are none to look for.
QUERY = """
CREATE FUNCTION jobs_query(asked jsonb) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    parts text[];
BEGIN
    SELECT array_agg(part) INTO parts FROM (
        SELECT jobs_term(t ->> 0, t ->> 1, (t ->> 2)::boolean, asked ->> 'config') AS part
        FROM jsonb_array_elements(asked -> 'terms') AS t
    ) AS each WHERE part IS NOT NULL;
    IF parts IS NULL AND jsonb_array_length(asked -> 'terms') > 0 THEN
        SELECT array_agg(quote_literal(t ->> 0)) INTO parts
        FROM jsonb_array_elements(asked -> 'terms') AS t;
    END IF;
    RETURN to_tsquery('simple', array_to_string(parts, ' & '));
END $$
"""

# asked: {terms: [[term, base, short_end]], config, today, since, at: [latitude, longitude], km,
#   occupation|trade|region|kind|time|remote: [..]}. sorted: "best" or "newest".
# Answers {ads: [key], cells: {"trade|region|kind|time|remote": count}}. The cells are counted
# without the choices of facets: whoever asks makes the sums. Hits are walked once; everything
# there is, is counted from an index.
SEARCH = """
CREATE FUNCTION jobs_search(asked jsonb, sorted text, first integer, many integer)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET work_mem = '32MB' AS $$
DECLARE
    query tsquery := jobs_query(asked);
    narrow boolean := query IS NOT NULL OR asked ?| ARRAY['at', 'since', 'occupation'];
    base text := 'o.tenant_id = app_tenant() AND o.deadline >= $2';
    chosen text := 'true';
    name text;
    answer jsonb;
BEGIN
    IF query IS NOT NULL THEN
        base := base || ' AND o.words @@ $1';
    END IF;
    IF asked ? 'since' THEN
        base := base || format(' AND o.published_at >= %L::timestamptz', asked ->> 'since');
    END IF;
    IF asked ? 'occupation' THEN
        base := base || format(' AND o.occupation = ANY (%L::text[])',
            ARRAY(SELECT jsonb_array_elements_text(asked -> 'occupation')));
    END IF;
    IF asked ? 'at' THEN
        base := base || jobs_near((asked #>> '{at,0}')::float8, (asked #>> '{at,1}')::float8,
            (asked ->> 'km')::float8);
    END IF;
    FOREACH name IN ARRAY ARRAY['trade', 'region', 'kind', 'time', 'remote'] LOOP
        IF asked ? name THEN
            chosen := chosen || format(' AND %I = ANY (%L::text[])', name,
                ARRAY(SELECT jsonb_array_elements_text(asked -> name)));
        END IF;
    END LOOP;
    EXECUTE 'WITH hits AS ' || CASE WHEN narrow THEN '' ELSE 'NOT ' END || 'MATERIALIZED ('
        ' SELECT o.ad_id, o.published_at, o.cell, o.trade, o.region, o.kind, o.time, o.remote'
        ' FROM jobs_openad o WHERE ' || base || '),'
        ' cells AS (SELECT cell, count(*) AS number FROM hits GROUP BY 1),'
        ' listed AS (' || jobs_listing(sorted = 'best' AND query IS NOT NULL, chosen) || ')'
        ' SELECT jsonb_build_object('
        ' ''ads'', (SELECT coalesce(jsonb_agg(ad_id ORDER BY place), ''[]'') FROM listed),'
        ' ''cells'', (SELECT coalesce(jsonb_object_agg(cell, number), ''{}'') FROM cells))'
        INTO answer USING query, (asked ->> 'today')::date, first, many;
    RETURN answer;
END $$
"""

# Around a point: first a box, which is cheap, then the circle.
NEAR = """
CREATE FUNCTION jobs_near(latitude float8, longitude float8, km float8) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT format(
        ' AND o.latitude BETWEEN %s AND %s AND o.longitude BETWEEN %s AND %s'
        ' AND 12742 * asin(sqrt(power(sind((o.latitude - %s) / 2), 2)'
        ' + cosd(%s) * cosd(o.latitude) * power(sind((o.longitude - %s) / 2), 2))) <= %s',
        latitude - km / 111, latitude + km / 111,
        longitude - km / (111 * cosd(latitude)), longitude + km / (111 * cosd(latitude)),
        latitude, latitude, longitude, km)
$$
"""

# The newest, or the best of the 300 newest hits.
LISTING = """
CREATE FUNCTION jobs_listing(best boolean, chosen text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN best THEN
        'SELECT n.ad_id, row_number() OVER'
        ' (ORDER BY ts_rank(''{0.05,0.2,0.4,1}'', o.words, $1) DESC, n.published_at DESC, n.ad_id)'
        ' AS place FROM (SELECT ad_id, published_at FROM hits WHERE ' || chosen ||
        ' ORDER BY published_at DESC, ad_id LIMIT 300) AS n'
        ' JOIN jobs_openad o ON o.tenant_id = app_tenant() AND o.ad_id = n.ad_id'
        ' ORDER BY place OFFSET $3 LIMIT $4'
    ELSE
        'SELECT n.ad_id, row_number() OVER () AS place FROM ('
        ' SELECT ad_id FROM hits WHERE ' || chosen ||
        ' ORDER BY published_at DESC, ad_id OFFSET $3 LIMIT $4) AS n'
    END
$$
"""

# Titles with a word that begins so (stored behind a mark); the commonest first.
SUGGEST = """
CREATE FUNCTION jobs_suggest(begun text, today date, many integer)
RETURNS TABLE (title text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT min(hit.title) FROM (
        SELECT o.title::text FROM public.jobs_openad o
        WHERE o.tenant_id = app_tenant() AND o.deadline >= today
          AND o.words @@ to_tsquery('simple', quote_literal('qt' || begun) || ':*')
        LIMIT 400
    ) AS hit
    GROUP BY lower(hit.title)
    ORDER BY starts_with(lower(hit.title), begun) DESC, count(*) DESC, lower(hit.title) LIMIT many
$$
"""

INSIDE = (
    "jobs_term(text, text, boolean, text)",
    "jobs_query(jsonb)",
    "jobs_near(float8, float8, float8)",
    "jobs_listing(boolean, text)",
)
CALLABLE = ("jobs_search(jsonb, text, integer, integer)", "jobs_suggest(text, date, integer)")


class SearchOpenAds(DatabaseStep):
    """Make the functions, let their owner read every row, and the application call two of them."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        owner, app = (roles.quoted(name) for name in (roles.names().owner, roles.names().app))
        run(editor, f"CREATE POLICY searched ON jobs_openad FOR SELECT TO {owner} USING (true)")
        run(editor, "ALTER TABLE jobs_openad ALTER COLUMN words SET STORAGE EXTERNAL")
        run(editor, "ALTER TABLE jobs_openad SET (toast_tuple_target = 256)")
        for function in (TERM, QUERY, NEAR, LISTING, SEARCH, SUGGEST):
            run(editor, function)
        for function in (*INSIDE, *CALLABLE):
            run(editor, f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        for function in CALLABLE:
            run(editor, f"GRANT EXECUTE ON FUNCTION {function} TO {app}")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in (*CALLABLE, *INSIDE):
            run(editor, f"DROP FUNCTION {function}")
        run(editor, "DROP POLICY searched ON jobs_openad")

    def describe(self) -> str:
        return "Search open ads by functions of the database"
