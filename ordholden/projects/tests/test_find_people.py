"""Companies find people: who may, what they see, what is written down, what they keep of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from ordholden.accounts.tests.make import make_staff, make_user
from ordholden.companies import actions as companies
from ordholden.companies.models import Agreement, Seat
from ordholden.companies.tests.make import at_company, signed_in
from ordholden.cvs.models import Part
from ordholden.jobs import actions as jobs
from ordholden.jobs.tests.make import make_ad
from ordholden.kit import clock
from ordholden.projects import actions
from ordholden.projects.models import Gathered, KeptSearch, Project
from ordholden.sourcing import listing, ways
from ordholden.sourcing.models import View
from ordholden.sourcing.tests.owners import IDENTITY, JOBS, Owner, anna, candidate
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, opened

FIND = "/company/find/"


@pytest.fixture
def jobindex(db: None) -> Tenant:
    return opened("jobindex")


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.clauses("JI-07")
def test_only_companies_with_an_agreement_find_anybody(jobindex: Tenant) -> None:
    anna(jobindex)
    assert browser("jobindex").get(FIND).status_code == 302
    with at_home(jobindex):
        staff, carla = make_staff("Rita", "support"), make_user()
        strangers = [signed_in(jobindex, user) for user in (staff, carla)]
    assert [one.get(FIND).status_code for one in strangers] == [403, 403]
    without, seat = at_company(jobindex, "Sydbyg", searches=False)
    assert without.get(FIND).status_code == 409
    with at_home(jobindex):
        yesterday = clock.today(jobindex.policy.timezone) - timedelta(days=1)
        companies.agree(seat.company, Agreement.Service.CV_DATABASE, since=yesterday)
    assert "Bookkeeper" in _text(without, FIND)
    with at_home(jobindex):
        companies.end_agreement(Agreement.objects.get(company=seat.company))
    assert without.get(FIND).status_code == 409


@pytest.mark.clauses("JI-08", "JI-10", "JI-20")
def test_skills_are_found_and_nobody_is_named(jobindex: Tenant) -> None:
    owner = anna(jobindex)
    bente, seat = at_company(jobindex)
    page = _text(bente, f"{FIND}?q=payroll")
    assert "1 CV" in page
    assert "Bookkeeper" in page
    assert [word for word in IDENTITY if word in page] == []
    assert str(owner.person.pk) not in page
    for words in ("Anna", "Novo", "2143", "Nørregade", "annah87", "Referee"):
        assert "Nobody fits" in _text(bente, f"{FIND}?q={words}"), words
    with at_home(jobindex):
        seen = View.objects.get(person=owner.person, kind="listed")
        assert (seen.company_id, seen.user_id, seen.form) == (
            *(seat.company_id, seat.user_id),
            "anonymous",
        )


@pytest.mark.clauses("JI-08", "JI-16")
def test_a_workplace_written_among_other_words_is_neither_shown_nor_found(
    jobindex: Tenant,
) -> None:
    owner = anna(jobindex)
    told = {
        "person.name": "Anna Holm",
        "profile.experience": "Teacher, Fjordblik Free School, 2019",
    }
    assert owner.client.post("/my/profile/", told).status_code == 303
    bente, _seat = at_company(jobindex)
    assert "Fjordblik" not in _text(bente, f"/company/cvs/{owner.key}/")
    assert "Nobody fits" in _text(bente, f"{FIND}?q=Fjordblik")
    owner.show()
    assert "Fjordblik Free School" in _text(bente, f"/company/cvs/{owner.key}/")


@pytest.mark.clauses("JI-18", "JI-05")
def test_what_is_offline_or_off_is_not_found(jobindex: Tenant) -> None:
    owner = anna(jobindex, online=False)
    bente, _seat = at_company(jobindex)
    assert "No CVs today" in _text(bente, FIND)
    owner.choose("online")
    assert "Bookkeeper" in _text(bente, FIND)
    for state in ("offline", "off"):
        owner.choose(state)
        assert "No CVs today" in _text(bente, FIND)


@pytest.mark.clauses("JI-07", "JI-10")
def test_who_says_no_to_it_is_found_by_nobody_until_they_put_the_cv_in_again(
    jobindex: Tenant,
) -> None:
    owner = anna(jobindex)
    bente, _seat = at_company(jobindex)
    with at_home(jobindex):
        purpose = ways.anonymous(jobindex.policy).purpose  # type: ignore[union-attr]
    assert f'value="{purpose}"' in _text(owner.client, "/my/rights/")
    assert owner.client.post("/my/rights/objection/", {"purpose": purpose}).status_code == 303
    assert "No CVs today" in _text(bente, FIND)
    assert bente.get(f"/company/cvs/{owner.key}/").status_code == 404
    assert "You have objected" in _text(owner.client, "/my/visibility/")
    owner.choose("online")
    assert "You have objected" not in _text(owner.client, "/my/visibility/")
    assert "Bookkeeper" in _text(bente, FIND)


def test_what_a_rule_leaves_of_a_cv_is_found_again_the_next_morning(
    jobindex: Tenant, run_tasks: Any
) -> None:
    owner = anna(jobindex)
    bente, _seat = at_company(jobindex)
    with at_home(jobindex):
        Part.objects.filter(person=owner.person, category="profile.skills").delete()
    assert "No CVs today" in _text(bente, FIND)
    with at_home(jobindex), run_tasks():
        listing.catch_up()
    assert "Bookkeeper" in _text(bente, FIND)
    assert "Nobody fits" in _text(bente, f"{FIND}?q=expert")
    owner.choose("offline")
    with at_home(jobindex), run_tasks():
        listing.catch_up()
    assert "No CVs today" in _text(bente, FIND)


def test_strange_addresses_are_read_forgivingly(jobindex: Tenant) -> None:
    anna(jobindex)
    bente, _seat = at_company(jobindex)
    for query in (
        "page=0&km=1e9&years=-3&level=king&free_by=2026-02-31&days=x&sort=age",
        "q=%00%22%27%3A%2A%26%21(&place=%00&trade=nothing&experience=99&language=xyz",
        f"q={'%C3%A6' * 400}&page=99999",
        "q=-payroll&page=7",
    ):
        assert bente.get(f"{FIND}?{query}").status_code == 200, query


def _second(tenant: Tenant) -> Owner:
    owner = candidate(tenant, "Bo Berg", "bo.berg@mail.example")
    for kind, values in JOBS:
        changed = {**values, "title": f"{values['title']} two"} if kind == "experience" else values
        assert owner.client.post(f"/my/cv/new/{kind}/", changed).status_code == 303
    owner.choose("online")
    return owner


def test_people_are_gathered_moved_and_compared(jobindex: Tenant) -> None:
    one, two = anna(jobindex), _second(jobindex)
    bente, seat = at_company(jobindex)
    for owner in (one, two):
        sent = bente.post(f"/company/cvs/{owner.key}/gather/", {"name": f"Wages {owner.key[:4]}"})
        assert sent.status_code == 303
    with at_home(jobindex):
        first = Project.objects.get(gathered__person=one.person)
    into = {"to": str(first.pk)}
    assert bente.post(f"/company/cvs/{two.key}/gather/", into).status_code == 303
    assert bente.post(f"/company/cvs/{two.key}/gather/", into).status_code == 303  # twice is once
    with at_home(jobindex):
        moved = first.gathered.get(person=two.person)
    page = f"/company/projects/{first.pk}/"
    assert bente.post(f"{page}{moved.pk}/", {"stage": "talking"}).status_code == 303
    shown = _text(bente, page)
    assert "Talking" in shown
    assert [word for word in IDENTITY if word in shown] == []
    beside = _text(bente, f"{page}compare/?cv={one.key}&cv={two.key}&cv=nonsense")
    assert beside.count("/company/cvs/") == 2
    assert [word for word in IDENTITY if word in beside] == []
    with at_home(jobindex):
        assert View.objects.filter(kind="opened", company=seat.company).count() == 2
    two.choose("offline")
    assert "1 not to be seen any more" in _text(bente, page)
    assert bente.post(f"{page}{moved.pk}/", {"stage": "out"}).status_code == 303
    assert bente.post(f"{page}end/").status_code == 303
    with at_home(jobindex):
        assert Gathered.objects.filter(project=first.pk).count() == 0


@pytest.mark.clauses("JI-35")
def test_another_companys_projects_are_not_there(jobindex: Tenant) -> None:
    owner = anna(jobindex)
    bente, _seat = at_company(jobindex, "Nordbyg")
    other, _theirs = at_company(jobindex, "Sydbyg")
    bente.post(f"/company/cvs/{owner.key}/gather/", {"name": "Wages"})
    with at_home(jobindex):
        project = Project.objects.get()
        gathered = project.gathered.get()
    page = f"/company/projects/{project.pk}/"
    assert "Wages" not in _text(other, "/company/projects/")
    assert other.get(page).status_code == 404
    assert other.get(f"{page}compare/?cv={owner.key}").status_code == 404
    assert other.post(f"{page}end/").status_code == 404
    assert other.post(f"{page}{gathered.pk}/", {"stage": "chosen"}).status_code == 404
    into = {"to": str(project.pk)}
    assert other.post(f"/company/cvs/{owner.key}/gather/", into).status_code == 422
    owner.choose("offline")
    assert bente.post(f"/company/cvs/{owner.key}/gather/", into).status_code == 404
    with at_home(jobindex):
        assert project.gathered.get().stage == "found"


def test_a_kept_search_tells_how_many_are_new_and_of_nobody(
    jobindex: Tenant, run_tasks: Any
) -> None:
    bente, seat = at_company(jobindex)
    assert bente.post(f"{FIND}keep/", {"mails": "on"}).status_code == 409  # asks for nothing
    asked = {"q": "payroll", "mails": "on"}
    for _ in range(2):
        assert bente.post(f"{FIND}keep/", asked).status_code == 303
    anna(jobindex)
    mail.outbox.clear()
    with at_home(jobindex), run_tasks():
        actions.mail_everybody()
    (letter,) = mail.outbox
    assert letter.to == [seat.user.email]
    assert "payroll: 1 new or changed CV" in letter.body
    assert [word for word in IDENTITY if word in letter.body + str(letter.extra_headers)] == []
    with at_home(jobindex), run_tasks():
        actions.mail_everybody()
    assert len(mail.outbox) == 1  # told already
    with at_home(jobindex):
        kept = KeptSearch.objects.get()
    assert "payroll" in _text(bente, "/company/searches/")
    other, _theirs = at_company(jobindex, "Sydbyg")
    assert other.post(f"/company/searches/{kept.pk}/", {"then": "forget"}).status_code == 404
    assert bente.post(f"/company/searches/{kept.pk}/", {"then": "forget"}).status_code == 303
    with at_home(jobindex):
        assert not KeptSearch.objects.exists()


def test_who_has_no_seat_any_more_is_not_written_to(jobindex: Tenant, run_tasks: Any) -> None:
    bente, seat = at_company(jobindex)
    bente.post(f"{FIND}keep/", {"q": "payroll", "mails": "on"})
    anna(jobindex)
    mail.outbox.clear()
    with at_home(jobindex), run_tasks():
        companies.leave(Seat.objects.get(pk=seat.pk))
        actions.mail_everybody()
    assert mail.outbox == []


def test_people_are_found_for_an_ad_with_the_reason_and_like_one_another(
    jobindex: Tenant,
) -> None:
    one, two = anna(jobindex), _second(jobindex)
    bente, seat = at_company(jobindex)
    other, _theirs = at_company(jobindex, "Sydbyg")
    with at_home(jobindex):
        companies.agree(
            seat.company, Agreement.Service.JOB_ADS, since=clock.today(jobindex.policy.timezone)
        )
        draft = make_ad(published=False, title="Bookkeeper", text="You know payroll.", locale="en")
        jobs.write_for(draft, seat.company)
        ad = jobs.publish(draft, by=None)
    page = _text(bente, f"{FIND}ad/?ad={ad.pk}")
    assert page.count("/company/cvs/") == 2
    assert "“bookkeeper”" in page
    assert [word for word in IDENTITY if word in page] == []
    assert "You have no open ads here" in _text(other, f"{FIND}ad/?ad={ad.pk}")
    alike = _text(bente, f"/company/cvs/{one.key}/like/")
    assert two.key in alike
    one.choose("offline")
    assert bente.get(f"/company/cvs/{one.key}/like/").status_code == 404


def test_a_page_of_results_asks_few_questions(
    jobindex: Tenant, django_assert_max_num_queries: Any
) -> None:
    anna(jobindex)
    _second(jobindex)
    bente, _seat = at_company(jobindex)
    bente.get(FIND)
    with django_assert_max_num_queries(38):
        assert bente.get(f"{FIND}?q=payroll").status_code == 200
