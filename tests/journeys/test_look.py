"""Every page of visitors and persons: no barrier, by day and night, in the hand and on the desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser
PUBLIC = (
    *("/", "/notice/", "/notice/versions/", "/notice/receipt/", "/contact/", "/cookies/"),
    *("/join/", "/account/sign-in/", "/demo/", "/demo/mailbox/", "/demo/clock/", "/gone/"),
)
OWN = (
    *("/my/", "/my/profile/", "/my/data/", "/my/consents/", "/my/data/deletion/"),
    *("/my/mails/", "/account/", "/account/sign-ins/"),
)
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


def _faults(page, address):
    page.goto(address)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            yield f"{address} is {wide} px too wide at {width} px"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(ARRIVED)
            for one in Axe().run(page).response["violations"]:
                where = [node["target"] for node in one["nodes"][:3]]
                yield f"{address} at {width} px, {scheme}: {one['id']} {where}"


def test_reading_sets_no_cookie_at_all(visit):
    site: Site = visit("jobconnection")
    page = site.visitor()
    for address in ("/", "/notice/", "/contact/", "/cookies/"):
        page.goto(address)
        assert page.context.cookies() == []
