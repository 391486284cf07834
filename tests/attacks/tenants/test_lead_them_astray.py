"""Addresses of one site that send a browser on to the other."""

from django.core import mail

from tests.attacks.tenants.conftest import PASSWORD, Two

THERE = "rival.localhost"
ASTRAY = [
    f"http://{THERE}/",
    f"//{THERE}/",
    f"\\\\{THERE}/",
    f"/\\{THERE}/",
    f"https:{THERE}/",
    f"http:///{THERE}/",
    f"///{THERE}/",
    f"http://jobconnection.localhost@{THERE}/",
    f"http://jobconnection.localhost.{THERE}/",
    "javascript:alert(1)",
]


def test_nobody_is_sent_to_another_site(two: Two) -> None:
    _liv = two.liv
    client = two.browse(two.theirs)
    for astray in ASTRAY:
        sent = {"login": two.liv.email, "password": PASSWORD, "next": astray}
        for answer in (
            client.post("/account/sign-in/", sent),
            client.get("/account/second-factor/", {"next": astray}),
            client.post("/account/sign-out/", {"next": astray}),
        ):
            where = answer.headers.get("Location", "/")
            assert where.startswith("/"), where
            assert not where.startswith(("//", "/\\"))


def test_one_is_sent_on_within_the_site(two: Two) -> None:
    sent = {"login": two.account.email, "password": PASSWORD, "next": "/my/data/"}
    assert two.browse(two.theirs).post("/account/sign-in/", sent)["Location"] == "/my/data/"


def test_letters_name_the_site_they_are_from_whatever_host_was_typed(
    two: Two, tasks: object
) -> None:
    """A password asked for with a forged host: the letter's link must not lead to the forger."""
    with tasks():  # type: ignore[operator]
        two.browse(two.theirs).post(
            "/account/password/reset/",
            {"email": two.account.email},
            HTTP_X_FORWARDED_HOST=THERE,
        )
    assert "jobconnection.localhost" in mail.outbox[0].body
    assert THERE not in mail.outbox[0].body
