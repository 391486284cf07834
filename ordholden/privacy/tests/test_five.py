"""Every rule of the five businesses becomes queries that PostgreSQL accepts."""

from pathlib import Path

import pytest

from ordholden.kit import clock
from ordholden.privacy import actions, control
from ordholden.privacy.sweep import acting
from ordholden.privacy.sweep.finding import find, probes
from ordholden.privacy.sweep.targets import targets
from ordholden.tenants.actions import add
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]
POLICIES = sorted((Path(__file__).resolve().parents[3] / "policies").glob("*.toml"))


@pytest.mark.parametrize("file", POLICIES, ids=lambda file: file.stem)
def test_every_rule_can_be_asked(file: Path) -> None:
    tenant = add(file.read_text(encoding="utf-8"), [f"{file.stem}.localhost"])
    with at_home(tenant):
        asked = 0
        for rule in tenant.policy.document.retain:
            for target in targets(tenant.policy, rule):
                for probe in probes(tenant.policy, target, clock.today(tenant.policy.timezone)):
                    if acting.possible(target, probe.stage):
                        find(probe, lock=True)
                        asked += 1
        assert asked > 5
        assert actions.sweep() == []
        assert sum(bucket.rows for bucket in control.due_soon()) == 0
