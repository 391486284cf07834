"""The report: as data for a machine, as a letter for a person. Neither holds a planted word."""

import json
import os
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ordholden.judge.canaries import Canary, Fate
from ordholden.judge.examining import COUNTERS, STORED, Result
from ordholden.judge.looking.findings import Finding

LATEST = "latest.json"
SCHEMA = "ordholden-judge/1"
_KINDS = {
    "database": "tables",
    "catalogue": "catalogues, statistics and definitions",
    "file": "files",
    "page": "files of the database, page by page",
    "journal": "files of the database's own journal",
}


@dataclass(frozen=True)
class Report:
    """What the judge says, ready to be shown or kept."""

    data: dict[str, Any]

    @property
    def is_clean(self) -> bool:
        return bool(self.data["clean"])

    def as_json(self) -> str:
        """For machines."""
        return json.dumps(self.data, ensure_ascii=False, indent=1)

    def letter(self) -> str:
        """For people."""
        return "\n".join(_letter(self.data)) + "\n"


def report(result: Result, site: str, moment: str) -> Report:
    """Put what was seen into words and numbers. moment: when, as ISO 8601."""
    return Report(_masked({**_numbers(result, site, moment), **_found(result)}, result))


def _numbers(result: Result, site: str, moment: str) -> dict[str, Any]:
    """What was done and looked at."""
    seen = result.after if result.after.looked else result.before
    return {
        "schema": SCHEMA,
        "moment": moment,
        "site": site,
        "clean": result.is_clean,
        "failure": result.failure,
        "looked": dict(seen.looked),
        "bytes": sum(seen.bytes.values()),
        "planted": [_word(one) for one in result.planted.words.values()],
        "disguises": result.matcher.size,
        "doors": result.planted.opened,
        "closed_doors": result.planted.closed,
        "free_pages": result.free_pages,
        "unvacuumed": result.unvacuumed,
        "journal": result.journal,
        "counters": COUNTERS,
        "alone": result.alone,
        "unseen": sorted(set(seen.unseen)),
    }


def _found(result: Result) -> dict[str, Any]:
    """What was found, before and after."""
    stored = [one for one in result.before.findings if one.kind in STORED]
    return {
        "found_before": {"places": len({f.place for f in stored}), "findings": len(stored)},
        "not_found_before": [_word(one) for one in result.not_found],
        "kept_though_refused": _findings(result.kept_though_refused),
        "receipt": [
            {"what": what, "erased": gone, "kept": kept}
            for what, gone, kept in result.planted.receipt
        ],
        "leaks": _findings(result.leaks),
        "left_files": result.left_files,
        "excused": dict(Counter(excuse.because for _, excuse in result.judged if excuse)),
        "changed": result.changed,
    }


def _word(one: Canary) -> dict[str, str]:
    return {"name": one.name, "door": one.door, "fate": one.fate.value}


def _masked(thing: Any, result: Result) -> Any:
    """The same without any planted word, wherever it may have got into."""
    if isinstance(thing, str):
        return result.shown(thing)
    if isinstance(thing, dict):
        return {result.shown(str(key)): _masked(value, result) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_masked(one, result) for one in thing]
    return thing


def _findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [
        {
            "kind": one.kind,
            "place": one.place,
            "canary": one.canary,
            "disguise": one.disguise,
            "row": one.row,
        }
        for one in sorted(set(findings))
    ]


