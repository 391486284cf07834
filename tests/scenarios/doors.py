"""The doors of the product that anybody has: pages, letters, the command line, the calendar."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from config import cli, starting
from ordholden.accounts import actions as accounts
from ordholden.accounts.tests.make import make_staff
from ordholden.people.models import Person
from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness import five, world

PASSWORD = "en hest på en altan"


class Doors:
    """Everything a scenario does; each method is one thing somebody does."""

    def __init__(
        self,
        run_tasks: Callable[[], AbstractContextManager[None]],
        turn_clock: Callable[[datetime], AbstractContextManager[None]],
        capsys: pytest.CaptureFixture[str],
        folder: Path,
    ) -> None:
        self.tasks, self._turn, self._capsys, self.folder = run_tasks, turn_clock, capsys, folder

    # ------------------------------------------------------------- the calendar, the terminal
    def on(self, day: str) -> AbstractContextManager[None]:
        """Around noon of a day."""
        return self._turn(five.noon(day))

    def command(self, *words: str) -> tuple[int, str]:
        """A command of bin/ordholden: its exit code, and all it printed."""
        self._capsys.readouterr()
        code = cli.main(list(words))
        said = self._capsys.readouterr()
        return code, said.out + said.err

    def sweep(self, slug: str, day: str) -> str:
        """The sweep of one business on a day, by command; what it printed."""
        with self.on(day), self.tasks():
            code, said = self.command("sweep", "--tenant", slug)
        assert code == 0, said
        return said

    # ------------------------------------------------------------- businesses and their files
    def text(self, slug: str, *swaps: tuple[str, str]) -> str:
        """The policy file of one of the five, with words exchanged."""
        text = (five.POLICIES / f"{slug}.toml").read_text(encoding="utf-8")
        for old, new in swaps:
            assert old in text, old
            text = text.replace(old, new)
        return text

    def file(self, text: str, name: str = "policy.toml") -> str:
        """A policy file on disk."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def open(self, slug: str, *swaps: tuple[str, str]) -> Tenant:
        """Open one of the five, perhaps with other figures."""
        return add(self.text(slug, *swaps), [f"{slug}.localhost"])

    # ------------------------------------------------------------- people
    def join(self, tenant: Tenant, **fields: str) -> Client:
        """Register by the form, click the letter's link, sign in; double underscores are dots."""
        sent = {key.replace("__", "."): value for key, value in fields.items()}
        sent.setdefault("person.account", PASSWORD)
        email = sent["person.email"]
        visitor = five.browser(tenant.slug)
        with self.tasks():
            answer = visitor.post("/join/", sent)
        assert answer.status_code == 303, answer.content.decode()
        with self.tasks():
            visitor.post(five.link(email))
        return self.sign_in(tenant, email)

    def sign_in(self, tenant: Tenant, email: str, password: str = PASSWORD, **more: Any) -> Client:
        """A new browser that has signed in."""
        visitor = five.browser(tenant.slug)
        answer = visitor.post("/account/sign-in/", {"login": email, "password": password}, **more)
        assert answer.status_code == 302, answer.content.decode()
        return visitor

    def staff(self, tenant: Tenant, role: str = "recruiter", name: str = "Ulla") -> Client:
        """One of the business's own people at work, second factor and all."""
        with at_home(tenant):
            user = accounts.account_of(f"{name.lower()}@example.org") or make_staff(name, role)
            client = five.browser(tenant.slug)
            client.force_login(user)
        return client


def person(tenant: Tenant, email: str) -> Person | None:
    """Whoever has an address here, if anybody."""
    with at_home(tenant):
        return Person.objects.filter(email=email).first()


def page(client: Client, path: str) -> str:
    """What a page says; it must be there."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def letters(to: str, holding: str = "") -> list[str]:
    """Subjects and texts of the letters to an address that hold some words."""
    found = [f"{one.subject}\n{one.body}" for one in mail.outbox if one.to == [to]]
    return [text for text in found if holding in text]


def copy_of(client: Client) -> dict[str, Any]:
    """The machine-readable part of the copy that somebody asks for, waits for and downloads."""
    assert client.post("/my/data/copy/").status_code == 303
    world.run_queued_tasks()
    answer = client.get("/my/data/copy/file/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as zipped:
        found: dict[str, Any] = json.loads(zipped.read("data.json"))
    return found


def at_home_database(patch: pytest.MonkeyPatch) -> None:
    """The commands of a scenario work in the test's own database, which is at work already."""
    patch.setattr(starting, "database_at_work", nullcontext)
