"""What PostgreSQL knows of everybody's rows: samples, plans, statements, activity."""

from tests.attacks.tenants.conftest import Two


def test_it_tells_the_attackers_nothing_of_what_is_in_them(two: Two) -> None:
    _everything = (two.number, two.cv)
    for query in (
        "SELECT * FROM pg_stats WHERE schemaname = 'public'"
        " AND (most_common_vals::text ~ 'Liv' OR histogram_bounds::text ~ 'Liv')",
        "SELECT 1 FROM pg_statistic",
        "SELECT 1 FROM pg_statistic_ext_data",
        "SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query ~ 'Liv Berg'",
        "SELECT 1 FROM pg_stat_statements",
        "SELECT statement FROM pg_prepared_statements WHERE statement ~ 'Liv Berg'",
        "SELECT 1 FROM pg_largeobject",
        "SELECT description FROM pg_description WHERE description ~ 'Liv Berg'",
        "SELECT lowrite(1, 'x')",
        "SELECT * FROM pg_ls_dir('.')",
    ):
        assert two.ask(query) == [], query


def test_a_plan_counts_ones_own_rows(two: Two) -> None:
    """What was read is counted after the wall: the filter throws away what is not told."""
    query = "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) SELECT category FROM people_detail"
    _number = two.number
    here = "\n".join(line for (line,) in two.ask(query))
    there = "\n".join(line for (line,) in two.ask(query, at=two.theirs))
    assert "actual rows=0" in here
    assert "actual rows=0" not in there.partition("\n")[0]
    assert "Liv" not in here
