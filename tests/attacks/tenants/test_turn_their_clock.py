"""Time: a business of the demo turns its clock until everything of its own is due."""

from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two


def test_the_neighbours_day_stays_what_it_was(two: Two) -> None:
    _liv = two.liv
    ((before,),) = two.ask("SELECT app_now()", at=two.theirs)
    with two.untouched():
        answer = two.browse(two.ours).post("/demo/clock/", {"by": "month"})
        assert answer.status_code == 303
    ((after,),) = two.ask("SELECT app_now()", at=two.theirs)
    assert (after - before).total_seconds() < 60
    two.ours.refresh_from_db()
    ((here,),) = two.ask("SELECT app_now()")
    assert (here - before).days > 25
    with at_home(two.theirs):
        assert Person.objects.filter(pk=two.liv.pk).exists()
