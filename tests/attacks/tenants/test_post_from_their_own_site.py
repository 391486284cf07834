"""A page of the attackers' that sends a form to the neighbours' site in a visitor's browser."""

from django.test import Client

from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two

PATH = "/my/data/deletion/"


def strict(two: Two) -> tuple[Client, str]:
    """Liv's browser, as strict as a real one's server; and the token of her form."""
    hers = Client(HTTP_HOST="jobconnection.localhost", enforce_csrf_checks=True)
    with at_home(two.theirs):
        hers.force_login(two.account)
    hers.get(PATH)
    return hers, hers.cookies["csrf"].value


def test_a_form_from_elsewhere_does_nothing(two: Two) -> None:
    hers, token = strict(two)
    visitor = Client(HTTP_HOST="rival.localhost")
    visitor.get("/join/")
    own = visitor.cookies["csrf"].value
    elsewhere = {"HTTP_ORIGIN": "http://rival.localhost"}
    assert hers.post(PATH, {"csrfmiddlewaretoken": own}, **elsewhere).status_code == 403  # type: ignore[arg-type]
    assert hers.post(PATH, {"csrfmiddlewaretoken": own}).status_code == 403
    # Even with her own token, a page of another origin may not send.
    sent = {"csrfmiddlewaretoken": token}
    assert hers.post(PATH, sent, **elsewhere).status_code == 403  # type: ignore[arg-type]
    assert hers.post(PATH, sent, HTTP_ORIGIN="null").status_code == 403
    with at_home(two.theirs):
        assert Person.objects.filter(pk=two.liv.pk).exists()
    home = {"HTTP_ORIGIN": "http://jobconnection.localhost"}
    assert hers.post(PATH, sent, **home).status_code == 200  # type: ignore[arg-type]
    with at_home(two.theirs):
        assert not Person.objects.filter(pk=two.liv.pk).exists()


def test_no_page_is_framed_and_no_answer_is_handed_to_another_origin(two: Two) -> None:
    answer = two.browse(two.theirs).get("/", HTTP_ORIGIN="http://rival.localhost")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in answer


def test_a_cookie_is_for_one_host(two: Two) -> None:
    """Without a Domain, a browser sends it to no other business under the same name."""
    client = two.sign_in(two.theirs, two.account.email)
    assert client.cookies["session"]["domain"] == ""
    assert client.cookies["session"]["httponly"]
    assert client.cookies["session"]["samesite"] == "Lax"
