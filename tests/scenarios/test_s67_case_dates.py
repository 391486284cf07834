"""S-67: four cases closed the same day go on three different days; the command line says which."""

import json
import subprocess
import sys

import pytest

from tests.harness.five import POLICIES
from tests.scenarios.doors import Doors


def asked(doors: Doors, clause: str, **anchors: str) -> dict[str, list[str | None]]:
    """Rule -> the due day of each stage."""
    words = [part for name, day in anchors.items() for part in ("--anchor", f"{name}={day}")]
    path = doors.file(doors.text("workwithus"))
    code, said = doors.command(
        "policy", "due", path, "--clause", clause, *words, "--format", "json"
    )
    assert code == 0, said
    found = json.loads(said)
    return {rule["rule"]: [one["due"] for one in rule["stages"]] for rule in found["rules"]}


@pytest.mark.clauses("WW-91", "WW-92", "WW-93", "WW-19", "WW-53", "WW-60")
@pytest.mark.parametrize(
    ("day", "general", "five", "payment"),
    [
        ("2023-11-30", "2024-11-30", "2028-11-30", "2029-01-01"),
        ("2024-02-29", "2025-02-28", "2029-02-28", "2030-01-01"),
        ("2026-12-31", "2027-12-31", "2031-12-31", "2032-01-01"),
        ("2027-01-01", "2028-01-01", "2032-01-01", "2033-01-01"),
    ],
)
def test_each_kind_of_case_has_its_own_day(
    doors: Doors, day: str, general: str, five: str, payment: str
) -> None:
    both = {"last_message": day, "case_closed": day}
    assert asked(doors, "WW-91", **both)["case_support"] == [general]
    found = asked(doors, "WW-92", **both)
    assert found["case_erasure"] == [five]
    assert found["case_exclusion"] == [five]
    assert asked(doors, "WW-93", **both)["case_payment"] == [payment]


def test_what_has_not_happened_is_said_and_nonsense_is_one_sentence(doors: Doors) -> None:
    path = doors.file(doors.text("workwithus"))
    code, said = doors.command("policy", "due", path, "--clause", "WW-92")
    assert code == 0
    assert "case_closed" in said or "closed" in said
    for words in (
        ["--clause", "WW-91", "--anchor", "last_message=2025-02-30"],
        ["--clause", "WW-91", "--anchor", "last_letter=2025-02-03"],
        ["--clause", "WW-91", "--anchor", "last_message"],
        ["--clause", "XX-91", "--anchor", "last_message=2025-02-03"],
    ):
        code, said = doors.command("policy", "due", path, *words)
        assert (code, said.count("\n")) == (2, 1), said


def test_a_script_gets_the_same_from_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "config.cli", "policy", "due", str(POLICIES / "workwithus.toml"),
         "--clause", "WW-91", "--anchor", "last_message=2025-04-09", "--format", "json"],
        cwd=POLICIES.parent, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert '"due": "2026-04-09"' in done.stdout
