"""What the tests of backups share: an installation of their own, and its command line."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config import cli
from ordholden.backups import copying
from tests.backups.make import Run, installation, shape


@pytest.fixture
def own(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[Path]:
    """An installation with an empty database; the folder it keeps its things in."""
    with django_db_blocker.unblock(), installation(tmp_path, monkeypatch, f"own_{os.getpid()}"):
        yield tmp_path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shape of the tables is asked for once; test_restore asks anew each time."""
    monkeypatch.setattr(copying, "_dump", lambda owner, section, snapshot: shape(owner, section))


@pytest.fixture
def run(own: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command of bin/ordholden: its exit code, and all it printed."""

    def command(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.main(list(words))
        said = capsys.readouterr()
        return code, said.out + said.err

    return command
