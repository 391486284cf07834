"""The process that opens files: it has nothing, reaches nothing, and is ended in time."""

import json
import os
import time
from pathlib import Path

import psutil
import pytest

from ordholden import papers
from ordholden.papers import child
from ordholden.papers.tests import make

PROBE = """
import json, os, socket, sys
from inside import cell
sys.stdin.buffer.readline(); sys.stdin.buffer.read()
cell.narrow(1 << 30, 10)
told = {"environment": dict(os.environ), "folder": os.getcwd(), "rooms": [m for m in sys.modules
        if m.split(".")[0] in ("ordholden", "django", "config")], "path": sys.path}
cell.close()
def tried(what):
    try: what()
    except OSError as fault: return type(fault).__name__ + " " + str(fault.errno)
    return "done"
told["read"] = tried(lambda: open("/etc/passwd"))
told["write"] = tried(lambda: open("/tmp/x", "w"))
told["call"] = tried(socket.socket)
told["pipe"] = tried(os.pipe)
told["raise"] = []
import resource
for wall in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE,
             resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
    told["raise"].append(resource.getrlimit(wall)[1])
print(json.dumps(told))
"""
SLEEP = "import time; time.sleep(600)"
FORK = "import os, time; os.fork(); time.sleep(600)"
SPIN = "from inside import cell; cell.narrow(1 << 30, 1)\nwhile True: pass"


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch):
    """The child does something else."""

    def do(program: str) -> None:
        place = f"import sys; sys.path.insert(0, {str(Path(child.__file__).parent)!r})\n"
        monkeypatch.setattr(child, "START", place + program)

    return do


@pytest.mark.clauses("JT-55")
def test_it_has_no_secret_no_file_and_no_way_out(instead, monkeypatch) -> None:
    monkeypatch.setenv("ORDHOLDEN_MASTER_KEY", "a secret of the program")
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:hush@db/ordholden")
    instead(PROBE)
    told = json.loads(child._run(b"{}\nx"))
    assert set(told["environment"]) <= {"LANG", "LC_CTYPE"}
    assert told["folder"] == "/"
    assert told["rooms"] == []
    assert str(Path(papers.__file__).parents[2]) not in told["path"]
    assert told["read"] == told["write"] == told["call"] == told["pipe"] == "OSError 24"
    assert told["raise"] == [3, 1 << 30, 10, 0, 0, 0]


@pytest.mark.parametrize("program", [SLEEP, FORK], ids=["sleeps", "has a child of its own"])
def test_what_hangs_is_ended_with_all_it_started(instead, monkeypatch, program: str) -> None:
    monkeypatch.setattr(child, "SECONDS", 0.4)
    instead(program)
    before = _running()
    with pytest.raises(papers.Refused) as refused:
        papers.look(make.CV)
    assert refused.value.code == "too_slow"
    ends = time.monotonic() + 5
    while _running() - before and time.monotonic() < ends:
        time.sleep(0.02)
    assert not _running() - before


def test_what_only_counts_is_ended_by_its_own_clock(instead) -> None:
    instead(SPIN)
    with pytest.raises(papers.Refused) as refused:
        papers.look(make.CV)
    assert refused.value.code == "too_slow"


def test_one_that_cannot_begin_is_our_fault_and_no_refusal(instead) -> None:
    instead("import no_such_library")
    with pytest.raises(child.CannotOpen):
        papers.look(make.CV)


def test_whoever_waits_too_long_for_a_turn_is_told(monkeypatch) -> None:
    monkeypatch.setattr(child, "PATIENCE", 0.01)
    turns = [child._turns.acquire() for _turn in range(child.AT_ONCE)]
    try:
        with pytest.raises(papers.Refused) as refused:
            papers.look(make.CV)
    finally:
        for _turn in turns:
            child._turns.release()
    assert refused.value.code == "busy"


def _running() -> set[int]:
    """The children of this process, and theirs, that are no zombies."""
    found = psutil.process_iter(["pid", "cmdline", "status"])
    return {
        one.info["pid"]
        for one in found
        if one.info["status"] != psutil.STATUS_ZOMBIE
        and one.info["pid"] != os.getpid()
        and any("time.sleep(600)" in word for word in one.info["cmdline"] or [])
    }
