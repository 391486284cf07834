"""Rows that outlive the person: tables nobody declared, columns nobody empties, derived things."""

from django.contrib.sessions.backends.db import SessionStore

from tests.judge.leaks import House, leak

_COPY = """
CREATE FUNCTION {0}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN INSERT INTO {0} VALUES ({1}); RETURN NEW; END $$;
CREATE TRIGGER {0} AFTER INSERT OR UPDATE ON people_person
FOR EACH ROW EXECUTE FUNCTION {0}()
"""


def _copies(house: House, table: str, columns: str, values: str, kind: str = "") -> None:
    """A table that a trigger fills from every person."""
    house.run(f"CREATE {kind} TABLE {table} ({columns})")
    house.run(_COPY.format(table, values))


@leak("database", r": leak_history\.row$", early=True)
def history_kept_by_a_trigger(house: House) -> None:
    _copies(house, "leak_history", "row text", "NEW::text")


@leak("database", r": leak_json\.body$", early=True)
def key_in_a_json_column(house: House) -> None:
    values = "jsonb_build_object('a', jsonb_build_object('deep', NEW.email))"
    _copies(house, "leak_json", "body jsonb", values)


@leak("database", r": leak_unlogged\.email$", early=True)
def unlogged_table(house: House) -> None:
    _copies(house, "leak_unlogged", "email text", "NEW.email", "UNLOGGED")


@leak("database", r": leak_upper\.name$", "other capitals", early=True)
def name_in_capitals(house: House) -> None:
    _copies(house, "leak_upper", "name text", "upper(NEW.name)")


@leak("database", r": leak_backwards\.name$", "backwards", early=True)
def name_backwards(house: House) -> None:
    _copies(house, "leak_backwards", "name text", "reverse(NEW.name)")


@leak("database", r": leak_md5\.key$", "hash (md5)", early=True)
def hash_in_a_ledger(house: House) -> None:
    _copies(house, "leak_md5", "key text", "md5(NEW.email)")


@leak("database", r": leak_sha256\.key$", "hash (sha256)", early=True)
def part_of_a_hash_as_bytes(house: House) -> None:
    values = "substr(sha256(convert_to(lower(NEW.email), 'UTF8')), 1, 10)"
    _copies(house, "leak_sha256", "key bytea", values)


@leak("database", r": leak_base64\.blob$", "base64", early=True)
def base64_behind_other_words(house: House) -> None:
    values = "encode(convert_to('from ' || NEW.email, 'UTF8'), 'base64')"
    _copies(house, "leak_base64", "blob text", values)


@leak("database", r": leak_utf16\.blob$", "utf-16", early=True)
def bytes_of_another_alphabet(house: House) -> None:
    house.run("CREATE TABLE leak_utf16 (blob bytea)")
    house.run(
        """CREATE FUNCTION leak_utf16() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        DECLARE made bytea := ''; BEGIN
        FOR at IN 1 .. length(NEW.email) LOOP
          made := made || convert_to(substr(NEW.email, at, 1), 'LATIN1') || '\\x00'::bytea;
        END LOOP;
        INSERT INTO leak_utf16 VALUES (made); RETURN NEW; END $$;
        CREATE TRIGGER leak_utf16 AFTER INSERT ON people_person
        FOR EACH ROW EXECUTE FUNCTION leak_utf16()"""
    )


@leak("database", r": leak_generated\.small$", early=True)
def generated_column(house: House) -> None:
    columns = "email text, small text GENERATED ALWAYS AS (lower(email)) STORED"
    house.run(f"CREATE TABLE leak_generated ({columns})")
    house.run(_COPY.format("leak_generated", "NEW.email").replace("VALUES", "(email) VALUES"))


@leak("database", r": leak_words\.found$", early=True)
def search_column(house: House) -> None:
    _copies(house, "leak_words", "found tsvector", "to_tsvector('danish', NEW.name)")


@leak("database", r": leak_view\.email$")
def materialised_view(house: House) -> None:
    house.run("CREATE MATERIALIZED VIEW leak_view AS SELECT email FROM people_person")


@leak("database", r": leak_sound\.code$", "soundex")
def sound_code_of_a_name(house: House) -> None:
    from ordholden.judge.disguises import soundex

    house.run("CREATE TABLE leak_sound (id serial, code text)")
    house.run("INSERT INTO leak_sound (code) VALUES (%s)", soundex(house.name))


