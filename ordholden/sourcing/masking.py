"""What gives somebody away inside a text: found, and masked for whoever may not know them.

Nobody should write such things in a CV (JI-09); who does is not given away by it (JI-08). The
person's own name, address, telephone and workplaces are looked for in every form that people
write them in; `patterns` knows what looks like an address, a number or a link, whoever's it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from ordholden.sourcing import ordinary, patterns
from ordholden.sourcing.spelling import Token, folded, plain, tokens

MASK = "▒▒▒"
SHORT = 3  # letters of a name that is a word as well, unless it begins with a capital
Span = tuple[int, int]
Row = tuple[str, ...]
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ -]?){2,4}(?!\w)")
_APART = r"[\s.()/-]{0,3}"
_GENITIVE = ("s", "z")


@dataclass(frozen=True)
class Known:
    """Who somebody is: what none of their texts may say to those who do not know them.

    handles: what they are called elsewhere (the end of a link, what stands before an @).
    """

    name: str = ""
    phone: str = ""
    addresses: tuple[str, ...] = ()
    workplaces: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Something that gives somebody away: name, phone, email, address, workplace, link, handle,
    number or age."""

    start: int
    end: int
    what: str


class Mask:
    """Masks the texts of one person. Made once for all of them."""

    def __init__(self, known: Known) -> None:
        self.names = [one.folded for one in tokens(plain(known.name))]
        self.joined = _joined([one for one in self.names if one not in ordinary.PARTICLES])
        self.initials = "".join(one[0] for one in self.names)
        self.phone = re.sub(r"\D", "", known.phone)[-8:]
        self.handles = {folded(one) for one in known.handles if len(one) > SHORT}
        self.rows = _rows(known)

    def __call__(self, text: str) -> str:
        """The text with everything that gives the person away masked."""
        text = plain(text)
        out, upto = [], 0
        for one in self.told(text):
            out += [text[upto : one.start], MASK]
            upto = one.end
        return "".join([*out, text[upto:]])

    def told(self, text: str) -> list[Found]:
        """What gives the person away in a text that is `plain`, in order; what lies in one
        another, or a sign apart, is one."""
        found: list[Found] = []
        for one in sorted(self.find(text), key=lambda one: (one.start, -one.end)):
            if found and one.start <= found[-1].end + 1:
                last = found.pop()
                one = replace(last, end=max(last.end, one.end))
            found.append(one)
        return found

    def find(self, text: str) -> list[Found]:
        """Every sign of it by itself."""
        if not text:
            return []
        words = tokens(text)
        found = [*patterns.find(text), *self._said(words), *self._named(text, words)]
        if len(self.phone) == len("12345678"):
            spaced = re.compile(rf"(?<!\d){_APART.join(self.phone)}(?!\d)")
            found += [("phone", one.span()) for one in spaced.finditer(text)]
        return [Found(start, end, what) for what, (start, end) in found]

    def _said(self, words: list[Token]) -> Iterator[tuple[str, Span]]:
        """Workplaces, addresses and handles: words in a row."""
        for at, token in enumerate(words):
            if _is(token.folded, self.handles):
                yield "handle", (token.start, token.end)
            for what, row in self.rows.get(token.folded[:2], ()):
                if _stands(row, words, at):
                    yield what, (token.start, words[at + len(row) - 1].end)

    def _named(self, text: str, words: list[Token]) -> Iterator[tuple[str, Span]]:
        own = set(self.names)
        is_name = [_is(one.folded, own) for one in words]
        for at, token in enumerate(words):
            beside = any(
                is_name[other] and _touch(text, words[min(at, other)], words[max(at, other)])
                for other in (at - 1, at + 1)
                if 0 <= other < len(words)
            )
            if (
                (is_name[at] and (beside or _is_nothing_else(token)))
                or (beside and self._is_initial(token))
                or any(one in token.folded for one in self.joined)
                or self._are_initials(token)
            ):
                yield "name", (token.start, token.end)
        for one in _INITIALS.finditer(text) if len(self.initials) > 1 else ():
            if folded("".join(c for c in one.group() if c.isalpha())) == self.initials:
                yield "name", one.span()

    def _is_initial(self, token: Token) -> bool:
        return len(token.word) == 1 and token.word.isupper() and token.folded in self.initials

    def _are_initials(self, token: Token) -> bool:
        """Three or more: two stand for too much else."""
        return (
            len(self.initials) >= SHORT
            and token.word.isupper()
            and token.folded == self.initials
            and token.word not in ordinary.ABBREVIATIONS
        )


