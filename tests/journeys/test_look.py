"""Every page of visitors, persons and staff: no barrier, by day and night, on every screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_person, make_staff, make_user
from ordholden.applications import actions as applications
from ordholden.candidates import sight
from ordholden.companies.tests.make import at_company
from ordholden.jobs.tests.make import make_ad
from ordholden.people import actions as people
from ordholden.projects.models import Project
from ordholden.sourcing.tests.owners import anna
from ordholden.tenants.scope import working_for
from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser
PUBLIC = (
    *("/", "/notice/", "/notice/versions/", "/notice/receipt/", "/contact/", "/cookies/"),
    *("/join/", "/join/sent/", "/mail/", "/mail/sent/", "/account/sign-in/", "/demo/"),
    *("/demo/mailbox/", "/demo/clock/", "/gone/"),
)
OWN = (
    *("/my/", "/my/profile/", "/my/data/", "/my/consents/", "/my/data/deletion/"),
    *("/my/cv/", "/my/cv/import/", "/my/cv/new/experience/"),
    *("/my/mails/", "/my/applications/", "/account/", "/account/sign-ins/"),
)
STAFF = (
    *("/desk/", "/people/", "/people/?purpose={purpose}", "/people/new/", "/people/contacts/"),
    *("/people/{person}/?purpose={purpose}", "/people/{person}/fields/?purpose={purpose}"),
    "/people/{person}/deletion/?purpose={purpose}",
    *("/privacy/", "/privacy/not-in-use/", "/privacy/not-in-use/?state=restricted"),
    *("/privacy/reviews/", "/privacy/publication/", "/mail/issues/", "/account/staff/"),
)
ABOUT_AN_AD = (
    *("/jobs/{ad}/apply/", "/my/applications/{application}/send/", "/desk/boards/"),
    *("/desk/boards/{ad}/", "/desk/boards/{ad}/{application}/"),
)
AT_A_COMPANY = (
    *("/company/", "/company/about/", "/company/team/", "/company/find/?q=payroll&place=8000"),
    *("/company/find/ad/", "/company/searches/", "/company/projects/", "/company/followers/"),
    *("/company/projects/{project}/", "/company/projects/{project}/compare/?cv={key}"),
    *("/company/cvs/{key}/", "/company/cvs/{key}/gather/", "/company/cvs/{key}/like/"),
    *("/company/cvs/{key}/contact/", "/company/requests/"),
)
OF_A_CV = (
    *("/my/visibility/", "/my/visibility/preview/", "/my/visibility/personal/", "/my/viewed/"),
    *("/my/following/", "/my/handed-over/", "/my/requests/"),
)
SEEN_MOST = ("/company/find/?", "/company/cvs/", "/my/visibility/preview/", "/my/viewed/")
AT_NIGHT = ("/desk/", "/people/new/", "/privacy/", "/privacy/not-in-use/")
# Brought into a page once, however often the page is judged.
AXE = Axe().axe_script
JUDGED = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
EVERYTHING = ("recruiter", "privacy_officer", "marketing", "administrator")
SIZES = ((390, 844), (1280, 900))
# Colours on their way to others cannot be judged.
ARRIVED = """() => new Promise(done => requestAnimationFrame(() => {
    document.getAnimations().forEach(one => one.finish());
    requestAnimationFrame(done);
}))"""


@pytest.mark.clauses("WW-46", "WW-47")
@pytest.mark.parametrize("slug", ["workwithus", "aktivbemanning"])
def test_no_page_has_a_barrier(visit, slug):
    site = visit(slug)
    page = site.visitor()
    found = [fault for address in PUBLIC for fault in _faults(page, address)]
    # Forms are protected with a cookie; nothing else has been stored by all this reading (S-53).
    assert {one["name"] for one in page.context.cookies()} <= {"csrf"}
    email = "ida@brev.example"
    site.register(page, "Ida Ildsjæl", email)
    site.confirm(page, email)
    site.sign_in(page, email)
    found += [fault for address in OWN for fault in _faults(page, address)]
    assert not found, "\n".join(found)


@pytest.mark.clauses("WW-46", "WW-47")
def test_no_page_of_the_staff_has_a_barrier(visit):
    site = visit("jobconnection")
    with working_for(site.tenant):
        person = make_person("Carla Clara", "carla@brev.example")
        people.restrict(make_person("Rosa Rest", "rosa@brev.example"))
        people.register(name="Paul Pending", email="paul@brev.example")
        user = make_staff("Rita", EVERYTHING[0])
        for role in EVERYTHING[1:]:
            accounts.join(user, role)
        purpose = sight.purposes(site.tenant.policy, ["recruiter"])[0]
    page = site.visitor()
    site.be(page, user)
    found = []
    for address in STAFF:
        address = address.format(person=person.pk, purpose=purpose)
        # They are made of the same parts, so that not all of them are judged by night too.
        found += _faults(page, address, (("light",), ("dark",) if address in AT_NIGHT else ()))
        assert page.url.endswith(address), "the page is not shown"
    assert not found, "\n".join(found)


@pytest.mark.clauses("WW-46", "WW-47")
def test_no_page_of_applying_has_a_barrier(visit):
    site = visit("jobindex")
    with working_for(site.tenant):
        user = make_staff("Rita", "recruitment_department")
        ad, anna = make_ad(by=user), make_user("Anna", "anna@brev.example")
        sent = applications.begin(anna.person, ad)
        applications.save(sent, applications.Draft({"application.letter": "Cranes"}))
        applications.note(applications.send(sent), "Knows cranes", by=user, rating=4)
        draft = applications.begin(anna.person, make_ad(by=user, title="Kranfører"))
    found = []
    for who, address in zip((None, anna, *[user] * 3), ABOUT_AN_AD, strict=True):
        page = site.visitor()
        if who:
            site.be(page, who)
        one = draft if who is anna else sent
        address = address.format(ad=ad.pk, application=one.pk)
        found += _faults(page, address, (("light",), ("dark",)))
        assert page.url.endswith(address), "the page is not shown"
    assert not found, "\n".join(found)


@pytest.mark.clauses("WW-46", "WW-47")
def test_no_page_of_the_cv_database_has_a_barrier(visit):
    site = visit("jobindex")
    owner = anna(site.tenant)
    bente, seat = at_company(site.tenant)
    bente.post("/company/find/keep/", {"q": "payroll"})
    bente.post(f"/company/cvs/{owner.key}/gather/", {"name": "Wages"})
    with working_for(site.tenant):
        project = Project.objects.get()
        own = User.objects.get(person=owner.person)
    found = []
    for user, addresses in ((seat.user, AT_A_COMPANY), (own, OF_A_CV)):
        page = site.visitor()
        site.be(page, user)
        for address in addresses:
            address = address.format(project=project.pk, key=owner.key)
            night = ("dark",) if address.startswith(SEEN_MOST) else ()
            found += _faults(page, address, (("light",), night))
            assert page.url.endswith(address), "the page is not shown"
    assert not found, "\n".join(found)


def _faults(page, address, schemes=(("light",), ("dark",))):
    """What is wrong with a page: in the hand by day and on the desk by night."""
    page.goto(address)
    page.evaluate(AXE)
    for (width, height), colours in zip(SIZES, schemes, strict=True):
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            yield f"{address} is {wide} px too wide at {width} px"
        for scheme in colours:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(ARRIVED)
            for one in page.evaluate(JUDGED):
                where = [node["target"] for node in one["nodes"][:3]]
                yield f"{address} at {width} px, {scheme}: {one['id']} {where}"


def test_reading_sets_no_cookie_at_all(visit):
    site: Site = visit("jobconnection")
    page = site.visitor()
    for address in ("/", "/notice/", "/contact/", "/cookies/"):
        page.goto(address)
        assert page.context.cookies() == []
