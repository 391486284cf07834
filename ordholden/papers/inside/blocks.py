"""What a written document says, as a row of blocks: what its pages are set from."""

from dataclasses import asdict, dataclass, field

from .wording import MOST, tidy

BLOCKS = 20_000


@dataclass(frozen=True)
class Block:
    """kind: "heading", "text", "item" or "row"; a row has cells and no text."""

    kind: str
    text: str = ""
    cells: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it says, as a line."""
        return " · ".join(cell for cell in self.cells if cell) if self.cells else self.text


def text_of(blocks: list[Block]) -> str:
    """All words, one block to a line."""
    return tidy("\n".join(one.words for one in blocks))


def settable(blocks: list[Block]) -> list[dict[str, object]]:
    """The blocks as data for setting: no longer than what is read."""
    found, length = [], 0
    for one in blocks[:BLOCKS]:
        length += len(one.words)
        if length > MOST:
            break
        short = Block(one.kind, tidy(one.text), [tidy(cell) for cell in one.cells])
        if short.words:
            found.append(asdict(short))
    return found
