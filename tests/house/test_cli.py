"""The command line: what a person did wrong is one sentence, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import cli

ROOT = Path(__file__).resolve().parents[2]
STRONG = bytes(range(32)).hex()


def command(*words, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "config.cli", *words],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("words", [[], ["nonsense"], ["database"], ["serve", "--nonsense"]])
def test_what_is_not_understood_is_answered_with_how_to_say_it(words, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == 2
    assert "usage: bin/ordholden" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        (
            {"DATABASE_URL": "postgresql://app:hidden@127.0.0.1:1/ord"},
            "ORDHOLDEN_MASTER_KEY is not set.",
        ),
        (
            {
                "DATABASE_URL": "postgresql://app:hidden@127.0.0.1:1/ord",
                "ORDHOLDEN_MASTER_KEY": STRONG,
            },
            "No database answers at 127.0.0.1:1.",
        ),
        ({"PORT": "many"}, "PORT is 'many'"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path, environment, said):
    done = command("tenant", "list", VAR=str(tmp_path), **environment)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(said), done.stderr
    assert done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr


def test_the_policy_language_needs_no_framework():
    source = (
        "import sys; from config import cli; cli.main(['policy', 'schema']);"
        "sys.exit(any(name in sys.modules for name in ('django', 'psycopg')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_settings_are_documented_as_they_are_read():
    done = command("settings")

    assert done.stdout == (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), (
        "docs/settings.md is old: bin/ordholden settings > docs/settings.md"
    )