# ------------------------------------------------------------------ kept
def keep(folder: Path, made: Report) -> None:
    """Put the report where `latest` finds it: whole or not at all, for this account only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{LATEST}.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(made.as_json())
    draft.rename(folder / LATEST)


def latest(folder: Path) -> Report | None:
    """The report that was kept last; None when there is none that can be read."""
    try:
        data = json.loads((folder / LATEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Report(data) if isinstance(data, dict) and data.get("schema") == SCHEMA else None


# ------------------------------------------------------------------ the letter
def _letter(data: dict[str, Any]) -> Iterator[str]:
    yield "Is an erased person really nowhere?"
    yield f"{data['site']}, {data['moment']}"
    yield from _verdict(data)
    yield from _section("What was planted", _planted(data))
    yield from _section("What was found before the erasure", _before(data))
    yield from _section("What was looked at", _looked(data))
    yield from _section("What was found after the erasure", _after(data))
    yield from _section("Everybody else", _others(data))
    yield from _section("What was not looked at", _unseen(data))


def _verdict(data: dict[str, Any]) -> Iterator[str]:
    yield ""
    if data["failure"]:
        yield from _wrapped(f"NOT EXAMINED: {data['failure']}.")
    elif data["clean"]:
        others = ", and nobody else was touched" if data.get("alone", True) else ""
        yield from _wrapped(
            f"CLEAN. All {len(data['planted'])} words of a planted person were found before, none"
            f" after{others}."
        )
    else:
        faults = []
        if data["not_found_before"]:
            faults.append(f"{len(data['not_found_before'])} words were not found before")
        if data["leaks"]:
            places = len({one["place"] for one in data["leaks"]})
            faults.append(f"words were still there in {places} places after the erasure")
        if data["left_files"]:
            faults.append(f"{len(data['left_files'])} files stayed")
        if data["changed"]:
            faults.append(f"rows of others changed in {len(data['changed'])} tables")
        yield from _wrapped(f"NOT CLEAN: {'; '.join(faults)}.")


def _planted(data: dict[str, Any]) -> Iterator[str]:
    yield (
        f"A person who does not exist, with {len(data['planted'])} random words, went through"
        f" these doors: {'; '.join(data['doors'])}."
    )
    for closed in data["closed_doors"]:
        yield f"Not done – {closed}."


def _before(data: dict[str, Any]) -> Iterator[str]:
    found = data["found_before"]
    fates = Counter(one["fate"] for one in data["planted"])
    yield (
        f"{fates[Fate.KEPT.value]} words that are kept were found in {found['places']} places;"
        f" {fates[Fate.SEALED.value]} that are kept under a key, in the person's own copy;"
        f" {fates[Fate.PAST.value]} that were replaced and {fates[Fate.REFUSED.value]} that were"
        " refused, only in what was sent."
    )
    for one in data["not_found_before"]:
        yield f"NOT FOUND: {one['name']} ({one['door']}). Nothing found later proves nothing."
    for one in data["kept_though_refused"]:
        yield f"Remark: {one['canary']} was refused, and stood in {one['place']}."


def _looked(data: dict[str, Any]) -> Iterator[str]:
    parts = [f"{data['looked'].get(kind, 0)} {words}" for kind, words in _KINDS.items()]
    yield (
        f"{', '.join(parts)}: {data['bytes'] / 1e6:.0f} MB, for every word in all its disguises"
        f" ({data['disguises']} patterns), in archives, papers, pictures and mails, too."
    )


def _after(data: dict[str, Any]) -> Iterator[str]:
    if data["failure"]:
        yield "The erasure was not reached."
        return
    for one in data["leaks"]:
        yield (f"LEAK: {one['canary']} in {one['place']} ({one['row']}), {one['disguise']}.")
    for path in data["left_files"]:
        yield f"LEFT: {path} came while the person was there, and stayed."
    if not data["leaks"] and not data["left_files"]:
        yield "Nothing that was not announced."
    for because, count in data["excused"].items():
        yield f"Announced ({count}): {because}."
    if data["unvacuumed"]:
        yield (
            f"{data['unvacuumed']} dead rows and index entries were not vacuumed yet; the judge"
            " had them vacuumed, and looked again."
        )
    if data["free_pages"] or data["journal"]:
        yield (
            f"Waiting to be overwritten: {data['free_pages']} times in free space of the"
            f" database's pages, {data['journal']} times in its journal."
        )


def _others(data: dict[str, Any]) -> Iterator[str]:
    if not data.get("alone", True):
        yield "Not compared: others were at work meanwhile."
        return
    for place, count in data["changed"].items():
        yield f"CHANGED: {count} rows that were there before, in {place}."
    if not data["changed"]:
        yield "Every row that was there before is there now, byte for byte."
    yield f"Not compared, because they count by themselves: {', '.join(sorted(data['counters']))}."


def _unseen(data: dict[str, Any]) -> Iterator[str]:
    yield "Keyed hashes, encrypted values and pictures of words: nobody can see those."
    yield from (f"{one}." for one in data["unseen"])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", title)
    for line in lines:
        yield from _wrapped(f"  {line}", "    ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, 96, subsequent_indent=indent, break_long_words=False)
