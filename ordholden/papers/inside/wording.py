"""Text as it is handed out: no control characters, no endless lines, not more than is read."""

import re

MOST = 200_000  # characters of one document
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\xa0]+")
_GAPS = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """The words of a document."""
    text = text[: 2 * MOST].replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    text = _BLANKS.sub(" ", _CONTROLS.sub("", text))
    return _GAPS.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()[:MOST]
