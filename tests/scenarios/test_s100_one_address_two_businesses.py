"""S-100: the same address at two businesses is two people who never hear of each other."""

from copy import deepcopy

import pytest

from ordholden.privacy.models import Consent
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors, page, person

HIM = "anton@example.org"


@pytest.mark.clauses("AB-17", "AB-21", "JT-57")
def test_one_is_erased_and_the_other_does_not_notice(doors: Doors) -> None:
    here, there = doors.open("jtworks"), doors.open("aktivbemanning")
    for tenant, name in ((here, "Anton A"), (there, "Anton B")):
        sent = answers(tenant.slug, **{
            "person.name": name, "person.email": HIM,
            "person.account": f"en hest hos {tenant.slug}",
        })  # fmt: skip
        visitor = browser(tenant.slug)
        with doors.tasks():
            assert visitor.post("/join/", sent).status_code == 303
        from tests.harness.five import link

        visitor.post(link(HIM))
    wrong = browser("jtworks").post(
        "/account/sign-in/", {"login": HIM, "password": "en hest hos aktivbemanning"}
    )
    assert wrong.status_code == 422
    at_jt = doors.sign_in(here, HIM, "en hest hos jtworks")
    at_ab = doors.sign_in(there, HIM, "en hest hos aktivbemanning")
    assert "Anton B" not in page(at_jt, "/my/data/")
    crossed = browser("aktivbemanning")
    crossed.cookies = deepcopy(at_jt.cookies)
    assert crossed.get("/my/").status_code == 302
    theirs = person(there, HIM)
    ulla = doors.staff(here)
    assert ulla.get(f"/people/{theirs.pk}/?purpose=job_offers").status_code == 404
    assert at_jt.post("/my/data/deletion/").status_code == 200
    assert person(here, HIM) is None
    assert "Anton B" in page(at_ab, "/my/data/")
    with at_home(there):
        assert Consent.objects.get(person=theirs, consent="acceptance").stands
    doors.sweep("aktivbemanning", "2026-11-22")
    assert person(there, HIM) is not None
