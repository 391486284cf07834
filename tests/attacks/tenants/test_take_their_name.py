"""The neighbours' short name and host name, claimed by another business."""

import pytest

from ordholden.policy import PolicyFaults
from ordholden.tenants import actions
from ordholden.tenants.models import Host
from tests.attacks.tenants.conftest import Two

NAMES = ("jobconnection.localhost", "JOBCONNECTION.localhost", "jobconnection.localhost.",
         "jobconnection.localhost:80", " jobconnection.localhost ")  # fmt: skip


def test_a_host_name_has_one_business_however_it_is_written(two: Two) -> None:
    text = two.ours.policy_toml.replace('tenant = "rival"', 'tenant = "third"')
    for name in NAMES:
        with pytest.raises(PolicyFaults, match="belongs to another tenant"):
            actions.add(text, [name])
    assert actions.add(text, ["third.localhost"]).slug == "third"


def test_a_short_name_has_one_business(two: Two) -> None:
    with pytest.raises(PolicyFaults, match="already a tenant"):
        actions.add(two.theirs.policy_toml, ["fourth.localhost"])


def test_their_host_is_neither_moved_nor_taken_nor_removed(two: Two) -> None:
    theirs, ours = two.theirs.pk, two.ours.pk
    for query in (
        f"UPDATE tenants_host SET tenant_id = {ours} WHERE tenant_id = {theirs}",
        f"DELETE FROM tenants_host WHERE tenant_id = {theirs}",
        f"UPDATE tenants_tenant SET policy_toml = '', slug = 'x' WHERE id = {theirs}",
    ):
        assert two.ask(query) == [(0,)], query
    for query in (
        f"INSERT INTO tenants_host (tenant_id, name) VALUES ({ours}, 'jobconnection.localhost')",
        f"INSERT INTO tenants_host (tenant_id, name) VALUES ({theirs}, 'evil.localhost')",
        f"UPDATE tenants_host SET tenant_id = {theirs}",
    ):
        assert two.ask(query) == [], query
    assert Host.objects.get(name="jobconnection.localhost").tenant_id == theirs
