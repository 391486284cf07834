"""The log itself: months prepared, lines sealed, its head kept elsewhere, its past let go."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from ordholden.kit import clock
from ordholden.kit.queue import task
from ordholden.policy import Period, Policy, cutoff
from ordholden.reading.models import Block
from ordholden.tenants import scope

AHEAD = 3  # months that are there before they begin
UNSAID = Period(24, "months")  # where the notice gives the log no period


@dataclass(frozen=True)
class Damage:
    """One thing that is wrong with the log. block: its number; 0 for the log as a whole."""

    block: int
    fault: str
    lines: int


@task
def nightly() -> None:
    """Everything the log needs once a day: before the sweep, which lets single days go."""
    prepare()
    let_go()
    seal()
    export_head()


def prepare() -> int:
    """Have the coming months ready, so that nobody waits for them. Returns how many were made."""
    first, made = clock.now().replace(day=15), 0
    with connection.cursor() as cursor:
        for month in range(AHEAD):
            cursor.execute("SELECT reading_prepare(%s)", [first + timedelta(days=30 * month)])
            made += bool(cursor.fetchone()[0])
    return made


def let_go() -> int:
    """Let whole months go whose time is over. Returns how many were dropped for everybody."""
    policy = scope.required().policy
    first = oldest_kept(policy, clock.today(policy.timezone))
    moment = datetime.combine(first, time(), ZoneInfo(policy.timezone))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reading_drop_months(%s)", [moment])
        return int(cursor.fetchone()[0])


def oldest_kept(policy: Policy, today: date) -> date:
    """The first day whose lines are still kept: by the notice, or two years where it is silent."""
    days = [
        cutoff(rule.stages[-1].after, today, policy.year_end)
        for rule in policy.document.retain
        if "access_log" in rule.what and rule.anchors == ("logged",)
    ]
    return min(days, default=cutoff(UNSAID, today, policy.year_end))


def seal() -> int:
    """Seal the lines that no block has yet. Returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reading_seal()")
        return int(cursor.fetchone()[0])


def heads() -> Path:
    """The file, outside the database, that the latest block of each night is written to."""
    tenant = scope.required()
    return Path(settings.VAR) / "reading" / f"{tenant.slug}-{tenant.pk}.jsonl"


def export_head() -> None:
    """Add the latest block's number and hash to the file. Nothing in it is about a person."""
    block = Block.objects.order_by("-number").first()
    if block is None:
        return
    path = heads()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = {
        "at": clock.now().isoformat(timespec="seconds"),
        "block": block.number,
        "hash": bytes(block.hash).hex(),
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def verify() -> list[Damage]:
    """What is wrong with the log, by its blocks and the exported heads. Empty is right."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT block, fault, lines FROM reading_verify()")
        found = [Damage(int(block), str(fault), int(n)) for block, fault, n in cursor.fetchall()]
    there = {block.number: bytes(block.hash).hex() for block in Block.objects.all()}
    for number, digest in _exported():
        if number in there and there[number] != digest:
            found.append(Damage(number, "is not what was exported", 0))
    last = max((number for number, _digest in _exported()), default=0)
    if last > max(there, default=0):
        found.append(Damage(last, "was exported and is not there", 0))
    return found


def _exported() -> list[tuple[int, str]]:
    path = heads()
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(int(line["block"]), str(line["hash"])) for line in lines]
