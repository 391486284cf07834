"""Companies that ask, and people that are asked, by their own pages."""

import re

from django.test import Client

from ordholden.companies.models import Seat
from ordholden.companies.tests.make import at_company
from ordholden.sourcing.tests.owners import Owner
from ordholden.tenants.models import Tenant

QUESTION = {"title": "Bookkeeper in Skive", "text": "We bake, and need somebody for the books."}


class Asker:
    """Somebody at a company, with a browser."""

    def __init__(self, tenant: Tenant, name: str = "Nordbyg", **more: str) -> None:
        self.client, self.seat = at_company(tenant, name, **more)
        self.tenant = tenant

    def ask(self, owner: Owner, **more: str) -> int:
        """Ask whoever this CV is of; the status of the answer."""
        sent = QUESTION | more
        return int(self.client.post(f"/company/cvs/{owner.key}/contact/", sent).status_code)

    def page(self, path: str = "/company/requests/") -> str:
        """What one of the company's pages says."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def thread(self) -> str:
        """The address of the latest one asked."""
        found = re.findall(r'href="(/company/requests/[0-9a-f-]{36}/)"', self.page())
        return str(found[0])


def requests_of(client: Client) -> list[str]:
    """The addresses of what somebody was asked, the latest first."""
    page = client.get("/my/requests/").content.decode()
    return re.findall(r'href="(/my/requests/[0-9a-f-]{36}/)"', page)


def request_of(client: Client) -> str:
    """The address of the latest of them."""
    return requests_of(client)[0]


__all__ = ["Asker", "Seat", "request_of", "requests_of"]
