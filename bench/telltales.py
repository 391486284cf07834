"""What reading a text for telltales costs, beside one raw regular expression over the same text.

    python -m bench.telltales

The baseline finds the words of the same text and looks each up in a set, in the same run.
"""

import re
import statistics
import time
from collections.abc import Callable

from ordholden.policy.telltales import find
from ordholden.policy.telltales.grammar import lexicon

LETTER = (
    "Jeg er uddannet tømrer og har arbejdet ni år med tag og facader, mest i Aarhus. Jeg kan lide"
    " at stå tidligt op, og jeg afleverer til tiden. Min seneste plads var hos et lille firma med"
    " otte svende; jeg havde ansvar for to lærlinge og for aftaler med kunderne. "
)
TEXTS = {
    "a letter, 3 kB": LETTER * 12,
    "a book, 100 kB": LETTER * 400,
    "only such words, 100 kB": "jeg har kræft arbejdet fagforening sort medlem " * 2100,
    "one such word, 100 kB": "diabetes " * 11_000,
    "digits, 100 kB": "211062-562 " * 9_000,
}
_WORD = re.compile(r"[^\W_]+")


def main() -> None:
    """Print one line a text."""
    find("warm")
    for name, text in TEXTS.items():
        kilobytes = len(text) / 1000
        told, raw = _median(lambda text=text: find(text)), _median(lambda text=text: _raw(text))  # type: ignore[misc]
        print(
            f"{name:<26} {told:7.1f} ms  {told / kilobytes:6.3f} ms/kB"
            f"  raw {raw:6.1f} ms  x{told / raw:.1f}"
        )


def _raw(text: str) -> int:
    known = lexicon().exact
    return sum(word.lower() in known for word in _WORD.findall(text))


def _median(step: Callable[[], object], rounds: int = 7) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        step()
        taken.append(1000 * (time.process_time() - begun))
    return statistics.median(taken)


if __name__ == "__main__":
    main()
