"""A company reads what is sent to its own ads, and nothing else (JI-34, JI-35, JI-42, WW-68)."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from ordholden.accounts.tests.make import make_staff
from ordholden.applications.models import Application
from ordholden.applications.tests.make import Recruitment, apply
from ordholden.companies import actions as companies
from ordholden.companies.models import Agreement, Seat
from ordholden.companies.tests.make import NOTICE, make_company, make_seat, signed_in
from ordholden.jobs import actions as jobs
from ordholden.jobs.models import JobAd
from ordholden.jobs.tests.make import make_ad
from ordholden.kit.errors import NotPossible
from ordholden.people.actions import local_today
from ordholden.privacy.models import Disclosure
from ordholden.reading.models import Reading
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors

SENT = {
    "application.name": "Anna Holm",
    "application.email": "liv@example.org",
    "application.letter": "I keep books.",
}


@dataclass
class Hiring(Recruitment):
    """A recruitment for a company, with one of its people at a browser."""

    seat: Seat
    bente: Client


def _company(name: str) -> Seat:
    company = make_company(name, searches=False)
    companies.agree(company, Agreement.Service.JOB_ADS, since=local_today())
    return make_seat(company, f"{name}-bente")


def hiring(doors: Doors, slug: str) -> Hiring:
    """One of the five with an ad for Nordbyg, on whose team Bente is."""
    tenant = doors.open(slug)
    with at_home(tenant):
        ulla = make_staff("Ulla", "administrator")
        draft = make_ad(by=ulla, published=False)
        seat = _company("Nordbyg")
        jobs.write_for(draft, seat.company)
        jobs.choose_team(draft, {seat.user_id})
        jobs.publish(draft, by=ulla)
        staff, bente = signed_in(tenant, ulla), signed_in(tenant, seat.user)
        ad = JobAd.objects.get(pk=draft.pk)
    return Hiring(tenant, ad, staff, ulla, seat, bente)


def _answers(slug: str) -> dict[str, Any]:
    return {key.replace(".", "__"): value for key, value in answers(slug).items()}


def _anna(doors: Doors, run: Hiring) -> tuple[Client, Application]:
    anna = doors.join(run.tenant, **_answers(run.tenant.slug))
    return anna, apply(run, anna, **SENT)


@pytest.mark.clauses("JI-34", "JI-35", "WW-68")
@pytest.mark.parametrize("slug", ["jobindex", "workwithus"])
def test_the_company_reads_what_was_sent_to_it(doors: Doors, slug: str) -> None:
    run = hiring(doors, slug)
    _browser, application = _anna(doors, run)
    page = run.page_of(application)
    assert run.ad.title in run.bente.get("/desk/boards/").content.decode()
    shown = run.bente.get(page)
    assert shown.status_code == 200
    assert "I keep books." in shown.content.decode()
    with at_home(run.tenant):
        assert Reading.objects.filter(
            actor_id=run.seat.user_id, subject_id=application.person_id
        ).exists()
    assert run.bente.get("/desk/").status_code == 403
    assert run.bente.get(f"/desk/ads/{run.ad.pk}/").status_code == 403


@pytest.mark.clauses("JI-35", "WW-68")
def test_another_company_and_who_left_find_nothing(doors: Doors) -> None:
    run = hiring(doors, "jobindex")
    _browser, application = _anna(doors, run)
    with at_home(run.tenant):
        other = _company("Sydbyg")
        stranger = signed_in(run.tenant, other.user)
        with pytest.raises(NotPossible):
            jobs.choose_team(run.ad, {other.user_id})
        colleague = make_seat(run.seat.company, "Carl")
        carl = signed_in(run.tenant, colleague.user)
    addresses = (run.board_url, run.page_of(application))
    for one in (stranger, carl):  # of another company; of this one and not on the team
        assert [one.get(address).status_code for address in addresses] == [404, 404]
        assert run.ad.title not in one.get("/desk/boards/").content.decode()
    with at_home(run.tenant):
        agreed = Agreement.objects.get(company=run.seat.company)
        companies.end_agreement(agreed)
    assert [run.bente.get(address).status_code for address in addresses] == [404, 404]
    assert run.ad.title not in run.bente.get("/desk/boards/").content.decode()
    with at_home(run.tenant):
        companies.agree(run.seat.company, Agreement.Service.JOB_ADS, since=local_today())
    assert run.bente.get(addresses[0]).status_code == 200
    with at_home(run.tenant):
        companies.leave(Seat.objects.get(pk=run.seat.pk))
        again = signed_in(run.tenant, run.seat.user)
    assert again.get(addresses[0]).status_code == 403


@pytest.mark.clauses("JI-41", "JI-42", "WW-25")
def test_whoever_applies_sees_who_gets_it_and_the_hand_over_is_written_down(doors: Doors) -> None:
    run = hiring(doors, "jobindex")
    anna = doors.join(run.tenant, **_answers(run.tenant.slug))
    answer = anna.post(run.apply_url, SENT)
    before = anna.get(answer["Location"]).content.decode()
    assert NOTICE in before
    assert "answers itself" in before
    with at_home(run.tenant):
        assert not Disclosure.objects.exists()
    assert anna.post(answer["Location"]).status_code == 303
    with at_home(run.tenant):
        line = Disclosure.objects.get()
    assert (line.receiver, line.receiver_id, line.receiver_notice) == (
        *("Nordbyg", run.seat.company_id, NOTICE),
    )
    assert (line.leaf, line.ground, line.decides_itself) == ("application", "applied", True)
    assert {"application.letter", "application.name"} <= set(line.categories)
    assert "application.cv" not in line.categories  # none was sent
    assert "Nordbyg" in anna.get("/my/handed-over/").content.decode()


def test_an_ad_is_for_a_company_from_the_start_or_never(doors: Doors) -> None:
    run = hiring(doors, "jobindex")
    page = f"/desk/ads/{run.ad.pk}/company/"
    assert run.ulla.post(page, {"company": ""}).status_code == 409
    with at_home(run.tenant):
        draft = make_ad(by=run.user, published=False)
        without = make_company("Vestbyg", searches=False)
        rolf = make_staff("Rolf", "recruiter")  # one of our own, with a seat besides
        without.seats.create(user=rolf, since=local_today())
    page = f"/desk/ads/{draft.pk}/company/"
    run.ulla.post(page, {"company": str(without.pk)})  # nothing agreed: not offered
    with at_home(run.tenant):
        assert JobAd.objects.get(pk=draft.pk).company is None
    assert run.ulla.post(page, {"company": str(run.seat.company_id)}).status_code == 303
    with at_home(run.tenant):
        made = JobAd.objects.get(pk=draft.pk)
        assert (made.company_id, made.employer) == (run.seat.company_id, "Nordbyg")
    members: dict[str, Any] = {"members": [str(run.seat.user_id), str(rolf.pk)]}
    assert run.ulla.post(f"/desk/ads/{draft.pk}/team/", members).status_code == 303
    with at_home(run.tenant):
        assert made.team.filter(user=run.seat.user_id).exists()
    assert run.ulla.post(page, {"company": ""}).status_code == 303  # its people leave with it
    with at_home(run.tenant):
        assert not made.team.filter(user=run.seat.user_id).exists()
        assert made.team.filter(user=rolf).exists()


def test_where_the_notice_hands_applications_to_nobody_no_ad_is_for_a_company(
    doors: Doors,
) -> None:
    tenant = doors.open("jtworks")
    with at_home(tenant):
        draft = make_ad(by=make_staff("Ulla", "administrator"), published=False)
        seat = _company("Nordbyg")
        with pytest.raises(NotPossible):
            jobs.write_for(draft, seat.company)
    assert browser("jtworks").get(f"/desk/ads/{draft.pk}/").status_code == 302
