"""One attack a file: ways from one business to what is another's. Each must fail (bar 37).

Two businesses with the same notice live in one installation. The attackers are the other's own
people, guests and employees with every role, and code that runs as the application in the other's
scope. Each attack is also carried out by whom it belongs to, and then it works: an attack on a
door that opens to nobody would prove nothing.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import User
from ordholden.accounts.tests.make import PASSWORD, make_staff
from ordholden.applications import actions as applying
from ordholden.applications.models import Application
from ordholden.candidates.actions import documents
from ordholden.candidates.models import Document
from ordholden.jobs.models import JobAd
from ordholden.jobs.tests.make import make_ad
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent, Hold, Limit
from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness import five

NUMBER, PAPER = "010190-1234", b"%PDF-1.7 a canary in a CV"
LIV = "liv@example.org"
CANARIES = ("Liv Berg", LIV, "Kanariegade", NUMBER, PAPER.decode())
SLUGS = ("rival", "jobconnection")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class Two:
    """The attackers' business, and the one with something to steal. What is there is made when
    first asked for; whoever is named without a business is theirs, the victims'."""

    def __init__(self) -> None:
        text = (five.POLICIES / f"{SLUGS[1]}.toml").read_text(encoding="utf-8")
        twin = text.replace(f'tenant = "{SLUGS[1]}"', f'tenant = "{SLUGS[0]}"')
        self.ours = add(twin, [f"{SLUGS[0]}.localhost"])
        self.theirs = add(text, [f"{SLUGS[1]}.localhost"])
        self.said: list[str] = []

    # ------------------------------------------------------------- what there is to steal
    @cached_property
    def liv(self) -> Person:
        """A candidate of theirs, hired, with an account."""
        with at_home(self.theirs):
            return person(LIV, "Liv Berg")

    @cached_property
    def account(self) -> User:
        """How she signs in."""
        with at_home(self.theirs):
            return User.objects.get(person_id=self.liv.pk)

    @cached_property
    def number(self) -> Detail:
        """Her national number, sealed."""
        with at_home(self.theirs):
            people.start_employment(self.liv)
            return people.save_detail(self.liv, "employment.national_id", NUMBER)  # type: ignore[return-value]

    @cached_property
    def cv(self) -> Document:
        """A file of hers."""
        with at_home(self.theirs):
            return document(self.liv)

    @cached_property
    def consent(self) -> Consent:
        """Something she agreed to."""
        with at_home(self.theirs):
            privacy.give_consent("references", person=self.liv, locale="da", confirmed=True)
            return Consent.objects.get(person=self.liv)

    @cached_property
    def hold(self) -> Hold:
        """Something of hers that is kept for a case."""
        with at_home(self.theirs):
            reason = sorted(self.theirs.policy.document.hold.reasons)[0]  # type: ignore[union-attr]
            return privacy.set_hold("people_detail", self.number.pk, reason=reason, by=self.boss)

    @cached_property
    def limit(self) -> Limit:
        """An objection of hers that waits for an answer."""
        with at_home(self.theirs):
            from ordholden.privacy import limits

            for purpose in limits.open_to_objection(self.theirs.policy, self.liv):
                if not limits.is_absolute(self.theirs.policy, purpose):
                    return privacy.object_to(self.liv, purpose)
        raise AssertionError("nothing to object to")

    @cached_property
    def ad(self) -> JobAd:
        """A job they have published."""
        with at_home(self.theirs):
            return make_ad(title="Kanariegade")

    @cached_property
    def application(self) -> Application:
        """What she sent them for it, with a file and a question to answer."""
        with at_home(self.theirs):
            made = applying.begin(self.liv, self.ad)
            said = {"application.letter": "Kanariegade"}
            applying.save(made, applying.Draft(said, chosen=[self.cv]))
            made = applying.send(made)
            applying.ask_for_more(made, "A licence", "We wonder", by=self.boss)
            return made

    @cached_property
    def boss(self) -> User:
        """Their privacy officer."""
        return self.staff(self.theirs, "privacy_officer")

    # ------------------------------------------------------------- who does things
    def staff(self, tenant: Tenant, *roles: str) -> User:
        """Somebody who works there, with these roles."""
        name = "".join(role[:4] for role in roles).title()
        with at_home(tenant):
            found = accounts.account_of(f"{name.lower()}@example.org")
            if found is None:
                found = make_staff(name, roles[0])
                for role in roles[1:]:
                    accounts.join(found, role)
            return found

    def browse(self, tenant: Tenant, user: User | None = None) -> Client:
        """A browser on a business's site, signed in there as somebody or nobody."""
        client = five.browser(tenant.slug)
        client.raise_request_exception = False
        if user is not None:
            with at_home(tenant):
                client.force_login(user)
        return client

    def at(self, tenant: Tenant, *roles: str) -> Client:
        """A browser of somebody who works there."""
        return self.browse(tenant, self.staff(tenant, *roles))

    def sign_in(self, tenant: Tenant, email: str = LIV, password: str = PASSWORD) -> Client:
        """A browser that has signed in by the page, whether or not it was let in."""
        client = self.browse(tenant)
        client.post("/account/sign-in/", {"login": email, "password": password})
        return client

    def ask(self, query: str, *values: Any, at: Tenant | None = None) -> list[tuple[Any, ...]]:
        """Send a statement as the application, for the attackers' business unless told.

        Refused: no rows, and what PostgreSQL said is in `said`.
        """
        with at_home(at or self.ours):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(query, values or None)
                    return list(cursor.fetchall()) if cursor.description else [(cursor.rowcount,)]
            except DatabaseError as refused:
                self.said.append(str(refused))
                return []

    def reader(self, user: User, **other: Any) -> str:
        """Who reads, as the functions of the database take it; anything may be forged."""
        whole = {
            "actor": str(user.pk),
            "role": "recruiter",
            "purpose": "placement",
            "channel": "page",
            "request": str(uuid4()),
            "session": None,
            "behalf": "",
            "policy": self.ours.policy_id,
            "most": 500,
        }
        return json.dumps(whole | other)

    # ------------------------------------------------------------- what must not change
    def of_theirs(self) -> dict[str, tuple[Any, ...]]:
        """How many rows they have in each table, and a digest of all of them."""
        with at_home(self.theirs), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.purpose', '@storage', true)")
            cursor.execute(ROWS)
            (query,) = cursor.fetchone()
            cursor.execute(query)
            return {name: rest for name, *rest in cursor.fetchall()}

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Whatever happens inside this block, nothing of theirs is other than before."""
        before = self.of_theirs()
        yield
        assert self.of_theirs() == before


# One query over every table with a tenant: what the application may read of it, as one number.
ROWS = """
SELECT string_agg(format(
    'SELECT %L::text, count(*), sum(hashtextextended(concat_ws(''|'', %s)::text, 0))'
    ' FROM %I WHERE tenant_id = app_tenant()', relname, columns, relname), ' UNION ALL ')
