"""The mailed link to somebody's copy of everything, opened on the other site."""

from ordholden.copies.models import Copy
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, Two
from tests.harness import world
from tests.harness.five import link


def test_the_archive_is_handed_out_on_its_own_site_and_once(two: Two) -> None:
    hers = two.browse(two.theirs, two.account)
    hers.post("/my/data/copy/")
    world.run_queued_tasks()
    path = link(LIV, "/copy/")
    here, there = two.browse(two.ours), two.browse(two.theirs)
    assert here.get(path).status_code == 404
    assert here.post(path).status_code == 409
    assert two.at(two.ours, "privacy_officer").get("/my/data/copy/file/").status_code == 404
    with at_home(two.theirs):  # asking in vain has not used the link up
        assert Copy.objects.get().code_sha256
    assert there.get(path).status_code == 200
    assert there.post(path).content.startswith(b"PK")
    assert there.post(path).status_code == 409
