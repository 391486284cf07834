"""From a text to a typed document, or to faults with their lines."""

import re
import tomllib

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ordholden.policy.document import Document
from ordholden.policy.faults import Fault, PolicyFaults
from ordholden.policy.lines import Lines, Path

MAX_BYTES = 1_000_000
_PLACE = re.compile(r"\(at line (\d+)")


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
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyFaults([_not_toml(text, error)]) from None
    lines = Lines(text)
    try:
        return Document.model_validate(tree), lines
    except ValidationError as error:
        raise PolicyFaults(_typed(error, lines)) from None


def _not_toml(text: str, error: Exception) -> Fault:
    if isinstance(error, RecursionError):
        return Fault(1, "the file nests tables too deeply to be read")
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
