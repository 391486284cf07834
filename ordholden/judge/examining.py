"""The examination: look, plant, look, erase, look again, compare."""

import re
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ordholden.judge.asking.browser import Browser
from ordholden.judge.asking.doors import CannotPlant, Way
from ordholden.judge.asking.planting import Planted
from ordholden.judge.canaries import Canary, Fate
from ordholden.judge.installation import Installation
from ordholden.judge.looking import database, files, pages
from ordholden.judge.looking.findings import Eye, Finding, Seen
from ordholden.judge.matching import Matcher
from ordholden.judge.retained import Excused, excused

Tell = Callable[[str], None]

# What counts, runs or expires by itself while nobody is touched: its rows may change.
COUNTERS = {
    "procrastinate_workers": "signs of life of the workers",
    "procrastinate_periodic_defers": "when a recurring task was last put on the queue",
    "procrastinate_jobs": "the queue: tasks come and go",
    "procrastinate_events": "the queue's own diary",
    "accounts_attempt": "counters of attempts, which expire",
    "django_session": "sessions, which are renewed by use and expire",
}


@dataclass
class Result:
    """Everything that was seen. Holds the planted words: never written to a file as it is."""

    planted: Planted
    first: Seen
    before: Seen
    after: Seen
    heard: Seen  # what went over the wire, and the copy
    unvacuumed: int = 0  # dead rows and index entries that a vacuum took away
    free_pages: int = 0  # places in free space that wait to be overwritten
    journal: int = 0  # places in the database's own journal, likewise
    evidence: list[Path] = field(default_factory=list)  # folders whose files are meant to stay
    matcher: Matcher = field(default_factory=lambda: Matcher([]))
    changed: dict[str, int] = field(default_factory=dict)
    alone: bool = True  # whether everybody else was compared
    failure: str = ""  # why the examination could not be finished

    @property
    def not_found(self) -> list[Canary]:
        """Words that were not found where they must be: then nothing found proves nothing."""
        stored = {one.canary for one in self.before.findings if one.kind in STORED}
        sent = {one.canary for one in self.heard.findings if one.kind == "wire"}
        copied = {one.canary for one in self.heard.findings if one.kind == "copy"}
        missing = []
        for canary in self.planted.words.values():
            where = {Fate.KEPT: stored, Fate.SEALED: copied}.get(canary.fate, sent)
            if canary.name not in where or canary.name not in sent:
                missing.append(canary)
        return missing

    @property
    def kept_though_refused(self) -> list[Finding]:
        """Words of doors that keep nothing, found before the erasure: worth a remark."""
        words = self.planted.words
        refused = [
            one
            for one in self.before.findings
            if one.kind in STORED and words[one.canary].fate is Fate.REFUSED
        ]
        return [one for one, excuse in excused(refused, self.planted) if excuse is None]

    @property
    def judged(self) -> list[tuple[Finding, Excused | None]]:
        """Each finding after the erasure, with what excuses it if anything does."""
        return excused(self.after.findings, self.planted)

    @property
    def leaks(self) -> list[Finding]:
        """Findings after the erasure that nothing excuses."""
        return [finding for finding, excuse in self.judged if excuse is None]

    @property
    def is_clean(self) -> bool:
        """Everything was found before, nothing after, and nobody else was touched."""
        return not (self.failure or self.not_found or self.leaks or self.changed or self.left_files)

    def shown(self, text: str) -> str:
        """A place without planted words: a file may be named after somebody."""
        if not self.matcher.hits(text.encode()):
            return text
        parts = re.split(r"(/| › |: |\.(?=\w+$))", text)
        return "".join("‹planted›" if self.matcher.hits(one.encode()) else one for one in parts)

    @property
    def left_files(self) -> list[str]:
        """Files that came while the person was there and stayed, sealed ones too."""
        if not self.alone:  # they may be somebody else's
            return []
        came = (self.before.files - self.first.files) & self.after.files
        return sorted(
            path
            for path in came
            if not any(Path(path).is_relative_to(folder) for folder in self.evidence)
        )


STORED = ("database", "file", "file name")


