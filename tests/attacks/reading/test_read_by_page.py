"""By the pages: a purpose in the address, HEAD, another's file, a browser's own store."""

import pytest
from django.test import Client

from ordholden.accounts.tests.make import make_staff
from ordholden.reading.models import Reading
from ordholden.tenants.scope import at_home
from tests.attacks.reading.conftest import NUMBER, PAPER, Plot
from tests.harness.five import browser


@pytest.fixture
def rita(plot: Plot) -> Client:
    client = browser(plot.tenant.slug)
    client.force_login(plot.thief)
    return client


def test_a_purpose_from_the_address_is_one_the_role_has_or_none(plot: Plot, rita: Client) -> None:
    for purpose in ("wages", "legal_duties", "profiling", "placement'--", "\x00"):
        for path in ("", "fields/", "deletion/", f"files/{plot.document.pk}/"):
            answer = rita.get(f"/people/{plot.liv.pk}/{path}", {"purpose": purpose})
            assert answer.status_code in (400, 404, 409), (purpose, path)
            assert b"Liv Berg" not in answer.content
    assert plot.lines() == 0


def test_asking_for_the_head_alone_is_a_reading_too(plot: Plot, rita: Client) -> None:
    assert rita.head(f"/people/{plot.liv.pk}/?purpose=placement").status_code == 200
    assert plot.lines() == 1


def test_nothing_of_anybody_stays_in_a_browsers_store(plot: Plot, rita: Client) -> None:
    for path in (
        "?purpose=placement",
        f"{plot.liv.pk}/",
        f"{plot.liv.pk}/fields/",
        f"{plot.liv.pk}/deletion/",
        f"{plot.liv.pk}/files/{plot.document.pk}/",
    ):
        answer = rita.get(f"/people/{path}")
        assert "no-store" in answer["Cache-Control"], path


def test_a_protected_value_in_a_get_or_for_somebody_elses_role(plot: Plot, rita: Client) -> None:
    sent = {"category": "employment.national_id", "purpose": "placement"}
    path = f"/people/{plot.liv.pk}/protected/"
    assert NUMBER not in rita.get(path, sent).content.decode()
    assert NUMBER not in rita.post(path, sent).content.decode()
    assert NUMBER not in rita.post(path, {**sent, "purpose": "wages"}).content.decode()
    assert not Reading.objects.filter(action="reveal").exists()


def test_protected_values_are_not_asked_for_by_the_dozen(plot: Plot) -> None:
    with at_home(plot.tenant):
        paula = browser(plot.tenant.slug)
        paula.force_login(make_staff("Paula", "payroll"))
    sent = {"category": "employment.national_id", "purpose": "wages"}
    answers = [paula.post(f"/people/{plot.liv.pk}/protected/", sent) for _time in range(31)]
    assert [one.status_code for one in answers] == [200] * 30 + [409]
    assert NUMBER not in answers[-1].content.decode()


def test_somebody_elses_page_of_ones_own_files_does_not_exist(plot: Plot, rita: Client) -> None:
    answer = rita.get(f"/my/documents/{plot.document.pk}/")
    assert answer.status_code == 404
    assert PAPER not in answer.content