FROM (
    SELECT c.oid, c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND has_column_privilege(c.oid, a.attnum, 'SELECT')
      AND c.relname NOT IN ('accounts_attempt', 'django_session')
    GROUP BY c.oid, c.relname
    HAVING bool_or(a.attname = 'tenant_id') AND NOT c.relname LIKE 'procrastinate%'
) t
"""


def person(email: str, name: str) -> Person:
    """A candidate with an account and an address, in the scope at hand."""
    made = people.register(name=name, email=email, locale="en")
    accounts.open_account(made, email, PASSWORD, confirmed=True)
    people.save_detail(made, "person.address", "Kanariegade 7")
    return made


def document(of: Person, content: bytes = PAPER) -> Document:
    """A file of somebody's, in the scope at hand."""
    upload = SimpleUploadedFile("cv.pdf", content)
    upload.media_type = "application/pdf"  # type: ignore[attr-defined]
    return documents.keep(of, "profile.cv", upload)


def told(answer: Any) -> set[str]:
    """Which words of hers an answer holds, in its content or its headers."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = content.decode(errors="ignore") + str(answer.headers)
    return {canary for canary in CANARIES if canary in said}


def looks(answer: Any, *but: str) -> tuple[int, str]:
    """An answer as it looks to whoever compares two: status, and text without what always differs
    (ids, tokens, and the words given)."""
    text = answer.content.decode(errors="ignore")
    text = TOKEN.sub("", ID.sub("", text))
    for word in but:
        text = text.replace(word, "")
    return answer.status_code, text


def key_in(path: str) -> str:
    """The last part of an address that means something."""
    return path.rstrip("/").rpartition("/")[2]


@pytest.fixture
def two(db: None, settings: Any, tmp_path: Any) -> Two:
    settings.VAR = tmp_path
    return Two()


@pytest.fixture
def tasks(run_tasks: Any) -> Any:
    """`with tasks(): …`, then what was queued has run."""
    return run_tasks


def unknown() -> UUID:
    """An id that nothing has."""
    return uuid4()
