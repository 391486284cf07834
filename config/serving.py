"""What `bin/run` and `bin/ordholden serve` do."""

import sys

from django.conf import settings

from config import wiring
from config.starting import database_at_work, gather_static_files
from ordholden.kit import serve as kit


def serve() -> int:
    """Serve pages and do background work until asked to stop. Returns the exit code."""
    kit.refuse_port_in_use(settings.LISTEN, settings.PORT)
    try:
        with kit.stoppable(), database_at_work():
            gather_static_files()
            if settings.DEMO:
                wiring.seed_demo(say)
            kit.run(_parts(), settings.LISTEN, settings.PORT, _welcome)
    except kit.Stop:
        pass
    return 0


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
