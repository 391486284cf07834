"""A CV as people write it: headings, times, lines. A fair first filling-in, for them to mend.

Known headings (Danish, Norwegian, English) begin a section; below them a line with a time
begins a part. What stands before the first heading, and under headings nobody knows, is left:
nothing is guessed about who somebody is.
"""

import re
from dataclasses import dataclass, field

from ordholden.cvs import months
from ordholden.cvs.readers.found import Found, plain
from ordholden.cvs.readers.headings import HEADINGS, SKIPPED

LONGEST = 100_000  # characters that are read
LANGUAGES = frozenset(
    [
        "dansk",
        "danish",
        "norsk",
        "norwegian",
        "bokmål",
        "nynorsk",
        "svensk",
        "swedish",
        "engelsk",
        "english",
        "tysk",
        "german",
        "fransk",
        "french",
        "spansk",
        "spanish",
        "italiensk",
        "italian",
        "polsk",
        "polish",
        "arabisk",
        "arabic",
        "tyrkisk",
        "turkish",
        "farsi",
        "dari",
        "pashto",
        "somali",
        "urdu",
        "ukrainsk",
        "ukrainian",
        "russisk",
        "russian",
        "rumænsk",
        "rumensk",
        "romanian",
        "bulgarsk",
        "litauisk",
        "lithuanian",
        "lettisk",
        "latvian",
        "portugisisk",
        "portugese",
        "portuguese",
        "hollandsk",
        "dutch",
        "nederlandsk",
        "kinesisk",
        "chinese",
        "mandarin",
        "finsk",
        "finnish",
        "samisk",
        "nordsamisk",
        "islandsk",
        "icelandic",
        "færøsk",
        "grønlandsk",
        "tamil",
        "thai",
        "vietnamesisk",
        "vietnamese",
        "kurdisk",
        "bosnisk",
        "serbisk",
        "kroatisk",
        "tegnsprog",
        "tegnspråk",
    ]
)
_NAMED = "|".join(sorted(months.NAMES, key=len, reverse=True))
_MOMENT = (
    r"(?:\d{1,2}\s?[./-]\s?(?:\d{1,2}\s?[./-]\s?)?(?:19|20)\d\d"
    r"|(?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?"
    rf"|(?:\d{{1,2}}\.?\s)?(?:{_NAMED})\.?,?\s(?:19|20)\d\d"
    r"|(?:19|20)\d\d)"
)
_GOES_ON = (
    r"(?:nuværende|nåværende|present|current|ongoing|i dag|idag|today|d\.d\.?|dd\.|nu|nå|now|)"
)
SPAN = re.compile(
    rf"(?<![\w/.-])(?:(?:fra|from)\s)?(?P<starts>{_MOMENT})\s?(?:-|–|—|−|til|to|until|→)\s?"
    rf"(?P<ends>{_MOMENT}|{_GOES_ON})(?![\w/])",
    re.IGNORECASE,
)
SINCE = re.compile(
    rf"(?<!\w)(?:siden|since|fra|from)\s(?P<starts>{_MOMENT})(?![\w/])", re.IGNORECASE
)
ONCE = re.compile(rf"(?<![\w/.-])(?P<starts>{_MOMENT})(?![\w/.-])", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—•·▪◦●○*‣∙]|\uf0b7)\s*")
_AT = re.compile(r"\s(?:hos|ved|at|@|i firmaet|på)\s|\s[|·•–—-]\s|,\s|\t|\s{3,}")
_LIST = re.compile(r"[,;|•·▪●\t]|\s{3,}|\s–\s")
_PAGE = re.compile(
    r"(?:page|side)\s\d+(?:\s(?:of|af|av)\s\d+)?|\d{1,2}\s?/\s?\d{1,2}|\d{1,3}", re.IGNORECASE
)


@dataclass
class Entry:
    """A part in the making: its time, its first lines, and what follows."""

    starts: str = ""
    ends: str = ""
    current: bool = False
    heads: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def read(text: str) -> Found:
    """What can be told from a text."""
    found = Found()
    for key, lines in _sections(text[:LONGEST]):
        match key:
            case "presentation":
                found.value("profile.presentation", " ".join(lines))
            case "references":
                found.others.add("profile.references")
            case "languages":
                _languages(found, lines)
            case "skills" | "interests":
                _listed(found, key, lines)
            case "driving-licence":
                found.part(key, title=" ".join(lines)[:60])
            case "certificates" | "courses":
                _happened(found, key, lines)
            case "experience" | "education" | "internship":
                _entries(found, key, lines)
    return found


def _sections(text: str) -> list[tuple[str, list[str]]]:
    """Headings that are known, and the lines below each."""
    found: list[tuple[str, list[str]]] = []
    here: list[str] | None = None
    for raw in text.replace("\r", "\n").split("\n"):
        line = raw.strip()
        if not line or _PAGE.fullmatch(line):
            continue
        key, rest = _heading(line)
        if key:
            here = [] if key in SKIPPED else None
            if here is None:
                here = []
                found.append((key, here))
            if rest:
                here.append(rest)
        elif here is not None:
            here.append(line)
    return found


