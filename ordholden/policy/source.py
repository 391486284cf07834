"""From a text to a typed document, or to faults with their lines."""

import re
from collections.abc import Iterator

import tomli
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ordholden.policy.document import Document
from ordholden.policy.faults import Fault, PolicyFaults
from ordholden.policy.lines import Lines, Path

MAX_BYTES = 1_000_000
_PLACE = re.compile(r"\(at line (\d+)")
_ENDLESS = re.compile(r"\d{4301}")  # more digits than Python turns into a number
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_ONE_LINE = (("controller",), ("contact",), ("authority",), ("recipient",), ("cookie",))
_LINES = frozenset({"address", "post", "because"})


def read(text: str) -> tuple[Document, Lines]:
    """Parse and type a policy text. Raises PolicyFaults, one per thing wrong."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise PolicyFaults([Fault(line, "this line holds a sign that is no text")]) from None
    if size > MAX_BYTES:
        raise PolicyFaults([Fault(1, "the file is larger than a megabyte; a policy is not")])
    try:
        tree = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise PolicyFaults([_not_toml(text, error)]) from None
    lines = Lines(text)
    if unfit := [Fault(lines.of(path), sentence) for path, sentence in _unfit((), tree)]:
        raise PolicyFaults(unfit)
    try:
        return Document.model_validate(tree), lines
    except ValidationError as error:
        raise PolicyFaults(_typed(error, lines)) from None


def _unfit(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    """Signs that no page, letter or database can show, and lines where a name stands alone."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _unfit((*path, key), one)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _unfit((*path, index), one)
    elif isinstance(value, str):
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        if _CONTROL.search(value):
            yield path, f"{where} holds a sign that cannot be shown"
        elif path[:1] in _ONE_LINE and path[-1] not in _LINES and _BREAK.search(value):
            yield path, f"{where} must stand on one line"


def _not_toml(text: str, error: Exception) -> Fault:
    if isinstance(error, RecursionError):
        return Fault(1, "the file nests tables too deeply to be read")
    if long := _ENDLESS.search(text):
        return Fault(text.count("\n", 0, long.start()) + 1, "this number is too long to be read")
    place = _PLACE.search(str(error))
    line = int(place[1]) if place else max(1, text.count("\n"))
    return Fault(line, f"this is not TOML: {_PLACE.split(str(error))[0].strip().lower()}")


def _typed(error: ValidationError, lines: Lines) -> list[Fault]:
    details = error.errors(include_url=False)
    paths = [_path(detail) for detail in details]
    return [
        Fault(lines.of(path), _sentence(detail))
        for detail, path in zip(details, paths, strict=True)
        if not _echo(detail, path, paths)
    ]


def _echo(detail: ErrorDetails, path: Path, paths: list[Path]) -> bool:
    """Whether this only repeats a fault deeper inside: a union's other arm, an emptied list."""
    if detail["type"] not in ("string_type", "too_short", "literal_error", "dict_type"):
        return False
    return any(len(other) > len(path) and other[: len(path)] == path for other in paths)


def _path(detail: ErrorDetails) -> Path:
    """The place in the file; names pydantic adds for unions are no keys and are dropped."""
    return tuple(
        part
        for part in detail["loc"]
        if isinstance(part, int) or not re.search(r"[\[\]()-]|^Several$|^str$", part)
    )


def _sentence(detail: ErrorDetails) -> str:
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in _path(detail))
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "missing":
            return f"{where} is missing"
        case "extra_forbidden":
            return f"{where}: the language has no key “{key}” here"
        case "value_error":
            return f"{where}: {detail['ctx']['error']}"
        case "literal_error":
            return f"{where} must be one of {detail['ctx']['expected']}"
        case "too_short":
            return f"{where} must not be empty"
        case _:
            return f"{where}: {detail['msg'].lower()}"
