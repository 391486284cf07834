"""Pages of what a written document says. The words go in as data and are never markup."""

import json
from typing import Any

import typst

SHEET = b"""
#set page(paper: "a4", margin: (x: 24mm, y: 22mm))
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"), size: 11pt)
#set par(leading: 0.62em, spacing: 0.9em)
#let lines(text) = text.split("\\n").join(linebreak())
#for one in json(bytes(sys.inputs.blocks)) {
  if one.kind == "heading" {
    block(above: 1.5em, below: 0.7em, sticky: true, text(size: 13.5pt, weight: "bold", lines(one.text)))
  } else if one.kind == "item" {
    grid(columns: (1em, 1fr), [\xe2\x80\x93], lines(one.text))
  } else if one.kind == "row" {
    grid(columns: one.cells.map(_ => 1fr), column-gutter: 1em, ..one.cells.map(lines))
  } else {
    par(lines(one.text))
  }
}
#context [#metadata(counter(page).final().first()) <pages>]
"""  # noqa: E501


def typeset(blocks: list[dict[str, Any]]) -> bytes:
    """A PDF of these blocks, in the letters that the setter brings along."""
    made = typst.compile(
        SHEET,
        format="pdf",
        sys_inputs=_inputs(blocks),
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)
    return made


def _inputs(blocks: list[dict[str, Any]]) -> dict[str, str]:
    return {"blocks": json.dumps(blocks)}


def pages_of(blocks: list[dict[str, Any]]) -> int:
    """How many pages these blocks fill."""
    found = typst.query(
        SHEET,
        "<pages>",
        field="value",
        one=True,
        sys_inputs=_inputs(blocks),
        ignore_system_fonts=True,
    )
    return int(json.loads(found))