@leak("database", r": leak_phone\.shown$", "in pairs")
def telephone_number_in_pairs(house: House) -> None:
    digits = house.planted.words["telephone number"].token
    shown = " ".join(digits[at : at + 2] for at in range(0, 8, 2))
    house.run("CREATE TABLE leak_phone (shown text)")
    house.run("INSERT INTO leak_phone VALUES (%s)", shown)


@leak("database", r": leak_number\.value$")
def national_number_of_a_refused_form(house: House) -> None:
    house.run("CREATE TABLE leak_number (value text)")
    house.run("INSERT INTO leak_number VALUES (%s)", house.word("refused national number"))


@leak("database", r": large object$")
def large_object(house: House) -> None:
    text = ("x" * 2040 + house.name).encode()  # over the border of two of its pages
    house.run("SELECT lo_from_bytea(0, %s)", text)


@leak("database", r"leak_apart\.kept\.value$")
def table_of_another_schema(house: House) -> None:
    house.run("CREATE SCHEMA leak_apart")
    house.run("CREATE TABLE leak_apart.kept (value text)")
    house.run("INSERT INTO leak_apart.kept VALUES (%s)", house.email)


@leak("database", r": leak_session\.payload› ?|: leak_session", "")
def payload_of_a_session(house: House) -> None:
    data = {"told": [house.email] * 20, "more": "x" * 400}
    house.run("CREATE TABLE leak_session (payload text)")
    house.run("INSERT INTO leak_session VALUES (%s)", SessionStore().encode(data))


@leak("database", r": procrastinate_jobs\.args$")
def argument_of_a_task(house: House) -> None:
    house.run(
        "INSERT INTO procrastinate_jobs (task_name, queue_name, status, tenant_id, args)"
        " SELECT 'leak', 'default', 'failed', min(id),"
        " jsonb_build_object('tenant', min(id), 'to', %s::text)"
        " FROM tenants_tenant",
        house.email,
    )


@leak("database", r": accounts_attempt\.cache_key$")
def key_of_the_cache(house: House) -> None:
    house.run(
        "INSERT INTO accounts_attempt (cache_key, value, expires, tenant_id)"
        " SELECT %s, 'x', '2099-01-01', min(id) FROM tenants_tenant",
        f"login:{house.email}",
    )


@leak("database", r": leak_statistic\.label$")
def statistic_with_a_name_in_it(house: House) -> None:
    house.run("CREATE TABLE leak_statistic (label text, persons int)")
    house.run("INSERT INTO leak_statistic VALUES (%s, 3)", f"surname {house.word('family name')}")


@leak("database", r": kit_mailboxmessage\.text$")
def letter_to_somebody_else(house: House) -> None:
    house.run(
        'INSERT INTO kit_mailboxmessage (id, tenant_id, "to", subject, text, html, unsubscribe, at)'
        " SELECT gen_random_uuid(), min(id), 'staff@example.org', 'x', %s, '', '', '2027-01-01'"
        " FROM tenants_tenant",
        f"{house.name} has left",
    )


@leak("database", r": leak_zip")
def archive_in_a_column(house: House) -> None:
    from tests.judge.leaks.files import zipped

    house.run("CREATE TABLE leak_zip (content bytea)")
    house.run("INSERT INTO leak_zip VALUES (%s)", zipped("a.txt", house.email.encode()))


@leak("database", r": leak_password\.typed$")
def password_that_was_typed_wrong(house: House) -> None:
    house.run("CREATE TABLE leak_password (typed text)")
    house.run("INSERT INTO leak_password VALUES (%s)", house.word("wrong password"))


@leak("changed", r": people_person$", early=True)
def another_persons_row_is_touched(house: House) -> None:
    house.run(
        """CREATE FUNCTION leak_touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN UPDATE people_person SET phone = '1' WHERE id = (SELECT min(id::text)::uuid
        FROM people_person WHERE id <> OLD.id); RETURN OLD; END $$;
        CREATE TRIGGER leak_touch AFTER DELETE ON people_person
        FOR EACH ROW EXECUTE FUNCTION leak_touch()"""
    )


@leak("changed", r": leak_others$", early=True)
def another_persons_row_is_taken_along(house: House) -> None:
    house.run("CREATE TABLE leak_others (email text)")
    house.run("INSERT INTO leak_others VALUES ('a@example.org'), ('b@example.org')")
    house.run(
        """CREATE FUNCTION leak_others() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN DELETE FROM leak_others WHERE email LIKE 'a%'; RETURN OLD; END $$;
        CREATE TRIGGER leak_others AFTER DELETE ON people_person
        FOR EACH ROW EXECUTE FUNCTION leak_others()"""
    )
