"""The acceptance scenarios, walked through public doors."""

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.doors import Doors, at_home_database


@pytest.fixture
def doors(
    db: None,
    run_tasks: Any,
    turn_clock: Any,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Doors:
    at_home_database(monkeypatch)
    return Doors(run_tasks, turn_clock, capsys, tmp_path)
