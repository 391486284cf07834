"""Every way of naming another host than the one that a browser is at."""

from tests.attacks.tenants.conftest import Two, told

THERE = "jobconnection.localhost"
# Names that are not the neighbours' own, however much they look like it.
LOOKALIKES = [
    f"rival.localhost,{THERE}",
    f"{THERE}@rival.localhost",
    f"{THERE}%00.rival.localhost",
    f"rival.localhost#{THERE}",
    f"rival.localhost/{THERE}",
    f"{THERE} rival.localhost",
    "jobconnection",
    f"x.{THERE}",
    "jobconnectıon.localhost",
    f"{THERE}..",
    "",
]
FORWARDED = [
    {"HTTP_X_FORWARDED_HOST": THERE},
    {"HTTP_X_HOST": THERE},
    {"HTTP_X_ORIGINAL_HOST": THERE},
    {"HTTP_X_HTTP_HOST_OVERRIDE": THERE},
    {"HTTP_FORWARDED": f"host={THERE}"},
    {"HTTP_X_FORWARDED_SERVER": THERE},
    {"HTTP_X_ORIGINAL_URL": "/people/", "HTTP_X_REWRITE_URL": "/people/"},
    {"SERVER_NAME": THERE},
]


def test_no_header_but_the_host_says_whose_site_it_is(two: Two) -> None:
    here, own = two.at(two.ours, "privacy_officer"), two.staff(two.ours, "branch")
    for header in FORWARDED:
        theirs = here.get(f"/privacy/readings/{two.boss.pk}/", **header)  # type: ignore[arg-type]
        assert theirs.status_code == 404, header
    ours = here.get(f"/privacy/readings/{own.pk}/", **FORWARDED[0])  # type: ignore[arg-type]
    assert ours.status_code == 200


def test_names_that_look_alike_are_nobodys(two: Two) -> None:
    client = two.browse(two.theirs)
    for name in LOOKALIKES:
        answer = client.get("/", HTTP_HOST=name)
        assert answer.status_code == 404, name
        assert b"JobConnection" not in answer.content
        assert not told(answer)


def test_their_own_name_in_capitals_with_a_port_is_theirs(two: Two) -> None:
    for name in (THERE, THERE.upper(), f"{THERE}:8000", f"{THERE}."):
        assert two.browse(two.theirs).get("/", HTTP_HOST=name).status_code == 200, name
    # … and it is still a sign-in there that opens it.
    here = two.at(two.ours, "privacy_officer")
    assert here.get("/privacy/", HTTP_HOST=THERE).status_code == 302
