"""What can be asked of a file."""

from dataclasses import dataclass, field

from ordholden.papers.child import ask
from ordholden.papers.clamd import refuse_viruses
from ordholden.papers.kinds import KINDS
from ordholden.papers.refusals import Refused

LARGEST = 10 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Paper:
    """What a file is. kind: a key of KINDS. sizes: width and height of each page as it is drawn,
    in pixels. text: its words, tidied; none of a picture."""

    kind: str
    sizes: tuple[tuple[int, int], ...] = field(repr=False)
    text: str = field(repr=False)

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self.sizes)

    @property
    def media_type(self) -> str:
        """As browsers call the kind."""
        return KINDS[self.kind].media_type

    @property
    def is_picture(self) -> bool:
        """Whether it is a photograph or a scan."""
        return KINDS[self.kind].is_picture

    def called(self, name: str) -> str:
        """A file name whose ending says what the file is."""
        endings = KINDS[self.kind].endings
        return name if name.lower().endswith(endings) else f"{name}{endings[0]}"


@dataclass(frozen=True)
class Picture:
    """One page, drawn: WebP, with its size in pixels."""

    content: bytes = field(repr=False)
    width: int
    height: int
    media_type = "image/webp"


def take(content: bytes) -> Paper:
    """A file that somebody wants us to keep: its size, its viruses, and what it is. Raises
    Refused for one that is not taken."""
    if len(content) > LARGEST:
        raise Refused("too_large")
    refuse_viruses(content)
    return look(content)


def look(content: bytes) -> Paper:
    """What a file is and says. Raises Refused for one that is not taken."""
    answer, _made = ask("look", content)
    sizes = tuple((width, height) for width, height in answer["sizes"])
    return Paper(kind=answer["kind"], sizes=sizes, text=answer["text"])


def picture(content: bytes, page: int) -> Picture:
    """A page, counted from 1, as a picture. Raises Refused."""
    answer, made = ask("draw", content, page=page)
    return Picture(made, answer["width"], answer["height"])


def clean(content: bytes) -> bytes:
    """The copy for others than its owner, of the same kind: what was noted beside what is seen
    (author, place, camera, comments, deleted words) is not in it. Raises Refused."""
    _answer, made = ask("clean", content)
    return made
