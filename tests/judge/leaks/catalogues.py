"""Names and values in PostgreSQL's own books: comments, labels, defaults, statistics, sessions."""

from tests.judge.leaks import House, leak


@leak("catalogue", r"pg_description\.description$")
def comment_on_a_table(house: House) -> None:
    house.run("CREATE TABLE leak_comment (a int)")
    house.run(f"COMMENT ON TABLE leak_comment IS 'made for {house.email}'")


@leak("catalogue", r"pg_class\.relname$")
def name_of_a_sequence(house: House) -> None:
    house.run(f'CREATE SEQUENCE "seq_{house.email}"')


@leak("catalogue", r"pg_enum\.enumlabel$")
def label_of_an_enumeration(house: House) -> None:
    house.run(f"CREATE TYPE leak_enum AS ENUM ('{house.name}')")


@leak("catalogue", r": default of leak_default$")
def default_of_a_column(house: House) -> None:
    house.run(f"CREATE TABLE leak_default (a text DEFAULT '{house.name}')")


@leak("catalogue", r": constraint leak_check")
def condition_of_a_table(house: House) -> None:
    house.run(
        f"CREATE TABLE leak_check (a text CONSTRAINT leak_check CHECK (a <> '{house.email}'))"
    )


@leak("catalogue", r": index leak_index")
def condition_of_an_index(house: House) -> None:
    house.run("CREATE TABLE leak_indexed (a text)")
    house.run(f"CREATE INDEX leak_index ON leak_indexed (a) WHERE a = '{house.email}'")


@leak("catalogue", r"pg_views\.definition$")
def definition_of_a_view(house: House) -> None:
    house.run(f"CREATE VIEW leak_shown AS SELECT '{house.name}' AS who")


@leak("catalogue", r": function leak_function$")
def body_of_a_function(house: House) -> None:
    house.run(
        f"CREATE FUNCTION leak_function() RETURNS text LANGUAGE sql RETURN '{house.name}'::text"
    )


@leak("catalogue", r"pg_db_role_setting\.setconfig$")
def setting_of_a_database(house: House) -> None:
    house.run(f"ALTER DATABASE {house.admin.info.dbname} SET app.leak = '{house.email}'")


@leak("catalogue", r"pg_stats\.histogram_bounds$")
def statistic_of_rows_that_are_gone(house: House) -> None:
    house.run("CREATE TABLE leak_stats (email text)")
    house.run("INSERT INTO leak_stats VALUES (%s), ('a@example.org')", house.email)
    house.run("ANALYZE leak_stats")
    house.run("DELETE FROM leak_stats")


@leak("page", r": pages of leak_gin, index leak_gin_words")
def index_that_forgets_nothing(house: House) -> None:
    """A GIN index keeps its words when their rows are gone; a vacuum does not take them."""
    house.run("CREATE TABLE leak_gin (words text[])")
    house.run("CREATE INDEX leak_gin_words ON leak_gin USING gin (words)")
    house.run("INSERT INTO leak_gin VALUES (ARRAY[%s])", house.email)
    house.run("VACUUM leak_gin")
    house.run("DELETE FROM leak_gin")


@leak("catalogue", r"pg_stat_activity\.application_name$")
def name_of_a_connection(house: House) -> None:
    house.open.append(house.connect(application_name=house.email))


@leak("catalogue", r"pg_stat_activity\.query$")
def last_statement_of_a_session(house: House) -> None:
    session = house.connect()
    session.execute(f"SELECT '{house.name}'")
    house.open.append(session)


@leak("file", r"server\.log$")
def server_log_with_whole_errors(house: House) -> None:
    import psycopg
    import pytest

    with house.connect() as session:
        session.execute("SET log_min_messages = 'error'")
        session.execute("SET log_min_error_statement = 'error'")
        with pytest.raises(psycopg.Error):
            session.execute(f"SELECT '{house.email}'::int")
