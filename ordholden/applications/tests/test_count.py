"""Numbers for people: of months that closed, of many, and of nobody who objects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordholden.applications import actions, numbers
from ordholden.applications.tests.make import recruitment
from ordholden.jobs.models import JobAd
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, page

MANY, HIRED = 14, 6  # at a business that shows no group below five, and nothing below ten


def applied(ad: JobAd, number: int) -> None:
    """Somebody applied; the first few are hired."""
    person = people.register(name=f"Somebody {number}", email=f"n{number}@example.org")
    people.confirm(person)
    one = actions.begin(person, ad)
    said = {"application.name": "Somebody", "application.email": person.email}
    actions.save(one, actions.Draft({**said, "application.letter": "x"}))
    one = actions.send(one)
    if number < HIRED:
        stage = ad.stages.get(kind="hired")
        actions.move(one, stage, by=ad.team.get().user, version=one.version)


@pytest.mark.clauses("JI-64")
def test_only_closed_months_of_many_and_of_nobody_who_objects(doors: Doors) -> None:
    with doors.on("2026-03-10"):
        run = recruitment(doors, "jobindex", "recruitment_department", title="Murer")
        with at_home(run.tenant):
            actions.stages_of(run.ad)
            for number in range(MANY):
                applied(run.ad, number)
        assert "Too few to show" in page(run.ulla, "/desk/numbers/")
    with doors.on("2026-04-01"):
        seen = page(run.ulla, "/desk/numbers/")
        assert f'<span class="value">{MANY}</span>' in seen
        assert f'<span class="value">{HIRED}</span>' in seen
        assert "Murer" in seen
        assert "example.org" not in seen
        with at_home(run.tenant):
            purpose = numbers.purpose_of(run.tenant.policy)
            for number in range(2):
                hired = Person.objects.get(email=f"n{number}@example.org")
                privacy.object_to(hired, purpose)
        seen = page(run.ulla, "/desk/numbers/")
        assert f'<span class="value">{MANY - 2}</span>' in seen
        assert "fewer than 5" in seen  # four who were hired
        with at_home(run.tenant):
            for number in range(2, 5):
                other = Person.objects.get(email=f"n{number}@example.org")
                privacy.object_to(other, purpose)
        assert "Too few to show" in page(run.ulla, "/desk/numbers/")


def test_where_the_notice_counts_nobody_there_is_no_page(doors: Doors) -> None:
    run = recruitment(doors, "aktivbemanning")
    assert run.ulla.get("/desk/numbers/").status_code == 404
    assert "/desk/numbers/" not in page(run.ulla, "/desk/boards/")


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 60)), st.integers(2, 10))
def test_no_small_group_is_shown_or_told_by_the_rest(groups: dict[str, int], least: int) -> None:
    shown = numbers.few(groups, least)
    assert shown.keys() == groups.keys()
    assert all(n is None or n == groups[key] for key, n in shown.items())
    assert not [n for n in shown.values() if n is not None and 0 < n < least]
    hidden = [key for key, n in shown.items() if n is None]
    filled = [key for key, n in groups.items() if n]
    assert len(hidden) != 1 or len(filled) == 1
