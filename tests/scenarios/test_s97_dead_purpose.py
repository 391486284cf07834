"""S-97: data whose last purpose is switched off is due at the next run, and written no more."""

import re

import pytest

from ordholden.people.models import Detail
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors, page

OFF = re.compile(r'(?m)^ *"profile\.driving_licence",\n')


@pytest.mark.clauses("AB-34", "AB-11", "JI-55", "JT-05")
def test_what_serves_nothing_any_more_goes_and_stays_away(doors: Doors) -> None:
    with doors.on("2027-01-11"):
        tenant = doors.open("aktivbemanning")
        sent = answers("aktivbemanning", **{"person.email": "oda@example.org"})
        oda = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
        given = {
            "person.name": "Oda Vik",
            "profile.driving_licence": "B, C",
            "profile.skills": "Paint",
        }
        assert oda.post("/my/profile/", given).status_code == 303
    text = doors.text("aktivbemanning")
    assert OFF.search(text)
    with doors.on("2027-01-18"):
        code, said = doors.command("notice", "publish", doors.file(OFF.sub("", text)))
        assert code == 0, said
        tenant = Tenant.objects.get(pk=tenant.pk)
        oda = doors.sign_in(tenant, "oda@example.org")
        assert "driving_licence" not in page(oda, "/my/profile/")
        assert oda.post("/my/profile/", given).status_code == 422
        _code, dry = doors.command("sweep", "--tenant", "aktivbemanning", "--dry-run")
        assert "profile.driving_licence" in dry
        officer = doors.staff(tenant, "privacy_officer", "Ellen")
        assert page(officer, "/privacy/")
        with at_home(tenant):
            assert Detail.objects.filter(category="profile.driving_licence").exists()
    said = doors.sweep("aktivbemanning", "2027-01-19")
    assert "dead_purpose" in said
    with at_home(tenant):
        assert set(Detail.objects.values_list("category", flat=True)) == {"profile.skills"}
    assert "driving" not in page(browser("aktivbemanning"), "/join/")
