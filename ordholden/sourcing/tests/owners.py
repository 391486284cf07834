"""A candidate with a whole CV, made through their own pages."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.papers.tests.make import pdf, photo, upload
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.sourcing.models import Visibility
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser

FILE = "CV_Anna_Holm.pdf"
# What names Anna, in any shape it stands in anywhere about her.
IDENTITY = ("Anna", "Holm", "anna.holm", "2143", "4365", "8765", "Nørregade", "Novo", FILE)
IDENTITY += ("8000 Aarhus", "annah87", "Referee")
PROFILE = {
    "person.name": "Anna Holm",
    "person.phone": "21 43 65 87",
    "person.address": "Nørregade 12, 2. th\n8000 Aarhus C",
    "profile.presentation": (
        "Anna Holm here. I run the books of a bakery.\nCall 2143 6587 or write"
        " anna.holm@mail.example; see linkedin.com/in/annah87. At Novo I did wages."
    ),
    "profile.references": "Rita Referee, head of wages",
}
JOBS = (
    ("experience", {"title": "Bookkeeper", "organisation": "Novo", "place": "Skive"}),
    ("skills", {"title": "Payroll", "level": "expert"}),
    ("languages", {"title": "Danish", "level": "native"}),
    ("education", {"title": "Commercial school", "organisation": "Skive Handelsskole"}),
)


@dataclass
class Owner:
    """Somebody with a CV, and the browser they are signed in with."""

    tenant: Tenant
    person: Person
    client: Client

    @property
    def key(self) -> str:
        """What companies call the CV by."""
        with at_home(self.tenant):
            return str(Visibility.objects.get(person=self.person).key)

    def choose(self, state: str) -> None:
        """Online, offline or off."""
        answer = self.client.post(f"/my/visibility/{state}/")
        assert answer.status_code == 303, answer.status_code

    def show(self) -> None:
        """Choose the personal form."""
        assert self.client.post("/my/visibility/personal/").status_code == 303

    def hide(self) -> None:
        """Choose the anonymous form."""
        assert self.client.post("/my/visibility/anonymous/").status_code == 303


def candidate(
    tenant: Tenant, name: str = "Anna Holm", email: str = "anna.holm@mail.example"
) -> Owner:
    """Somebody registered and signed in, with nothing in their CV."""
    with at_home(tenant):
        person = people.register(name=name, email=email, locale="en")
        user = accounts.open_account(person, email, confirmed=True)
        client = browser(tenant.slug)
        client.force_login(user)
    return Owner(tenant, person, client)


def anna(tenant: Tenant, *, online: bool = True, files: bool = False) -> Owner:
    """Anna Holm, who writes who she is wherever one can."""
    owner = candidate(tenant)
    answer = owner.client.post("/my/profile/", _sent(files))
    assert answer.status_code == 422  # warned, and she sends it all the same
    again = owner.client.post("/my/profile/", _sent(files) | tick(answer.content.decode()))
    assert again.status_code == 303
    for kind, values in JOBS:
        assert owner.client.post(f"/my/cv/new/{kind}/", values).status_code == 303
    if online:
        owner.choose("online")
    return owner


def _sent(files: bool) -> dict[str, Any]:
    sent: dict[str, Any] = dict(PROFILE)
    if files:
        sent["person.photo"] = upload("anna.jpg", photo(author="Anna Holm"), "image/jpeg")
        sent["profile.documents"] = upload(FILE, pdf("Anna Holm has kept books"))
    return sent


def tick(page: str) -> dict[str, str]:
    """What is sent by whoever has read the warnings and means it."""
    found = re.search(r'name="(seen_\w+)"[^>]*value="(\w+)"', page) or re.search(
        r'value="(\w+)"[^>]*name="(seen_\w+)"', page
    )
    assert found, "there is nothing to tick"
    name, value = found.groups()
    return {name: value} if name.startswith("seen_") else {value: name}
