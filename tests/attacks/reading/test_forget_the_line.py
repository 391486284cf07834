"""Read, and then make the line go, or name somebody else in it."""

from tests.attacks.reading.conftest import Plot

VIEW = "SELECT id, sealed FROM reading_view(%s, %s, %s)"


def test_the_line_cannot_be_changed_or_removed_by_hand(plot: Plot) -> None:
    assert plot.ask(VIEW, plot.reader(), plot.liv.pk, ["employment.national_id"])
    for query in (
        "DELETE FROM reading_log",
        "UPDATE reading_log SET subject_id = NULL",
        "UPDATE reading_log SET actor_id = gen_random_uuid()",
        "TRUNCATE reading_log",
        "ALTER TABLE reading_log DISABLE TRIGGER ALL",
        "DROP TABLE reading_log",
        "ALTER TABLE reading_log DETACH PARTITION reading_log_2026_01",
        "SET session_replication_role = replica",
        "LOCK TABLE reading_log IN ACCESS EXCLUSIVE MODE",
    ):
        plot.ask(query)
    assert len(plot.said) == 9
    assert plot.lines() == 1


def test_dropping_months_reaches_no_month_that_is_not_over(plot: Plot) -> None:
    plot.ask(VIEW, plot.reader(), plot.liv.pk, ["employment.national_id"])
    for moment in ("app_now()", "'infinity'", "app_now() + interval '100 years'"):
        plot.ask(f"SELECT reading_drop_months({moment})")
    assert plot.lines() == 1
