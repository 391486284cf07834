"""Companies for tests, made as the product makes them."""

from typing import Any

from django.test import Client

from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_user
from ordholden.companies import actions
from ordholden.companies.models import Agreement, Company, Seat
from ordholden.people.actions import local_today
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser

NOTICE = "https://nordbyg.example/privacy"


def make_company(name: str = "Nordbyg", *, searches: bool = True, **more: Any) -> Company:
    """A company the tenant works with; one that searches has an agreement on the CV database."""
    company = actions.begin(Company(name=name, **{"privacy_url": NOTICE, **more}))
    if searches:
        actions.agree(company, Agreement.Service.CV_DATABASE, since=local_today())
    return company


def make_seat(company: Company, name: str = "Bente", *, leads: bool = False) -> Seat:
    """Somebody who sits at a company and can sign in."""
    email = f"{name.lower()}@{company.name.lower().replace(' ', '')}.example"
    user = make_user(name, email, kind="company_contact")
    return Seat.objects.create(company=company, user=user, leads=leads, since=local_today())


def at_company(tenant: Tenant, name: str = "Nordbyg", **more: Any) -> tuple[Client, Seat]:
    """A browser of somebody at a new company of one of the five."""
    with at_home(tenant):
        seat = make_seat(make_company(name, **more), f"{name}-bente")
        return signed_in(tenant, seat.user), seat


def signed_in(tenant: Tenant, user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = browser(tenant.slug)
    with at_home(tenant):
        client.force_login(user)
    return client
