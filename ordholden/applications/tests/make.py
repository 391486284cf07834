"""Recruitments for tests, through the doors that candidates and teams have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.test import Client

from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_staff
from ordholden.applications.models import Application
from ordholden.jobs.models import JobAd
from ordholden.jobs.tests.make import make_ad
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, link
from tests.scenarios.doors import Doors


@dataclass
class Recruitment:
    """An ad of one of the five that is open, and one of its team at a browser."""

    tenant: Tenant
    ad: JobAd
    ulla: Client
    user: User

    @property
    def apply_url(self) -> str:
        """Where one applies."""
        return f"/jobs/{self.ad.pk}/apply/"

    @property
    def board_url(self) -> str:
        """The team's board."""
        return f"/desk/boards/{self.ad.pk}/"

    def one(self, name: str = "") -> Application:
        """The application that is there, or the one of somebody."""
        with at_home(self.tenant):
            found = Application.objects.filter(ad=self.ad).select_related("stage", "person")
            if name:
                found = found.filter(person__name=name)
            return found.get()

    def page_of(self, application: Application) -> str:
        """The team's page of one application."""
        return f"{self.board_url}{application.pk}/"

    def move(self, application: Application, kind: str, version: int | None = None) -> int:
        """Move one to a stage of a kind; the status of the answer."""
        with at_home(self.tenant):
            stage = self.ad.stages.get(kind=kind)
            application = Application.objects.get(pk=application.pk)
        sent = {"stage": stage.pk, "version": version or application.version}
        return self.ulla.post(f"{self.page_of(application)}move/", sent).status_code


def recruitment(
    doors: Doors,
    slug: str,
    role: str = "recruiter",
    *,
    swaps: Sequence[tuple[str, str]] = (),
    **ad: Any,
) -> Recruitment:
    """One of the five, perhaps with other words, with an open ad and its team of one."""
    tenant = doors.open(slug, *swaps)
    with at_home(tenant):
        user = make_staff("Ulla", role)
        made = make_ad(by=user, **ad)
        client = browser(slug)
        client.force_login(user)
    return Recruitment(tenant, made, client, user)


def apply(run: Recruitment, candidate: Client, **fields: Any) -> Application:
    """Fill in the form as somebody who is signed in, look at it, and send it."""
    answer = candidate.post(run.apply_url, fields)
    assert answer.status_code == 303, answer.content.decode()
    review = answer["Location"]
    assert candidate.get(review).status_code == 200
    assert candidate.post(review).status_code == 303
    with at_home(run.tenant):
        return Application.objects.get(pk=review.split("/")[3])


def confirm(doors: Doors, slug: str, email: str) -> Client:
    """Click the letter's link."""
    visitor = browser(slug)
    with doors.tasks():
        visitor.post(link(email))
    return visitor
