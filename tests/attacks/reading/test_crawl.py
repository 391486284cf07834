"""Every address, asked by every role in seven ways: no canary comes without a line (bar 33)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import get_resolver

from ordholden.accounts.models import Membership
from ordholden.accounts.tests.make import make_staff, make_user
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.privacy import holds
from ordholden.privacy.models import PurposeReview
from ordholden.reading import seeing
from ordholden.reading.models import Reading
from ordholden.tenants.scope import at_home
from tests.attacks.reading.conftest import NUMBER, PAPER, Plot
from tests.harness.five import browser, noon

CANARIES = ("Liv Berg", "liv@example.org", "Kanariegade", NUMBER, PAPER.decode())
# Drawn by the line with which the file was opened.
PAGE = re.compile(r"/files/[^/]+/pages/\d+/")
# Her own, and what only signs somebody out or belongs to the demo.
LEFT_OUT = re.compile(r"^/(my/|demo/|account/sign-out)")
# What needs no sign-in says the same to everybody; a visitor's crawl sees to it.
INSIDE = re.compile(
    r"^/(people|privacy|desk|mails|issues|account/staff|account/sign-ins|account/$)"
)
WAYS: dict[str, dict[str, Any]] = {
    "get": {},
    "htmx": {"HTTP_HX_REQUEST": "true"},
    "json": {"HTTP_ACCEPT": "application/json"},
    "partly": {"HTTP_RANGE": "bytes=0-99999"},
    "again": {"HTTP_IF_MODIFIED_SINCE": "Sat, 01 Jan 2000 00:00:00 GMT"},
}


def addresses(plot: Plot, resolver: Any = None, before: str = "/") -> Iterator[str]:
    """Every address, filled with Liv's ids where it takes one."""
    for part in (resolver or get_resolver()).url_patterns:
        here = before + str(part.pattern)
        if hasattr(part, "url_patterns"):
            yield from addresses(plot, part, here)
            continue
        here = here.replace("<uuid:file>", str(plot.document.pk))
        pk = plot.document.pk if "documents" in here else plot.liv.pk
        here = re.sub(r"<uuid:\w+>", str(pk), here)
        here = re.sub(r"<int:\w+>", "1", here)
        here = re.sub(r"<(str|slug|path):\w+>", "contact", here)
        if not here.startswith("/^") and not LEFT_OUT.match(here):
            yield here.replace("/^", "/").rstrip("$")


def canaries_in(answer: Any) -> set[str]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = content.decode(errors="ignore") + str(answer.headers)
    return {canary for canary in CANARIES if canary in said}


def lines_about(plot: Plot) -> int:
    with at_home(plot.tenant):
        listed = Reading.objects.filter(subjects__contains=[plot.liv.pk]).count()
        return listed + Reading.objects.filter(subject_id=plot.liv.pk).count()


def is_told(plot: Plot, path: str, before: int) -> bool:
    """Whether the log has a new line; of a page of a file, whether that of its opening stands."""
    if lines_about(plot) > before:
        return True
    with at_home(plot.tenant):
        opened = Reading.objects.filter(
            subject_id=plot.liv.pk, object_id=plot.document.pk, action="view"
        )
        return bool(PAGE.search(path)) and opened.exists()


@pytest.fixture
def known(plot: Plot) -> Plot:
    """Liv is everywhere somebody could come across her."""
    people.save_detail(plot.liv, "person.address", "Kanariegade 7")
    PurposeReview.objects.create(
        person=plot.liv, rule="x", asked_on=noon("2026-11-01"), answer_by=noon("2027-11-01")
    )
    reason = sorted(holds.rules().reasons)[0]
    officer = make_staff("Holda", "privacy_officer")
    privacy.set_hold("people_detail", plot.detail.pk, reason=reason, by=officer)
    return plot


def who(plot: Plot, role: str) -> Client:
    client = browser(plot.tenant.slug)
    client.raise_request_exception = False
    with at_home(plot.tenant):
        if role == "candidate":
            client.force_login(make_user("Carla", "carla@example.org"))
        elif role != "visitor":
            client.force_login(make_staff(f"X{role[:12]}", role))
    return client


def paths(plot: Plot, role: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Way, path and headers of every question this role asks."""
    policy = plot.tenant.policy
    served = seeing.purposes(policy, [role])[:2]
    for address in addresses(plot):
        if role != "visitor" and not INSIDE.match(address):
            continue
        purposes = ["", *served, "newsletter"] if address.startswith("/people/") else [""]
        for purpose in purposes:
            path = f"{address}?purpose={purpose}" if purpose else address
            every = role == "recruiter" and purpose in served[:1]
            for way, headers in (WAYS if every else {"get": {}}).items():
                yield way, path, headers


@pytest.mark.parametrize("role", ["visitor", "candidate", *Membership.Role.values])
def test_no_role_comes_across_a_canary_without_a_line(known: Plot, role: str) -> None:
    client, untold = who(known, role), []
    for way, path, headers in paths(known, role):
        before = lines_about(known)
        found = canaries_in(client.get(path, **headers))
        if found and not is_told(known, path, before):
            untold.append(f"{way} {path}: {sorted(found)}")
    assert untold == []
    with at_home(known.tenant):
        purposes = set(Reading.objects.values_list("purpose", flat=True))
    assert purposes <= set(known.tenant.policy.document.purpose)


def test_the_crawl_finds_her_where_she_may_be_found(known: Plot) -> None:
    """Without this the test above would pass on a site that shows nothing."""
    client, met = who(known, "recruiter"), set()
    for address in addresses(known):
        if INSIDE.match(address) and canaries_in(client.get(f"{address}?purpose=placement")):
            met.add(address.replace(str(known.liv.pk), "PK").partition("/files/")[0])
    assert {"/people/", "/people/PK/", "/people/PK/fields/", "/people/PK"} <= met


@pytest.mark.parametrize("role", ["recruiter", "privacy_officer"])
def test_who_is_only_stored_is_not_come_across_without_a_line(known: Plot, role: str) -> None:
    people.restrict(known.liv)
    client, untold = who(known, role), []
    for _way, path, _headers in paths(known, role):
        before = lines_about(known)
        beside = "&" if "?" in path else "?"
        for address in (path, f"{path}{beside}state=restricted"):
            found = canaries_in(client.get(address))
            if found and lines_about(known) == before:
                untold.append(f"{address}: {sorted(found)}")
    assert untold == []


@pytest.mark.parametrize("role", ["visitor", "recruiter", "payroll", "privacy_officer"])
def test_no_form_sent_answers_with_a_canary_and_no_letter_carries_one(
    known: Plot, role: str, run_tasks: Any
) -> None:
    client, untold = who(known, role), []
    with run_tasks():
        for address in addresses(known):
            if (
                not INSIDE.match(address)
                or "deletion" in address
                or "alarm" in address
                or "erasure" in address
            ):
                continue
            for sent in ({}, {"purpose": "wages", "category": "employment.national_id"}):
                before = lines_about(known)
                found = canaries_in(client.post(address, sent))
                if found and lines_about(known) == before:
                    untold.append(f"{address}: {sorted(found)}")
    assert untold == []
    with at_home(known.tenant):
        for letter in mail.outbox:
            if letter.to != ["liv@example.org"]:
                assert not {one for one in CANARIES if one in letter.body + letter.subject}
