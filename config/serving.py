"""What `bin/run` and `bin/ordholden serve` do."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from config import wiring
from config.starting import database_at_work, gather_static_files
from ordholden.kit import serve as kit


def serve() -> int:
    """Serve pages and do background work until asked to stop. Returns the exit code."""
    kit.refuse_port_in_use(settings.LISTEN, settings.PORT)
    try:
        with kit.stoppable(), database_at_work():
            wiring.begin_serving()
            gather_static_files()
            if settings.DEMO:
                with alone_with_the_demo():
                    wiring.seed_demo(say)
            kit.run(_parts(), settings.LISTEN, settings.PORT, _welcome)
    except kit.Stop:
        pass
    return 0


@contextmanager
def alone_with_the_demo() -> Iterator[None]:
    """Two programs that start at once on one folder: the second finds the demo filled."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "demo.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once."""
    print(sentence, flush=True)


def _welcome() -> None:
    for line in wiring.welcome() or [f"http://localhost:{settings.PORT}"]:
        say(line)


def _parts() -> list[kit.Part]:
    pages = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", settings.LISTEN, "--port", str(settings.PORT)),
        *("--workers", str(settings.WORKERS), "--blocking-threads", "4"),
        *("--workers-kill-timeout", "10", "--log-level", "warning"),
        "config.wsgi:application",
    ]
    tasks = [sys.executable, "-m", "config.cli", "worker"]
    return [kit.Part("pages", pages), kit.Part("background tasks", tasks)]
