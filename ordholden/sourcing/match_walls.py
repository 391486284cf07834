"""Migration step: CVs like another one, and CVs that fit an ad with what fits.

Both ask `sourcing_find` for some hundreds of candidates and look at these one by one.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

KM = """
CREATE FUNCTION sourcing_km(a_lat float8, a_lon float8, b_lat float8, b_lon float8) RETURNS float8
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
RETURN 12742 * asin(sqrt(least(1, power(sind((a_lat - b_lat) / 2), 2)
    + cosd(a_lat) * cosd(b_lat) * power(sind((a_lon - b_lon) / 2), 2))))
"""
# Lexemes as a query that any of them answers; NULL for none. They have no quotes in them.
ANY = """
CREATE FUNCTION sourcing_any(lexemes text[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
RETURN (SELECT string_agg('''' || one || '''', '|') FROM unnest(lexemes) AS one)::tsquery
"""
# Who has the same title or occupation; who shares most of its words comes first, then the newest.
LIKE = """
CREATE FUNCTION sourcing_like(whose uuid, many integer)
RETURNS TABLE (person_id uuid, points integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET jit = off AS $$
DECLARE
    own text[];
    marked text[];
    same tsquery;
    skills tsquery;
    tiers jsonb;
BEGIN
    SELECT tsvector_to_array(l.words) INTO own FROM sourcing_listed l
    WHERE l.tenant_id = app_tenant() AND l.person_id = whose AND l.shown;
    marked := ARRAY(SELECT one FROM unnest(own) AS one WHERE one ~ '^[ash]:');
    same := sourcing_any(ARRAY(SELECT one FROM unnest(own) AS one WHERE one ~ '^[ao]:'));
    skills := sourcing_any(ARRAY(SELECT one FROM unnest(own) AS one WHERE one ~ '^s:'));
    IF same IS NULL AND skills IS NULL THEN
        RETURN;
    END IF;
    tiers := jsonb_build_array(
        jsonb_build_array(coalesce(same && skills, same, skills),
                          coalesce(same && skills, same, skills)),
        jsonb_build_array(coalesce(same, skills), coalesce(same, skills)));
    RETURN QUERY SELECT f.person_id, s.shared
        FROM sourcing_find(jsonb_build_object('tiers', tiers,
            'without', jsonb_build_array(whose)), 0, 300)
            WITH ORDINALITY AS f (person_id, tier, place)
        JOIN sourcing_listed l ON l.tenant_id = app_tenant() AND l.person_id = f.person_id
        CROSS JOIN LATERAL (SELECT sum(CASE WHEN one ~ '^a:' THEN 4 WHEN one ~ '^s:' THEN 3 ELSE 1
                END)::integer AS shared
            FROM unnest(tsvector_to_array(l.words)) AS one WHERE one = ANY (marked)) AS s
        ORDER BY s.shared DESC NULLS LAST, f.place LIMIT many;
END $$
"""
# asked: {tiers, and what `sourcing_beside` knows, words: [lexeme without its mark],
# from: [latitude, longitude]}. Each candidate with the marked lexemes that are among the words,
# its occupation and how far away it is.
MATCH = """
CREATE FUNCTION sourcing_match(asked jsonb, many integer)
RETURNS TABLE (person_id uuid, shared text[], occupation text, km float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET jit = off AS $$
DECLARE
    wanted text[] := ARRAY(SELECT jsonb_array_elements_text(asked -> 'words'));
BEGIN
    RETURN QUERY SELECT f.person_id,
        ARRAY(SELECT one FROM unnest(tsvector_to_array(l.words)) AS one
              JOIN unnest(wanted) AS word ON word = substr(one, 3) WHERE one ~ '^[ash]:'),
        l.occupation::text,
        sourcing_km(l.latitude, l.longitude, (asked #>> '{from,0}')::float8,
                    (asked #>> '{from,1}')::float8)
        FROM sourcing_find(asked, 0, many) WITH ORDINALITY AS f (person_id, tier, place)
        JOIN sourcing_listed l ON l.tenant_id = app_tenant() AND l.person_id = f.person_id
        ORDER BY f.place;
END $$
"""
INSIDE = {"sourcing_km(float8, float8, float8, float8)": KM, "sourcing_any(text[])": ANY}
CALLABLE = {"sourcing_like(uuid, integer)": LIKE, "sourcing_match(jsonb, integer)": MATCH}


class MatchListed(DatabaseStep):
    """Make the functions, and let the application call two of them."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        for name, text in (INSIDE | CALLABLE).items():
            run(editor, text)
            run(editor, f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        for name in CALLABLE:
            run(editor, f"GRANT EXECUTE ON FUNCTION {name} TO {app}")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for name in (*CALLABLE, *INSIDE):
            run(editor, f"DROP FUNCTION {name}")

    def describe(self) -> str:
        return "Find CVs that are like another, or fit an ad"
