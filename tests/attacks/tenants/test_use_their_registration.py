"""The letter to somebody whom one business's staff entered, answered on the other site."""

from ordholden.candidates import emails
from ordholden.candidates.actions import register
from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, key_in


def test_yes_and_no_are_said_on_the_site_that_wrote(two: Two) -> None:
    by = two.staff(two.theirs, "recruiter")
    with at_home(two.theirs):
        liv = register.register_met(name="Liv Berg", email="liv@example.org", how="met", by=by)
        path = f"/join/registered/{key_in(emails.confirmation_url(liv))}/"
    here = two.browse(two.ours)
    with two.untouched():
        assert here.get(path).status_code == 404
        assert here.post(path, {"answer": "no"}).status_code == 404
    assert two.browse(two.theirs).post(path, {"answer": "no"}).status_code == 200
    with at_home(two.theirs):
        assert not Person.objects.filter(email="liv@example.org").exists()