def _heading(line: str) -> tuple[str, str]:
    """The section a line begins, and what stands on the same line after a colon."""
    name, colon, rest = line.partition(":")
    said = re.sub(r"[^\w &/+-]", "", name).strip().lower()
    said = " ".join(re.sub(r"(?<=\b\w) (?=\w\b)", "", said).split())
    key = HEADINGS.get(said, "")
    if not key and len(said) <= 40 and not rest:
        # "Erhvervserfaring og ansættelser"
        first, _sep, _more = re.sub(r" & | og | and |/", "\0", said).partition("\0")
        key = HEADINGS.get(first.strip(), "") if not SPAN.search(line) else ""
    return key, plain(rest) if key and colon else ""


# ------------------------------------------------------------------ what has a time
def _entries(found: Found, key: str, lines: list[str]) -> None:
    entries: list[Entry] = []
    waiting: list[str] = []  # lines that may head the next part
    for line in lines:
        time = SPAN.search(line) or SINCE.search(line)
        if time is None and key == "education":
            time = ONCE.search(line)
        if time and not _BULLET.match(line):
            entry = _begun(time)
            rest = (line[: time.start()] + " " + line[time.end() :]).strip(" ,;:|()–—-\t•·")
            entry.heads = [*_heads_before(entries, waiting), *([rest] if rest else [])]
            waiting = []
            entries.append(entry)
        elif not entries:
            waiting.append(line)
        elif not entries[-1].heads or (
            len(entries[-1].heads) == 1
            and not entries[-1].lines
            and not _BULLET.match(line)
            and len(line) <= 90
            and not line.endswith(".")
        ):
            entries[-1].heads.append(line)
        else:
            entries[-1].lines.append(line)
    for entry in entries:
        _keep(found, key, entry)


def _begun(time: re.Match[str]) -> Entry:
    said = time.groupdict()
    if "ends" not in said:
        since = time.re is SINCE
        return Entry(said["starts"], current=since)
    month = months.read(said["ends"] or "")
    return Entry(said["starts"], month, current=not month)


def _heads_before(entries: list[Entry], waiting: list[str]) -> list[str]:
    """Lines above a time that belong to it: short ones, that end no sentence."""
    if not entries:
        return [line for line in waiting[-2:] if len(line) <= 90]
    last = entries[-1].lines
    taken: list[str] = []
    # The last part began with its name above the time; so, then, does this one.
    if getattr(entries[-1], "above", False) or _looks_like_head(last):
        while last and len(taken) < 2 and _looks_like_head(last):
            taken.insert(0, last.pop())
    return taken


def _looks_like_head(lines: list[str]) -> bool:
    return bool(
        lines
        and len(lines[-1]) <= 70
        and not _BULLET.match(lines[-1])
        and not lines[-1].endswith((".", ",", ";"))
        and (lines[-1][:1].isupper() or not lines[-1][:1].isascii())
        and len(lines[-1].split()) <= 8
    )


def _keep(found: Found, key: str, entry: Entry) -> None:
    heads = [part.strip() for line in entry.heads for part in _AT.split(line) if part.strip()]
    if not heads:
        return
    found.part(
        key,
        title=heads[0],
        organisation=heads[1] if len(heads) > 1 else "",
        place=", ".join(heads[2:4]),
        starts=entry.starts,
        ends=entry.ends,
        is_current=entry.current,
        text="\n".join(entry.lines),
    )


# ------------------------------------------------------------------ lists
def _languages(found: Found, lines: list[str]) -> None:
    for line in lines:
        pieces = [piece.strip() for piece in _LIST.split(_BULLET.sub("", line))]
        name = ""
        for piece in pieces:
            words = re.split(r"[:(–-]|\s", piece, maxsplit=1)
            if words[0].lower() in LANGUAGES:
                name = words[0]
                found.part("languages", title=name, level=piece[len(name) :].strip(" :()–-."))
        if not name and len(line) <= 40:
            found.part("languages", title=_BULLET.sub("", line))


def _listed(found: Found, key: str, lines: list[str]) -> None:
    for line in lines:
        text = _BULLET.sub("", line)
        _label, colon, rest = text.partition(":")
        pieces = _LIST.split(rest if colon and rest.strip() else text)
        if len(pieces) == 1 and len(text) > 100:
            found.part(key, title=f"{text[:97]}…", text=text)
            continue
        for piece in pieces:
            found.part(key, title=piece.strip(" .")[:200])


def _happened(found: Found, key: str, lines: list[str]) -> None:
    for line in lines:
        text = _BULLET.sub("", line)
        time = SPAN.search(text) or ONCE.search(text)
        rest = f"{text[: time.start()]} {text[time.end() :]}" if time else text
        heads = [
            part.strip(" ()–-")
            for part in _AT.split(rest.strip(" ,;:|()–—-\t"))
            if part.strip(" ()–-")
        ]
        if heads:
            found.part(
                key,
                title=heads[0],
                organisation=", ".join(heads[1:3]),
                starts=time["starts"] if time else "",
            )