def _touch(text: str, one: Token, other: Token) -> bool:
    """Whether two words are written as one name: between them a space, or an initial's point."""
    between = text[one.end : other.start]
    return not between.strip(" -,'") or (between.strip() == "." and len(one.word) == 1)


def _is(word: str, wanted: set[str]) -> bool:
    """Whether a folded word is one of these, or its genitive."""
    return word in wanted or (word.endswith(_GENITIVE) and word[:-1] in wanted)


def _is_nothing_else(token: Token) -> bool:
    """Whether a word that is somebody's name is meant as one here: *Bo* is, *bo* is not, and a
    *smed* may be a smith."""
    if token.folded in ordinary.PARTICLES:
        return False
    if len(token.folded) <= SHORT or token.folded in ordinary.occupied():
        return token.word[0].isupper()
    return True


def _joined(names: list[str]) -> list[str]:
    """Two names written as one, as in addresses and handles; or one after an initial."""
    pairs = {one + other for one, other in permutations(names, 2)}
    pairs |= {names[0][0] + one for one in names[1:]} | {one + names[-1][0] for one in names[:1]}
    return [one for one in pairs if len(one) > SHORT + 1]


def _rows(known: Known) -> dict[str, list[tuple[str, Row]]]:
    """Words in a row that are a workplace or an address, by the first two letters."""
    rows: set[tuple[str, Row]] = set()
    for place in known.workplaces:
        rows |= {("workplace", row) for row in _of_workplace(place)}
    for address in known.addresses:
        rows |= {("address", row) for row in _of_address(address)}
    found: dict[str, list[tuple[str, Row]]] = {}
    for what, row in rows:
        found.setdefault(row[0][:2], []).append((what, row))
    return found


def _stands(row: Row, words: list[Token], at: int) -> bool:
    """Whether these words stand here, the last perhaps in the genitive."""
    there = words[at : at + len(row)]
    if len(there) < len(row) or tuple(one.folded for one in there[:-1]) != row[:-1]:
        return False
    if len(row) == 1 and row[0] in ordinary.words() and not there[0].word[0].isupper():
        return False
    return _is(there[-1].folded, {row[-1]})


def _of_workplace(name: str) -> Iterator[Row]:
    """A firm in whole, without its legal form, and by the word that it is known by."""
    words = [one.folded for one in tokens(plain(name))]
    if not words:
        return
    yield tuple(words)
    while len(words) > 1 and words[-1] in ordinary.LEGAL:
        words.pop()
    yield tuple(words)
    if words[0] not in ordinary.words() and len(words[0]) >= SHORT:
        yield (words[0],)


def _of_address(address: str) -> Iterator[Row]:
    """Each line in whole; the street also without its number, the code also without the rest."""
    for line in re.split(r"[\n,;]+", plain(address)):
        words = [one.folded for one in tokens(line)]
        if len(words) < len(("street", "number")):
            continue
        yield tuple(words)
        if words[0].isdigit():
            yield tuple(words[:2])  # the code and the town, without its letter
            continue
        number = next((at for at, one in enumerate(words) if one[0].isdigit()), 0)
        if number and len("".join(words[:number])) > SHORT:
            yield tuple(words[:number])
            yield tuple(words[: number + 1])
