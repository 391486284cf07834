"""One attack a file: ways of reading without a line, or without a purpose. Each must fail.

The attacker is code that runs as the application: it has the application's role, the tenant's
scope and its keys, and it may send any statement. What it must not get is the value.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_staff
from ordholden.candidates.actions import documents
from ordholden.candidates.models import Document
from ordholden.papers import looking
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person, unsealed
from ordholden.reading.models import Reading
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

NUMBER = "010190-1234"
PAPER = b"%PDF-1.7 a canary in a CV"


@dataclass
class Plot:
    """Liv, of whom there is something to steal, and who is about to."""

    tenant: Tenant
    liv: Person
    account: User
    detail: Detail
    document: Document
    thief: User
    said: list[str] = field(default_factory=list)

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Send a statement as the application. Refused: no rows, and what PostgreSQL said."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(query, values)
                return list(cursor.fetchall()) if cursor.description else []
        except DatabaseError as refused:
            self.said.append(str(refused).partition("\n")[0])
            return []

    def reader(self, **other: Any) -> str:
        """Who reads, as the functions take it; anything may be forged."""
        whole = {
            "actor": str(self.thief.pk),
            "role": "recruiter",
            "purpose": "placement",
            "channel": "page",
            "request": str(uuid4()),
            "session": None,
            "behalf": "",
            "policy": self.tenant.policy_id,
            "most": 500,
        }
        return json.dumps(whole | other)

    def lines(self) -> int:
        """How many lines the log has about Liv."""
        return Reading.objects.filter(subject_id=self.liv.pk).count()

    def opened(self, row: UUID, sealed: Any) -> str:
        """What a sealed value says, once it is in hand."""
        return unsealed(row, bytes(sealed))


@pytest.fixture(autouse=True)
def _whatever_opens_files_tells_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way to a file that is open leads to its very words: what is drawn, copied and said."""

    def ask(do: str, content: bytes, **_more: Any) -> tuple[dict[str, Any], bytes]:
        said = {"kind": "pdf", "sizes": [[9, 9]], "text": content.decode(), "width": 9, "height": 9}
        return said, content

    monkeypatch.setattr(looking, "ask", ask)


@pytest.fixture
def plot(db: None, settings: Any, tmp_path: Any) -> Iterator[Plot]:
    settings.VAR = tmp_path
    tenant = opened("jobconnection")
    with at_home(tenant):
        liv = people.register(name="Liv Berg", email="liv@example.org")
        account = accounts.open_account(liv, "liv@example.org", confirmed=True)
        people.start_employment(liv)
        detail = people.save_detail(liv, "employment.national_id", NUMBER)
        upload = SimpleUploadedFile("cv.pdf", PAPER)
        upload.media_type = "application/pdf"  # type: ignore[attr-defined]
        document = documents.keep(liv, "profile.cv", upload)
        assert detail is not None
        yield Plot(tenant, liv, account, detail, document, make_staff("Rita", "recruiter"))
