"""What a task may carry: ids, codes, numbers, dates. Never a name, an address or a text.

The queue is a table with backups and logs of its own; what never enters it need not be erased
from it. The task looks everything else up when it runs.
"""

import re
from datetime import date
from typing import Any
from uuid import UUID

LONGEST = 64  # characters: a SHA-256 in hex
CODE = re.compile(r"[A-Za-z0-9_.:/\-]*")
NATIONAL_NUMBER = re.compile(r"\d{6}-?\d{4,5}")  # CPR, fødselsnummer


class NotACode(ValueError):
    """Something that may be personal was given to a task. The value is not repeated."""


def pack(value: object) -> Any:
    """A value as JSON. Raises NotACode for what is not an id, a code, a number or a date."""
    match value:
        case None | bool() | int():
            return value
        case UUID():
            return {"id": str(value)}
        case date() if type(value) is date:
            return {"date": value.isoformat()}
        case str():
            return _code(value)
        case list() | tuple():
            return [pack(item) for item in value]
        case _:
            raise NotACode(f"a task carries ids and codes, not a {type(value).__name__}")


def unpack(value: Any) -> Any:
    """What `pack` made, as it was; tuples come back as lists."""
    match value:
        case {"id": text}:
            return UUID(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case list():
            return [unpack(item) for item in value]
        case _:
            return value


def _code(text: str) -> str:
    if len(text) > LONGEST:
        raise NotACode(f"a task carries codes of at most {LONGEST} characters: pass an id")
    if not CODE.fullmatch(text) or NATIONAL_NUMBER.fullmatch(text):
        raise NotACode("this text may say something about a person: pass an id instead")
    return text
