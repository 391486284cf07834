"""Everything that happens between a company and somebody it asked."""

from ordholden.dialogues.actions.asking import ask
from ordholden.dialogues.actions.notes import note, notes_on, remove_note
from ordholden.dialogues.actions.talking import answer, ask_back, decline, end, reply, write

__all__ = [
    "answer",
    "ask",
    "ask_back",
    "decline",
    "end",
    "note",
    "notes_on",
    "remove_note",
    "reply",
    "write",
]
