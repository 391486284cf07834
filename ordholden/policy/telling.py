"""Answers and changes as lines for a terminal."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ordholden.policy.compiled import Policy
from ordholden.policy.vocabulary import ACTIONS, ANCHORS


def told_dues(policy: Policy, found: dict[str, Any]) -> str:
    """What `answer` found, as text: each rule, its stages with their days, or what it waits for."""
    lines = [f"{found['clause']} in the policy of {found['tenant']} ({found['policy'][:12]})"]
    for rule in found["rules"]:
        lines.extend(_rule(rule))
    for lock in found["locks"]:
        lines.extend(_lock(lock))
    if not (found["rules"] or found["locks"]):
        places = ", ".join(found["places"])
        lines.extend(
            ["", f"No rule or lock serves it, so nothing falls due; it stands at: {places}"]
        )
    return "\n".join(lines) + "\n"


def _rule(rule: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"{rule['rule']}: {', '.join(rule['what'])} of {', '.join(rule['who'])}"
    if rule["only"]:
        yield f"  only: {', '.join(rule['only'])}"
    for word, day in rule["anchors"].items():
        yield f"  {word} = {day}"
    for stage in rule["stages"]:
        yield from _stage(stage)
    if rule["law"]:
        yield f"  law: {rule['law']}"


def _stage(stage: dict[str, Any]) -> Iterator[str]:
    keep = f", keeping {', '.join(stage['keep'])}" if stage["keep"] else ""
    when = stage["due"] or "no day yet"
    yield f"  {when}  {stage['do']}{keep}"
    yield f"              {ACTIONS[stage['do']].meaning}"
    if stage["due"]:
        yield f"              {_length(stage['after'])} {stage['counted_from']}{_bound(stage)}"
    for word in stage["waits_for"]:
        if not stage["due"]:
            yield f"              waits for {word}: {ANCHORS[word].meaning}"
    if stage["assumed"]:
        yield f"              {stage['counted_from']} is foreseen, if nothing else happens before"
    if stage.get("past"):
        yield "              this day is past"


def _length(after: str) -> str:
    return "on the day of" if after == "at once" else f"{after} after"


def _bound(stage: dict[str, Any]) -> str:
    return f" ({stage['cut_by']})" if stage["cut_by"] else ""


def _lock(lock: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"{lock['lock']}: {', '.join(lock['what'])} cannot be {_refused(lock['refuses'])}"
    starts = lock["from"] or f"{lock['from_anchor']}: {ANCHORS[lock['from_anchor']].meaning}"
    yield f"  locked from {starts}"
    if lock["until"]:
        yield f"  {lock['until']}  opens, {_length(lock['after'])} {lock['until_anchor']}"
    else:
        word = lock["until_anchor"]
        yield f"  opens {_length(lock['after'])} {word}"
        yield f"              waits for {word}: {ANCHORS[word].meaning}"


def _refused(words: Iterable[str]) -> str:
    return " or ".join({"change": "changed", "erase": "erased"}[word] for word in words)


def told_changes(changes: Iterable[Any], form: str) -> str:
    """Changes between two policies: class, path and what was before and after."""
    found = [_change(change) for change in changes]
    if form == "json":
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if not found:
        return "no change\n"
    return "".join(f"{one['class']:<10} {one['path']}: {one['sentence']}\n" for one in found)


def _change(change: Any) -> dict[str, str]:
    return {"class": str(change.cls), "path": str(change.path), "sentence": str(change.sentence)}