def examine(installation: Installation, tell: Tell = lambda sentence: None) -> Result:
    """Examine one installation with a planted person of its own.

    Raises database.NotAdministrator; what goes wrong at a door ends up in `failure`.
    """
    there = database.databases(installation.connect)
    names = installation.databases or there
    planted, start = Planted(), _now(installation.own)
    tell("Looking at what is there …")
    first = _look(installation, names, Matcher([]), Seen(), start, quick=True)
    result = Result(planted, first, Seen(), Seen(), Seen(), evidence=installation.evidence)
    result.alone = installation.alone
    browser = Browser(installation.site, installation.send, "")
    way = Way(browser, planted, installation.settle, installation.letters)
    try:
        tell("Planting a person through the public doors …")
        plant(way)
        pages.analyse(installation.connect, names)
        matcher = Matcher(planted.words.values())
        result.matcher = matcher
        tell(f"Looking for {len(planted.words)} words in {matcher.size} disguises …")
        _look(installation, names, matcher, result.before, start, known=first)
        _hear(matcher, browser, planted, result.heard)
        _notice_sealed(result)
        tell("Deleting the profile, and letting the tasks run …")
        way.erase()
    except CannotPlant as closed:
        result.failure = str(closed)
        return result
    installation.settle()
    tell("Looking again …")
    result.unvacuumed = _unvacuumed(installation, names, matcher)
    _look(installation, names, matcher, result.after, start, known=first)
    _sort_out(result)
    return result


def _unvacuumed(installation: Installation, names: list[str], matcher: Matcher) -> int:
    """Count what is dead and still in the pages, and have it taken away."""
    seen = Seen()
    if installation.patient and installation.data:
        pages.to_disk(installation.connect)
        pages.look(Eye(matcher, seen), installation.data, installation.connect, names)
    pages.vacuum(installation.connect, names)
    return sum(one.kind == "page" for one in seen.findings)


def _sort_out(result: Result) -> None:
    """Set apart what waits to be overwritten, and compare everybody else's rows."""
    kinds = Counter(one.kind for one in result.after.findings)
    result.free_pages, result.journal = kinds["free page"], kinds["journal"]
    result.after.findings = [one for one in result.after.findings if one.kind in COUNTS]
    if not result.alone:
        return
    result.changed = {
        place: count
        for place, count in database.changed(result.first.rows, result.after.rows).items()
        if place.rpartition(": ")[2] not in COUNTERS
    }


COUNTS = ("database", "catalogue", "file", "file name", "page")


def plant(way: Way) -> None:
    """Through every door, the odd ones too. Raises CannotPlant when one stays closed."""
    way.look_around()
    way.sign_up_badly()
    way.sign_up()
    way.sign_in_badly()
    way.sign_in()
    way.keep_profile()
    way.write_cv()
    way.subscribe()
    way.agree_and_withdraw()
    way.change_address()
    way.provoke()
    way.settle()
    way.take_copy()
    way.tell_what_is_missing()


def _notice_sealed(result: Result) -> None:
    """A word that lies nowhere in the clear and is in the person's own copy is kept under a key."""
    stored = {one.canary for one in result.before.findings if one.kind in STORED}
    copied = {one.canary for one in result.heard.findings if one.kind == "copy"}
    for name, word in result.planted.words.items():
        if word.fate is Fate.KEPT and name not in stored and name in copied:
            result.planted.words[name] = replace(word, fate=Fate.SEALED)


def _hear(matcher: Matcher, browser: Browser, planted: Planted, heard: Seen) -> None:
    eye = Eye(matcher, heard)
    for piece in browser.heard:
        eye.look("wire", "what went over the wire", piece)
    eye.look("copy", "my copy", planted.copy)


def _look(
    installation: Installation,
    names: list[str],
    matcher: Matcher,
    seen: Seen,
    start: float,
    *,
    known: Seen | None = None,
    quick: bool = False,
) -> Seen:
    """One look at everything; quick: only at what is compared later."""
    eye = Eye(matcher, seen, known.rows if known else None)
    database.look(eye, installation.connect, names, catalogues=not quick)
    own = {one.resolve() for one in (installation.data, installation.own) if one}
    roots = [
        files.Root(one.path, start if one.since else 0.0)
        for one in installation.roots
        if not (quick and one.since)  # nothing in there is new yet
    ]
    files.look(eye, roots, frozenset(own), contents=not quick)
    if quick:
        return seen
    if installation.data is None:
        seen.unseen.append("PostgreSQL's own files: they are not on this machine")
        return seen
    pages.to_disk(installation.connect)
    pages.look(eye, installation.data, installation.connect, names, journal=installation.patient)
    return seen


def _now(folder: Path | None) -> float:
    """The moment, as the file system that is walked later counts it."""
    with tempfile.NamedTemporaryFile(dir=folder if folder and folder.is_dir() else None) as stamp:
        return Path(stamp.name).stat().st_mtime
