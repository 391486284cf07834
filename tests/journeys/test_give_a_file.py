"""A file on its way, in a browser: given on a phone, seen page by page by whoever may."""

import pytest

from ordholden.accounts import actions as accounts
from ordholden.accounts.tests.make import make_staff
from ordholden.candidates.models import Document
from ordholden.papers.tests import make
from ordholden.people import actions as people
from ordholden.tenants.scope import working_for
from tests.journeys.conftest import Site
from tests.journeys.test_look import _faults

pytestmark = pytest.mark.browser
LOADED = "[...document.querySelectorAll('.paper img')].every(one => one.naturalWidth > 0)"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.clauses("JT-16")
def test_a_file_is_given_on_a_phone_and_read_page_by_page(visit):
    site: Site = visit("jobconnection")
    with working_for(site.tenant):
        liv = people.register(name="Liv Berg", email="liv@brev.example", locale="en")
        mine = accounts.open_account(liv, "liv@brev.example", confirmed=True)
        rita = make_staff("Rita", "recruiter")
    phone = site.visitor(java_script_enabled=False, **PHONE)
    site.be(phone, mine)
    phone.goto("/my/profile/?language=en")
    assert phone.locator("[name='profile.cv'][capture]").is_visible()
    macro = make.docx("x", more={"word/vbaProject.bin": b"macro"})
    _give(phone, "cv.docx", macro)
    phone.locator(".wrong :text('holds a program')").first.wait_for()
    _give(phone, "cv.pdf", make.pdf("Kran", "Mur"))
    phone.click(".list a:text('cv.pdf')")
    phone.locator(".paper img").nth(1).wait_for()
    desk = site.visitor()
    site.be(desk, rita)
    with working_for(site.tenant):
        file = Document.objects.get().pk
    place = f"/people/{liv.pk}/files/{file}/pages/?purpose=placement"
    assert not list(_faults(desk, place))
    desk.mouse.wheel(0, 10_000)
    desk.wait_for_function(LOADED)


def _give(page, name, content):
    page.set_input_files(
        "[name='profile.cv']:not([capture])",
        {"name": name, "mimeType": "application/pdf", "buffer": content},
    )
    page.click("main form button.button:has-text('Save')")
