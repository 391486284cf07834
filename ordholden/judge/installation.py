"""What the judge is told of an installation: addresses and folders, nothing of what it declares."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ordholden.judge.asking.browser import Send
from ordholden.judge.asking.doors import Letters
from ordholden.judge.looking.database import Connect
from ordholden.judge.looking.files import Root


@dataclass(frozen=True)
class Installation:
    """One running installation.

    site: the host name of the site to go through. send: how a request reaches it. connect: an
    administrator's connection to a database by its name. databases: which (all there are, if
    empty). data: PostgreSQL's data folder, if this machine has it. roots: folders to walk.
    settle: waits until the queue is empty and lets the clock's work be done.
    moment: when this was, for the letter. own: where the judge keeps its own papers.
    """

    site: str
    send: Send
    connect: Connect
    roots: list[Root]
    settle: Callable[[], None]
    moment: str
    databases: list[str] = field(default_factory=list)
    data: Path | None = None
    own: Path | None = None
    letters: Letters | None = None  # where mail can be read; the demo's mailbox if it is None
    evidence: list[Path] = field(default_factory=list)  # folders whose files are meant to stay
    alone: bool = True  # whether nobody else is at work: only then are others' rows compared
    patient: bool = True  # whether to count dead rows before the vacuum, and the journal
