"""Only what the policy collects can be stored, and what is confidential lies sealed."""

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from ordholden.people import actions
from ordholden.people.actions import details
from ordholden.people.models import Closed, Detail

pytestmark = pytest.mark.usefixtures("acme")


@pytest.fixture
def carla():
    return actions.register(name="Carla")


@pytest.mark.parametrize("category", ["profile.unemployment", "person.national_id", "own.hat_size"])
def test_what_the_policy_does_not_collect_is_not_stored(carla, category):
    with pytest.raises(actions.NotCollected):
        actions.save_detail(carla, category, "something")
    assert not Detail.objects.exists()


def test_what_is_collected_of_others_is_not_stored_of_her(carla):
    with pytest.raises(actions.NotCollected):
        actions.save_detail(carla, "staff.training", "first aid")


def test_a_stage_that_has_not_come_is_not_asked(carla):
    with pytest.raises(actions.NotCollected):
        actions.save_detail(carla, "person.address", "Havnegade 1", at="sign_up")
    assert actions.save_detail(carla, "person.address", "Havnegade 1", at="profile")


def test_a_changed_value_counts_as_collected_now(carla, turn_clock):
    then, later = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    with turn_clock(then):
        actions.save_detail(carla, "own.shoe_size", "42")
    with turn_clock(later):
        actions.save_detail(carla, "own.shoe_size", " 42 ")
        assert Detail.objects.get().collected_at == then
        actions.save_detail(carla, "own.shoe_size", "43")
        assert Detail.objects.get().collected_at == later
    assert actions.text_of(carla, "own.shoe_size") == "43"
    actions.save_detail(carla, "own.shoe_size", "")
    assert not Detail.objects.exists()


def test_categories_with_several_values_number_them(carla):
    for job in ("Carpenter", "Roofer"):
        actions.add_detail(carla, "profile.experience", job)
    found = Detail.objects.filter(category="profile.experience").order_by("item")
    assert [(one.item, one.text) for one in found] == [(0, "Carpenter"), (1, "Roofer")]
    with pytest.raises(ValueError, match="one value"):
        actions.save_detail(carla, "own.shoe_size", "41", item=1)


def test_a_sealed_value_is_not_readable_in_the_table(carla, monkeypatch, turn_clock):
    monkeypatch.setattr(details, "_protection", lambda *asked: "encrypted")
    then, later = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    with turn_clock(then):
        actions.save_detail(carla, "person.address", "Havnegade 1")
    with turn_clock(later):
        kept = actions.save_detail(carla, "person.address", "Havnegade 1")
    assert kept.collected_at == then
    assert (kept.value, kept.means("Havnegade 1"), kept.means("Havnegade 2")) == ("", True, False)
    for read in ("sealed", "people_detail::text", "count(*) FILTER (WHERE sealed IS NULL)"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"SELECT {read} FROM people_detail")  # noqa: S608
    with pytest.raises(Closed):
        actions.text_of(carla, "person.address")
