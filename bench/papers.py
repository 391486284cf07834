"""What it costs to open files in a process of their own.

    python -m bench.papers [--turns 7] [files …]

For a PDF, a DOCX and a photograph made here, or for the files that are named: the time of `look`,
of one page's picture and of the copy for others, beside the same library calls made in this
process, where nothing protects anybody. The median of some turns, and the ratio.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> None:
    """Print milliseconds: as we do it, raw, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("files", nargs="*", type=Path)
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from ordholden import papers

    given = {path.name: path.read_bytes() for path in wanted.files} or made_here()
    print(f"{'file':34}{'what':10}{'ours':>9}{'raw':>9}{'ratio':>8}")
    for name, content in given.items():
        ours: dict[str, Callable[[], Any]] = {
            "look": lambda content=content: papers.look(content),
            "draw": lambda content=content: papers.picture(content, 1),
            "clean": lambda content=content: papers.clean(content),
        }
        for what, ask in ours.items():
            mine = median(ask, wanted.turns)
            raw = median(here(what, content), wanted.turns)
            print(f"{name[:32]:34}{what:10}{mine:7.0f}ms{raw:7.0f}ms{mine / raw:8.1f}")
    print(f"{'a child that only begins':44}{median(begins, wanted.turns):7.0f}ms")


def made_here() -> dict[str, bytes]:
    """A PDF of three pages, a DOCX of a hundred paragraphs, a photograph of twelve megapixels."""
    from ordholden.papers.tests import make

    line = "Nine years on tower cranes in the harbour, with papers for all of them"
    return {
        "three pages.pdf": make.pdf(line, line, line),
        "a hundred paragraphs.docx": make.docx(*[line] * 100),
        "twelve megapixels.jpg": make.photo((4000, 3000)),
    }


def here(what: str, content: bytes) -> Callable[[], Any]:
    """The same library calls in this process."""
    from ordholden.papers import child

    sys.path.insert(0, str(Path(child.__file__).parent))
    from inside.main import OPENERS  # type: ignore[import-not-found]
    from inside.sniffing import kind_of  # type: ignore[import-not-found]

    kind = kind_of(content)
    opener = __import__(f"inside.{OPENERS[kind]}", fromlist=["look"])
    return lambda: getattr(opener, what)(kind, content, {"page": 1})


def begins() -> None:
    """Start a child that refuses at once."""
    from ordholden import papers

    try:
        papers.look(b"no file of any kind")
    except papers.Refused:
        return


def median(what: Callable[[], Any], turns: int) -> float:
    """Milliseconds, the middle of some turns after one that is not counted."""
    what()
    took = []
    for _turn in range(turns):
        began = time.perf_counter()
        what()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    main()
