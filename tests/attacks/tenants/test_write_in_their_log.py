"""Lines in the neighbours' log: forged, about their people, or in the name of their staff."""

from ordholden.reading.models import Reading
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, person

LIST = "SELECT reading_list(%s, 'list', ARRAY[%s]::uuid[], '{person.name}')"


def test_a_line_is_written_at_home_or_not_at_all(two: Two) -> None:
    with at_home(two.ours):
        ola = person("ola@example.org", "Ola Nord")
    thief, boss, liv = two.staff(two.ours, "recruiter"), two.boss, two.liv
    with two.untouched():
        # Their employee reads our person: nobody of that name works here.
        assert two.ask(LIST, two.reader(boss), ola.pk) == []
        two.ask(LIST, two.reader(thief), liv.pk)
        assert two.ask("UPDATE reading_log SET tenant_id = %s", two.theirs.pk) == []
        assert two.ask("INSERT INTO reading_log (tenant_id) VALUES (%s)", two.theirs.pk) == []
    with at_home(two.theirs):
        assert not Reading.objects.exists()
    assert two.ask(LIST, two.reader(two.boss), two.liv.pk, at=two.theirs) == [(True,)]
    with at_home(two.theirs):
        assert Reading.objects.count() == 1


def test_she_sees_no_reading_that_was_not_at_her_business(two: Two) -> None:
    thief = two.staff(two.ours, "recruiter")
    two.ask(LIST, two.reader(thief), two.liv.pk)
    hers = two.browse(two.theirs, two.account)
    assert b"Nobody" in hers.get("/my/readings/").content
