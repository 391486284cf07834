"""S-02: wherever data is asked the notice in force is one step away, and its version is kept."""

import re

import pytest

from ordholden.accounts.tests.make import make_user
from ordholden.privacy.models import NoticeShown
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import FIVE, answers, browser
from tests.scenarios.doors import Doors, page, person

PUBLIC = ("/", "/join/", "/contact/", "/cookies/", "/account/sign-in/", "/account/sign-in/code/")


@pytest.mark.clauses("JT-03", "AB-40", "JC-01")
@pytest.mark.parametrize("slug", FIVE)
def test_every_page_leads_to_the_notice_in_its_foot(doors: Doors, slug: str) -> None:
    tenant = doors.open(slug)
    with at_home(tenant):
        make_user("Asger", "asger@example.org")
        who = browser(slug)
        from ordholden.accounts import actions as accounts

        who.force_login(accounts.account_of("asger@example.org"))
    own = ("/my/", "/my/profile/", "/my/data/", "/my/consents/", "/my/mails/", "/account/")
    for client, paths in ((browser(slug), PUBLIC), (who, own)):
        for path in paths:
            foot = page(client, path).rpartition("<footer")[2]
            assert 'href="/notice/"' in foot, path
    for path in ("/join/", "/my/profile/"):
        form = page(browser(slug) if path == "/join/" else who, path).partition("<main")[2]
        assert 'href="/notice/"' in form.partition("</main")[0], path


@pytest.mark.clauses("JT-03")
def test_staff_see_the_notice_beside_what_they_write_down(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    ulla = doors.staff(tenant)
    assert 'href="/notice/"' in page(ulla, "/people/new/")
    assert ulla.get("/people/?purpose=gossip").status_code == 409


@pytest.mark.clauses("JT-06", "JT-49")
def test_where_data_lies_is_said_when_registering_and_in_the_profile(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    ebbe = doors.join(tenant, **jt("Ebbe Juul", "ebbe@example.org"))
    for html in (page(browser("jtworks"), "/join/"), page(ebbe, "/my/profile/")):
        assert "our own servers" in html
        assert "servers of the cloud providers we use" in html


@pytest.mark.clauses("JT-03", "JC-01")
def test_the_version_that_was_shown_is_kept(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    doors.join(tenant, **jt("Ebbe Juul", "ebbe@example.org"))
    longer = doors.text("jtworks", ('answer_within = "1 month"', 'answer_within = "3 weeks"'))
    code, said = doors.command("notice", "publish", doors.file(longer))
    assert (code, "version 2" in said) == (0, True), said
    tenant = Tenant.objects.get(pk=tenant.pk)
    doors.join(tenant, **jt("Agnes Dam", "agnes@example.org"))
    versions = {}
    for email in ("ebbe@example.org", "agnes@example.org"):
        found = person(tenant, email)
        with at_home(tenant):
            shown = NoticeShown.objects.get(person=found, place="sign_up")
            versions[email] = shown.notice.number
    assert versions == {"ebbe@example.org": 1, "agnes@example.org": 2}
    assert re.search("version 2", page(browser("jtworks"), "/join/"))


def jt(name: str, email: str) -> dict[str, str]:
    sent = answers("jtworks", **{"person.name": name, "person.email": email})
    return {key.replace(".", "__"): value for key, value in sent.items()}
