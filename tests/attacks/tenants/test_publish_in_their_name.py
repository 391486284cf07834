"""A policy file that names the neighbours, published here; and their notice, read here."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordholden.privacy.models import Notice
from ordholden.privacy.views import notices
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, looks

CHANGE = ("The notice is silent on disputes;", "Silent:")


def published(client: Client, text: str) -> Any:
    file = SimpleUploadedFile("policy.toml", text.encode())
    sent = {"file": file, "way": "publication", "why": "The figures alone have changed."}
    return client.post("/privacy/publication/", sent)


def versions(tenant: Tenant) -> int:
    with at_home(tenant):
        return Notice.objects.count()


def test_a_file_about_them_is_refused_here_and_taken_there(two: Two) -> None:
    changed = two.theirs.policy_toml.replace(*CHANGE)
    assert changed != two.theirs.policy_toml
    with two.untouched():
        answer = published(two.at(two.ours, "privacy_officer"), changed)
        assert answer.status_code == 409
    assert versions(two.ours) == versions(two.theirs) == 1
    assert published(two.at(two.theirs, "privacy_officer"), changed).status_code == 303
    assert (versions(two.ours), versions(two.theirs)) == (1, 2)


def test_a_version_of_theirs_is_no_version_of_ours(two: Two) -> None:
    changed = two.theirs.policy_toml.replace(*CHANGE)
    published(two.at(two.theirs, "privacy_officer"), changed)
    here, there = two.browse(two.ours), two.browse(two.theirs)
    assert there.get("/notice/versions/2/").status_code == 200
    answer = here.get("/notice/versions/2/")
    assert answer.status_code == 404
    assert looks(answer, "/versions/2/") == looks(here.get("/notice/versions/9/"), "/versions/9/")


def test_the_notice_that_is_kept_ready_is_each_sites_own(two: Two) -> None:
    """Two businesses with the same words: what was drawn for one is not shown by the other."""
    with at_home(two.theirs):
        notices.cache.set(notices._key(two.ours.policy_id, notices.evidence()), "STOLEN", 60)
    assert b"STOLEN" not in two.browse(two.ours).get("/notice/").content
