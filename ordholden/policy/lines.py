"""Which line of a TOML file a key stands on.

`tomli` reads values, not places. This walks a text that `tomli` has already accepted and
notes where each key and each list item begins, so that a fault can name its line.
"""

import re
from functools import cached_property

import tomli

Path = tuple[str | int, ...]

_BARE = re.compile(r"[\w-]*")
_PLAIN = re.compile(r"[^,\]}\n#]*")
_ONE_LINE = re.compile(
    r'"(?!"")(?:[^"\\\n]|\\.)*"'  # "basic"
    r"|'(?!'')[^'\n]*'"  # 'literal'
)


class Lines:
    """Line numbers of a TOML text by path: ("retain", 2, "stages", 0, "after").

    The text is walked when a line is first asked for: a policy without faults never is.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _lines(self) -> dict[Path, int]:
        lines: dict[Path, int] = {(): 1}
        _Walk(self._text, lines).file()
        return lines

    def of(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return line
        return 1


class _Walk:
    """One pass over the text. Positions only move forward."""

    def __init__(self, text: str, lines: dict[Path, int]) -> None:
        self.text, self.lines, self.at = text, lines, 0
        self.line = 1
        self.counts: dict[Path, int] = {}

    def file(self) -> None:
        """The top level: headers and key-value lines."""
        table: Path = ()
        while self._skip():
            if self.text.startswith("[[", self.at):
                table = self._header(2, again=True)
            elif self.text[self.at] == "[":
                table = self._header(1, again=False)
            else:
                self._pair(table)

    def _header(self, brackets: int, *, again: bool) -> Path:
        line = self.line
        self._move(brackets)
        keys = self._keys()
        self._skip(newlines=False)
        self._move(brackets)
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            last = number == len(keys) - 1
            if last and again:
                index = self.counts[path] = self.counts.get(path, -1) + 1
                self.lines.setdefault(path, line)
                path = (*path, index)
            elif path in self.counts:
                path = (*path, self.counts[path])
        self.lines.setdefault(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self.line
        path = (*table, *self._keys())
        for length in range(len(table) + 1, len(path) + 1):
            self.lines.setdefault(path[:length], line)
        self._skip(newlines=False)
        self._move(1)  # =
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip()
        self.lines.setdefault(path, self.line)
        match self.text[self.at]:
            case "[":
                self._list(path)
            case "{":
                self._inline(path)
            case '"' | "'":
                self._string()
            case _:
                self._past(_PLAIN)

    def _list(self, path: Path) -> None:
        self._move(1)
        index = 0
        while self._skip() and self.text[self.at] != "]":
            self._value((*path, index))
            index += 1
            self._skip()
            if self.text[self.at] == ",":
                self._move(1)
        self._move(1)

    def _inline(self, path: Path) -> None:
        self._move(1)
        while self._skip() and self.text[self.at] != "}":
            self._pair(path)
            self._skip()
            if self.text[self.at] == ",":
                self._move(1)
        self._move(1)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(newlines=False)
            start = self.at
            if self.text[self.at] in "\"'":
                self._string()
                keys.append(str(tomli.loads("k=" + self.text[start : self.at])["k"]))
            else:
                self._past(_BARE)
                keys.append(self.text[start : self.at])
            self._skip(newlines=False)
            if self.text[self.at] != ".":
                return keys
            self._move(1)

    def _past(self, pattern: re.Pattern[str]) -> bool:
        """Move past what matches here; False when nothing does."""
        found = pattern.match(self.text, self.at)
        if found:
            self._move(found.end() - self.at)
        return bool(found)

    def _string(self) -> None:
        if self._past(_ONE_LINE):
            return
        quote = self.text[self.at]
        fence = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self._move(len(fence))
        while not self.text.startswith(fence, self.at):
            self._move(2 if quote == '"' and self.text[self.at] == "\\" else 1)
        self._move(len(fence))
        while len(fence) == 3 and self.text.startswith(quote, self.at):
            self._move(1)  # """x"""" ends with a quote of its own

    def _skip(self, *, newlines: bool = True) -> bool:
        """Move past blanks and comments; False at the end of the text."""
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == "#":
                end = self.text.find("\n", self.at)
                self._move((end if end >= 0 else len(self.text)) - self.at)
            elif sign in " \t\r" or (newlines and sign == "\n"):
                self._move(1)
            else:
                return True
        return False

    def _move(self, count: int) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count
