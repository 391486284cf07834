"""Is somebody known at the neighbours'? Every form that takes an address, asked here."""

import pytest

from tests.attacks.tenants.conftest import LIV, Two, looks

NOBODY = "nobody@example.org"
FORMS = {
    "sign in": ("/account/sign-in/", {"login": "WHO", "password": "wrong hest batteri"}),
    "code": ("/account/sign-in/code/", {"email": "WHO"}),
    "reset": ("/account/password/reset/", {"email": "WHO"}),
    "join": (
        "/join/",
        {"person.name": "Liv", "person.email": "WHO", "declared.correct": "on"},
    ),
    "subscribe": ("/mail/", {"mailing.email": "WHO", "consent.marketing": "on"}),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_answer_is_the_same_as_about_nobody(two: Two, name: str) -> None:
    _known_there = two.liv
    path, sent = FORMS[name]
    answers = []
    for who in (LIV, NOBODY):
        filled = {key: who if value == "WHO" else value for key, value in sent.items()}
        answer = two.browse(two.ours).post(path, filled)
        answers.append((looks(answer, who), answer.headers.get("Location")))
    assert answers[0] == answers[1]
    assert answers[0][0][0] != 404


def test_a_colleague_of_theirs_is_invited_like_anybody(two: Two) -> None:
    here = two.at(two.ours, "administrator")
    answers = []
    for who in (two.boss.email, NOBODY):
        answer = here.post("/account/staff/", {"email": who, "role": "branch"})
        answers.append((answer.status_code, answer.headers.get("Location")))
    assert answers[0] == answers[1] == (303, "/account/staff/")
