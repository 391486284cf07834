"""The demo: filled once by the product's own actions, its clock turned forwards only."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt

from ordholden.accounts.tests.make import make_staff
from ordholden.home.demo import history, others, seeding, stories, turning, views
from ordholden.home.demo.businesses import BY_SLUG
from ordholden.home.demo.names import COUNTRIES
from ordholden.home.models import Turn
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.kit.mailbox import Mailbox
from ordholden.kit.models import MailboxMessage
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy.models import SweepCount, SweepRun
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home


@pytest.fixture
def few(monkeypatch, settings):
    """Each story once or twice, so that a business opens in seconds."""
    settings.EMAIL_BACKEND = f"{Mailbox.__module__}.{Mailbox.__qualname__}"
    monkeypatch.setattr(seeding, "CANDIDATES", tuple((tale, 1) for tale, _ in seeding.CANDIDATES))
    few = {kind: tuple((t, 2) for t, _ in tales) for kind, tales in others.OTHERS.items()}
    monkeypatch.setattr(others, "OTHERS", few)
    monkeypatch.setattr(history, "TAKE_STOCK", ())  # nothing is committed here
    for name, number in (("CROWD", 0), ("AT_LEAST", 12), ("SWEEP_EVERY", 900), ("NIGHTS", 2)):
        monkeypatch.setattr(seeding, name, number)


@pytest.mark.parametrize("slug", ["jobconnection", "aktivbemanning"])
def test_a_business_opens_with_a_past_and_only_once(db, few, monkeypatch, browse, slug):
    persons, _ = seeding.open_business(slug)
    assert persons >= 12
    tenant = Tenant.objects.get(slug=slug)
    with at_home(tenant):
        assert set(Person.objects.values_list("state", flat=True)) >= {"pending", "active"}
        oldest = Person.objects.earliest("collected_at")
        assert clock.now() - oldest.collected_at > timedelta(days=200)
        assert SweepRun.objects.filter(day=turning.today()).exists()
        assert MailboxMessage.objects.exists()
        numbers = Person.objects.exclude(phone="").values_list("phone", flat=True)
        assert all(number[4] in "01" for number in numbers)  # nobody's: see names.py
        for app in Authenticator.objects.filter(type="totp"):
            assert len(decrypt(app.data["secret"])) == 32
    page = browse(tenant).get("/demo/").content.decode()
    assert all(one.name in page for one in BY_SLUG[slug].workers)

    said: list[str] = []
    monkeypatch.setattr(seeding, "BUSINESSES", (BY_SLUG[slug],))
    seeding.seed(said.append)
    assert said == []


def test_the_code_on_the_page_opens_the_second_door(acme):
    user = make_staff()
    (door,) = views.staff()
    assert door.email == user.email
    secret = decrypt(Authenticator.objects.get(user=user).data["secret"])
    assert validate_totp_code(secret, door.code)


def test_every_country_has_its_names_and_numbers():
    from random import Random

    for country in COUNTRIES.values():
        assert " " in country.name(Random(1))
        assert country.telephone(Random(1)).startswith("+")
    assert timedelta(days=1) == stories.DAY


def test_turning_the_clock_lives_through_the_nights_between(acme, browse):
    person = people.register(name="Nora Nølende", email="nora@brev.example")
    people.confirm(person)
    page = browse(acme).post("/demo/clock/", {"by": "years"})
    assert page.status_code == 303
    turn = Turn.objects.latest("asked_at")
    while not Turn.objects.get(pk=turn.pk).finished:
        turning.go_on(turn.pk)
    assert not Person.objects.exists()
    assert SweepCount.objects.filter(do="erase", rows__gt=0).exists()
    acme.refresh_from_db()
    assert acme.clock_offset > timedelta(days=729).total_seconds()
    answer = browse(acme).get("/demo/clock/").content.decode()
    assert "<td data-label=" in answer


def test_the_clock_goes_forwards_only_and_not_without_end(acme, browse):
    today = turning.today()
    for day in (today, today - timedelta(days=1), today + timedelta(days=22 * 366)):
        with pytest.raises(NotPossible):
            turning.turn_to(day)
    answer = browse(acme).post("/demo/clock/", {"day": str(today - timedelta(days=3))})
    assert answer.status_code == 422
    Turn.objects.create(from_day=today, to_day=today, reached=today)
    with pytest.raises(NotPossible):
        turning.turn_to(today + timedelta(days=1))


def test_a_mail_can_be_read_and_its_links_followed(acme, browse):
    MailboxMessage.objects.create(
        to="nora@brev.example",
        subject="Er det dig?",
        text="Ja: http://acme.localhost:8000/account/ <script>",
        unsubscribe="<http://acme.localhost:8000/mail/stop/x/>",
    )
    client = browse(acme)
    row = MailboxMessage.objects.get()
    assert "Er det dig?" in client.get("/demo/mailbox/?to=nora@brev.example").content.decode()
    page = client.get(f"/demo/mailbox/{row.pk}/").content.decode()
    assert 'href="http://acme.localhost:8000/account/"' in page
    assert "/mail/stop/x/" in page
    assert "<script>" not in page.split("<main", 1)[1]
