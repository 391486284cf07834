"""What is left behind on a connection that the next business uses: statements and settings."""

from django.db import connection

from ordholden.tenants.scope import at_home, working_for
from tests.attacks.tenants.conftest import LIV, Two


def test_a_prepared_statement_serves_whoever_executes_it(two: Two) -> None:
    _liv = two.liv
    two.ask("PREPARE peek AS SELECT email FROM people_person", at=two.theirs)
    assert two.ask("EXECUTE peek", at=two.theirs) == [(LIV,)]
    assert two.ask("EXECUTE peek") == []
    two.ask("DEALLOCATE peek")


def test_a_plan_made_for_everybody_is_made_again_for_each(two: Two) -> None:
    _liv = two.liv
    two.ask("SET LOCAL plan_cache_mode = force_generic_plan")
    two.ask("PREPARE peek(text) AS SELECT email FROM people_person WHERE name = $1")
    for _often in range(6):
        assert two.ask("EXECUTE peek('Liv Berg')", at=two.theirs) == [(LIV,)]
        assert two.ask("EXECUTE peek('Liv Berg')") == []
    two.ask("DEALLOCATE peek")


def test_the_scope_ends_with_the_work_however_it_ended(two: Two) -> None:
    """No setting survives on the connection: after the block nobody's rows are there."""
    _liv = two.liv
    with working_for(None), connection.cursor() as cursor:
        with at_home(two.theirs):
            cursor.execute("SELECT count(*) FROM people_person WHERE email = %s", [LIV])
            assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)
        try:
            with at_home(two.theirs):
                raise RuntimeError
        except RuntimeError:
            pass
        cursor.execute("SELECT count(*), current_setting('app.tenant') FROM people_person")
        assert cursor.fetchone() == (0, "")
