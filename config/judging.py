"""`bin/ordholden judge`: the judge is told where this installation is, and what it says is kept.

Whether an erased person was nowhere is marked in the journal, for the control page and the notice.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from ordholden import judge
from ordholden.journal import actions as journal
from ordholden.judge.asking.browser import over_the_wire
from ordholden.judge.asking.letters import in_folder
from ordholden.judge.looking.database import NotAdministrator
from ordholden.judge.looking.files import Root
from ordholden.kit.clock import now
from ordholden.kit.database.address import Address
from ordholden.kit.database.checks import connect
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.database.folder import private_file
from ordholden.tenants.models import Tenant

logger = logging.getLogger(__name__)
LONGEST = 2 * 60 * 60  # seconds that the nightly examination may take
PATIENCE = 180  # seconds that the queue may take to become empty
_WAITING = """
SELECT count(*) FROM procrastinate_jobs
 WHERE tenant_id IS NOT NULL AND (status = 'doing' OR status = 'todo' AND scheduled_at IS NULL)
"""


def run(arguments: argparse.Namespace) -> int:
    """Examine this installation, which must be running. 0 when it is clean."""
    admin = settings.DATABASE_ADMIN
    if admin is None:
        raise CannotStart(
            "The judge reads everything, so it needs a superuser: set DATABASE_ADMIN_URL for it."
        )
    installation = _installation(arguments, admin)
    _refuse_silence(installation)
    try:
        result = judge.examine(installation, _say)
    except NotAdministrator as refusal:
        raise CannotStart(str(refusal)) from refusal
    made = judge.report(result, installation.site, installation.moment)
    folder = settings.VAR / "judge"
    judge.keep(folder, made)
    if not result.failure:
        verdict = journal.MarkKind.CLEAN if made.is_clean else journal.MarkKind.NOT_CLEAN
        journal.mark(verdict, rows=len(result.planted.words))
    if arguments.keep:
        words = {one.name: one.value for one in result.planted.words.values()}
        private_file(folder / "planted.json", json.dumps(words, ensure_ascii=False, indent=1))
    print(made.as_json() if arguments.json else made.letter(), end="")
    return 0 if made.is_clean else 1


def nightly() -> None:
    """Examine the installation at night, while others may be at work.

    Only where the operator has said where the planted person's letters arrive, and there is a
    superuser to look with. In a process of its own, which the worker's tasks go on beside.
    """
    if settings.DATABASE_ADMIN is None or not settings.JUDGE_LETTERS:
        return
    words = ["judge", "--busy", "--letters", settings.JUDGE_LETTERS]
    done = subprocess.run(
        [sys.executable, "-m", "config.cli", *words],
        cwd=settings.BASE,
        stdout=subprocess.DEVNULL,
        timeout=LONGEST,
        check=False,
    )
    logger.info("the judge ended with %s", done.returncode)


def _installation(arguments: argparse.Namespace, admin: Address) -> judge.Installation:
    embedded = settings.DATABASE.embedded
    return judge.Installation(
        site=arguments.site or _first_site(),
        send=over_the_wire(settings.LISTEN, settings.PORT, https=settings.HTTPS),
        connect=lambda name: connect(admin.named(name)),
        databases=arguments.database or [],
        roots=[
            Root(settings.VAR),
            Root(settings.JOURNAL),
            *(Root(folder) for folder in arguments.folder),
            Root(Path(tempfile.gettempdir()), since=1),
            Root(Path.home(), since=1),
        ],
        data=arguments.data or (embedded / "data" if embedded else None),
        settle=_settle(admin.named(settings.DATABASE.app.name)),
        evidence=[settings.JOURNAL, *_backups()],
        letters=in_folder(arguments.letters) if arguments.letters else None,
        moment=now().isoformat(timespec="seconds"),
        own=settings.VAR / "judge",
        alone=not arguments.busy,
    )


def _backups() -> list[Path]:
    """The folder of the backups, which keep what they hold until they expire, under a key."""
    return [] if "://" in settings.BACKUPS else [Path(settings.BACKUPS or settings.VAR / "backups")]


def _first_site() -> str:
    """The host of the first business there is."""
    for tenant in Tenant.objects.lean().order_by("pk"):
        host = tenant.hosts.order_by("pk").values_list("name", flat=True).first()
        if host:
            return host if settings.HTTPS else f"{host}:{settings.PORT}"
    raise CannotStart("There is no business yet whose pages the judge could go through.")


def _refuse_silence(installation: judge.Installation) -> None:
    try:
        installation.send("GET", "/", [("Host", installation.site)], b"")
    except OSError as fault:
        raise CannotStart(
            f"No pages are served at {settings.LISTEN}:{settings.PORT}. The judge examines a"
            " program that runs: start it with `bin/run`."
        ) from fault


def _settle(address: Address) -> Callable[[], None]:
    def settle() -> None:
        """Wait until the worker has nothing left to do."""
        ends = time.monotonic() + PATIENCE
        with closing(connect(address)) as admin:
            while time.monotonic() < ends:
                if not _waiting(admin):
                    return
                time.sleep(0.2)
        _say("The queue did not become empty; the judge goes on.")

    return settle


def _waiting(admin: "psycopg.Connection[tuple[Any, ...]]") -> int:
    row = admin.execute(_WAITING).fetchone()
    return int(row[0]) if row else 0


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
