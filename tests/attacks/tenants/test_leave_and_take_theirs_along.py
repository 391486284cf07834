"""A business leaves the installation: everything of its own goes, and nothing else."""

from ordholden.kit import files
from ordholden.tenants import actions
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, document, person


def test_their_rows_files_and_keys_stay(two: Two) -> None:
    with at_home(two.ours):
        own = document(person("ola@example.org", "Ola Nord"), b"%PDF-1.7 ours")
    place = files.place_of(two.theirs.pk, two.cv.file.name)
    mine = files.place_of(two.ours.pk, own.file.name)
    _everything = (two.number, two.hold, two.limit, two.consent)
    with two.untouched():
        gone = actions.remove(two.ours)
        assert gone["people_person"] == 1
        files.forget_tenant(two.ours.pk)
    assert files.storage().exists(place)
    assert not files.storage().exists(mine)
    assert list(Tenant.objects.values_list("slug", flat=True)) == ["jobconnection"]


def test_who_has_left_comes_back_with_nothing(two: Two) -> None:
    """The same name opened again is another business: no row, key or task waits for it."""
    text = two.theirs.policy_toml
    _liv = two.liv
    actions.remove(two.theirs)
    again = actions.add(text, ["jobconnection.localhost"])
    assert again.pk != two.theirs.pk
    assert two.ask("SELECT count(*) FROM people_person", at=again) == [(0,)]
