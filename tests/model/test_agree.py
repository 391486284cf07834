"""What Ordholden does is what a second, short reading of the policy says."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.harness.longer import LONGER
from tests.model.machine import Business


def test_both_readings_agree_on_everybody(db: None) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Business,
        settings=settings(
            max_examples=3 * LONGER,
            stateful_step_count=40,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # making a failure shorter would take minutes
            derandomize=LONGER == 1,
            suppress_health_check=list(HealthCheck),
        ),
    )
