"""The other business named in queries, forms, cookies, headers and languages."""

from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, person, told

WORDS = ("tenant", "tenant_id", "app.tenant", "app_tenant", "slug", "site", "host", "controller")


def test_no_parameter_is_a_tenant(two: Two) -> None:
    _there = two.liv
    with at_home(two.ours):
        person("ola@example.org", "Ola Nord")
    here = two.at(two.ours, "recruiter", "privacy_officer")
    for given in (str(two.theirs.pk), two.theirs.slug, f"{two.theirs.slug}.localhost"):
        slipped = dict.fromkeys(WORDS, given)
        for word in WORDS:
            here.cookies[word] = given
        headers = {f"HTTP_X_{word.upper().replace('.', '_')}": given for word in WORDS}
        answer = here.get("/people/", {"purpose": "placement", **slipped}, **headers)  # type: ignore[arg-type]
        assert "Ola Nord" in answer.content.decode()
        assert not told(answer), given
        here.post("/people/", {"purpose": "placement", "q": "Liv", **slipped})
        assert not told(here.get("/people/?purpose=placement"))
        here.post("/people/", {"purpose": "placement", "q": ""})


def test_a_form_with_a_tenant_in_it_is_refused_whole(two: Two) -> None:
    sent = {"person.name": "Ida", "person.email": "ida@example.org", "declared.correct": "on"}
    visitor = two.browse(two.ours)
    for word in WORDS:
        assert visitor.post("/join/", {**sent, word: str(two.theirs.pk)}).status_code == 422, word
    assert visitor.post("/join/", sent).status_code == 303
    with at_home(two.theirs):
        assert not Person.objects.exists()
    with at_home(two.ours):
        assert Person.objects.get().email == "ida@example.org"
