"""One question about one file, read from stdin and answered on stdout.

In: a line of JSON (`do`, `walls`, and `page` for a picture), then the file. Out: a line of JSON,
then what was made, if anything was. A refusal is `{"refused": code, …}`; whatever goes wrong
besides is a broken file, for nothing of this may be trusted or shown.
"""

import codecs
import json
import sys
from importlib import import_module
from typing import Any

from . import cell
from .refusal import Refusal
from .sniffing import kind_of

# Which module opens which kind; loaded before the doors are closed, and only the one needed.
OPENERS = {
    "pdf": "pdfs",
    "docx": "office",
    "odt": "office",
    "rtf": "office",
    "jpeg": "photos",
    "png": "photos",
    "webp": "photos",
}
CODECS = ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "charmap", "cp1252")


def main() -> None:
    """Answer, and end."""
    asked = json.loads(sys.stdin.buffer.readline())
    cell.narrow(**asked["walls"])
    content = sys.stdin.buffer.read()
    try:
        opener, kind = _prepared(asked, content)
        answer, made = getattr(opener, asked["do"])(kind, content, asked)
        answer = {"kind": kind, **answer}
    except Refusal as refused:
        answer, made = {"refused": refused.code, **refused.numbers}, b""
    except MemoryError:
        answer, made = {"refused": "too_large_inside"}, b""
    except Exception as fault:
        answer, made = {"refused": "broken", "fault": type(fault).__name__}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)
    sys.stdout.buffer.flush()


def _prepared(asked: dict[str, Any], content: bytes) -> tuple[Any, str]:
    """What opens this kind, loaded, with every door shut behind it."""
    kind = kind_of(content)
    opener = import_module(f".{OPENERS[kind]}", __package__)
    opener.prepare(asked["do"], kind, content)
    for name in CODECS:
        codecs.lookup(name)
    cell.close(threads=OPENERS[kind] == "office")
    return opener, kind
